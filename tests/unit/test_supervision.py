"""Supervision cases: confirmation, extension, pauses, raising, delisting by the body of the case alone."""

from dataclasses import replace
from datetime import date

import pytest
from governance_record import TODAY, complete_record, fields_of, texts

from hazard_governance.domain import inputs, supervision
from hazard_governance.domain.acceptance import checking_bodies, latest, listing_bodies
from hazard_governance.domain.facts import (
	Authority,
	CaseExtension,
	CaseOpinion,
	CasePause,
	Hazard,
	RectificationAcceptance,
	SupervisionCase,
)
from hazard_governance.domain.succession import in_office, same_body

CASE = SupervisionCase(
	name="SC-1",
	kind="Listed",
	authority="市安委办",
	level="City",
	letter_no="长安督字〔2026〕3号",
	issued_on=date(2026, 11, 3),
	signatory="李主任",
	leader="张副市长",
	requirements="停产整改",
	due_on=date(2026, 11, 30),
	status="In Force",
)
PROPOSED = replace(CASE, status="Proposed")
CHECK = RectificationAcceptance(
	name="RA-1",
	level="Authority Check",
	authority="市安委办",
	status="Concluded",
	verdict="Pass",
	accepted_on=date(2026, 11, 18),
)
EXTENSION = CaseExtension(
	name="ext-1",
	applied_on=date(2026, 11, 20),
	applied_by="officer@example.com",
	reason="设备到货延迟",
	interim_controls="停用并上锁",
	new_due=date(2026, 12, 20),
)
LETTERED = replace(CASE, delisting_no="长安销字〔2026〕1号", delisting_signatory="李主任")


def record(**values):
	"""A record whose hazard is still open."""
	base = complete_record()
	return replace(base, hazard=replace(base.hazard, stage="Rectifying"), **values)


def at_stage(stage: str):
	return replace(record(), hazard=Hazard(name="HZ-1", stage=stage))


# --- confirming --------------------------------------------------------------------------------------------------
def test_a_complete_case_comes_into_force():
	assert supervision.check_confirmation(PROPOSED, record()) == []


@pytest.mark.parametrize(
	("fieldname", "departmental"),
	[
		("authority", True),
		("due_on", True),
		("leader", True),
		("requirements", True),
		("letter_no", False),
		("issued_on", False),
		("signatory", False),
	],
)
def test_every_fact_is_needed_and_the_letter_for_listed_cases_only(fieldname, departmental):
	nothing = None if fieldname in ("due_on", "issued_on") else ""
	listed = replace(PROPOSED, **{fieldname: nothing})
	assert fields_of(supervision.check_confirmation(listed)) == {("Supervision Case", fieldname)}
	found = supervision.check_confirmation(replace(listed, kind="Departmental"))
	assert fields_of(found) == ({("Supervision Case", fieldname)} if departmental else set())


def test_a_case_of_the_province_or_the_state_names_who_listed_it():
	for level in ("Province", "National"):
		case = replace(PROPOSED, level=level)
		assert fields_of(supervision.check_confirmation(case)) == {("Supervision Case", "listing_body")}
		assert supervision.check_confirmation(replace(case, listing_body="省安委办")) == []


def test_the_deadline_is_neither_before_the_letter_nor_before_the_hazard():
	assert "before the day of the letter" in texts(
		supervision.check_confirmation(replace(PROPOSED, due_on=date(2026, 11, 2)))
	)
	found = supervision.check_confirmation(
		replace(PROPOSED, issued_on=date(2026, 10, 1), due_on=date(2026, 10, 31)), record()
	)
	assert "before the day the hazard was found" in texts(found)


@pytest.mark.parametrize(
	("level", "of", "fits"),
	[
		("County", "County", True),
		("County", "Township", True),
		("County", "City", False),
		("City", "City", True),
		("City", "County", False),
		("Province", "City", True),
		("Province", "County", False),
		("National", "City", True),
	],
)
def test_the_level_is_that_of_the_authority(level, of, fits):
	found = supervision.check_level(replace(PROPOSED, level=level), Authority(name="局", level=of))
	assert fields_of(found) == (set() if fits else {("Supervision Case", "level")})


@pytest.mark.parametrize("stage", ["Closed Out", "Filed", "Withdrawn"])
def test_nothing_is_opened_or_confirmed_on_a_hazard_that_is_done_with(stage):
	for found in (
		supervision.check_hazard_open(PROPOSED, at_stage(stage)),
		supervision.check_confirmation(PROPOSED, at_stage(stage)),
	):
		assert fields_of(found) == {("Supervision Case", "hazard")}


def test_a_case_on_a_withdrawn_hazard_only_ends():
	withdrawn = at_stage("Withdrawn")
	assert "Withdraw Case" in texts(supervision.check_running_hazard(CASE, withdrawn))
	assert "Withdraw Case" in texts(supervision.check_delisting(LETTERED, withdrawn, TODAY))
	assert supervision.check_withdrawn(CASE, withdrawn) == []
	assert "ends by delisting" in texts(supervision.check_withdrawn(CASE, record()))


# --- extensions --------------------------------------------------------------------------------------------------
def test_a_complete_extension_passes():
	assert supervision.check_extension(EXTENSION, CASE, TODAY) == []


@pytest.mark.parametrize(
	("values", "fieldname"),
	[
		({"applied_on": None}, "applied_on"),
		({"applied_on": date(2026, 12, 1)}, "applied_on"),
		({"reason": ""}, "reason"),
		({"interim_controls": ""}, "interim_controls"),
		({"new_due": None}, "new_due"),
		({"new_due": date(2026, 11, 30)}, "new_due"),
	],
)
def test_each_fact_of_an_extension_is_needed(values, fieldname):
	found = supervision.check_extension(replace(EXTENSION, **values), CASE, TODAY)
	assert fields_of(found) == {("Supervision Case Extension", fieldname)}


def test_a_pause_leaves_time_to_apply():
	late = replace(EXTENSION, applied_on=date(2026, 12, 3), new_due=date(2026, 12, 31))
	assert "after the deadline" in texts(supervision.check_extension(late, CASE, date(2026, 12, 3)))
	paused = replace(CASE, pauses=(CasePause(from_date=date(2026, 11, 28)),))
	assert supervision.check_extension(late, paused, date(2026, 12, 3)) == []


def test_a_short_notice_application_is_told_apart():
	assert not supervision.applied_late(EXTENSION, CASE)
	assert supervision.applied_late(replace(EXTENSION, applied_on=date(2026, 11, 24)), CASE)


def test_a_decision_has_a_reason_and_is_taken_once_by_another_person():
	def decide(decision="Granted", reason="情况属实", decider="chief@example.com", alone="", **values):
		extension = replace(EXTENSION, **values)
		return fields_of(
			supervision.check_extension_decision(extension, CASE, decision, reason, TODAY, decider, alone)
		)

	row = "Supervision Case Extension"
	assert decide() == decide("Refused") == set()
	assert decide(reason="") == decide("Refused", reason="") == {(row, "remarks")}
	assert decide("Perhaps") == {(row, "decision")}
	assert fields_of(
		supervision.check_extension_decision(
			replace(EXTENSION, decision="Refused"), CASE, "Granted", "同意", TODAY
		)
	) == {(row, "decision")}
	assert decide(decider="officer@example.com") == {(row, "applied_by")}
	assert decide(decider="officer@example.com", alone="本局仅一名执法人员") == set()
	assert decide(new_due=date(2026, 11, 30)) == {(row, "new_due")}
	assert decide("Refused", new_due=date(2026, 11, 30)) == set()


@pytest.mark.parametrize("status", ["Proposed", "Delisted", "Not Adopted", "Raised", "Withdrawn"])
def test_nothing_is_decided_on_a_case_that_is_not_in_force(status):
	found = supervision.check_extension_decision(
		EXTENSION, replace(CASE, status=status), "Granted", "同意", TODAY
	)
	assert fields_of(found) == {("Supervision Case", "status")}


# --- pauses and service, as bad input ------------------------------------------------------------------------------
def test_a_pause_begins_no_later_than_the_deadline():
	assert supervision.check_new_pause(CasePause(from_date=date(2026, 11, 30)), CASE) == []
	assert "after the deadline" in texts(
		supervision.check_new_pause(CasePause(from_date=date(2026, 12, 1)), CASE)
	)


@pytest.mark.parametrize(
	("pauses", "words"),
	[
		(((5, 9), (10, 12)), ""),
		(((5, 9), (9, 12)), "shares days"),
		(((5, None), (10, 12)), "shares days"),
		(((10, 12), (5, None)), "shares days"),
		(((10, None), (5, 9)), ""),
		(((9, 5),), "ends before it begins"),
	],
)
def test_no_day_is_paused_twice(pauses, words):
	rows = tuple(
		CasePause(idx=n, from_date=date(2026, 11, a), to_date=b and date(2026, 11, b))
		for n, (a, b) in enumerate(pauses, 1)
	)
	found = inputs.input_errors(replace(CASE, pauses=rows), Hazard(), TODAY)
	assert words in texts(found) if words else found == []


@pytest.mark.parametrize(
	("values", "fieldname"),
	[
		({"served_on": date(2026, 11, 2), "served_to": "王总"}, "served_on"),
		({"served_on": date(2026, 11, 21), "served_to": "王总"}, "served_on"),
		({"served_on": date(2026, 11, 4)}, "served_to"),
		({"received_on": date(2026, 11, 4), "service_proof": "/private/files/a.pdf"}, "received_by"),
		({"received_by": "王总", "service_proof": "/private/files/a.pdf"}, "received_on"),
		({"received_by": "王总", "received_on": date(2026, 11, 4)}, "service_proof"),
		({"received_by": "王总", "received_on": date(2026, 11, 4), "receipt_user": "wang@example.com"}, ""),
	],
)
def test_service_and_receipt_are_whole(values, fieldname):
	found = inputs.input_errors(replace(CASE, **values), Hazard(), TODAY)
	assert fields_of(found) == ({("Supervision Case", fieldname)} if fieldname else set())


# --- raising -------------------------------------------------------------------------------------------------------
COUNTY_CASE = replace(CASE, name="SC-0", authority="县安委办", level="County")
HIGHER = replace(PROPOSED, raised_from="SC-0", raising_reason="逾期未改")


def test_a_running_case_is_raised_to_a_higher_level_with_a_reason_and_once():
	def raise_to(level="City", reason="逾期未改", others=(), **values):
		return fields_of(supervision.check_raising(replace(COUNTY_CASE, **values), level, reason, others))

	assert raise_to() == raise_to("Province") == raise_to(status="Acceptance Requested") == set()
	for level in ("County", "", "Planet"):
		assert raise_to(level) == {("Supervision Case", "level")}
	assert raise_to(reason="") == {("Supervision Case", "raising_reason")}
	for status in ("Proposed", "Delisted", "Not Adopted", "Raised", "Withdrawn"):
		assert raise_to(status=status) == {("Supervision Case", "status")}
	assert raise_to(others=[HIGHER]) == {("Supervision Case", "raised_to")}
	assert raise_to(others=[replace(HIGHER, status="Not Adopted")]) == set()


def test_the_higher_level_adopts_a_case_that_is_still_in_force():
	assert supervision.check_confirmation(HIGHER, record(cases=(COUNTY_CASE, HIGHER))) == []
	ended = record(cases=(replace(COUNTY_CASE, status="Delisted"), HIGHER))
	assert "Do Not Adopt" in texts(supervision.check_confirmation(HIGHER, ended))
	same = record(cases=(replace(COUNTY_CASE, level="City"), HIGHER))
	assert fields_of(supervision.check_confirmation(HIGHER, same)) == {("Supervision Case", "level")}


def test_a_case_ends_as_raised_only_when_the_higher_level_has_adopted_it():
	def raised(status):
		return supervision.check_raised(
			COUNTY_CASE, record(cases=(COUNTY_CASE, replace(HIGHER, status=status)))
		)

	assert raised("In Force") == raised("Delisted") == []
	assert "No higher level" in texts(raised("Proposed"))
	assert "No higher level" in texts(raised("Not Adopted"))


@pytest.mark.parametrize("status", ["Not Adopted", "Raised", "Withdrawn"])
def test_a_case_without_effect_names_no_listing_body(status):
	lower = replace(COUNTY_CASE, status=status)
	assert listing_bodies(record(cases=(lower, CASE))) == ("市安委办",)


# --- delisting -----------------------------------------------------------------------------------------------------
def test_only_the_body_of_the_case_delists_after_its_own_latest_check_passed():
	assert supervision.check_delisting(LETTERED, record(acceptances=(CHECK,)), TODAY) == []
	other = replace(CHECK, authority="县应急管理局")
	assert "no check" in texts(supervision.check_delisting(LETTERED, record(acceptances=(other,)), TODAY))
	failed = replace(CHECK, name="RA-2", verdict="Fail", accepted_on=date(2026, 11, 19))
	both = record(acceptances=(CHECK, failed))
	assert "failed" in texts(supervision.check_delisting(LETTERED, both, TODAY))
	for wrong in (date(2026, 11, 21), date(2026, 11, 2)):
		case = replace(LETTERED, delisted_on=wrong)
		found = supervision.check_delisting(case, record(acceptances=(CHECK,)), TODAY)
		assert fields_of(found) == {("Supervision Case", "delisted_on")}


@pytest.mark.parametrize("fieldname", ["delisting_no", "delisting_signatory"])
def test_the_letter_of_a_delisting_has_number_and_signatory(fieldname):
	bare = replace(LETTERED, **{fieldname: ""})
	checked = record(acceptances=(CHECK,))
	assert fields_of(supervision.check_delisting(bare, checked, TODAY)) == {("Supervision Case", fieldname)}
	assert supervision.check_delisting(replace(bare, kind="Departmental"), checked, TODAY) == []


def test_a_departmental_case_ends_with_the_check_of_whoever_has_to_check():
	departmental = replace(CASE, kind="Departmental", authority="县工信局")
	assert supervision.check_delisting(departmental, record(acceptances=(CHECK,)), TODAY) == []
	assert "no check" in texts(supervision.check_delisting(departmental, record(), TODAY))


def test_a_check_is_told_in_one_opinion():
	checked = record(acceptances=(CHECK,))
	assert supervision.new_check(CASE, checked) == CHECK
	told = replace(CASE, opinions=(CaseOpinion(acceptance="RA-1", verdict="Pass"),))
	assert supervision.new_check(told, checked) is None
	assert supervision.new_check(CASE, record()) is None


# --- an authority dissolved in mid-term ------------------------------------------------------------------------------
OFFICES = {
	"市安委办": Authority(name="市安委办", disabled=True, succeeded_by="市应急委办"),
	"市应急委办": Authority(name="市应急委办", disabled=True, succeeded_by="市大安全办"),
	"市大安全办": Authority(name="市大安全办"),
	"甲": Authority(name="甲", disabled=True, succeeded_by="乙"),
	"乙": Authority(name="乙", disabled=True, succeeded_by="甲"),
	"丙": Authority(name="丙", disabled=True),
	"丁": Authority(name="丁", succeeded_by="甲"),
}


@pytest.mark.parametrize(
	("name", "expected"),
	[
		("市安委办", "市大安全办"),
		("市大安全办", "市大安全办"),
		("丙", "丙"),
		("丁", "丁"),
		("戊", "戊"),
		("", ""),
	],
)
def test_the_first_successor_in_office_acts(name, expected):
	assert in_office(name, OFFICES) == expected


def test_a_circle_of_successors_ends():
	assert in_office("甲", OFFICES) in ("甲", "乙")
	assert not same_body("", "", OFFICES)


def test_what_the_dissolved_body_listed_verified_and_checked_is_the_successors():
	listed = record(cases=(CASE,), acceptances=(CHECK,), authorities=OFFICES)
	assert listing_bodies(listed) == checking_bodies(listed) == ("市大安全办",)
	assert supervision.check_delisting(LETTERED, listed, TODAY) == []
	own = replace(CHECK, name="RA-3", authority="市大安全办", accepted_on=date(2026, 11, 19))
	assert supervision.latest_check(CASE, replace(listed, acceptances=(CHECK, own))) == own
	assert latest(listed, "Authority Check", "市大安全办") == CHECK
	verified = replace(listed, cases=(), hazard=Hazard(verified_by_authority="市安委办"))
	assert checking_bodies(verified) == ("市大安全办",)
