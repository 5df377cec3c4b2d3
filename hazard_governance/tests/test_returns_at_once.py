"""Two officers with one return at the same moment: one draft, one submission, and no answer lost."""

import frappe
from frappe.model.workflow import apply_workflow

from hazard_governance.api import returns as api
from hazard_governance.tests import base
from hazard_governance.tests.at_once import in_threads

OFFICE, CITY_OFFICE, BUREAU, WORKS = "At Once County", "At Once City", "At Once Bureau", "At Once Works"
MONTH = "2026-10"


class TestReturnsAtOnce(base.GovernanceTestCase):
	def setUp(self) -> None:
		super().setUp()
		self.clerks = [base.make_user("County Safety Office", name=f"returns-at-once-{n}") for n in range(4)]
		self.people = [
			base.make_user("Enterprise Principal", name=f"returns-at-once-works-{n}") for n in range(3)
		]
		self.official = base.make_user("Supervising Department", name="returns-at-once-official")
		base.make_authority(OFFICE, members=tuple(self.clerks))
		base.make_authority(CITY_OFFICE, region=base.CITY)
		base.make_authority(
			BUREAU, kind="Industry Authority", industries=(base.GAS,), members=(self.official,)
		)
		base.make_enterprise(WORKS, industry=base.GAS, competent_authority=BUREAU, members=tuple(self.people))
		frappe.db.commit()

	def tearDown(self) -> None:
		frappe.db.rollback()
		frappe.set_user("Administrator")
		names = self.returns()
		for table in frappe.get_meta("Hazard Return").get_table_fields():
			frappe.db.delete(table.options, {"parent": ("in", names or [""])})
		for doctype, column in (
			("Hazard Return", "name"),
			("Version", "docname"),
			("Comment", "reference_name"),
		):
			frappe.db.delete(doctype, {column: ("in", names or [""])})
		frappe.delete_doc("Regulated Enterprise", WORKS, force=1)
		for name in (OFFICE, BUREAU, CITY_OFFICE):
			frappe.delete_doc("Supervision Authority", name, force=1)
		frappe.db.commit()
		frappe.db.savepoint("before_test")
		super().tearDown()

	def returns(self) -> list[str]:
		filters = [["authority", "in", [OFFICE, BUREAU]]], [["enterprise", "=", WORKS]]
		return [
			n for f in filters for n in frappe.get_all("Hazard Return", f, pluck="name", order_by="name asc")
		]

	def committed(self, call):
		def work(_index: int):
			answer = call()
			frappe.db.commit()
			return answer

		return work

	def test_four_clerks_who_collect_find_one_draft(self) -> None:
		results, errors = in_threads(
			self.committed(lambda: api.collect(MONTH, authority=OFFICE)["name"]), self.clerks
		)
		self.assertEqual(errors, [])
		frappe.db.rollback()
		self.assertEqual((set(results), len(results)), (set(self.returns()), 4))
		self.assertEqual(len(self.returns()), 1)

	def test_two_who_submit_and_two_receivers_who_answer(self) -> None:
		with self.as_user(self.people[0]):
			draft = api.collect(MONTH, enterprise=WORKS)["name"]
			doc = frappe.get_doc("Hazard Return", draft)
			doc.nil_confirmed = 1
			doc.save()
		frappe.db.commit()
		loaded = frappe.get_doc("Hazard Return", draft).as_dict()
		results, errors = in_threads(
			self.committed(lambda: apply_workflow(dict(loaded), "Submit Return").reviewed_by), self.people[1:]
		)
		self.assertEqual((len(results), len(errors)), (1, 1))
		frappe.db.rollback()
		self.assertEqual(frappe.db.get_value("Hazard Return", draft, "reviewed_by"), results[0])

		results, errors = in_threads(
			self.committed(lambda: api.accept(draft)), [*self.clerks[:2], self.official]
		)
		frappe.db.rollback()
		self.assertEqual((sorted(results), len(errors)), (["Awaiting Receipt", "Received"], 1))
		self.assertIn("answered already", str(errors[0]))
		doc = frappe.get_doc("Hazard Return", draft)
		self.assertEqual(
			[(row.authority, row.status) for row in doc.receipts],
			[(OFFICE, "Received"), (BUREAU, "Received")],
		)
		self.assertEqual(doc.receipt_state, "Received")
