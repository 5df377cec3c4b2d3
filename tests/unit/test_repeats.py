"""Who decides on a repeat, whose decision stands, what the description says then, and what a repeat re-opens."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from governance_record import TODAY, complete_record, fields_of, texts
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import documents, repeats, steps
from hazard_governance.domain.facts import Hazard, RepeatDecision
from hazard_governance.domain.repeats import Decider

COUNTY, CITY = "甲县安委办", "市安委办"
OFFICER = Decider("officer@example.com", datetime(2026, 11, 20, 9))
CLERK = Decider("clerk@example.com", datetime(2026, 11, 21, 9), COUNTY)
OLD = Hazard(name="HZ-1", enterprise="甲公司", found_on=datetime(2026, 3, 1, 8), stage="Filed")
OLDER = replace(OLD, name="HZ-0", found_on=datetime(2025, 3, 1, 8))
NEW = Hazard(name="HZ-9", enterprise="甲公司", found_on=datetime(2026, 11, 1, 8))
FOUND = {"HZ-0": OLDER.found_on, "HZ-1": OLD.found_on}


def row(decision: str, earlier: str = "HZ-1", authority: str = "") -> RepeatDecision:
	return RepeatDecision(
		name=f"row-{earlier}", earlier_hazard=earlier, decision=decision, authority=authority
	)


def decided(*rows: RepeatDecision, **values) -> Hazard:
	return replace(NEW, repeat_decisions=rows, **values)


# --- one decision --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("decider", [OFFICER, CLERK])
@pytest.mark.parametrize("decision", ["Confirmed", "Rejected"])
def test_either_side_decides_what_nobody_decided(decider, decision):
	assert repeats.check_decision(NEW, OLD, decision, decider) == []
	(made,) = repeats.decide(NEW, "HZ-1", decision, decider, 80.0)
	assert (made.decision, made.authority, made.decided_by) == (decision, decider.authority, decider.user)
	assert (made.decided_at, made.score) == (decider.at, 80.0)


@pytest.mark.parametrize(
	("earlier", "new", "words"),
	[
		(replace(OLD, enterprise="乙公司"), NEW, "another enterprise"),
		(replace(OLD, found_on=datetime(2026, 12, 1)), NEW, "found later"),
		(replace(OLD, name="HZ-9"), NEW, "its own earlier hazard"),
		(replace(OLD, stage="Withdrawn"), NEW, "HZ-1 is withdrawn"),
		(OLD, replace(NEW, stage="Withdrawn"), "HZ-9 is withdrawn"),
	],
)
def test_what_cannot_be_a_repeat_is_refused(earlier, new, words):
	(found,) = repeats.check_decision(new, earlier, "Confirmed", CLERK)
	assert words in found.text and found.fieldname == "earlier_hazard"


def test_a_decision_is_confirmed_or_rejected_and_nothing_else():
	assert fields_of(repeats.check_decision(NEW, OLD, "", CLERK)) == {("Hazard Repeat Decision", "decision")}


@pytest.mark.parametrize(
	("standing", "decision", "decider", "reason", "words"),
	[
		# an authority's decision stands against the enterprise, either way
		(row("Rejected", authority=COUNTY), "Confirmed", OFFICER, "", "what an authority decides stands"),
		(row("Confirmed", authority=COUNTY), "Rejected", OFFICER, "why", "what an authority decides stands"),
		# another officer may see it otherwise, with a reason
		(row("Confirmed", authority=COUNTY), "Rejected", Decider("x", None, CITY), "", "Write the reason"),
		(row("Confirmed", authority=COUNTY), "Rejected", Decider("x", None, CITY), "two machines", ""),
		# an authority decides over the enterprise without one, and puts its name to what the enterprise said
		(row("Confirmed"), "Rejected", CLERK, "", ""),
		(row("Confirmed"), "Confirmed", CLERK, "", ""),
		# nothing is decided twice
		(row("Confirmed"), "Confirmed", OFFICER, "", "Nothing is left to do"),
		(row("Rejected", authority=COUNTY), "Rejected", CLERK, "", "Nothing is left to do"),
		# the enterprise changes its own mind
		(row("Rejected"), "Confirmed", OFFICER, "", ""),
		(row("Confirmed"), "Rejected", OFFICER, "", ""),
	],
)
def test_whose_decision_stands(standing, decision, decider, reason, words):
	found = repeats.check_decision(decided(standing), OLD, decision, decider, reason)
	assert (words in found[0].text) if words else found == []


def test_the_enterprise_takes_nothing_back_once_the_description_is_verified():
	hazard = decided(row("Confirmed"), verification="Verified")
	(found,) = repeats.check_decision(hazard, OLD, "Rejected", OFFICER)
	assert "Only an authority" in found.text
	assert repeats.check_decision(hazard, OLD, "Rejected", CLERK) == []
	assert repeats.check_decision(decided(verification="Verified"), OLD, "Confirmed", OFFICER) == []


def test_a_new_decision_takes_the_place_of_the_old_one_in_its_row():
	hazard = decided(row("Rejected"), row("Rejected", "HZ-0"))
	rows = repeats.decide(hazard, "HZ-1", "Confirmed", CLERK, reason=" seen on site ")
	assert [(r.name, r.decision, r.reason) for r in rows] == [
		("row-HZ-1", "Confirmed", "seen on site"),
		("row-HZ-0", "Rejected", ""),
	]


decisions = st.lists(
	st.tuples(
		st.sampled_from(("HZ-0", "HZ-1")),
		st.sampled_from(("Confirmed", "Rejected")),
		st.sampled_from((OFFICER, CLERK, Decider("city", None, CITY))),
		st.sampled_from(("", "reason")),
	),
	max_size=8,
)


@given(decisions)
def test_whatever_is_tried_in_whatever_order_an_authority_is_never_overruled_by_the_enterprise(tried):
	hazard = NEW
	for earlier, decision, decider, reason in tried:
		before = repeats.decision_on(hazard, earlier)
		old = OLD if earlier == "HZ-1" else OLDER
		if repeats.check_decision(hazard, old, decision, decider, reason):
			continue
		rows = repeats.decide(hazard, earlier, decision, decider, reason=reason)
		marks = repeats.marks(hazard, rows, FOUND)
		hazard = replace(
			hazard, repeat_decisions=rows, recurring=marks.recurring, earlier_hazard=marks.earlier_hazard
		)
		assert decider.authority or not (before and before.authority)
		assert len({r.earlier_hazard for r in rows}) == len(rows)
	names = repeats.confirmed(hazard.repeat_decisions)
	assert (hazard.recurring == "Yes") == bool(names)
	assert hazard.earlier_hazard in names if names else not hazard.earlier_hazard


# --- what the description says ---------------------------------------------------------------------------------------
def test_of_several_confirmed_the_one_found_last_is_named():
	rows = (row("Confirmed", "HZ-0"), row("Confirmed"))
	assert repeats.marks(NEW, rows, FOUND) == repeats.Marks("Yes", "HZ-1")


def test_a_repeat_of_something_outside_the_register_stays_one():
	hazard = replace(NEW, recurring="Yes", earlier_hazard_reference="2024 ledger, no. 5")
	assert repeats.marks(hazard, (row("Rejected"),), FOUND) == repeats.Marks("Yes", "")
	assert repeats.state(hazard, (), True) == "Confirmed"


def test_an_answer_that_nobody_gave_is_not_given_by_a_rejection():
	assert repeats.marks(NEW, (row("Rejected"),), FOUND) == repeats.Marks("", "")


@pytest.mark.parametrize(
	("rows", "undecided", "state"),
	[
		((), False, ""),
		((), True, "Suspected"),
		((row("Rejected"),), False, "Rejected"),
		((row("Rejected"),), True, "Suspected"),
		((row("Rejected", "HZ-0"), row("Confirmed")), True, "Confirmed"),
	],
)
def test_state_for_the_lists(rows, undecided, state):
	assert repeats.state(NEW, rows, undecided) == state


# --- said by hand ----------------------------------------------------------------------------------------------------
NAMED = replace(NEW, recurring="Yes", earlier_hazard="HZ-1")


def test_naming_the_earlier_hazard_confirms_it():
	(made,) = repeats.by_hand(None, NAMED, OFFICER).rows
	assert (made.earlier_hazard, made.decision, made.authority) == ("HZ-1", "Confirmed", "")
	assert repeats.by_hand(NEW, NAMED, CLERK).rows[0].authority == COUNTY


def test_saving_without_a_word_about_it_changes_nothing():
	hazard = replace(NAMED, repeat_decisions=(row("Rejected"),))
	assert repeats.by_hand(hazard, replace(hazard, place="别处"), OFFICER).rows == hazard.repeat_decisions


def test_a_no_or_another_hazard_takes_back_what_the_enterprise_said():
	before = replace(NAMED, repeat_decisions=(row("Confirmed"),))
	assert repeats.by_hand(before, replace(before, recurring="No", earlier_hazard=""), OFFICER).rows == ()
	(other,) = repeats.by_hand(before, replace(before, earlier_hazard="HZ-0"), OFFICER).rows
	assert other.earlier_hazard == "HZ-0"


def test_by_hand_as_by_click_an_authority_stands():
	before = replace(NAMED, repeat_decisions=(row("Confirmed", authority=COUNTY),))
	for said in ({"recurring": "No", "earlier_hazard": ""}, {"earlier_hazard": "HZ-0"}):
		refused = repeats.by_hand(before, replace(before, **said), OFFICER)
		assert fields_of(refused.missing) == {("Hazard", "recurring")}
		assert refused.rows == before.repeat_decisions
	rejected = replace(NEW, repeat_decisions=(row("Rejected", authority=COUNTY),))
	again = replace(rejected, recurring="Yes", earlier_hazard="HZ-1")
	assert repeats.by_hand(rejected, again, OFFICER).missing
	assert not repeats.by_hand(rejected, again, CLERK).missing


# --- what follows ----------------------------------------------------------------------------------------------------
def filed_record():
	record = complete_record()
	return replace(record, hazard=replace(record.hazard, stage="Filed"))


def reopened(**values):
	record = filed_record()
	plan = replace(
		record.source_governance,
		status="Approved",
		reopened_for="HZ-9",
		reopened_on=TODAY,
		times_reopened=1,
		**values,
	)
	return replace(record, source_governance=plan)


def test_only_an_accepted_plan_is_re_opened():
	plan = filed_record().source_governance
	assert repeats.reopens(replace(plan, status="Accepted"))
	assert not repeats.reopens(replace(plan, status="Approved")) and not repeats.reopens(None)


def test_a_filed_hazard_keeps_its_plan_closed_unless_a_repeat_re_opened_it():
	def back(record, plan, old, new):
		return documents.check_document_move(plan.DOCTYPE, plan, old, new, record, TODAY, "came back")

	record = filed_record()
	plan = replace(record.source_governance, status="Accepted")
	assert fields_of(back(record, plan, "Accepted", "Approved")) == {("Source Governance Plan", "status")}
	record = reopened()
	plan = record.source_governance
	assert back(record, plan, "Accepted", "Approved") == []
	assert back(record, plan, "Approved", "Draft") == []
	assert steps.step_state("source_governance", record, TODAY).status == "In Progress"


def test_a_re_opened_plan_is_accepted_for_what_was_done_since():
	record = reopened()
	plan = record.source_governance
	earlier = date(TODAY.year, TODAY.month, 1)
	old = replace(
		plan, evaluated_on=earlier, items=tuple(replace(item, done_on=earlier) for item in plan.items)
	)
	found = repeats.check_after_reopening(old)
	assert [d.fieldname for d in found] == ["items", "evaluated_on"]
	assert "HZ-9" in texts(found)
	check = documents.check_document_move(
		plan.DOCTYPE, old, "Approved", "Accepted", replace(record, source_governance=old), TODAY
	)
	assert set(found) <= set(check)
	fresh = replace(old, evaluated_on=TODAY, items=(replace(old.items[0], done_on=TODAY), *old.items[1:]))
	assert repeats.check_after_reopening(fresh) == []
	assert repeats.check_after_reopening(replace(old, reopened_for="")) == []


def test_days_since_a_plan_was_re_opened():
	assert repeats.reopened_days(reopened().source_governance, TODAY) == 0
	assert repeats.reopened_days(filed_record().source_governance, TODAY) is None


def test_accountability_for_a_repeat_says_how_that_was_considered():
	record = complete_record()
	record = replace(record, hazard=replace(record.hazard, recurring="Yes"))
	action = record.actions[0]

	def missing(action, old, new):
		found = documents.check_document_move(action.DOCTYPE, action, old, new, record, TODAY)
		return {d.fieldname for d in found} & {"repeat_consideration"}

	for old, new in (("Draft", "Submitted"), ("Submitted", "Decided")):
		assert missing(action, old, new)
		assert not missing(replace(action, repeat_consideration="第二次，从重处理"), old, new)
	# what was executed before the repeat came out stays executed
	assert not missing(action, "Decided", "Executed")
	assert steps.step_state("accountability", record, TODAY).status == "Complete"
