"""Supervision Case in mid-term: pauses, a failed acceptance, the next level, a withdrawn hazard."""

import frappe
from frappe.utils import add_days, getdate, today

from hazard_governance.api import supervision as api
from hazard_governance.tests.base import letter
from hazard_governance.tests.list_world import SUPERVISION, run
from hazard_governance.tests.steps import CITY_OFFICE, COUNTY_OFFICE, DEPARTMENT, NO_ACTION
from hazard_governance.tests.supervision_world import DELISTING, SupervisionTestCase

FLOOD = {"reason": "The works stands under water"}


def due(case) -> tuple:
	return frappe.db.get_value("Supervision Case", case.name, ["due_on", "original_due", "paused_since"])


def day(offset: int):
	return getdate(add_days(today(), offset))


class TestPauses(SupervisionTestCase):
	def pause(self, case, user: str | None = None, **values):
		rows = [row.as_dict() for row in frappe.get_doc(case.doctype, case.name).pauses]
		return self.save(case, user or self.county, pauses=[*rows, {**FLOOD, **values}])

	def test_a_pause_moves_the_deadline_of_case_and_hazard_and_keeps_the_first(self):
		doc = self.in_force()
		doc = self.pause(doc, from_date=add_days(today(), -2), to_date=add_days(today(), 7))
		self.assertEqual(due(doc), (day(30), day(20), None))
		self.assertEqual(frappe.db.get_value("Hazard", self.major.name, "rectification_due"), day(30))
		row = doc.pauses[0]
		self.assertEqual((row.decided_by, row.decided_on), (self.county, getdate()))
		sent = [{**row.as_dict(), "decided_by": self.officer}]
		self.assertEqual(self.save(doc, self.county, pauses=sent).pauses[0].decided_by, self.county)

	def test_a_pause_that_lasts_holds_the_deadline_on_the_day_somebody_looks(self):
		with self.freeze_time(add_days(today(), -30)):
			self.major = self.hazard()
			doc = self.in_force()
		self.as_if(doc, due_on=add_days(today(), -10), original_due=add_days(today(), -10))
		self.assertEqual(self.listed(doc)["overdue"], "Yes")
		doc = self.pause(doc, from_date=add_days(today(), -12))
		self.assertEqual(due(doc), (day(-10), day(-10), day(-12)))
		row = self.listed(doc)
		self.assertEqual((row["overdue"], row["paused_days"]), ("No", 13))
		self.assertEqual((row["due_on"], row["extension_new_due"]), (day(-10), day(3)))
		with self.as_user(self.officer):
			self.assertEqual(api.clock(doc.name)["due"], day(3))
		ended = [{**doc.pauses[0].as_dict(), "to_date": add_days(today(), -11)}]
		doc = self.save(doc, self.county, pauses=ended)
		self.assertEqual(due(doc), (day(-8), day(-10), None))
		self.assertEqual(self.listed(doc)["overdue"], "Yes")

	def listed(self, doc) -> dict:
		rows = run(SUPERVISION, self.county)["result"]
		return next(row for row in rows if isinstance(row, dict) and row.get("case_no") == doc.name)

	def test_pauses_are_decided_while_in_force_before_the_deadline_and_stand(self):
		doc = self.case()
		self.assertRefused("while the case is in force", self.pause, doc, from_date=today())
		doc = self.act(doc, "Confirm Supervision", self.county)
		self.assertRefused("after the deadline", self.pause, doc, from_date=add_days(today(), 21))
		doc = self.pause(doc, from_date=today(), to_date=today())
		self.assertRefused("shares days", self.pause, doc, from_date=today())
		for values in (
			{"to_date": add_days(today(), 9)},
			{"reason": "Other"},
			{"from_date": add_days(today(), -1)},
		):
			changed = [{**doc.pauses[0].as_dict(), **values}]
			self.assertRefused("can no longer be changed", self.save, doc, self.county, pauses=changed)
		self.assertRefused("can no longer be changed", self.save, doc, self.county, pauses=[])
		for user in (self.department, self.city):
			self.assertRefused(
				"authority of this case", self.pause, doc, user, from_date=day(3), exc=frappe.PermissionError
			)


class TestFailedAcceptance(SupervisionTestCase):
	def requested(self, **values):
		self.plan(self.major)
		doc = self.act(self.in_force(**values), "Request Acceptance of Case", self.officer)
		self.set_stage(self.major, "Accepted")
		return doc

	def test_failure_goes_back_with_a_new_deadline_and_every_round_is_told(self):
		doc = self.requested()
		failed = self.checked(self.county, COUNTY_OFFICE, "Fail")
		self.assertRefused(
			"failed", self.act, self.save(doc, self.county, **DELISTING), "Delist", self.county
		)
		self.assertRefused("eason", self.act, doc, "Return to Supervision", self.county)
		doc = self.act(doc, "Return to Supervision", self.county, reason="Dust in the ducts")
		self.assertEqual((doc.status, due(doc)[:2]), ("In Force", (day(30), day(20))))
		self.assertIsNone(doc.acceptance_requested_on)
		(opinion,) = doc.opinions
		self.assertEqual(
			(opinion.acceptance, opinion.verdict, opinion.remarks, opinion.new_due, opinion.days),
			(failed.name, "Fail", "Dust in the ducts", day(30), 10),
		)
		self.assertEqual(frappe.db.get_value("Hazard", self.major.name, "rectification_due"), day(30))
		doc = self.act(doc, "Request Acceptance of Case", self.officer)
		self.assertRefused("failed", self.act, doc, "Delist", self.county)
		passed = self.checked(self.county, COUNTY_OFFICE)
		doc = self.act(doc, "Delist", self.county)
		self.assertEqual([row.verdict for row in doc.opinions], ["Fail", "Pass"])
		self.assertEqual((doc.acceptance, due(doc)[:2]), (passed.name, (day(30), day(20))))

	def test_returned_unchecked_papers_keep_the_deadline(self):
		doc = self.act(self.requested(), "Return to Supervision", self.county, reason="Papers incomplete")
		self.assertEqual((doc.opinions, due(doc)[:2]), ([], (day(20), day(20))))

	def test_an_earlier_deadline_after_a_failure_is_an_earlier_deadline(self):
		doc = self.requested()
		self.checked(self.county, COUNTY_OFFICE, "Fail", new_due=add_days(today(), 5))
		doc = self.act(doc, "Return to Supervision", self.county, reason="At once")
		self.assertEqual((doc.opinions[0].days, due(doc)[:2]), (-15, (day(5), day(20))))


class TestRaising(SupervisionTestCase):
	def raised(self, case, user: str, authority: str = CITY_OFFICE, **values) -> str:
		with self.as_user(user):
			return api.raise_case(
				case.name, authority, values.pop("reason", "Not rectified in time"), **values
			)

	def adopted(self, name: str):
		doc = frappe.get_doc("Supervision Case", name)
		doc = self.save(
			doc, self.city, letter_no=letter(7), issued_on=today(), signatory="Mayor", leader="Mayor"
		)
		return self.act(doc, "Confirm Supervision", self.city)

	def test_the_higher_level_adopts_and_the_lower_case_ends_linked(self):
		lower = self.in_force()
		self.assertRefused("no letter number", self.raised, lower, self.county, letter_no="No. 5")
		name = self.raised(lower, self.county, letter_no=letter(5).replace("〔", "[").replace("〕", "]"))
		proposal = frappe.get_doc("Supervision Case", name)
		self.assertEqual(
			(proposal.status, proposal.level, proposal.authority, proposal.kind, proposal.due_on),
			("Proposed", "City", CITY_OFFICE, "Listed", day(20)),
		)
		self.assertEqual(
			(proposal.raised_from, proposal.raising_reason, proposal.raising_no),
			(lower.name, "Not rectified in time", letter(5)),
		)
		self.assertEqual(frappe.db.get_value("Supervision Case", lower.name, "status"), "In Force")
		self.assertRefused(name, self.raised, lower, self.county)
		self.assertRefused(NO_ACTION, self.act, proposal, "Confirm Supervision", self.officer)
		for user in (self.county, self.department):
			self.assertRefused(
				"", self.act, proposal, "Confirm Supervision", user, exc=frappe.PermissionError
			)
		self.save(proposal, self.city, due_on=add_days(today(), 25))
		higher = self.adopted(name)
		lower.reload()
		self.assertEqual((higher.status, lower.status, lower.raised_to), ("In Force", "Raised", name))
		self.assertEqual(lower.workflow_state, "Case Raised")
		self.assertEqual(frappe.db.get_value("Hazard", self.major.name, "rectification_due"), day(25))
		self.assertRefused("can no longer be changed", self.save, lower, self.county, leader="Other")
		comments = frappe.get_all(
			"Comment",
			filters={"reference_name": lower.name, "comment_type": "Info"},
			pluck="content",
			order_by="creation",
		)
		self.assertTrue(any("Not rectified in time" in text for text in comments))
		rows = [
			row for row in run(SUPERVISION, self.county)["result"] if row.get("hazard") == self.major.name
		]
		self.assertEqual([row["case_no"] for row in rows], [name])
		self.assertEqual(rows[0]["urgings"], f"Raised from {lower.letter_no}")
		ended = run(SUPERVISION, self.county, {"status": "Raised"})["result"]
		self.assertEqual([row["case_no"] for row in ended], [lower.name])

	def test_only_the_higher_body_checks_and_delists_then(self):
		self.plan(self.major)
		self.adopted(self.raised(self.in_force(), self.city))
		self.set_stage(self.major, "Accepted")
		self.assertRefused("listed for supervision", self.checked, self.county, COUNTY_OFFICE)
		self.assertEqual(self.checked(self.city, CITY_OFFICE).status, "Concluded")

	def test_what_is_not_adopted_leaves_the_lower_case_in_force(self):
		lower = self.in_force()
		name = self.raised(lower, self.county)
		self.act(
			frappe.get_doc("Supervision Case", name),
			"Do Not Adopt",
			self.city,
			reason="The county manages it",
		)
		self.assertEqual(frappe.db.get_value("Supervision Case", lower.name, "status"), "In Force")
		self.assertTrue(self.raised(lower, self.county))

	def test_who_may_not_raise_and_where_to(self):
		lower = self.in_force()
		for user in (self.officer, self.department, self.task_force, self.other_county):
			with self.subTest(user):
				self.assertRefused("", self.raised, lower, user, exc=frappe.PermissionError)
		self.assertRefused("Write why", self.raised, lower, self.county, reason=" ")
		self.assertRefused("not above", self.raised, lower, self.county, DEPARTMENT)
		self.assertRefused("cannot be kept by", self.raised, lower, self.county, DEPARTMENT, level="City")
		self.assertRefused("does not exist", self.raised, lower, self.county, "Nowhere")
		self.assertRefused("No higher level", self.act, lower, "Raise Supervision", self.county)
		for fieldname in ("raised_from", "raised_to", "raising_reason", "raising_no"):
			sent = self.save(lower, self.county, **{fieldname: lower.name})
			self.assertFalse(sent.get(fieldname))

	def test_a_city_case_is_raised_to_the_province_and_names_the_body(self):
		city = self.in_force(self.city, authority=CITY_OFFICE, letter_no=letter(5))
		name = self.raised(city, self.city, level="Province")
		doc = self.save(
			frappe.get_doc("Supervision Case", name),
			self.city,
			letter_no=letter(9, "晋安督字"),
			issued_on=today(),
			signatory="Governor",
			leader="Mayor",
		)
		self.assertRefused("province", self.act, doc, "Confirm Supervision", self.city)
		doc = self.save(doc, self.city, listing_body="Provincial Safety Committee Office")
		doc = self.act(doc, "Confirm Supervision", self.city)
		self.assertEqual((doc.level, doc.status), ("Province", "In Force"))
		self.assertEqual(frappe.db.get_value("Supervision Case", city.name, "status"), "Raised")


class TestWithdrawnHazard(SupervisionTestCase):
	def withdrawn(self) -> None:
		doc = self.insert(
			{
				"doctype": "Hazard Verification",
				"hazard": self.major.name,
				"authority": COUNTY_OFFICE,
				"outcome": "Not True",
				"reason": "There is no dust",
			},
			self.county,
		)
		self.act(doc, "Decide Verification", self.county_head)

	def test_every_case_of_it_ends_and_nothing_goes_on(self):
		running = self.applied()
		proposed = self.case(user=self.city, authority=CITY_OFFICE)
		ended = self.act(
			self.case(kind="Departmental", letter_no=None), "Do Not Adopt", self.county, reason="No need"
		)
		self.withdrawn()
		states = {
			row.name: (row.status, row.workflow_state)
			for row in frappe.get_all(
				"Supervision Case",
				filters={"hazard": self.major.name},
				fields=["name", "status", "workflow_state"],
				order_by="name",
			)
		}
		self.assertEqual(
			states,
			{
				running.name: ("Withdrawn", "Case Withdrawn"),
				proposed.name: ("Withdrawn", "Case Withdrawn"),
				ended.name: ("Not Adopted", "Case Not Adopted"),
			},
		)
		with self.as_user(self.county):
			self.assertRefused(
				"while the case is in force",
				api.decide_extension,
				running.name,
				running.extensions[0].name,
				"Granted",
				"x",
			)
		self.assertRefused(
			"can no longer be changed",
			self.save,
			running,
			self.officer,
			progress=[{"progress": "Fan ordered"}],
		)
		self.assertRefused("Nothing is left to supervise", self.case, letter_no=letter(8))

	def test_a_case_left_behind_is_withdrawn_by_hand_and_only_then(self):
		doc = self.in_force()
		self.assertRefused("ends by delisting", self.act, doc, "Withdraw Case", self.county)
		self.set_stage(self.major, "Withdrawn")
		self.assertRefused("Withdraw Case", self.act, doc, "Request Acceptance of Case", self.officer)
		self.assertRefused("", self.act, doc, "Withdraw Case", self.city, exc=frappe.PermissionError)
		self.assertEqual(self.act(doc, "Withdraw Case", self.county).status, "Withdrawn")
