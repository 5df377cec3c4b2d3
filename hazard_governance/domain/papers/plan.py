"""事故隐患治理方案: six parts with the five-fixes table (order 16/2007 art. 15; notice, step 4)."""

from __future__ import annotations

from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import RemediationPlan
from hazard_governance.domain.papers.gaps import PLAN_NOT_APPROVED, unless
from hazard_governance.domain.papers.model import Fields, Heading, Paper, Signature, Source, Text
from hazard_governance.domain.papers.parts import enterprise_name, five_fixes, hazard_fields
from hazard_governance.domain.papers.words import day, wan_yuan
from hazard_governance.domain.plan import check_plan
from hazard_governance.domain.vocabulary import APPROVED

TRANSLATION_CONTEXT = "Official Paper"

TITLE = N_("Governance Plan for an Accident Hazard")
PARTS = (
	("goals", N_("1. Goals and tasks of the governance")),
	("methods", N_("2. Methods and measures")),
	("funds_and_materials", N_("3. Funds and materials")),
	("organisation", N_("4. Responsible bodies and people")),
	("time_limits", N_("5. Time limits and requirements")),
	("safety_and_contingency", N_("6. Safety measures and contingency plan")),
)


def build(source: Source) -> Paper:
	"""The plan as it is; a draft until its six parts are there and the principal approved it."""
	plan: RemediationPlan = source.document
	t = source.translate
	blocks = [hazard_fields(source)]
	for fieldname, heading in PARTS:
		blocks += [Heading(t(heading)), Text(getattr(plan, fieldname))]
		if fieldname == "methods":
			blocks.append(five_fixes(plan.measures, source))
		if fieldname == "funds_and_materials":
			blocks.append(Text(t(N_("Funds in total: {0}.")).format(wan_yuan(plan.total_funds, t))))
	if plan.third_party_name or plan.third_party:
		blocks += [Heading(t(N_("Third party"))), _third_party(plan, source)]
	return Paper(
		title=t(TITLE),
		letterhead=enterprise_name(source),
		blocks=tuple(blocks),
		signatures=(
			Signature(t(N_("Prepared by")), source.person(plan.prepared_by)),
			Signature(
				t(N_("Principal person in charge (signature)")),
				source.person(plan.decided_by),
				day(plan.decided_at, t),
				seal=True,
			),
		),
		missing=tuple(_missing(plan, source)),
	)


def _third_party(plan: RemediationPlan, source: Source) -> Fields:
	t = source.translate
	return Fields(
		(
			(t(N_("Name")), plan.third_party_name or plan.third_party),
			(t(N_("Qualification")), plan.third_party_qualification),
			(t(N_("Contract No.")), plan.contract_no),
			(t(N_("Delivered On")), day(plan.deliverable_on, t)),
		)
	)


def _missing(plan: RemediationPlan, source: Source) -> list[Deficiency]:
	return [
		*check_plan(plan, source.record),
		*unless(plan.status == APPROVED, plan, "status", PLAN_NOT_APPROVED),
	]
