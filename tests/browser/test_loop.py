"""The whole loop by clicking: report, verify, analyse, hold to account, plan, rectify, accept, govern, file."""

from pathlib import Path

import pytest
from people import COUNTY, COUNTY_HEAD, DEPARTMENT, OFFICER, OWNER, PRINCIPAL, REGISTRAR, REPORTER
from pictures import write_picture
from playwright.sync_api import expect

TITLE = "Aluminium dust on the beams of the grinding shop"


@pytest.fixture(scope="module")
def photo(tmp_path_factory) -> Path:
	return write_picture(tmp_path_factory.mktemp("photos") / "beam.png")


def test_a_major_hazard_from_the_report_to_the_filing(person, photo):
	hazard = report(person(REPORTER), photo)
	describe(person(OFFICER), hazard, photo)
	county, department, officer, principal = (person(u) for u in (COUNTY, DEPARTMENT, OFFICER, PRINCIPAL))
	verify(county, person(COUNTY_HEAD), hazard)
	supervise(department, hazard)
	analyse(officer, hazard)
	approve(principal, "Root Cause Analysis", officer.doc("name"), "Approve Analysis", "Approved")
	action = hold_to_account(officer, hazard)
	approve(principal, "Accountability Action", action, "Decide Accountability", "Decided")
	execute(officer, action, photo)
	plan_name = plan(officer, hazard)
	approve(principal, "Remediation Plan", plan_name, "Approve Plan", "Approved")
	rectify(person(OWNER, phone=True), photo)
	publish_and_report(officer, hazard, plan_name, photo)
	accept(officer, principal, hazard, photo)
	close_out(county, hazard)
	govern(officer, principal, hazard, photo)
	report_name = write_report(officer, principal, hazard)
	file(person(REGISTRAR), hazard, report_name)


def report(desk, photo) -> str:
	"""A worker reports with the quick entry; returns the hazard's name."""
	desk.goto("hazard")
	desk.page.locator(".primary-action:visible").first.click()
	dialog = desk.page.locator(".modal:visible").last
	desk.fill("hazard_title", TITLE, dialog).fill("place", "Grinding shop, north bay", dialog)
	desk.attach("photo", photo, dialog).shot("01-report")
	dialog.locator(".btn-modal-primary:visible").click()
	desk.page.wait_for_function("window.cur_frm && cur_frm.doctype === 'Hazard' && !cur_frm.is_new()")
	desk.settle()
	assert desk.doc("stage") == "Registered"
	return desk.doc("name")


def describe(desk, hazard, photo) -> None:
	"""The safety officer describes, classifies, records what was done at once, and starts."""
	desk.open_form("Hazard", hazard)
	desk.tab("1 Description")
	desk.fill("existing_condition", "A layer of aluminium dust of 5 mm on beams and pipes")
	desk.fill("possible_harm", "Dust explosion")
	desk.fill("scope_of_influence", "Grinding shop, 12 people a shift")
	desk.fill("recurring", "No")
	desk.fill("classification_basis", "Criterion").fill("criterion", "TEST-1")
	desk.fill("classification_reason", "Named by the criterion")
	desk.shot("02-describe", full=True)
	desk.tab("4 Immediate Rectification")
	desk.add_row(
		"immediate_measures",
		{
			"measure": "Machines stopped, people out",
			"taken_by": "Shift leader",
			"taken_at": desk.now(),
			"people_withdrawn": "1",
		},
	)
	desk.fill("responsible_person", "Workshop head").fill("rectification_due", desk.day(20))
	desk.save().action("Start Rectification")
	assert desk.doc("stage") == "Rectifying"
	assert desk.doc("classification") == "Major"


def verify(clerk, head, hazard) -> None:
	"""A clerk of the county prepares the verification, the head decides it; the hazard gets its number."""
	clerk.open_form("Hazard", hazard).create("Hazard Verification")
	assert clerk.doc("criterion") == "TEST-1"
	clerk.save().shot("03-verify")
	approve(head, "Hazard Verification", clerk.doc("name"), "Decide Verification", "Decided")
	clerk.open_form("Hazard", hazard)
	assert clerk.doc("verification") == "Verified"
	assert clerk.doc("register_no")
	clerk.shot("03-verified")


def supervise(desk, hazard) -> None:
	"""The department confirms the case that the verification proposed."""
	desk.goto(f"supervision-case?hazard={hazard}")
	desk.page.locator(".list-row .list-subject a").first.click()
	desk.page.wait_for_function("window.cur_frm && cur_frm.doctype === 'Supervision Case'")
	desk.settle()
	desk.fill("leader", "Deputy director").fill("due_on", desk.day(20)).fill(
		"requirements", "Stop until removed"
	)
	desk.save().action("Confirm Supervision").shot("04-supervise")
	assert desk.doc("status") == "In Force"


# the question whose answer is the problem; every other question gets the answer that finds none
ADVERSE = {"T2-1": "No"}
HARMLESS = {"T5-1": "No", "T4-5": "Answered", "T8-1": "No"}


def analyse(desk, hazard) -> None:
	"""The safety officer answers the 26 questions and names the causes."""
	desk.open_form("Hazard", hazard).create("Root Cause Analysis").save()
	codes = desk.page.evaluate("cur_frm.doc.tracings.map(row => row.question_code)")
	assert len(codes) == 26
	for index, code in enumerate(codes, 1):
		if desk.page.evaluate("i => cur_frm.doc.tracings[i].settled_by", index - 1):
			continue
		desk.choose("tracings", index, "answer", ADVERSE.get(code) or HARMLESS.get(code, "Yes"))
	desk.edit_row("tracings", codes.index("T2-1") + 1, {"explanation": "No standard for cleaning the beams"})
	desk.edit_row(
		"tracings", codes.index("T4-5") + 1, {"explanation": "The shift checks looked at floors, never up"}
	)
	aspects = {
		f"aspect_{name}": "1"
		for name in (
			"technical_design",
			"procedures",
			"rules",
			"investment",
			"training",
			"labour",
			"equipment",
			"site_management",
			"operation",
		)
	}
	desk.add_row(
		"causes",
		{
			"description": "Dust settles on the beams",
			"level": "Direct",
			"dimension": "Machine",
			"failing": "Measures",
		},
	)
	desk.add_row(
		"causes",
		{
			"description": "No cleaning standard above two metres",
			"level": "Root",
			"dimension": "Management",
			"failing": "Standards",
			"question_code": "T2-1",
			**aspects,
		},
	)
	desk.edit_row("causes", 1, {"aspect_equipment": "1"})
	desk.fill("organised_by", "Principal of the works").fill("team", "Safety officer, workshop head")
	desk.fill("inherent_safety_conclusion", "Not Feasible")
	desk.fill("inherent_safety_reason", "Wet grinding does not suit this alloy")
	desk.fill("summary", "Cleaning had no owner and no standard above two metres.")
	desk.save().shot("05-analyse", full=True).action("Submit Analysis")
	assert desk.doc("status") == "Submitted"


def approve(desk, doctype, name, action, status) -> None:
	desk.open_form(doctype, name).action(action)
	assert desk.doc("status") == status


def hold_to_account(desk, hazard) -> str:
	desk.open_form("Hazard", hazard).create("Accountability Action")
	desk.fill("person_name", "Head of the grinding shop").fill("post", "Workshop head")
	desk.fill("responsibility", "Primary").fill("responsibility_class", "Managerial")
	desk.fill("grounds", "Had no cleaning standard drawn up for the beams")
	desk.add_row("measures", {"measure": "Fine", "amount": "500"})
	desk.save().shot("06-account").action("Submit Accountability")
	assert desk.doc("status") == "Submitted"
	return desk.doc("name")


def execute(desk, action, photo) -> None:
	desk.open_form("Accountability Action", action)
	desk.edit_row("measures", 1, {"executed_on": desk.day()}, {"proof": photo})
	desk.save().action("Record Execution")
	assert desk.doc("status") == "Executed"


def plan(desk, hazard) -> str:
	desk.open_form("Hazard", hazard).create("Remediation Plan")
	for fieldname, text in {
		"goals": "No dust above 0.8 mm anywhere in the shop",
		"methods": "Clean, cover the beams, extend the extraction",
		"funds_and_materials": "30,000 yuan from the safety fund",
		"organisation": "Workshop head leads; maintenance team of four",
		"time_limits": "Done in two weeks",
		"safety_and_contingency": "Wet cleaning only, non-sparking tools, fire watch",
	}.items():
		desk.fill(fieldname, text)
	desk.add_row(
		"measures",
		{
			"measure": "Clean and cover all beams",
			"responsible_person": "Maintenance foreman",
			"responsible_user": OWNER,
			"funds": "3",
			"deadline": desk.day(14),
			"contingency": "Stop the shop if dust exceeds 0.8 mm",
		},
	)
	desk.save()
	tie_to_cause(desk, 1, "Dust settles on the beams")
	desk.save().shot("07-plan", full=True).action("Submit Plan")
	assert desk.doc("status") == "Submitted"
	return desk.doc("name")


def tie_to_cause(desk, row, cause) -> None:
	grid = desk.control("measures")
	grid.locator(f'.grid-body .grid-row[data-idx="{row}"] .grid-row-check').first.check()
	grid.locator("button", has_text="Tie to a Cause").click()
	dialog = desk.page.locator(".modal:visible").last
	value = dialog.locator("select option", has_text=cause).get_attribute("value")
	dialog.locator("select").select_option(value)
	dialog.locator(".btn-modal-primary:visible").click()


def rectify(desk, photo) -> None:
	"""The measure's owner completes it on a phone."""
	desk.goto("my-measures")
	waiting = desk.page.locator(".hg-complete").count()
	desk.page.locator(".hg-complete").first.click()
	dialog = desk.page.locator(".modal:visible").last
	desk.fill("result", "All 14 beams cleaned and covered", dialog).attach("evidence", photo, dialog)
	desk.shot("08-rectify-phone")
	dialog.locator(".btn-modal-primary:visible").click()
	expect(desk.page.locator(".hg-complete")).to_have_count(waiting - 1)
	desk.shot("08-rectify-phone-done")


def publish_and_report(desk, hazard, plan_name, photo) -> None:
	desk.open_form("Hazard", hazard).shot("hazard-form").tab("4 Immediate Rectification")
	desk.edit_row("immediate_measures", 1, {"done_at": desk.now()}, {"after_photo": photo})
	assert desk.doc("immediate_measures")[0]["done_at"]
	desk.add_row(
		"authority_reports",
		{
			"kind": "Full",
			"authority": "Test Industry Bureau",
			"status_and_cause": "5 mm of dust; no cleaning standard above two metres",
			"harm_and_difficulty": "Explosion of the shop; two weeks of work",
			"plan": plan_name,
		},
	)
	desk.add_row("public_postings", {"place": "Gate of the grinding shop"}, {"photo": photo})
	desk.save().action("Request Acceptance")
	assert desk.doc("stage") == "Pending Acceptance"


def accept(officer, principal, hazard, photo) -> None:
	officer.open_form("Hazard", hazard).create("Rectification Acceptance")
	officer.fill("level", "Enterprise Evaluation")
	officer.add_row(
		"team",
		{
			"member_name": "Chief engineer",
			"organisation": "Test Works One",
			"specialty": "Dust",
			"signed": "1",
		},
	)
	officer.fill("verdict", "Pass").fill("rules_change", "A cleaning standard for the beams is added")
	officer.save().button("All Measures Passed")
	officer.save().shot("09-accept", full=True).action("Submit Acceptance")
	approve(principal, "Rectification Acceptance", officer.doc("name"), "Conclude Acceptance", "Concluded")
	principal.open_form("Hazard", hazard).action("Accept Rectification")
	assert principal.doc("stage") == "Accepted"


def close_out(desk, hazard) -> None:
	desk.open_form("Hazard", hazard).create("Rectification Acceptance")
	desk.add_row(
		"team",
		{"member_name": "Li Jing", "organisation": "County office", "specialty": "Dust", "signed": "1"},
	)
	desk.fill("verdict", "Pass").fill("no_change_reason", "The enterprise changed its standard itself")
	desk.save().button("All Measures Passed")
	desk.save().action("Conclude Check")
	desk.open_form("Hazard", hazard).action("Close Out").shot("10-close-out")
	assert desk.doc("stage") == "Closed Out"


def govern(officer, principal, hazard, photo) -> None:
	officer.open_form("Hazard", hazard).create("Source Governance Plan").save()
	officer.button("Fill in Items from the Analysis")
	rows = officer.page.evaluate("cur_frm.doc.items.length")
	assert rows == 1  # the root cause; the plan's measure is tied to the direct one
	for index in range(1, rows + 1):
		officer.edit_row(
			"items",
			index,
			{
				"measure": "Cleaning standard for everything above two metres",
				"responsible_person": "Safety officer",
				"no_funds": "1",
				"deadline": officer.day(10),
				"contingency": "Weekly check by the workshop head meanwhile",
			},
		)
	officer.fill("standards_conclusion", "Revised").fill("retrofit_decision", "Not Feasible")
	officer.fill("retrofit_reason", "Wet grinding does not suit this alloy")
	officer.fill("sweep_scope", "All four workshops").fill("sweep_done_on", officer.day())
	officer.fill(
		"failure_review", "Checks looked at floors only; other shops are checked from platforms now."
	)
	officer.add_row(
		"items",
		{
			"kind": "Standard Revision",
			"measure": "Publish the cleaning standard",
			"responsible_person": "Safety officer",
			"no_funds": "1",
			"deadline": officer.day(10),
			"contingency": "None needed",
			"document": "Cleaning standard AQ-07",
			"document_version": "2",
			"published_on": officer.day(),
		},
	)
	officer.add_row(
		"items",
		{
			"kind": "Habit Check",
			"measure": "Look at the beams every Monday until nobody has to be told",
			"responsible_person": "Workshop head",
			"no_funds": "1",
			"deadline": officer.day(90),
			"contingency": "The safety officer looks meanwhile",
			"continuing": "1",
		},
	)
	officer.save().action("Submit Source Governance")
	name = officer.doc("name")
	approve(principal, "Source Governance Plan", name, "Approve Source Governance", "Approved")
	officer.open_form("Source Governance Plan", name)
	# the last one, the habit, runs on after the filing
	for index in range(1, officer.page.evaluate("cur_frm.doc.items.length")):
		officer.edit_row(
			"items", index, {"done_on": officer.day(), "result": "In force"}, {"evidence": photo}
		)
	officer.fill("evaluated_on", officer.day()).fill("evaluation_result", "The standard fits and is followed")
	officer.save().shot("11-govern", full=True)
	approve(principal, "Source Governance Plan", name, "Accept Source Governance", "Accepted")


def write_report(officer, principal, hazard) -> str:
	officer.open_form("Hazard", hazard).create("Rectification Report").save()
	officer.button("Compose from the Record")
	officer.fill("lessons", "What nobody is told to look at, nobody sees.")
	officer.save().shot("12-report", full=True).action("Submit Report")
	approve(principal, "Rectification Report", officer.doc("name"), "Approve Report", "Approved")
	return officer.doc("name")


def file(desk, hazard, report_name) -> None:
	desk.open_form("Rectification Report", report_name)
	desk.fill("filing_authority", "Test Emergency Bureau").fill("receipt_no", "BA-2026-001").fill(
		"filed_on", desk.day()
	)
	desk.save().action("File Report")
	desk.open_form("Hazard", hazard).action("File Hazard")
	assert desk.doc("stage") == "Filed"
	expect(desk.page.locator(".hg-step.complete")).to_have_count(5)
	desk.shot("13-filed")
