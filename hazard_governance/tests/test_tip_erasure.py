"""The informer's data is erased after its term, and nothing else of a tip is."""

from unittest.mock import patch

import frappe
from frappe.utils import add_days, get_datetime, getdate

from hazard_governance import tip_erasure, tip_informers
from hazard_governance.api import tips as api
from hazard_governance.hazard_governance.doctype.hazard_governance_settings import (
	hazard_governance_settings as settings_module,
)
from hazard_governance.tests import base
from hazard_governance.tests.personas import allowed, call
from hazard_governance.tests.steps import ENTERPRISE
from hazard_governance.tests.tip_case import SECRETS, WHO, TipCase

DAYS = 180
STAYS = ("subject", "description", "place", "enterprise_name", "status", "reason", "decided_by", "decided_at", "region",
	"is_named", "has_phone", "code_hash", "answer_due", "modified", "hazard")  # fmt: skip
SETTINGS = "Hazard Governance Settings"


class TestTipErasure(TipCase):
	def setUp(self) -> None:
		super().setUp()
		self.days(DAYS)
		self.addCleanup(frappe.clear_document_cache, SETTINGS)

	def days(self, number: int) -> None:
		frappe.db.set_single_value(SETTINGS, "tip_informer_days", number)
		frappe.clear_document_cache(SETTINGS)

	def decided(self, days_ago: int, clock: str = "23:59:59"):
		tip, code, form = self.send()
		self.upload(form)
		with self.as_user(self.county):
			api.reject(tip.name, "Not Found on Site", "Went there")
		moment = get_datetime(f"{add_days(getdate(), -days_ago)} {clock}")
		frappe.db.set_value("Hazard Tip", tip.name, "decided_at", moment)
		return frappe.get_doc("Hazard Tip", tip.name), code

	def secret_of(self, tip) -> list:
		auth = frappe.qb.Table("__Auth")
		return frappe.qb.from_(auth).select(auth.name).where(auth.name == tip.name).run()

	# --- when --------------------------------------------------------------------------------------------------------
	def test_the_day_after_the_term_and_not_before(self) -> None:
		before, _code = self.decided(DAYS - 1, "00:00:00")
		last, _code = self.decided(DAYS, "00:00:00")
		over, _code = self.decided(DAYS + 1, "23:59:59")
		self.assertEqual(tip_erasure.run(), 1)
		for tip, kept in ((before, True), (last, True), (over, False)):
			tip.reload()
			self.assertEqual(bool(self.secret_of(tip)), kept)
			self.assertEqual(tip.informer_erased_on, None if kept else getdate())
		self.assertEqual(tip_erasure.run(), 0)
		with self.as_user(self.confidant):
			self.assertEqual(api.informer(last.name, "To pay the reward"), WHO)
			self.assertRefused("was erased on", api.informer, over.name, "To pay the reward")
		self.assertEqual(frappe.get_doc("Hazard Tip", over.name).disclosures, [])

	def test_zero_is_never_and_a_shorter_term_counts_at_once(self) -> None:
		tip, _code = self.decided(4000)
		self.days(0)
		self.assertEqual(tip_erasure.run(), 0)
		self.assertTrue(self.secret_of(tip))
		self.days(1)
		self.assertEqual(tip_erasure.run(), 1)
		self.assertEqual(settings_module.LIMITS["tip_informer_days"][0], 0)

	def test_a_tip_without_a_decision_and_one_that_is_kept_stay(self) -> None:
		waiting, *_rest = self.send()
		frappe.db.set_value("Hazard Tip", waiting.name, "received_at", add_days(getdate(), -4000))
		kept, _code = self.decided(DAYS + 1)
		for user in (self.task_force, self.officer, self.other_county, self.other_confidant):
			with self.as_user(user):
				self.assertFalse(allowed(api.keep_informer, kept.name, "Reward Not Paid Yet"), user)
		with self.as_user(self.confidant):
			self.assertRefused("choose one from the list", api.keep_informer, kept.name, "Because")
			api.keep_informer(kept.name, "Reward Not Paid Yet")
		self.assertEqual(tip_erasure.run(), 0)
		self.assertTrue(self.secret_of(kept) and self.secret_of(waiting))
		with self.as_user(self.county):
			api.keep_informer(kept.name, "")
		self.assertEqual(tip_erasure.run(), 1)
		self.assertFalse(self.secret_of(kept))
		self.assertTrue(self.secret_of(waiting))
		with self.as_user(self.confidant):
			self.assertRefused("was erased on", api.keep_informer, kept.name, "Reward Not Paid Yet")

	def test_while_the_hazard_of_a_tip_is_open_its_papers_need_the_name(self) -> None:
		tip, _code = self.decided(DAYS + 1)
		hazard = base.make_hazard(enterprise=ENTERPRISE)
		frappe.db.set_value("Hazard Tip", tip.name, {"status": "Duplicate", "hazard": hazard.name})
		for stage, erased in (("Registered", 0), ("Accepted", 0), ("Closed Out", 1)):
			frappe.db.set_value("Hazard", hazard.name, "stage", stage)
			self.assertEqual(tip_erasure.run(), erased, stage)

	# --- what --------------------------------------------------------------------------------------------------------
	def test_what_is_erased_and_what_stays(self) -> None:
		tip, code = self.decided(DAYS + 1)
		other, _code = self.decided(DAYS)
		# a version as one that was written while photos came in
		doc = frappe.get_doc("Hazard Tip", tip.name)
		doc.append(
			"photos",
			{"number": 2, "file": doc.photos[0].file, "taken_on": "2024-05-01 08:00:00", "latitude": 36.1},
		)
		doc.by_server().save(ignore_permissions=True, ignore_version=False)
		frappe.db.set_value("Hazard Tip", tip.name, "modified", tip.modified, update_modified=False)
		self.assertTrue(frappe.db.exists("Version", {"docname": tip.name, "data": ["like", "%36.1%"]}))
		with self.as_user(self.confidant):
			api.informer(other.name, "To pay the reward")
		tip_erasure.run()
		after = frappe.get_doc("Hazard Tip", tip.name)
		self.assertEqual([str(after.get(name)) for name in STAYS], [str(tip.get(name)) for name in STAYS])
		self.assertEqual((after.latitude, after.longitude, after.accuracy), (36.2, 113.12, 1000))
		self.assertEqual(len(after.photos), 2)
		for row in after.photos:
			self.assertEqual((row.taken_on, row.latitude, row.longitude), (None, 0, 0))
			self.assertTrue(frappe.get_doc("File", {"file_url": row.file}).get_content())
		for text in self.rows_of(tip.name):
			for gone in (*SECRETS, "36.195", "113.11", "2024-05-01"):
				self.assertNotIn(gone, text)
		self.assertIn("not accepted", self.look_up(code)["outcome"])
		other.reload()
		self.assertEqual(str(other.photos[0].taken_on), "2024-05-01 08:00:00")
		self.assertEqual(len(other.disclosures), 1)

	def rows_of(self, name: str) -> list[str]:
		return [
			frappe.as_json(frappe.get_all(doctype, filters=filters, fields=["*"], order_by="creation asc"))
			for doctype, filters in (
				("Hazard Tip", {"name": name}),
				("Hazard Tip Photo", {"parent": name}),
				("Version", {"docname": name}),
				("Comment", {"reference_name": name}),
			)
		]

	def test_photos_that_come_in_leave_no_version(self) -> None:
		tip, _code, form = self.send()
		frappe.local.flags.in_test = False
		self.addCleanup(frappe.local.flags.update, {"in_test": True})
		self.upload(form)
		self.assertFalse(frappe.db.exists("Version", {"docname": tip.name}))

	def test_an_anonymous_tip_gives_up_where_somebody_stood(self) -> None:
		tip, *_rest = self.send(who={}, latitude=None, longitude=None, accuracy=0)
		with self.as_user(self.county):
			hazard = api.make_hazard(tip.name, ENTERPRISE, {})
		frappe.db.set_value("Hazard Tip", tip.name, "decided_at", add_days(getdate(), -DAYS - 1))
		self.assertEqual(tip_erasure.run(), 1)
		tip.reload()
		self.assertEqual((tip.latitude, tip.accuracy, tip.hazard), (0, 0, hazard))
		self.assertEqual(tip_informers.words_of_hazard(hazard), frozenset())

	def test_the_job_runs_daily_at_a_fixed_number_of_queries(self) -> None:
		self.assertIn("hazard_governance.tip_erasure.run", frappe.get_hooks("scheduler_events")["daily_long"])
		costs = []
		for number in (1, 3):
			for _tip in range(number):
				self.decided(DAYS + 1)
			with patch.object(frappe.db, "sql", wraps=frappe.db.sql) as asked:
				self.assertEqual(tip_erasure.run(), number)
			costs.append(asked.call_count)
		self.assertEqual(*costs)

	def test_the_form_is_told(self) -> None:
		tip, _code = self.decided(DAYS + 1)
		tip_erasure.run()
		with self.as_user(self.county):
			doc = call("frappe.client.get", doctype="Hazard Tip", name=tip.name)
		self.assertEqual(getdate(doc["informer_erased_on"]), getdate())
