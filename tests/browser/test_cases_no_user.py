"""A case from practice: an inspection finds a major hazard in an enterprise that is no user."""

import pytest
from acts import OFFICE, TEXT, confirm, fill, go, measure, new_hazard, verify_alone
from people import COUNTY, DEPARTMENT


@pytest.mark.parametrize("language", ["zh"], indirect=True)
def test_an_inspection_in_an_enterprise_that_is_no_user(person, photo, language):
	text = TEXT[tongue := language(COUNTY, DEPARTMENT)]
	county = person(COUNTY)
	hazard = new_hazard(
		county,
		{
			"hazard_title": text["dust"],
			"enterprise": "Test Outsider Works",
			"place": "Grinding shop",
			"source": "Enforcement Inspection",
		},
	)
	county.tab("tab_1_description")
	fill(
		county,
		{
			"existing_condition": "The collector has no relief vent",
			"possible_harm": "Dust explosion",
			"scope_of_influence": "Grinding shop, 9 people",
			"recurring": "No",
			"rectification_order_no": "ZL-2026-31",
			"classification_basis": "Criterion",
			"criterion": "TEST-1",
			"classification_reason": "Named by the criterion",
		},
	)
	county.save()
	verify_alone(county, hazard)
	county.open_form("Hazard", hazard)
	assert county.doc("register_no") and county.doc("verification") == "Verified"
	county.shot(f"case-no-user-1-{tongue}")
	department = person(DEPARTMENT)
	confirm_supervision(department, hazard)
	refuse_general(county, hazard, tongue)
	enter_plan(county, hazard, photo, tongue)


def confirm_supervision(desk, hazard) -> None:
	desk.goto(f"supervision-case?hazard={hazard}")
	desk.page.locator(".list-row .list-subject a").first.click()
	desk.page.wait_for_function("window.cur_frm && cur_frm.doctype === 'Supervision Case'")
	desk.settle()
	fill(desk, {"leader": "Deputy director", "due_on": desk.day(20), "requirements": "Stop the shop"})
	desk.save().action("Confirm Supervision")
	assert desk.doc("status") == "In Force"


def refuse_general(county, hazard, tongue) -> None:
	"""A wish to call it general has neither basis nor reason."""
	go(county, hazard, "Hazard Verification")
	fill(
		county, {"outcome": "Changed", "classification": "General", "classification_basis": "", "reason": ""}
	)
	county.fill("lone_clerk_reason", "The office has one clerk").save().action("Decide as Lone Clerk")
	said = county.message()
	county.shot(f"case-no-user-2-{tongue}")
	assert county.word("A major hazard is called general without a reason. Write why.") in said
	basis = "A major hazard is called general without a basis. Name the criterion or the definition."
	assert county.word(basis) in said
	county.errors.clear()  # the refusal itself
	county.open_form("Hazard", hazard)
	assert county.doc("classification") == "Major"


def enter_plan(county, hazard, photo, tongue) -> None:
	"""The clerk enters the enterprise's plan; its principal's signature on paper approves it."""
	measure(county, "Shop stopped, sealed")
	county.action("Start Rectification")
	go(county, hazard, "Remediation Plan")
	parts = (
		"goals",
		"methods",
		"funds_and_materials",
		"organisation",
		"time_limits",
		"safety_and_contingency",
	)
	fill(county, {part: "As handed in on paper" for part in parts})
	county.add_row(
		"measures",
		{
			"measure": "Fit a relief vent",
			"responsible_person": "Shop manager",
			"funds": "2",
			"deadline": county.day(20),
			"contingency": "The shop stays shut",
		},
	)
	county.save().action("Submit Plan")
	assert county.doc("entered_by_authority") == OFFICE
	county.action("Approve Plan on Signed Paper")
	dialog = county.page.locator(".modal:visible").last
	county.attach("file", photo, dialog).shot(f"case-no-user-3-{tongue}")
	confirm(county, dialog)
	county.page.wait_for_function("cur_frm.doc.status === 'Approved'")
	assert county.doc("signed_paper")
	assert county.doc("status") == "Approved"
