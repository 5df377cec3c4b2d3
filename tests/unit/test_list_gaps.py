"""What keeps an official list from being final."""

from dataclasses import replace

import list_samples as samples
import pytest
from list_samples import OPEN

from hazard_governance.domain import list_gaps as rules
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.lists import ListedHazard
from hazard_governance.domain.supervision_list import ListedCase

WHOLE, CASE = OPEN, samples.CASE


def fields(gaps) -> list[tuple[str, int | None]]:
	return [(gap.fieldname, gap.row) for gap in gaps]


def test_a_whole_list_lacks_nothing():
	assert rules.monthly_gaps("Office", [WHOLE]) == ()
	assert rules.supervision_gaps("Office", [CASE]) == ()
	assert rules.monthly_gaps("Office", []) == ()


def test_a_list_says_who_reports_it():
	assert [gap.message for gap in rules.monthly_gaps("", [WHOLE])] == [rules.NO_UNIT]
	assert [gap.message for gap in rules.supervision_gaps("", [CASE])] == [rules.NO_UNIT]


@pytest.mark.parametrize(
	("changes", "fieldname"),
	[
		({"register_no": ""}, "register_no"),
		({"county": ""}, "county"),
		({"industry": ""}, "industry"),
		({"source": ""}, "source"),
		({"existing_condition": ""}, "existing_condition"),
		({"found_on": None}, "found_on"),
		({"responsible_person": ""}, "responsible_person"),
		({"rectification_due": None}, "rectification_due"),
		({"first_reported_on": None}, "authority_reports"),
		({"criterion_standard": ""}, "classification_basis"),
		({"competent_authority": ""}, "competent_authority"),
	],
)
def test_an_empty_column_is_named_with_its_row(changes, fieldname):
	listed = [WHOLE, replace(WHOLE, **changes)]
	assert fields(rules.monthly_gaps("Office", listed)) == [(fieldname, 2)]


def test_what_counts_no_more_may_lack_anything():
	gone = [
		ListedHazard(name="HZ-2", stage=v.WITHDRAWN),
		ListedHazard(name="HZ-3", classification=v.GENERAL),
	]
	assert rules.monthly_gaps("Office", gone) == ()


def test_what_an_authority_found_needs_no_report():
	assert (
		rules.monthly_gaps("Office", [replace(WHOLE, source=v.PUBLIC_REPORT, first_reported_on=None)]) == ()
	)


@pytest.mark.parametrize(
	"fieldname",
	["authority", "leader", "requirements", "due_on", "level", "letter_no", "issued_on", "report_every_days"],
)
def test_what_a_listed_case_lacks(fieldname):
	empty = type(getattr(CASE, fieldname))() if fieldname not in ("due_on", "issued_on") else None
	assert fields(rules.supervision_gaps("Office", [replace(CASE, **{fieldname: empty})])) == [(fieldname, 1)]


def test_a_departmental_case_needs_no_letter():
	case = replace(CASE, kind=v.DEPARTMENTAL, level="", letter_no="", issued_on=None, report_every_days=0)
	assert rules.supervision_gaps("Office", [case]) == ()


def test_a_delisted_case_has_day_and_letter_of_its_end():
	case = replace(CASE, status=v.DELISTED)
	assert fields(rules.supervision_gaps("Office", [case])) == [("delisted_on", 1), ("delisting_no", 1)]


def test_a_case_only_proposed_and_a_hazard_without_one():
	proposed = replace(CASE, status=v.PROPOSED, leader="")
	without = ListedCase(hazard="HZ-2", register_no="140400-202611-0002", status="No Supervision Case")
	messages = [gap.message for gap in rules.supervision_gaps("Office", [proposed, without])]
	assert messages == [rules.PROPOSED, rules.NO_CASE]


def test_a_case_turned_down_or_withdrawn_lacks_nothing():
	turned_down = replace(CASE, status=v.NOT_ADOPTED, leader="")
	assert rules.supervision_gaps("Office", [turned_down, replace(CASE, stage=v.WITHDRAWN, leader="")]) == ()
