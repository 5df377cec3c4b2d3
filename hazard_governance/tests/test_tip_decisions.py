"""What becomes of a tip: a hazard, a duplicate, a rejection, another office's business; and what it counts for."""

import frappe
from frappe.utils import add_days, add_to_date, getdate, now_datetime

from hazard_governance.api import enforcement, time_chain
from hazard_governance.api import tips as api
from hazard_governance.tests import base
from hazard_governance.tests.personas import allowed, call
from hazard_governance.tests.steps import COUNTY_OFFICE, ENTERPRISE
from hazard_governance.tests.tip_case import GUEST, TipCase


class TestTipDecisions(TipCase):
	# --- decisions -------------------------------------------------------------------------------------------
	def test_a_tip_becomes_a_hazard(self) -> None:
		tip, code, form = self.send()
		for number in (1, 2):
			self.upload(form, number, base.photo_bytes(colour=("red", "blue")[number - 1]))
		tip.reload()
		for user in (self.other_county, self.task_force, self.officer, self.insider, self.confidant):
			with self.as_user(user):
				self.assertFalse(allowed(api.make_hazard, tip.name, ENTERPRISE, {}), user)
		with self.as_user(self.county):
			start = api.prefill(tip.name)
			self.assertEqual((start["place"], len(start["photos"])), ("Boiler house", 2))
			self.assertRefused("Choose the enterprise", api.make_hazard, tip.name, "", {})
			name = api.make_hazard(
				tip.name,
				ENTERPRISE,
				{"hazard_title": "Gas alarm off", "register_no": "X"},
				[tip.photos[1].name],
			)
			self.assertRefused("decided already", api.reject, tip.name, "Not Found on Site", "No")
		hazard = frappe.get_doc("Hazard", name)
		self.assertEqual(
			(hazard.source, hazard.hazard_title, hazard.register_no), ("Public Report", "Gas alarm off", None)
		)
		self.assertEqual((hazard.owner, hazard.registered_by), (self.county, self.county))
		self.assertEqual([row.file for row in hazard.evidence], [tip.photos[1].file])
		tip.reload()
		self.assertEqual(
			(tip.status, tip.hazard, tip.enterprise, tip.handled_by, tip.decided_by),
			("Became Hazard", name, ENTERPRISE, COUNTY_OFFICE, self.county),
		)
		self.assertIn("on the register", self.look_up(code)["outcome"])
		with self.as_user(self.officer):
			frappe.get_doc("Hazard", name).check_permission("read")
			self.assertTrue(
				frappe.get_doc(
					"File", {"file_url": tip.photos[1].file, "attached_to_name": name}
				).has_permission()
			)
			self.assertFalse(
				allowed(frappe.get_doc("File", {"file_url": tip.photos[0].file}).check_permission, "read")
			)
			kinds = [entry["kind"] for entry in time_chain.entries(name)["entries"]]
			self.assertNotIn("Tip Received", kinds)

	def test_a_report_after_a_tip_is_no_self_report(self) -> None:
		tip, *_rest = self.send()
		frappe.db.set_value("Hazard Tip", tip.name, "received_at", add_to_date(now_datetime(), hours=-1))
		with self.as_user(self.officer):
			hazard = base.make_hazard(enterprise=ENTERPRISE)
		foreign = base.make_hazard(
			enterprise=base.make_enterprise("Tips Far Works", region=base.OTHER_COUNTY)
		)
		with self.as_user(self.county):
			self.assertFalse(allowed(api.mark_duplicate, tip.name, foreign.name))
			api.mark_duplicate(tip.name, hazard.name)
		tip.reload()
		self.assertEqual((tip.status, tip.hazard, tip.enterprise), ("Duplicate", hazard.name, ENTERPRISE))
		with self.as_user(self.county):
			reasons = frappe.as_json(enforcement.assess(hazard.name))
		self.assertIn("only after a tip had come in", reasons)

	def test_rejected_with_a_ground_and_a_reason(self) -> None:
		tip, *_rest = self.send()
		with self.as_user(self.county):
			self.assertRefused("Choose why", api.reject, tip.name, "", "Went there")
			self.assertRefused("Write what was done", api.reject, tip.name, "Not Found on Site", "")
			api.reject(tip.name, "Not Found on Site", "Went there")
		self.assertEqual(frappe.db.get_value("Hazard Tip", tip.name, "status"), "Rejected")
		for user in (self.officer, self.task_force, self.other_county):
			with self.as_user(user):
				self.assertFalse(allowed(api.reject, tip.name, "Not Found on Site", "x"))

	def test_handed_over_to_whose_business_it_is(self) -> None:
		tip, *_rest = self.send()
		with self.as_user(self.other_county):
			self.assertFalse(allowed(api.hand_over, tip.name, base.COUNTY, "mine"))
		with self.as_user(self.county):
			self.assertRefused("choose the city", api.hand_over, tip.name, "Nowhere", "x")
			self.assertRefused("Write why", api.hand_over, tip.name, base.OTHER_COUNTY, " ")
			api.hand_over(tip.name, base.OTHER_COUNTY, "It lies beyond the river", base.MANUFACTURING)
			self.assertFalse(allowed(call, "frappe.client.get", doctype="Hazard Tip", name=tip.name))
		with self.as_user(self.other_county):
			doc = call("frappe.client.get", doctype="Hazard Tip", name=tip.name)
			self.assertEqual((doc["county"], doc["industry"]), (base.OTHER_COUNTY, base.MANUFACTURING))
			said = frappe.get_all(
				"Comment", {"reference_name": tip.name}, pluck="content", order_by="creation asc"
			)
			self.assertIn("beyond the river", said[0])

	def test_the_call_list_has_what_waits_for_an_answer(self) -> None:
		tip, *_rest = self.send()
		frappe.db.set_value("Hazard Tip", tip.name, "answer_due", add_days(getdate(), -2))
		for user, sees in ((self.county, True), (self.other_county, False), (self.city, True)):
			with self.as_user(user):
				rows = [
					row
					for row in call("hazard_governance.api.calls.call_list")["tips"]
					if tip.name in row["link"]
				]
				self.assertEqual(bool(rows), sees, user)
				if sees:
					self.assertTrue(rows[0]["is_overdue"])
					self.assertIn("2", rows[0]["when"])
		with self.as_user(self.county):
			api.reject(tip.name, "Not Found on Site", "Went there")
			self.assertFalse(
				[r for r in call("hazard_governance.api.calls.call_list")["tips"] if tip.name in r["link"]]
			)

	def test_the_poster_is_a_pdf_that_leads_to_the_page(self) -> None:
		with self.as_user(self.county):
			for language in ("zh", "en"):
				answer = call("hazard_governance.api.tips.poster", authority=COUNTY_OFFICE, language=language)
				self.assertTrue(answer["filecontent"].startswith(b"%PDF"))
			self.assertRefused("A poster comes in", api.poster, COUNTY_OFFICE, "fr")
		with self.as_user(GUEST):
			self.assertFalse(allowed(call, "hazard_governance.api.tips.poster", authority=COUNTY_OFFICE))
