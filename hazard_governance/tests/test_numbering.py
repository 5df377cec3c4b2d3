"""Register numbers: none equal, none missing."""

import threading
from datetime import date

import frappe

from hazard_governance import numbering
from hazard_governance.tests.base import COUNTY, OTHER_COUNTY, GovernanceTestCase


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

	CLERKS, EACH = 6, 5
	MONTH = "209812"

	def setUp(self):
		super().setUp()
		numbering.ensure_counter(COUNTY, self.MONTH)
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		for month in (self.MONTH,):
			frappe.db.delete("Hazard Register Counter", {"month": month})
		frappe.db.commit()
		frappe.db.savepoint("before_test")
		super().tearDown()

	def test_clerks_at_once_get_numbers_without_gap_or_double(self):
		given, failed, site = [], [], frappe.local.site

		def clerk():
			frappe.init(site)
			frappe.connect()
			try:
				for turn in range(self.EACH):
					number = numbering.take_register_no(COUNTY, self.MONTH)
					if turn == 2:
						frappe.db.rollback()  # a clerk whose transaction fails
						continue
					frappe.db.commit()
					given.append(number)
			except Exception as error:
				failed.append(error)
			finally:
				frappe.destroy()

		threads = [threading.Thread(target=clerk) for _ in range(self.CLERKS)]
		for thread in threads:
			thread.start()
		for thread in threads:
			thread.join(60)
		self.assertEqual(failed, [])
		expected = self.CLERKS * (self.EACH - 1)
		self.assertEqual(sorted(given), [f"990402-{self.MONTH}-{n:04d}" for n in range(1, expected + 1)])
