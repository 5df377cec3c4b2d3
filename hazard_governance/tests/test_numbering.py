"""Register numbers: none equal, none missing."""

from datetime import date

import frappe
from frappe.utils import getdate

from hazard_governance import numbering, projection
from hazard_governance.reporting.completeness import numbers_of
from hazard_governance.tests.at_once import in_processes, in_threads, remove_records
from hazard_governance.tests.base import (
	COUNTY,
	OTHER_COUNTY,
	GovernanceTestCase,
	as_user,
	make_authority,
	make_enterprise,
	make_major_hazard,
	make_user,
)


class TestNumbering(GovernanceTestCase):
	def test_numbers_follow_each_other(self):
		numbering.ensure_counter(COUNTY, "209901")
		given = [numbering.take_register_no(COUNTY, "209901") for _ in range(3)]
		self.assertEqual(given, ["990402-209901-0001", "990402-209901-0002", "990402-209901-0003"])

	def test_counties_and_months_count_apart(self):
		for region, month in ((COUNTY, "209901"), (OTHER_COUNTY, "209901"), (COUNTY, "209902")):
			numbering.ensure_counter(region, month)
			self.assertTrue(numbering.take_register_no(region, month).endswith("-0001"))

	def test_a_failed_transaction_gives_its_number_back(self):
		numbering.ensure_counter(COUNTY, "209901")
		frappe.db.savepoint("taking")
		numbering.take_register_no(COUNTY, "209901")
		frappe.db.rollback(save_point="taking")
		self.assertEqual(numbering.take_register_no(COUNTY, "209901"), "990402-209901-0001")

	def test_counters_are_there_before_they_are_needed(self):
		frappe.db.delete("Hazard Register Counter", {"region": COUNTY})
		numbering.ensure_counters()
		months = frappe.get_all(
			"Hazard Register Counter", filters={"region": COUNTY}, pluck="month", order_by="month asc"
		)
		self.assertEqual(months, sorted(numbering._this_and_next_month()))
		numbering.ensure_counters()
		self.assertEqual(frappe.db.count("Hazard Register Counter", {"region": COUNTY}), 2)

	def test_without_a_counter_nothing_is_taken(self):
		self.assertRefused("no register counter", numbering.take_register_no, COUNTY, "199001")

	def test_december_is_followed_by_january(self):
		self.assertEqual(numbering.month_of(date(2026, 12, 31)), "202612")
		with self.freeze_time("2026-12-15"):
			self.assertEqual(numbering._this_and_next_month(), ("202612", "202701"))

	def test_the_number_column_is_unique(self):
		indexes = frappe.db.sql("show index from `tabHazard` where Column_name = 'register_no'", as_dict=True)
		self.assertTrue(any(not row.Non_unique for row in indexes))


class TestConcurrency(GovernanceTestCase):
	"""Clerks in transactions of their own: what they leave behind is removed by hand."""

	CLERKS, VERIFICATIONS = 6, 50
	MONTH = "209812"
	ENTERPRISE, OFFICE = "Test Works Concurrent", "Test Office At Once"

	def tearDown(self):
		frappe.db.rollback()
		frappe.set_user("Administrator")
		remove_records(self.ENTERPRISE)
		frappe.db.delete("Hazard Register Counter", {"month": self.MONTH})
		for doctype, name in (
			("Supervision Authority", self.OFFICE),
			("Regulated Enterprise", self.ENTERPRISE),
		):
			frappe.delete_doc(doctype, name, ignore_missing=True, force=1)
		for row in self.counters:
			frappe.db.set_value("Hazard Register Counter", row.name, "last_no", row.last_no)
		frappe.db.commit()
		frappe.db.savepoint("before_test")
		super().tearDown()

	def setUp(self):
		super().setUp()
		numbering.ensure_counter(COUNTY, self.MONTH)
		numbering.ensure_counters_of_region(COUNTY)
		self.counters = frappe.get_all(
			"Hazard Register Counter",
			filters={"region": COUNTY},
			fields=["name", "last_no"],
			order_by="creation asc",
		)
		frappe.db.commit()

	def test_numbers_of_failed_transactions_are_given_again(self):
		def take(index):
			given = []
			for turn in range(4):
				number = numbering.take_register_no(COUNTY, self.MONTH)
				if turn == 2:
					frappe.db.rollback()  # a clerk whose transaction fails
					continue
				frappe.db.commit()
				given.append(number)
			return given

		results, errors = in_threads(take, ["Administrator"] * self.CLERKS)
		self.assertEqual(errors, [])
		given = sorted(number for numbers in results for number in numbers)
		self.assertEqual(given, [f"990402-{self.MONTH}-{n:04d}" for n in range(1, self.CLERKS * 3 + 1)])

	def test_fifty_verifications_at_once_leave_no_gap_and_no_double(self):
		officer = make_user("Enterprise Safety Officer", name="officer-at-once@hazard.test")
		preparer = make_user("County Safety Office", name="preparer-at-once@hazard.test")
		clerks = [
			make_user("County Safety Office", name=f"clerk-at-once-{n}@hazard.test")
			for n in range(self.CLERKS)
		]
		office = make_authority(self.OFFICE, members=(preparer, *clerks))
		make_enterprise(self.ENTERPRISE, members=(officer,))
		with as_user(officer):
			hazard = make_major_hazard(enterprise=self.ENTERPRISE)
		with as_user(preparer):
			values = {"doctype": "Hazard Verification", "hazard": hazard.name, "authority": office}
			draft = frappe.get_doc({**values, "supervising_authority": office}).insert()
		drafts = [draft.name, *(self.another(hazard, draft, n) for n in range(1, self.VERIFICATIONS))]
		frappe.db.commit()

		def decide(index):
			doc = frappe.get_doc("Hazard Verification", drafts[index])
			doc.workflow_state = "Verification Decided"
			doc.save()
			frappe.db.commit()
			return frappe.db.get_value("Hazard", doc.hazard, "register_no")

		results, errors = in_processes(decide, [clerks[n % self.CLERKS] for n in range(self.VERIFICATIONS)])
		self.assertEqual(errors, [])
		month = numbering.month_of(getdate())
		last = {row.name: row.last_no for row in self.counters}[f"{COUNTY}-{month}"] or 0
		expected = [f"990402-{month}-{last + n:04d}" for n in range(1, self.VERIFICATIONS + 1)]
		self.assertEqual(sorted(results), expected)
		frappe.db.rollback()  # see what the others committed
		regions = [frappe._dict(name=COUNTY, region_code="990402")]
		county = numbers_of(regions, f"{month[:4]}-{month[4:]}")[0]
		self.assertEqual((county.last_no, county.missing), (last + self.VERIFICATIONS, []))

	def another(self, hazard, draft, n: int) -> str:
		"""One more hazard like the first with its draft of a verification, as rows; name of the draft."""
		copy = frappe.copy_doc(hazard, ignore_no_copy=False)
		copy.update({"name": f"AT-ONCE-{n}", "hazard_title": f"{hazard.hazard_title} {n}"})
		copy.db_insert()
		row = frappe.copy_doc(draft, ignore_no_copy=False)
		row.update({"name": f"AT-ONCE-V-{n}", "hazard": copy.name, "hazard_title": copy.hazard_title})
		row.db_insert()
		return row.name

	def test_a_gate_is_not_asked_on_what_a_colleague_has_just_changed(self):
		officer = make_user("Enterprise Safety Officer", name="officer-at-once@hazard.test")
		make_enterprise(self.ENTERPRISE, members=(officer,))
		hazard = make_major_hazard(enterprise=self.ENTERPRISE)
		frappe.db.commit()
		frappe.db.get_value("Hazard", hazard.name, "stage")  # from here on this transaction sees this moment

		def analyse(_index):
			frappe.get_doc({"doctype": "Root Cause Analysis", "hazard": hazard.name}).insert()
			frappe.db.commit()

		self.assertEqual(in_threads(analyse, [officer])[1], [])
		with self.assertRaises(projection.StaleRecordError):
			projection.lock_record(hazard.name)
		frappe.db.rollback()
		projection.lock_record(hazard.name)
