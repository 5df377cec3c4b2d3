"""Case Referral: sent by a second officer, received, refused and answered by the recipient; the file in between."""

import frappe
from frappe.utils import add_days, getdate, today

from hazard_governance.api import referral as api
from hazard_governance.tests import base
from hazard_governance.tests.referral_case import COMMISSION, PAPER_POLICE, ReferralTestCase
from hazard_governance.tests.steps import CITY_OFFICE, COUNTY_OFFICE


class TestReferral(ReferralTestCase):
	# --- preparing -------------------------------------------------------------------------------------------
	def test_a_decided_action_leads_to_a_referral_with_its_person(self) -> None:
		doc = self.draft()
		(person,) = doc.persons
		self.assertEqual(
			(person.person_name, person.organisation, person.conduct),
			("Deputy head Zhou", "County government", "Did not have the beams cleaned"),
		)
		self.assertEqual(
			(doc.kind, doc.authority, doc.status), ("Discipline Inspection", COUNTY_OFFICE, "Draft")
		)
		self.assertIn("description", [row.source_field for row in doc.items])
		verbal = self.act(self.action(self.major), "Submit Accountability", self.officer)
		with self.as_user(self.county):
			self.assertRefused("not decided", api.begin, verbal.name)
		with self.as_user(self.officer), self.assertRaises(frappe.PermissionError):
			api.begin(doc.persons[0].accountability_action)

	def test_only_the_sending_authority_writes_a_draft(self) -> None:
		doc = self.draft()
		for user in (self.city, self.department):
			self.assertRefused("member", self.save, doc, user, opinion="x", exc=frappe.PermissionError)
		self.assertRefused("", self.save, doc, self.officer, opinion="x", exc=frappe.PermissionError)
		for user in (self.officer, self.liaison, self.task_force):
			with self.as_user(user), self.assertRaises(frappe.PermissionError):
				api.collect(doc.name)

	def test_organs_of_another_region_and_numbers_given_before_are_refused(self) -> None:
		base.make_authority("Far Commission", region=base.OTHER_COUNTY, kind="Discipline Inspection")
		doc = self.draft()
		self.assertRefused("not of the region", self.save, doc, self.county, recipient="Far Commission")
		self.assertRefused(
			doc.name,
			self.draft,
			frappe.get_doc("Accountability Action", doc.persons[0].accountability_action),
			exc=frappe.DuplicateEntryError,
		)

	def test_sending_names_everything_that_is_missing(self) -> None:
		doc = self.save(self.draft(), self.county, letter_no=None, signatory=None, persons=[])
		message = self.assertRefused("no number", self.act, doc, "Send Referral", self.head)
		for words in ("approved the referral", "Nobody is named", "discipline inspection 19/2023"):
			self.assertIn(words, message)

	def test_who_prepared_does_not_send_unless_alone(self) -> None:
		doc = self.draft()
		with self.assertRaises((frappe.ValidationError, frappe.PermissionError)):
			self.act(doc, "Send Referral", self.county)
		self.assertEqual(frappe.db.get_value("Case Referral", doc.name, "status"), "Draft")
		doc = self.save(doc, self.county, lone_clerk_reason="The office has one officer this week")
		doc = self.act(doc, "Send Referral as Lone Clerk", self.county)
		self.assertEqual((doc.status, doc.decided_by), ("Sent", self.county))

	def test_the_enterprise_sees_nothing_of_it(self) -> None:
		doc = self.sent()
		for user in (self.officer, self.principal, self.owner, self.reporter, self.registrar):
			self.assertFalse(self.opens(user, doc.name), user)
		with self.as_user(self.officer):
			self.assertEqual(frappe.db.exists("Case Referral", doc.name), doc.name)
			self.assertRaises(frappe.PermissionError, frappe.get_list, "Case Referral")

	# --- received, refused, answered -------------------------------------------------------------------------
	def test_a_receipt_completes_the_measure_that_referred_the_person(self) -> None:
		doc = self.sent()
		self.assertRefused("number under which", self.act, doc, "Receive Referral", self.liaison)
		doc = self.received(doc)
		self.assertEqual((doc.received_by, doc.answer_due), (self.liaison, getdate(add_days(today(), 30))))
		action = frappe.get_doc("Accountability Action", doc.persons[0].accountability_action)
		row = action.measures[0]
		self.assertEqual(
			(row.referral_no, row.referred_on, row.referral_receipt, row.case_referral, row.executed_on),
			(doc.letter_no, getdate(), "JS 88", doc.name, getdate()),
		)
		self.assertEqual(action.status, "Executed")
		# the connection is the server's, whatever a client sends later
		before = frappe.db.get_value("Accountability Action Measure", row.name, "case_referral")
		self.assertEqual(before, doc.name)

	def test_other_measures_of_the_action_still_wait(self) -> None:
		action = self.decided_action()
		fine = {"measure": "Fine", "amount": 500}
		action = self.act(action, "Revoke Decision", self.head, reason="A fine as well")
		rows = [*[row.as_dict() for row in action.measures], fine]
		action = self.save(action, self.county, measures=rows)
		action = self.act(action, "Submit Accountability", self.county)
		action = self.act(action, "Decide Accountability", self.head)
		self.received(self.act(self.draft(action), "Send Referral", self.head))
		action.reload()
		self.assertEqual((action.status, action.measures[0].referral_receipt), ("Decided", "JS 88"))
		self.assertFalse(action.measures[1].executed_on)

	def test_only_the_recipient_receives_refuses_and_answers(self) -> None:
		doc = self.sent()
		refusals = (frappe.ValidationError, frappe.PermissionError)
		for user in (self.county, self.head, self.city, self.procurator):
			for action in ("Receive Referral", "Refuse Referral", "Record Receipt on Paper"):
				with self.subTest(user=user, action=action), self.assertRaises(refusals):
					self.act(doc, action, user)
		self.assertEqual(frappe.db.get_value("Case Referral", doc.name, "status"), "Sent")

	def test_a_refusal_says_why_and_ends_it(self) -> None:
		doc = self.sent()
		self.assertRefused("why the referral is refused", self.act, doc, "Refuse Referral", self.liaison)
		doc = self.save(doc, self.liaison, refusal_reason="Not managed by us")
		doc = self.act(doc, "Refuse Referral", self.liaison)
		self.assertTrue(doc.received_at and not doc.answer_due)
		action = frappe.get_doc("Accountability Action", doc.persons[0].accountability_action)
		self.assertEqual((action.status, action.measures[0].referral_receipt), ("Decided", None))
		self.assertRefused("", self.save, doc, self.liaison, receipt_no="1")

	def test_results_come_one_after_another_and_stay(self) -> None:
		doc = self.received(self.sent())
		self.assertRefused("no result", self.act, doc, "Answer Referral", self.liaison)
		first = {"outcome": "Case Opened", "decided_on": today(), "text": "Opened"}
		doc = self.act(self.save(doc, self.liaison, results=[first]), "Answer Referral", self.liaison)
		self.assertEqual((doc.results[0].recorded_by, bool(doc.answered_at)), (self.liaison, True))
		later = {"outcome": "Sanction Given", "decided_on": today(), "text": "Serious warning"}
		doc = self.save(doc, self.liaison, results=[doc.results[0].as_dict(), later])
		self.assertEqual(len(doc.results), 2)
		self.assertRefused("", self.save, doc, self.liaison, results=[later])
		wrong = {"outcome": "Prosecuted", "decided_on": today(), "text": "x"}
		rows = [row.as_dict() for row in doc.results]
		self.assertRefused("not an outcome", self.save, doc, self.liaison, results=[*rows, wrong])

	# --- justice ---------------------------------------------------------------------------------------------
	def test_the_police_act_and_the_procuratorate_reads_its_copy(self) -> None:
		doc = self.act(self.justice(), "Send Referral", self.head)
		self.assertIn("evidence/01.jpg", [row.file for row in doc.items])
		for user in (self.police, self.procurator):
			self.assertTrue(self.opens(user, doc.name))
		self.assertFalse(self.opens(self.liaison, doc.name))
		self.assertRefused(
			"Only a liaison", self.save, doc, self.procurator, receipt_no="1", exc=frappe.PermissionError
		)
		doc = self.received(doc, self.police)
		self.assertEqual(doc.answer_due, getdate(add_days(today(), 3)))

	def test_a_recipient_that_is_no_user_answers_on_paper(self) -> None:
		doc = self.act(self.justice(recipient=PAPER_POLICE), "Send Referral", self.head)
		doc = self.save(doc, self.county, receipt_no="G 7")
		self.assertRefused("signed on paper", self.act, doc, "Record Receipt on Paper", self.county)
		doc = self.save(doc, self.county, receipt_file=self.photo(self.county, name="receipt.jpg"))
		self.assertRefused("", self.save, doc, self.city, receipt_no="8", exc=frappe.PermissionError)
		doc = self.act(doc, "Record Receipt on Paper", self.county)
		self.assertEqual((doc.status, doc.received_by), ("Received", self.county))

	# --- other ways in -----------------------------------------------------------------------------------------
	def test_no_other_way_in_passes_by_the_rules(self) -> None:
		doc = self.draft()
		with self.as_user(self.head):
			for values in ({"status": "Sent"}, {"workflow_state": "Referral Received"}):
				with self.assertRaises((frappe.ValidationError, frappe.PermissionError)):
					frappe.client.set_value("Case Referral", doc.name, values)
		stored = frappe.get_doc("Case Referral", doc.name)
		self.assertEqual((stored.status, stored.referred_to, stored.package), ("Draft", None, None))
		with self.as_user(self.county):
			new = frappe.get_doc(
				{
					"doctype": "Case Referral",
					"hazard": self.major.name,
					"authority": CITY_OFFICE,
					"recipient": COMMISSION,
					"referred_to": COMMISSION,
				}
			)
			self.assertRaises(frappe.PermissionError, new.insert)
