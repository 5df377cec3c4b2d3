"""A major hazard taken through all five steps by people without the desk: from the report to the filed report every word is
sent by a form of the portal."""

import frappe
from frappe.utils import now_datetime, today

from hazard_governance.domain.report import SECTIONS
from hazard_governance.tests.document_case import MEASURE, WritingCase, held
from hazard_governance.tests.steps import COUNTY_OFFICE, DEPARTMENT, EMERGENCY_BUREAU, ENTERPRISE
from hazard_governance.tests.test_portal_acts import photo

DESCRIPTION, RECTIFICATION = "tab_1_description", "tab_4_immediate_rectification"


class TestAMajorHazardOnThePortal(WritingCase):
	def test_from_the_report_to_the_filed_report(self):
		hazard = self.reported_here()
		self.described_here(hazard)
		self.verified_here(hazard)
		self.done(self.officer, "record-measure", hazard, measure="Stopped", taken_at=f"{today()}T00:01")
		self.done(self.officer, "start-rectification", hazard)
		plan = self.planned_here(hazard)
		self.analysed_here(hazard)
		self.held_to_account_here(hazard)
		self.rectified_here(hazard, plan)
		self.accepted_here(hazard)
		self.closed_here(hazard)
		self.governed_here(hazard)
		self.filed_here(hazard, self.told_here(hazard))
		self.assert_at(hazard, "Filed", "CCCCC")
		self.not_written_by(self.fresh(hazard), self.principal, self.county, part=DESCRIPTION)

	def prefix(self, table: str, row) -> str:
		return f"{table}.{row.name}."

	def new(self, user: str, page, table: str, **values) -> tuple:
		"""(page, values) with another row of the table."""
		page, prefix = self.row_added(user, page, table)
		return page, {prefix + name: value for name, value in values.items()}

	# --- steps --------------------------------------------------------------------------------------------------------------
	def reported_here(self):
		given = {"hazard_title": "Dust on the beams", "place": "Shop 1", "source": "Self-Inspection"}
		given |= {"enterprise": ENTERPRISE, "found_on": f"{today()}T00:00"}
		self.done(self.reporter, "report-hazard", **given)
		return frappe.get_last_doc("Hazard")

	def described_here(self, hazard) -> None:
		others = (self.outsider, self.other_county, self.owner, self.task_force)
		self.not_written_by(hazard, *others, part=DESCRIPTION)
		page = self.opened(self.officer, hazard, DESCRIPTION)
		page, evidence = self.new(self.officer, page, "evidence", file=photo(), kind="Before")
		wrong = {"classification": "Major", "classification_basis": "Criterion", "criterion": "TEST-1"}
		wrong |= {"needs_government_coordination": "1", "existing_condition": "5 mm of dust", **evidence}
		page = self.not_saved(self.officer, "What Is Asked of the Government is empty", page, wrong)
		right = {"needs_government_coordination": None, "possible_harm": "Explosion", "recurring": "No"}
		self.saved(self.officer, page, {**right, "scope_of_influence": "The shop", "photo": photo()})
		stored = self.fresh(hazard)
		self.assertEqual(
			(stored.classification, stored.criterion, stored.existing_condition, stored.step_description),
			("Major", "TEST-1", "5 mm of dust", "Complete"),
		)
		self.assertEqual((stored.found_on, stored.enterprise), (hazard.found_on, ENTERPRISE))
		self.assertEqual([row.kind for row in stored.evidence], ["Before"])
		self.assertTrue(stored.photo)

	def verified_here(self, hazard) -> None:
		values = {"authority": COUNTY_OFFICE, "outcome": "Confirmed", "classification": "Major"}
		values |= {"classification_basis": "Criterion", "criterion": "TEST-1"}
		self.done(self.county, "verify", hazard, **values)
		draft = frappe.get_last_doc("Hazard Verification", {"hazard": hazard.name})
		self.not_written_by(draft, self.officer, self.principal, self.other_county, self.task_force)
		self.saved(self.county, self.opened(self.county, draft), {"site_visited_on": today()})
		self.done(self.county_head, "decide-verification", draft)
		self.assertTrue(self.fresh(hazard).register_no)
		# what was verified is nobody's to describe again
		names = set(held(self.opened(self.officer, hazard, DESCRIPTION).html))
		self.assertTrue(names.isdisjoint({"classification", "existing_condition", "place"}), names)

	def planned_here(self, hazard):
		page = self.begun(self.officer, "Remediation Plan", hazard)
		page, row = self.new(self.officer, page, "measures", **MEASURE, responsible_user=self.owner)
		parts = (
			"goals",
			"methods",
			"funds_and_materials",
			"organisation",
			"time_limits",
			"safety_and_contingency",
		)
		self.saved(self.officer, page, {**dict.fromkeys(parts, "As agreed"), **row})
		plan = frappe.get_doc("Remediation Plan", {"hazard": hazard.name})
		self.step(self.officer, plan, "Submit Plan")
		return self.step(self.principal, plan, "Approve Plan")

	def analysed_here(self, hazard):
		page = self.begun(self.officer, "Root Cause Analysis", hazard)
		answers = {}
		for name in held(page.html):
			if name.startswith("tracings.") and name.count(".") == 1:
				code = name.split(".")[1]
				answers[f"{name}.answer"] = {"T4-5": "Answered", "T5-1": "No", "T8-1": "No"}.get(code, "Yes")
				answers[f"{name}.explanation"] = "As seen"
		direct = {
			"description": "Dust lay there",
			"level": "Direct",
			"dimension": "Human",
			"aspect_operation": "1",
		}
		root = {
			"description": "Nobody's task",
			"level": "Root",
			"dimension": "Management",
			"aspect_rules": "1",
			"failing": "Standards",
		}
		page, first = self.new(self.officer, page, "causes", **direct)
		page = self.pressed(self.officer, page, "add:causes", {**answers, **first})
		second = {f"causes.new-2.{name}": value for name, value in root.items()}
		rest = {
			"unexamined_aspects_reason": "They played no part",
			"organised_by": "Principal",
			"team": "All",
		}
		rest |= {"inherent_safety_conclusion": "Not Feasible", "inherent_safety_reason": "It closes"}
		self.saved(self.officer, page, {**second, **rest})
		analysis = frappe.get_doc("Root Cause Analysis", {"hazard": hazard.name})
		self.step(self.officer, analysis, "Submit Analysis")
		# who prepared it does not approve it
		self.closed_to("move-root-cause-analysis", analysis, self.officer, row="Approve Analysis")
		return self.step(self.principal, analysis, "Approve Analysis")

	def held_to_account_here(self, hazard):
		self.not_begun_by("Accountability Action", hazard, self.reporter, self.outsider, self.other_county)
		page = self.begun(self.officer, "Accountability Action", hazard)
		person = {"person_name": "Wang", "responsibility": "Primary", "responsibility_class": "Direct"}
		page, fine = self.new(self.officer, page, "measures", measure="Fine")
		person |= {"grounds": "Did not clean", **fine}
		self.not_saved(self.officer, "Amount", page, person)
		amount = {name.replace("measure", "amount", 2).replace("amounts", "measures"): "500" for name in fine}
		self.saved(self.officer, page, {**person, **amount})
		action = frappe.get_doc("Accountability Action", {"hazard": hazard.name})
		self.assertEqual((action.measures[0].amount, action.deciding_side), (500, "Enterprise"))
		self.not_written_by(action, self.reporter, self.outsider, self.other_county, self.owner)
		self.step(self.officer, action, "Submit Accountability")
		action = self.step(self.principal, action, "Decide Accountability")
		self.step_refused(self.officer, action, "Record Execution", "Executed On", "Proof of Execution")
		page, row = self.opened(self.officer, action), self.prefix("measures", action.measures[0])
		self.assertNotIn(f"{row}amount", held(page.html))
		sent = {f"{row}executed_on": today(), f"{row}proof": photo(), f"{row}amount": "1"}
		self.saved(self.officer, page, sent)
		self.assertEqual(self.fresh(action).measures[0].amount, 500)
		return self.step(self.officer, action, "Record Execution")

	def rectified_here(self, hazard, plan) -> None:
		row = plan.measures[0].name
		sent = {"done_on": today(), "result": "Fitted", "evidence": photo()}
		self.done(self.owner, "complete-measure", hazard, row, **sent)
		hazard = self.fresh(hazard)
		page = self.opened(self.officer, hazard, RECTIFICATION)
		first = self.prefix("immediate_measures", hazard.immediate_measures[0])
		page, posting = self.new(self.officer, page, "public_postings", place="Gate", photo=photo())
		done = {f"{first}done_at": f"{today()}T00:02", f"{first}after_photo": photo(), **posting}
		page = self.pressed(self.officer, page, "fill:report", done)
		report = next(name for name in held(page.html) if name.startswith("authority_reports.new-"))
		self.assertEqual(held(page.html)[f"{report}.plan"], plan.name)
		told = {f"{report}.status_and_cause": "Dust", f"{report}.harm_and_difficulty": "Explosion"}
		told |= {f"{report}.authority": DEPARTMENT, f"{report}.received_by": "Smuggled"}
		self.saved(self.officer, page, told)
		stored = self.fresh(hazard)
		self.assertEqual(stored.immediate_measures[0].name, hazard.immediate_measures[0].name)
		self.assertEqual(
			[(r.kind, r.authority, r.method, r.received_by) for r in stored.authority_reports],
			[("Full", DEPARTMENT, "System", None)],
		)
		self.assertLessEqual(stored.authority_reports[0].sent_at, now_datetime())
		self.done(self.officer, "request-acceptance", hazard)

	def accepted_here(self, hazard) -> None:
		page = self.begun(self.officer, "Rectification Acceptance", hazard)
		page, member = self.new(self.officer, page, "team", member_name="Engineer Zhou", signed="1")
		page = self.pressed(self.officer, page, "fill:passed", member)
		self.assertEqual(held(page.html)["verdict"], "Pass")
		self.saved(
			self.officer,
			page,
			{"no_change_reason": "Nothing to add"},
		)
		doc = frappe.get_last_doc("Rectification Acceptance", {"hazard": hazard.name})
		self.assertEqual([row.finding for row in doc.findings], ["Pass", "Pass"])
		self.step(self.officer, doc, "Submit Acceptance")
		self.closed_to(
			"move-rectification-acceptance", doc, self.officer, self.county, row="Conclude Acceptance"
		)
		self.step(self.principal, doc, "Conclude Acceptance")
		self.done(self.principal, "accept-rectification", hazard)

	def closed_here(self, hazard) -> None:
		values = {"authority": COUNTY_OFFICE, "accepted_on": today(), "evaluation_method": "Own Team"}
		values |= {"verdict": "Pass", "no_change_reason": "Nothing", "finding-1": "Pass", "finding-2": "Pass"}
		self.done(self.county, "check", hazard, **values)
		self.done(self.county, "close-out", hazard)

	def governed_here(self, hazard):
		page = self.begun(self.officer, "Source Governance Plan", hazard)
		page = self.pressed(self.officer, page, "fill:items")
		rows = [name for name in held(page.html) if name.startswith("items.") and name.count(".") == 1]
		self.assertEqual(len(rows), 2)
		again = self.pressed(self.officer, page, "fill:items")
		self.assertEqual(
			len([name for name in held(again.html) if name.startswith("items.") and name.count(".") == 1]), 2
		)
		fixes = {f"{row}.{name}": value for row in rows for name, value in MEASURE.items()}
		self.saved(self.officer, page, fixes)
		doc = frappe.get_doc("Source Governance Plan", {"hazard": hazard.name})
		analysis = frappe.get_doc("Root Cause Analysis", {"hazard": hazard.name})
		self.assertEqual([row.cause for row in doc.items], [cause.name for cause in analysis.causes])
		self.step(self.officer, doc, "Submit Source Governance")
		doc = self.step(self.principal, doc, "Approve Source Governance")
		self.step_refused(self.principal, doc, "Accept Source Governance", "is not done", "Evaluated On")
		done = {}
		for row in doc.items:
			done |= {f"items.{row.name}.done_on": today(), f"items.{row.name}.result": "Done"}
		results = {
			"standards_conclusion": "No Revision Needed",
			"standards_reason": "The rule was there",
			"retrofit_decision": "Not Feasible",
			"retrofit_reason": "It closes",
			"sweep_scope": "All shops",
			"sweep_done_on": today(),
			"sweep_found": "2",
			"sweep_removed": "2",
			"failure_review": "Handover",
			"evaluated_on": today(),
			"evaluation_result": "Holds",
		}
		page = self.opened(self.officer, doc)
		self.not_saved(self.officer, "Reason is empty", page, {**done, **results, "standards_reason": ""})
		self.saved(self.officer, page, {**done, **results})
		return self.step(self.principal, doc, "Accept Source Governance")

	def told_here(self, hazard):
		page = self.pressed(
			self.officer, self.begun(self.officer, "Rectification Report", hazard), "fill:compose"
		)
		composed = held(page.html)
		self.assertTrue(all(composed[name] for name in SECTIONS if name not in ("revisions", "lessons")))
		sent = {"lessons": "#### Learnt\n\n- Clean **every** shift\n- Check", "revisions": "None"}
		self.saved(self.officer, page, {**sent, "receipt_no": "Smuggled", "filed_on": today()})
		doc = frappe.get_doc("Rectification Report", {"hazard": hazard.name})
		self.assertIn("<li>Clean <strong>every</strong> shift</li>", doc.lessons)
		self.assertIn("<table", doc.analysis)
		self.assertEqual((doc.receipt_no, doc.filed_on), (None, None))
		# what nobody touched stays as it is; what the browser edits comes as it looks, without what runs
		page = self.opened(self.officer, doc)
		script = '<p>By hand<script>alert(1)</script><img src=x onerror="alert(2)"></p>'
		self.saved(self.officer, page, {"lessons.html": script})
		after = self.fresh(doc)
		self.assertEqual((after.analysis, after.description), (doc.analysis, doc.description))
		self.assertIn("By hand", after.lessons)
		self.assertNotIn("onerror", after.lessons)
		self.assertNotIn("<script", after.lessons)
		self.step(self.officer, doc, "Submit Report")
		return self.step(self.principal, doc, "Approve Report")

	def filed_here(self, hazard, report) -> None:
		filing = {"filing_authority": EMERGENCY_BUREAU, "receipt_no": "BA-1", "filed_on": today()}
		self.done(self.registrar, "file-report", report, **filing)
		self.done(self.registrar, "file-hazard", hazard)
