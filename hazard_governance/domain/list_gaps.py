"""What keeps an official list from being final: a column of the official form that is empty in a row that counts.

DOMAIN of the forms: the list of the month has a number for every hazard (notice 54/2023, part 4 (1): 逐项编号); the
supervision list has a case for every major hazard of the sector (part 4 (2)). What was withdrawn or reclassified stays
on the list with what is known of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.articles import NOTICE_NUMBERING
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.lists import ListedHazard
from hazard_governance.domain.supervision_list import ListedCase

NO_UNIT = N_("The list names no reporting unit. Choose the authority or the enterprise in the filters.")
NO_NUMBER = N_("{0} has no number yet. The authority verifies it first.")
EMPTY = N_("It is empty for {0}. Fill it in there.")
NO_CASE = N_("Nobody supervises {0}. The department opens a case, or leave such hazards out by the filter.")
PROPOSED = N_("The case of {0} is only proposed. The department confirms it or turns it down.")

# official column -> field of Hazard that fills it
MONTHLY = (
	("county", "county"),
	("industry", "industry"),
	("source", "source"),
	("existing_condition", "existing_condition"),
	("found_on", "found_on"),
	("responsible_person", "responsible_person"),
	("rectification_due", "rectification_due"),
	("reported_on", "authority_reports"),
)
CASE = ("authority", "leader", "requirements", "due_on")
LISTED_CASE = ("level", "letter_no", "issued_on", "report_every_days")


def unit_gap(unit: str) -> list[Deficiency]:
	"""A list says who reports it."""
	return [] if unit else [Deficiency("", "", NO_UNIT, (), NOTICE_NUMBERING)]


def monthly_gaps(unit: str, hazards: Iterable[ListedHazard]) -> tuple[Deficiency, ...]:
	"""What the Monthly Major Hazard List lacks; `hazards` in the order of its rows, numbered from 1."""
	found = unit_gap(unit)
	for number, hazard in enumerate(hazards, 1):
		if hazard.counts:
			found += [gap.at(number, hazard.name) for gap in _hazard_gaps(hazard)]
	return tuple(found)


def _hazard_gaps(hazard: ListedHazard) -> list[Deficiency]:
	who = hazard.register_no or hazard.name
	found = [
		Deficiency("Hazard", fieldname, EMPTY, (who,), NOTICE_NUMBERING)
		for column, fieldname in MONTHLY
		if not getattr(hazard, column)
	]
	if not hazard.register_no:
		found.insert(0, Deficiency("Hazard", "register_no", NO_NUMBER, (who,), NOTICE_NUMBERING))
	if not (hazard.criterion_standard or hazard.classification_reason):
		found.append(Deficiency("Hazard", "classification_basis", EMPTY, (who,), NOTICE_NUMBERING))
	if not hazard.competent_authority:
		found.append(
			Deficiency(
				"Regulated Enterprise", "competent_authority", EMPTY, (hazard.enterprise,), NOTICE_NUMBERING
			)
		)
	return found


def supervision_gaps(unit: str, cases: Sequence[ListedCase]) -> tuple[Deficiency, ...]:
	"""What the Supervision List lacks; `cases` in the order of its rows, those without a case included."""
	found = unit_gap(unit)
	for number, case in enumerate(cases, 1):
		if case.stage != v.WITHDRAWN and (case.supervised or not case.name):
			found += [gap.at(number, case.name or case.hazard) for gap in _case_gaps(case)]
	return tuple(found)


def _case_gaps(case: ListedCase) -> list[Deficiency]:
	who = case.register_no or case.hazard
	found = [] if case.register_no else [Deficiency("Hazard", "register_no", NO_NUMBER, (who,))]
	if not case.name:
		return [*found, Deficiency("Hazard", "", NO_CASE, (who,), NOTICE_NUMBERING)]
	doctype = "Supervision Case"
	if case.status == v.PROPOSED:
		return [*found, Deficiency(doctype, "status", PROPOSED, (who,))]
	wanted = [*CASE, *(LISTED_CASE if case.kind == v.LISTED else ())]
	if case.status == v.DELISTED:
		wanted += ["delisted_on", *(["delisting_no"] if case.kind == v.LISTED else [])]
	return found + [
		Deficiency(doctype, fieldname, EMPTY, (case.name,))
		for fieldname in wanted
		if not getattr(case, fieldname)
	]
