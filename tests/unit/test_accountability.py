"""Accountability: the 15 measures and other, particulars of each, who may decide, when the step is complete."""

from dataclasses import replace

import pytest
from governance_record import ACTION, complete_record, fields_of, texts

from hazard_governance.domain import accountability
from hazard_governance.domain.facts import AccountabilityAction, AccountabilityActionMeasure

CATALOGUE = accountability.catalogue()


def action(**values) -> AccountabilityAction:
	return replace(AccountabilityAction.from_mapping(ACTION), **values)


def measure(**values) -> AccountabilityAction:
	side = values.pop("side", "Enterprise")
	row = AccountabilityActionMeasure.from_mapping(values)
	return action(
		measures=(row,), deciding_side=side, authority="市应急管理局" if side == "Authority" else ""
	)


def test_the_catalogue_has_the_fifteen_measures_with_the_last_one_split_and_other():
	assert len(accountability.CATALOGUE) == 17
	assert [m.sequence for m in accountability.CATALOGUE] == [*range(1, 17), 99]
	assert {m.measure_name for m in accountability.CATALOGUE if m.needs_amount} == {
		"Safety Wage Withheld",
		"Fine",
	}
	assert [m.external_referral for m in accountability.CATALOGUE if m.external_referral] == [
		"Discipline Inspection",
		"Judicial Authority",
	]


def test_a_complete_action_passes():
	assert accountability.check_action(action(), CATALOGUE) == []
	assert accountability.check_execution(action(), CATALOGUE) == []


@pytest.mark.parametrize(
	"fieldname", ["person_name", "responsibility", "responsibility_class", "grounds", "deciding_side"]
)
def test_taking_out_any_fact_names_it(fieldname):
	found = accountability.check_action(action(**{fieldname: ""}), CATALOGUE)
	assert fields_of(found) == {("Accountability Action", fieldname)}


def test_accountability_without_a_measure_is_refused():
	found = accountability.check_action(action(measures=()), CATALOGUE)
	assert fields_of(found) == {("Accountability Action", "measures")}


def test_a_decision_of_an_authority_names_the_authority():
	found = accountability.check_action(action(deciding_side="Authority"), CATALOGUE)
	assert fields_of(found) == {("Accountability Action", "authority")}


@pytest.mark.parametrize(
	("values", "fields"),
	[
		({"measure": "Fine"}, {"amount"}),
		({"measure": "Fine", "amount": -1}, {"amount"}),
		({"measure": "Verbal Warning", "amount": -1}, {"amount"}),
		({"measure": "Safety Wage Withheld"}, {"amount"}),
		({"measure": "Suspension for Review"}, {"from_date", "to_date"}),
		(
			{"measure": "Suspension for Review", "from_date": "2026-11-10", "to_date": "2026-11-09"},
			{"to_date"},
		),
		({"measure": "Disciplinary Sanction"}, {"sanction"}),
		({"measure": "Other Measure"}, {"sanction"}),
		({"measure": "Admonition"}, {"measure"}),
		({"measure": "Referral to Judicial Authority", "side": "Authority"}, {"receiving_organ"}),
		({"measure": "Referral to Discipline Inspection", "receiving_organ": "市纪委"}, {"measure"}),
		({"measure": "Spanking"}, {"measure"}),
		({"measure": "Verbal Warning"}, set()),
		({"measure": "Admonition", "side": "Authority"}, set()),
	],
)
def test_each_measure_asks_for_its_own_particulars(values, fields):
	found = accountability.check_action(measure(**values), CATALOGUE)
	assert {d.fieldname for d in found} == fields
	assert {d.doctype for d in found} <= {"Accountability Action Measure"}


def test_a_disabled_measure_cannot_be_chosen():
	disabled = {**CATALOGUE, "Fine": replace(CATALOGUE["Fine"], disabled=True)}
	assert {
		d.fieldname for d in accountability.check_action(measure(measure="Fine", amount=1), disabled)
	} == {"measure"}


def test_execution_needs_day_and_proof_and_a_referral_its_receipt():
	found = accountability.check_execution(measure(measure="Verbal Warning"), CATALOGUE)
	assert {d.fieldname for d in found} == {"executed_on", "proof"}
	found = accountability.check_execution(
		measure(measure="Referral to Judicial Authority", side="Authority"), CATALOGUE
	)
	assert {d.fieldname for d in found} == {
		"referral_no",
		"referred_on",
		"referral_receipt",
		"executed_on",
		"proof",
	}


def test_major_accountability_is_complete_without_every_tier():
	assert accountability.check_accountability(complete_record()) == []


def test_major_accountability_needs_somebody_primary_and_executed():
	record = complete_record()
	assert "Nobody has been held" in texts(accountability.check_accountability(replace(record, actions=())))
	related = replace(record.actions[0], responsibility="Related")
	assert "No primary" in texts(accountability.check_accountability(replace(record, actions=(related,))))
	decided = replace(record.actions[0], status="Decided")
	found = accountability.check_accountability(replace(record, actions=(decided,)))
	assert fields_of(found) == {("Accountability Action", "status")}


def test_general_accountability_is_one_line_or_one_decided_action():
	record = complete_record()
	general = replace(record.hazard, classification="General")
	assert accountability.check_accountability(replace(record, hazard=general)) == []
	draft = replace(record, hazard=general, actions=(action(status="Draft"),))
	assert fields_of(accountability.check_accountability(draft)) == {("Hazard", "general_accountability")}
	line = replace(draft, hazard=replace(general, general_accountability="班长口头警告"))
	assert accountability.check_accountability(line) == []


def test_nobody_decides_against_themselves():
	refused = accountability.may_decide(action(), "wang@example.com")
	assert refused is not None and refused.fieldname == "person_user"
	assert accountability.may_decide(action(), "li@example.com") is None
	assert accountability.may_decide(action(person_user=""), "li@example.com") is None
	assert accountability.may_decide(action(), "wang@example.com", sole_operator_consented=True) is None
