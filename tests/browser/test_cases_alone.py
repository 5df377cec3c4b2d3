"""A case from practice: the owner of a restaurant, alone, from the report to the filing."""

import pytest
from acts import OFFICE, TEXT, confirm, fill, go, measure, new_hazard, no_wider_than_the_screen, verify_alone
from people import COUNTY, REGISTRAR, SOLE
from playwright.sync_api import expect

BUREAU = "Test Emergency Bureau"


# the longest case; the whole loop is walked in English
@pytest.mark.parametrize("language", ["zh"], indirect=True)
def test_the_owner_of_a_restaurant_alone(person, photo, language):
	text = TEXT[tongue := language(SOLE)]
	chef = person(SOLE, phone=True)
	hazard = new_hazard(chef, {"hazard_title": text["hose"], "place": "Kitchen"}, photo)
	measure(chef, "Gas shut off, hose replaced by a steel pipe", photo)
	chef.tab("tab_1_description")
	fill(
		chef,
		{
			"existing_condition": "A rubber hose of 3 m runs through the wall to the store",
			"possible_harm": "Leak, fire, explosion",
			"scope_of_influence": "Kitchen and 20 guests",
			"recurring": "No",
			"classification_basis": "Criterion",
			"criterion": "TEST-GAS-1",
			"classification_reason": "Named by the criterion",
		},
	)
	chef.save().action("Start Rectification")
	assert (chef.doc("stage"), chef.doc("classification")) == ("Rectifying", "Major")
	analyse_alone(chef, hazard, text, tongue)
	account_alone(chef, hazard, photo)
	plan_alone(chef, hazard)
	report_and_post(chef, hazard, photo, tongue)
	accept_alone(chef, hazard)
	govern_alone(chef, hazard)
	report = write_report(chef, hazard)
	chef.open_form("Rectification Report", report)
	assert (chef.doc("status"), chef.doc("sole_operator_approval")) == ("Approved", 1)
	chef.open_form("Hazard", hazard).shot(f"case-alone-4-{tongue}")
	no_wider_than_the_screen(chef)
	close_and_file(person(COUNTY), person(REGISTRAR), hazard, report)


def analyse_alone(chef, hazard, text, tongue) -> None:
	go(chef, hazard, "Root Cause Analysis")
	chef.save().button("Answer the Questions")
	dialog = chef.page.locator(".modal:visible", has=chef.page.locator(".hg-questions"))
	for code, answer in {"T2-1": "Yes", "T2-2": "Yes", "T4-4": "No", "T5-1": "No", "T8-1": "No"}.items():
		dialog.locator(f'[data-code="{code}"] [data-answer="{answer}"]').click()
	dialog.locator('[data-code="T4-4"] textarea').fill("Nobody had looked behind the stove")
	chef.shot(f"case-alone-1-{tongue}")
	for button in dialog.locator(".hg-not-applicable").all():
		button.click()
		prompt = chef.page.locator(".modal:visible").last
		chef.fill("reason", text["alone"], prompt)
		confirm(chef, prompt)
	expect(dialog.locator(".modal-title")).to_contain_text(chef.word("Complete"))
	confirm(chef, dialog)
	cause = {"dimension": "Management", "aspect_site_management": "1"}
	chef.add_row("causes", {"description": "A hose where a pipe belongs", "level": "Direct", **cause})
	root = {
		"description": "The gas line was never checked as a whole",
		"level": "Root",
		"failing": "Measures",
	}
	chef.add_row("causes", {**root, "question_code": "T4-4", **cause})
	fill(
		chef,
		{
			"organised_by": "Chef Zhao",
			"inherent_safety_conclusion": "Not Feasible",
			"inherent_safety_reason": "The steel pipe is the safest form already",
			"unexamined_aspects_reason": "Seen; they played no part",
			"summary": "The owner had not looked behind the stove since the opening",
		},
	)
	chef.save().action("Submit Analysis").action("Approve Analysis as Sole Operator")
	assert (chef.doc("status"), chef.doc("sole_operator_approval")) == ("Approved", 1)


def account_alone(chef, hazard, photo) -> None:
	go(chef, hazard, "Accountability Action")
	fill(
		chef,
		{
			"person_name": "Chef Zhao",
			"responsibility": "Primary",
			"responsibility_class": "Leadership",
			"grounds": "Had the hose led through the wall",
		},
	)
	chef.add_row("measures", {"measure": "Ordered Self-criticism"})
	chef.save().action("Submit Accountability").action("Decide Accountability as Sole Operator")
	chef.edit_row("measures", 1, {"executed_on": chef.day()}, {"proof": photo})
	chef.save().action("Record Execution")
	assert (chef.doc("status"), chef.doc("sole_operator_approval")) == ("Executed", 1)


def plan_alone(chef, hazard) -> None:
	"""Removed on the spot: the six parts come from the measures taken."""
	go(chef, hazard, "Remediation Plan")
	chef.fill("removed_on_the_spot", "1").save()
	assert "steel pipe" in chef.doc("methods")
	chef.action("Submit Plan").action("Approve Plan as Sole Operator")
	assert chef.doc("status") == "Approved"


def report_and_post(chef, hazard, photo, tongue) -> None:
	chef.open_form("Hazard", hazard)
	chef.button("Record a Report")
	dialog = chef.page.locator(".modal:visible").last
	chef.fill("kind", "Full", dialog).shot(f"case-alone-2-{tongue}")
	confirm(chef, dialog)
	# the form is drawn anew with the report in it
	chef.page.wait_for_function("cur_frm.doc.authority_reports.some((row) => row.kind === 'Full')")
	chef.settle()
	chef.tab("tab_4_immediate_rectification")
	chef.add_row("public_postings", {"place": "Restaurant door"}, {"photo": photo})
	chef.save().action("Request Acceptance")
	assert chef.doc("stage") == "Pending Acceptance"


def accept_alone(chef, hazard) -> None:
	go(chef, hazard, "Rectification Acceptance")
	chef.fill("verdict", "Pass").fill("rules_change", "The gas line is walked every Monday")
	chef.save().page.evaluate("cur_frm.trigger('pass_all')")
	chef.save().action("Submit Acceptance").action("Conclude Acceptance as Sole Operator")
	chef.open_form("Hazard", hazard).action("Accept Rectification")
	assert chef.doc("stage") == "Accepted"


def govern_alone(chef, hazard) -> None:
	go(chef, hazard, "Source Governance Plan")
	chef.save().page.evaluate("cur_frm.trigger('prefill_items')")
	chef.settle()
	for index in range(1, chef.page.evaluate("cur_frm.doc.items.length") + 1):
		chef.edit_row(
			"items",
			index,
			{
				"measure": "Walk the gas line every Monday",
				"responsible_person": "Chef Zhao",
				"no_funds": "1",
				"deadline": chef.day(7),
				"contingency": "Close the main valve, call the gas company",
				"done_on": chef.day(),
				"result": "Walked, list on the wall",
			},
		)
	fill(
		chef,
		{
			"standards_conclusion": "No Revision Needed",
			"standards_reason": "The standard of the gas company is followed now",
			"retrofit_decision": "Not Feasible",
			"retrofit_reason": "A steel pipe is there already",
			"sweep_scope": "Kitchen, store, dining room",
			"sweep_done_on": chef.day(),
			"failure_review": "Nobody looked where nobody cooks",
			"evaluated_on": chef.day(),
			"evaluation_result": "No smell, pressure holds",
		},
	)
	chef.save().action("Submit Source Governance").action("Approve Source Governance as Sole Operator")
	chef.action("Accept Source Governance as Sole Operator")
	assert chef.doc("status") == "Accepted"


def write_report(desk, hazard) -> str:
	go(desk, hazard, "Rectification Report")
	desk.save().page.evaluate("cur_frm.trigger('compose')")
	desk.settle()
	desk.save().action("Submit Report").action("Approve Report as Sole Operator")
	return desk.doc("name")


def close_and_file(county, registrar, hazard, report) -> None:
	verify_alone(county, hazard)
	go(county, hazard, "Rectification Acceptance")
	county.add_row("team", {"member_name": "Li Jing", "organisation": OFFICE, "signed": "1"})
	county.fill("verdict", "Pass").fill("no_change_reason", "Nothing to add").save()
	county.button("All Measures Passed").save().action("Conclude Check")
	county.open_form("Hazard", hazard).action("Close Out")
	assert county.doc("stage") == "Closed Out"
	registrar.open_form("Rectification Report", report)
	fill(registrar, {"filing_authority": BUREAU, "receipt_no": "BA-1", "filed_on": registrar.day()})
	registrar.save().action("File Report")
	registrar.open_form("Hazard", hazard).action("File Hazard")
	assert registrar.doc("stage") == "Filed"
