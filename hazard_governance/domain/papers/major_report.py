"""重大事故隐患报告: three parts, one for each report to an authority. Order 16/2007 art. 14; notice 54/2023, step 4."""

from __future__ import annotations

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.articles import ORDER_14
from hazard_governance.domain.authority_report import check_report, receiver
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import AuthorityReport, Hazard
from hazard_governance.domain.papers.gaps import NO_PRINCIPAL
from hazard_governance.domain.papers.model import Fields, Heading, Paper, PaperSpec, Signature, Source, Text
from hazard_governance.domain.papers.offices import chosen, described, office, principal
from hazard_governance.domain.papers.parts import enterprise_name, five_fixes, hazard_fields, suspended_on
from hazard_governance.domain.papers.plan import PARTS
from hazard_governance.domain.papers.words import day, listed, moment, wan_yuan, yes_no

TRANSLATION_CONTEXT = "Official Paper"

KINDS = {v.FIRST_REPORT: N_("First report"), v.FULL_REPORT: N_("Full report of three parts")}
# the six parts of the plan, one level below the third part of the report
PARTS_OF_THE_PLAN = (
	N_("(1) Goals and tasks of the governance"),
	N_("(2) Methods and measures"),
	N_("(3) Funds and materials"),
	N_("(4) Responsible bodies and people"),
	N_("(5) Time limits and requirements"),
	N_("(6) Safety measures and contingency plan"),
)
PLAN_FOLLOWS = N_("The governance plan is being made; it follows with the full report.")


def is_major(source: Source) -> bool:
	"""Only major hazards are reported."""
	return source.record.hazard.classification == v.MAJOR


def reports(source: Source) -> tuple[tuple[str, str], ...]:
	"""Each report to an authority; one without a row while nothing is reported yet."""
	t = source.translate
	rows = source.document.authority_reports
	return tuple(
		(
			row.name,
			listed((t(KINDS.get(row.kind, row.kind)), office(source, row.authority), day(row.sent_at, t)), t),
		)
		for row in rows
	) or (("", ""),)


def build(source: Source) -> Paper:
	"""One report as it was sent; a full one with the plan."""
	hazard: Hazard = source.document
	t = source.translate
	row = chosen(source, hazard.authority_reports) or AuthorityReport(
		kind=v.FULL_REPORT, authority=receiver(source.record)
	)
	number = row.idx or 1
	blocks = [
		hazard_fields(source),
		_head(row, source),
		Heading(t(N_("1. Present state of the hazard and its causes"))),
		Text(row.status_and_cause),
		Heading(t(N_("2. Degree of harm and how hard it is to rectify"))),
		Text(row.harm_and_difficulty),
		Heading(t(N_("3. Governance plan"))),
		*_plan(row, source),
	]
	return Paper(
		title=t(N_("Report on a Major Accident Hazard")),
		letterhead=enterprise_name(source),
		addressee=office(source, row.authority),
		blocks=tuple(blocks),
		signatures=(
			principal(source, on=row.sent_at),
			Signature(t(N_("Received by (signature)")), row.received_by, day(row.received_at, t), seal=True),
		),
		missing=tuple([*check_report(row, number, source.record), *_missing(source)]),
	)


def _head(row: AuthorityReport, source: Source) -> Fields:
	t = source.translate
	pairs = [
		(t(N_("Kind of Report")), t(KINDS.get(row.kind, row.kind))),
		(t(N_("Sent At")), moment(row.sent_at, t)),
	]
	if row.receipt_no:
		pairs += [(t(N_("Receipt No.")), row.receipt_no), (t(N_("Received At")), moment(row.received_at, t))]
	suspended = suspended_on(source, row.sent_at.date() if row.sent_at else None)
	pairs.append((t(N_("Production Suspended")), yes_no(bool(suspended), t)))
	pairs.append((t(N_("Extent")), listed((one.extent for one in suspended), t)))
	return Fields(tuple(pair for pair in pairs if pair[1]))


def _plan(row: AuthorityReport, source: Source) -> list:
	t, plan = source.translate, source.record.plan
	if row.kind != v.FULL_REPORT or plan is None or row.plan != plan.name:
		return [Text(t(PLAN_FOLLOWS))]
	blocks: list = []
	for (fieldname, _heading), heading in zip(PARTS, PARTS_OF_THE_PLAN, strict=True):
		blocks += [Heading(t(heading), level=2), Text(getattr(plan, fieldname))]
	blocks += [five_fixes(plan.measures, source, on=row.sent_at.date() if row.sent_at else None)]
	return [*blocks, Text(t(N_("Funds in total: {0}.")).format(wan_yuan(plan.total_funds, t)))]


def _missing(source: Source) -> list[Deficiency]:
	found = described(source)
	if not source.record.enterprise.principal_name:
		found.append(Deficiency("Regulated Enterprise", "principal_name", NO_PRINCIPAL, (), ORDER_14))
	return found


PAPERS = (
	PaperSpec(
		"major-hazard-report",
		N_("Major Accident Hazard Report"),
		"Hazard",
		build,
		offered=is_major,
		rows=reports,
	),
)
