"""Follow-up Inspection: drawn or signalled, unannounced, decided by a second person; what a sham one takes with it."""

import frappe
from frappe.utils import add_days, getdate, now_datetime, today

from hazard_governance.api import look_back as api
from hazard_governance.api import measures as measures_api
from hazard_governance.domain import stages
from hazard_governance.records import load_record
from hazard_governance.tests import base
from hazard_governance.tests.look_back_case import DOCTYPE, LookBackTestCase
from hazard_governance.tests.loop_case import FIRST_MEASURE
from hazard_governance.tests.personas import allowed, call
from hazard_governance.tests.steps import CITY_OFFICE, COUNTY_OFFICE, ENTERPRISE


class TestLookBack(LookBackTestCase):
	# --- how it begins ---------------------------------------------------------------------------------------
	def test_only_closed_hazards_are_looked_back_on_and_once_at_a_time(self) -> None:
		hazard = self.hazard()
		self.assertRefused("Only hazards closed out or filed", self.look_back, hazard)
		closed = self.closed(hazard_title="Closed")
		first = self.look_back(closed)
		self.assertRefused(first.name, self.look_back, closed, exc=frappe.DuplicateEntryError)
		self.assertEqual((first.stage_found, str(first.closed_on)), ("Closed Out", today()))
		self.assertEqual([row.measure for row in first.findings], ["Remove the dust and fit a suction line"])
		self.assertTrue(first.findings[0].evidence)

	def test_nobody_picks_without_a_reason_on_record(self) -> None:
		closed = self.closed()
		self.assertRefused("drawn in a Look-back Draw", self.look_back, closed, origin="Lot")
		self.assertRefused("who directed", self.look_back, closed, direction=" ")
		self.assertRefused("shows no signal", self.look_back, closed, origin="Signal")
		# what the server knows is not typed in
		forged = {"signals": "Seen", "disclosed": 1, "closed_by_authority": CITY_OFFICE}
		self.assertRefused("shows no signal", self.look_back, closed, origin="Signal", **forged)
		doc = self.look_back(closed, **forged)
		self.assertEqual((doc.signals, doc.disclosed, doc.closed_by_authority), (None, 0, None))

	def test_a_signal_stands_in_the_look_back_it_gave_rise_to(self) -> None:
		closed = self.closed()
		photo = self.photo(self.officer)
		rows = [{"file": photo, "kind": "Before"}, {"file": photo, "kind": "After"}]
		self.set_stage(closed, "Rectifying")
		self.save(closed, self.officer, evidence=rows)
		self.set_stage(closed, "Closed Out")
		with self.as_user(self.county):
			self.assertIn("very photo before", api.prefill(closed.name)["signals"])
		doc = self.look_back(closed, origin="Signal", direction=None)
		self.assertIn("very photo before", doc.signals)
		with self.as_user(self.officer), self.assertRaises(frappe.PermissionError):
			api.prefill(closed.name)

	def test_authorities_alone_begin_one(self) -> None:
		closed = self.closed()
		for user in (self.officer, self.principal, self.task_force, self.registrar, self.other_county):
			with self.subTest(user), self.assertRaises(frappe.PermissionError):
				self.look_back(closed, user)
		self.assertRefused("not a member", self.look_back, closed, self.city, exc=frappe.PermissionError)
		self.assertTrue(self.look_back(closed, self.city, authority=CITY_OFFICE))

	# --- unannounced -----------------------------------------------------------------------------------------
	def test_the_enterprise_sees_it_once_it_is_decided(self) -> None:
		doc = self.found(self.look_back(self.closed()), "Superficial", **self.supplement())
		readers = {self.county: True, self.city: True, self.task_force: True, self.other_county: False}
		for user, expected in {**readers, self.officer: False, self.principal: False}.items():
			self.assertEqual(self.sees(user, doc), expected, user)
		self.act(doc, "Decide Look-back", self.county_head)
		self.assertTrue(self.sees(self.officer, doc))
		self.assertFalse(self.sees(self.outsider, doc))
		self.assertFalse(self.sees(self.owner, doc))

	def sees(self, user: str, doc) -> bool:
		with base.as_user(user):
			listed = (
				frappe.get_list(DOCTYPE, pluck="name", order_by="name asc")
				if frappe.has_permission(DOCTYPE, "read")
				else []
			)
			opened = allowed(call, "frappe.client.get", doctype=DOCTYPE, name=doc.name)
			file = frappe.get_doc("File", {"attached_to_name": doc.name})
			self.assertEqual((doc.name in listed, bool(file.has_permission("read"))), (opened, opened))
		return opened

	# --- decided ---------------------------------------------------------------------------------------------
	def test_a_submission_names_everything_that_is_missing(self) -> None:
		doc = self.look_back(self.closed(), inspectors=[], statement=None)
		message = self.assertRefused("two inspectors", self.act, doc, "Submit Look-back", self.county)
		for words in ("what the enterprise said", "is not judged", "Choose the finding"):
			self.assertIn(words, message)

	def test_who_submits_does_not_decide(self) -> None:
		doc = self.found(self.look_back(self.closed()), "Genuine")
		self.not_for(doc, "Decide Look-back", self.county, self.department, self.officer)
		self.assertRefused("eason", self.act, doc, "Return Look-back", self.county_head)
		doc = self.act(doc, "Return Look-back", self.county_head, reason="Photos are dark")
		doc = self.act(self.act(doc, "Submit Look-back", self.county), "Decide Look-back", self.county_head)
		self.assertEqual((doc.status, doc.decided_by, doc.disclosed), ("Decided", self.county_head, 1))
		self.assertRefused("no longer be changed", self.save, doc, self.county, finding="Sham")

	def test_where_an_authority_has_one_officer_another_authority_decides(self) -> None:
		lone = base.make_user("Supervising Department", name="look-back-lone")
		base.make_authority("Look-back Bureau", kind="Industry Authority", members=(lone,))
		doc = self.look_back(self.closed(), lone, authority="Look-back Bureau")
		rows = [{**row.as_dict(), "finding": "Genuine"} for row in doc.findings]
		doc = self.act(self.save(doc, lone, finding="Genuine", findings=rows), "Submit Look-back", lone)
		self.not_for(doc, "Decide Look-back", lone, self.other_county)
		self.assertEqual(self.act(doc, "Decide Look-back", self.city).status, "Decided")

	def supplement(self, **values) -> dict:
		row = {
			"measure": "Second fan",
			"responsible_person": "Li",
			"deadline": add_days(today(), 5),
			**values,
		}
		return {"supplementary_measures": [row]}

	def test_a_superficial_one_is_made_good_and_opens_nothing(self) -> None:
		closed = self.closed()
		doc = self.decided(self.look_back(closed), "Superficial", **self.supplement())
		self.assertEqual(self.fresh(closed).stage, "Closed Out")
		self.assertRefused("is not done", self.act, doc, "Conclude Look-back", self.county)
		row = {**doc.supplementary_measures[0].as_dict(), "done_on": today(), "result": "Fitted"}
		self.assertRefused(
			"no longer be changed", self.save, doc, self.officer, finding_reason="All was well"
		)
		row["evidence"] = self.photo(self.officer)
		doc = self.save(doc, self.officer, supplementary_measures=[row])
		self.not_for(doc, "Conclude Look-back", self.officer)
		doc = self.act(doc, "Conclude Look-back", self.county)
		self.assertEqual(
			(doc.status, doc.concluded_on, doc.decided_by), ("Concluded", getdate(), self.county_head)
		)

	def test_what_has_come_back_is_tied_to_its_new_hazard(self) -> None:
		found_on = add_days(now_datetime(), -30)
		closed = self.closed(found_on=found_on)
		again = self.hazard(hazard_title="Dust again")
		foreign = base.make_hazard(enterprise=base.make_enterprise("Steps Works Two"))
		doc = self.look_back(closed)
		self.assertRefused("", self.found, doc, "Recurred", recurred_hazard=foreign.name)
		self.decided(doc, "Recurred", recurred_hazard=again.name)
		again.reload()
		self.assertEqual((again.recurring, again.earlier_hazard), ("Yes", closed.name))
		self.assertEqual(again.repeat_decisions[0].authority, COUNTY_OFFICE)
		self.assertEqual(self.fresh(closed).stage, "Closed Out")


class TestShamRectification(LookBackTestCase):
	"""One hazard walks the whole loop, is found sham, and walks it again."""

	def filed_hazard(self):
		hazard = self.described(self.reported())
		self.verified(hazard)
		self.with_row(hazard, "immediate_measures", FIRST_MEASURE)
		self.rectified_and_accepted(hazard)
		self.analysed(hazard)
		self.held_to_account(hazard)
		self.checked(hazard)
		hazard = self.act(hazard, "Close Out", self.county)
		self.governed(hazard)
		self.filed(self.told(hazard))
		return self.act(hazard, "File Hazard", self.registrar)

	def test_a_sham_one_goes_back_under_its_number_and_through_every_gate_again(self) -> None:
		hazard = self.assert_at(self.filed_hazard(), "Filed", "CCCCC")
		number, logged = hazard.register_no, len(hazard.stage_log)
		self.not_for(hazard, "Reopen Filed Hazard", self.county, self.city)
		doc = self.look_back(hazard)
		proof = doc.findings[0].evidence
		self.assertTrue(proof)
		due = getdate(add_days(today(), 20))
		doc = self.decided(doc, "Sham", new_due=due)
		hazard = self.fresh(hazard)
		self.assertEqual(
			(hazard.stage, hazard.register_no, hazard.rectification_due), ("Rectifying", number, due)
		)
		self.assertEqual((hazard.filed_on, hazard.closed_out_on, hazard.accepted_on), (None, None, None))
		self.assertEqual(len(hazard.stage_log), logged + 1)
		entry = hazard.stage_log[-1]
		self.assertEqual((entry.from_stage, entry.to_stage), ("Filed", "Rectifying"))
		self.assertIn(doc.name, entry.reason)
		self.assertIn("p", self.steps(hazard))
		# the measure is open, its old proof stays with the look-back and cannot be deleted
		plan = frappe.get_doc("Remediation Plan", {"hazard": hazard.name})
		self.assertEqual((plan.measures[0].status, plan.measures[0].evidence), ("Open", None))
		self.assertEqual(self.fresh(doc).findings[0].evidence, proof)
		for name in frappe.get_all(
			"File", {"file_url": proof, "attached_to_name": doc.name}, pluck="name", order_by="name asc"
		):
			self.assertRefused("can no longer be deleted", frappe.get_doc("File", name).delete)
		# the report was filed for a rectification that was none
		report = frappe.get_doc("Rectification Report", {"hazard": hazard.name})
		self.assertEqual((report.status, report.receipt_no, report.filed_on), ("Draft", None, None))
		told = frappe.get_all(
			"Comment",
			{"reference_name": report.name, "comment_type": "Info"},
			pluck="content",
			order_by="creation asc",
		)
		self.assertTrue(any("BA-2026-1" in text for text in told))
		# every gate is asked again, and none rests on what was shown before
		missing = stages.check_move("Rectifying", "Filed", load_record(hazard.name), getdate())
		asked = {lacking.doctype for lacking in missing}
		self.assertLessEqual(
			{"Remediation Plan Measure", "Rectification Acceptance", "Rectification Report"}, asked
		)
		self.walk_again(hazard, plan, report)

	def walk_again(self, hazard, plan, report) -> None:
		self.too_early(hazard, "Request Acceptance", self.officer, "not done")
		cause = frappe.get_doc("Root Cause Analysis", {"hazard": hazard.name}).causes[0].name
		self.save(plan, self.officer, measures=[{**plan.measures[0].as_dict(), "cause": cause}])
		with base.as_user(self.owner):
			measures_api.complete_measure(
				"Remediation Plan", plan.name, plan.measures[0].name, today(), "Done", base.make_photo()
			)
		self.act(hazard, "Request Acceptance", self.officer)
		self.too_early(hazard, "Accept Rectification", self.principal, "evaluation is missing")
		self.evaluated(hazard)
		self.act(hazard, "Accept Rectification", self.principal)
		self.checked(hazard)
		hazard = self.act(hazard, "Close Out", self.county)
		self.too_early(hazard, "File Hazard", self.registrar, "report")
		report = self.act(report, "Submit Report", self.officer)
		report = self.act(report, "Approve Report", self.principal)
		report = self.save(report, self.registrar, receipt_no="BA-2026-2")
		self.act(report, "File Report", self.registrar)
		self.assert_at(self.act(hazard, "File Hazard", self.registrar), "Filed", "CCCCC")

	def test_a_closed_hazard_of_an_enterprise_without_plan_goes_back_too(self) -> None:
		with base.as_user(self.officer):
			hazard = base.make_hazard(enterprise=ENTERPRISE, described=True, classification="General")
		self.set_stage(hazard, "Closed Out")
		frappe.db.set_value("Hazard", hazard.name, "closed_out_on", today())
		doc = self.decided(self.look_back(hazard), "Sham", new_due=add_days(today(), 3))
		self.assertEqual(self.fresh(hazard).stage, "Rectifying")
		self.assertTrue(self.fresh(doc).disclosed)
