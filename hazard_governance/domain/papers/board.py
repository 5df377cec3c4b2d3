"""公示牌: the board that hangs at a visible place of the enterprise (notice, step 4: 在企业醒目位置公开).

It tells what the law of other places asks of such a board (degree of harm, scope, measures, responsibility, funds, time
limit, contingency plan), with the hotline. The code leads to the hazard's public page; while that is not open the board
has none and says nothing of it. Whoever reported the hazard is named nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.articles import NOTICE_POSTING
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import PublicPosting
from hazard_governance.domain.papers.model import (
	A3,
	Fields,
	Heading,
	Paper,
	QrCode,
	Source,
	Table,
	Text,
	Translate,
)
from hazard_governance.domain.papers.parts import enterprise_name, masked, number_text, place_text
from hazard_governance.domain.papers.words import day, funds, wan_yuan, word
from hazard_governance.domain.public_page import hidden_words, measures

TRANSLATION_CONTEXT = "Official Paper"

TITLE = N_("Public Notice of a Major Accident Hazard")
# characters on the board -> size of its letters, against those of a sheet that is read on a desk
SCALES = ((300, 1.7), (430, 1.5), (620, 1.3), (850, 1.1), (1300, 0.9), (2000, 0.72), (1 << 31, 0.6))
NEEDS = (
	("hazard_title", N_("The board says which hazard it is. Give it a title.")),
	("place", N_("The board says where the hazard is. Enter the place.")),
	("existing_condition", N_("The board says what is wrong. Describe the existing condition.")),
	("possible_harm", N_("The board says how dangerous it is. Describe the possible harm.")),
	("scope_of_influence", N_("The board says how far it reaches. Describe the scope of influence.")),
	("responsible_person", N_("The board names who is responsible. Enter the rectification owner.")),
	("rectification_due", N_("The board names the time limit. Enter the deadline.")),
)
NO_MEASURE = N_("The board tells the measures with funds and contingency plan. Write the plan first.")
NO_CONTINGENCY = N_("The board tells the contingency plan. Write it in the plan.")
NO_FUNDS = N_("The board tells the funds. Enter those of measure {0}, or tick that it needs none.")
NO_POSTING = N_(
	"The board says where and from when it hangs. Enter place and first day under Public Postings."
)
NO_HOTLINE = N_("The board names a telephone for complaints. Enter the hotline in the settings.")


def offered(source: Source) -> bool:
	"""Only a major hazard is posted in public."""
	return source.record.hazard.classification == v.MAJOR


def build(source: Source) -> Paper:
	"""The board as it will hang; a draft until everything on it is known."""
	hazard = source.record.hazard
	reporters = [source.person(hazard.registered_by)] if hazard.registered_by else []
	hidden = hidden_words(source.record, reporters) | source.withheld
	blocks = (_what(source), _who(source), _measures(source), *_contingency(source), _posting(source))
	blocks = masked(blocks, hidden)
	return Paper(
		title=source.translate(TITLE),
		letterhead=enterprise_name(source),
		blocks=(*blocks, *_code(source)),
		size=A3,
		scale=_scale(blocks),
		missing=tuple(_missing(source)),
	)


def _what(source: Source) -> Fields:
	t, hazard = source.translate, source.record.hazard
	return Fields(
		(
			(t(N_("Hazard")), hazard.hazard_title),
			(t(N_("Place")), place_text(source)),
			(t(N_("What Is Wrong")), hazard.existing_condition),
			(t(N_("Degree of Harm")), hazard.possible_harm),
			(t(N_("Scope of Influence")), hazard.scope_of_influence),
		),
		columns=1,
	)


def _who(source: Source) -> Fields:
	t, hazard, plan = source.translate, source.record.hazard, source.record.plan
	return Fields(
		(
			(t(N_("Register No.")), number_text(source)),
			(t(N_("Classification")), word(hazard.classification, t)),
			(t(N_("Responsible Person")), hazard.responsible_person),
			(t(N_("Rectification Due")), day(hazard.rectification_due, t)),
			(t(N_("Funds")), wan_yuan(plan.total_funds, t) if plan and plan.measures else ""),
			(t(N_("Complaints and Reports")), source.record.settings.hotline),
		)
	)


def _measures(source: Source) -> Table:
	t, plan = source.translate, source.record.plan
	rows = (
		[(row.measure, row.responsible_person, funds(row, t), day(row.deadline, t)) for row in plan.measures]
		if plan and plan.measures
		else [(measure, "", "", "") for measure in measures(source.record)]
	)
	return Table(
		(
			t(N_("No.")),
			t(N_("Governance Measure")),
			t(N_("Responsible Person")),
			t(N_("Funds")),
			t(N_("Deadline")),
		),
		tuple((str(number), *row) for number, row in enumerate(rows, 1)),
		widths=(9, 41, 16, 14, 20),
		nothing=t(N_("No measure is recorded.")),
	)


def _contingency(source: Source) -> tuple[Heading, Text]:
	return (
		Heading(source.translate(N_("Contingency Plan in Brief"))),
		Text(_contingency_text(source)),
	)


def _contingency_text(source: Source) -> str:
	"""The essentials: what the plan says as a whole, else what its measures say."""
	plan = source.record.plan
	if not plan:
		return ""
	return plan.safety_and_contingency or "\n".join(
		dict.fromkeys(row.contingency for row in plan.measures if row.contingency)
	)


def _posting(source: Source) -> Fields:
	t, postings = source.translate, source.record.hazard.public_postings
	last = postings[-1] if postings else None
	return Fields(
		(
			(t(N_("Posted At")), last.place if last else ""),
			(t(N_("Posted From and To")), _days(last, t) if last else ""),
		)
	)


def _days(posting: PublicPosting, t: Translate) -> str:
	if posting.from_date and not posting.to_date:
		return t(N_("From {0} until the hazard is closed out")).format(day(posting.from_date, t))
	return " — ".join(filter(None, (day(posting.from_date, t), day(posting.to_date, t))))


def _code(source: Source) -> tuple[QrCode, ...]:
	if not source.public_url:
		return ()
	return (QrCode(source.public_url, source.translate(N_("Scan to see how far the rectification is."))),)


def _scale(blocks: tuple) -> float:
	"""As large as all of it goes on one sheet: a board of few words is read from farther away."""
	length = sum(len(text) for block in blocks for text in _texts(block))
	return next(scale for most, scale in SCALES if length <= most)


def _texts(value) -> Iterator[str]:
	if isinstance(value, str):
		yield value
	elif isinstance(value, tuple):
		for part in value:
			yield from _texts(part)
	elif is_dataclass(value):
		yield from _texts(tuple(getattr(value, item.name) for item in fields(value)))


def _missing(source: Source) -> list[Deficiency]:
	hazard, plan = source.record.hazard, source.record.plan
	found = [
		Deficiency("Hazard", fieldname, message, (), NOTICE_POSTING)
		for fieldname, message in NEEDS
		if not getattr(hazard, fieldname)
	]
	if not plan or not plan.measures:
		found.append(Deficiency("Remediation Plan", "measures", NO_MEASURE, (), NOTICE_POSTING))
	else:
		found += [
			Deficiency("Remediation Plan Measure", "funds", NO_FUNDS, (number,), NOTICE_POSTING, number)
			for number, row in enumerate(plan.measures, 1)
			if not row.funds and not row.no_funds
		]
	if not _contingency_text(source):
		found.append(
			Deficiency("Remediation Plan", "safety_and_contingency", NO_CONTINGENCY, (), NOTICE_POSTING)
		)
	if not any(row.place and row.from_date for row in hazard.public_postings[-1:]):
		found.append(Deficiency("Hazard", "public_postings", NO_POSTING, (), NOTICE_POSTING))
	if not source.record.settings.hotline:
		found.append(Deficiency("Hazard Governance Settings", "hotline", NO_HOTLINE, (), NOTICE_POSTING))
	return found
