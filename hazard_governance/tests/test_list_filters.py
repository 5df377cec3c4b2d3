"""The two lists as reports: filters, and messages that name a wrong one."""

import frappe

from hazard_governance.reporting import listing
from hazard_governance.tests import base
from hazard_governance.tests.list_world import (
	CITY_OFFICE,
	DEPARTMENT,
	MONTH,
	MONTHLY,
	OTHER_OFFICE,
	OTHER_WORKS,
	SUPERVISION,
	ListTestCase,
	names,
	run,
)


class TestListFilters(ListTestCase):
	def test_filters_of_the_monthly_list(self) -> None:
		city = self.users["city"]
		for wanted, expected in (
			({"region": base.COUNTY}, [self.overdue, self.lowered, self.pending]),
			({"region": base.CITY, "stage": "Accepted"}, [self.accepted]),
			({"authority": DEPARTMENT}, [self.overdue, self.lowered]),
			({"authority": OTHER_OFFICE}, [self.accepted]),
			({"industry": base.COAL}, [self.pending]),
			({"enterprise": OTHER_WORKS}, [self.accepted]),
			({"source": "Public Report"}, [self.pending]),
			({"include_carried_over": 0}, [self.pending, self.accepted]),
			({"month": "2026-09"}, [self.closed]),
			({"month": "2026-10"}, [self.closed, self.overdue, self.lowered]),
			({"month": "2026-08"}, []),
			({"enterprise": "No Such Works"}, []),
		):
			with self.subTest(wanted):
				self.assertEqual(names(MONTHLY, city, {**MONTH, **wanted}), expected)

	def test_a_campaign_is_a_filter(self) -> None:
		campaign = frappe.get_doc(
			{
				"doctype": "Hazard Campaign",
				"campaign_name": "List Campaign",
				"from_date": "2026-01-01",
				"to_date": "2026-12-31",
			}
		).insert()
		frappe.db.set_value("Hazard", self.pending, "campaign", campaign.name)
		self.assertEqual(
			names(MONTHLY, self.users["city"], {**MONTH, "campaign": campaign.name}), [self.pending]
		)

	def test_industry_takes_in_what_lies_below(self) -> None:
		below = frappe.get_doc(
			{
				"doctype": "Industry Sector",
				"sector_name": "List Opencast",
				"sector_code": "LOC",
				"parent_industry_sector": None,
			}
		).insert(ignore_permissions=True)
		parent = frappe.db.get_value("Industry Sector", base.COAL, ["lft", "rgt"], as_dict=True)
		frappe.db.set_value("Industry Sector", base.COAL, {"rgt": parent.rgt + 2})
		frappe.db.set_value("Industry Sector", below.name, {"lft": parent.lft + 1, "rgt": parent.lft + 2})
		frappe.db.set_value("Hazard", self.pending, "industry", below.name)
		self.assertIn(self.pending, names(MONTHLY, self.users["city"], {**MONTH, "industry": base.COAL}))

	def test_filters_of_the_supervision_list(self) -> None:
		city = self.users["city"]
		for wanted, expected in (
			({}, [self.overdue, self.pending, self.accepted]),
			({"show_unsupervised": 0}, [self.overdue]),
			({"kind": "Listed"}, [self.overdue]),
			({"kind": "Departmental"}, [self.overdue, self.pending, self.accepted]),  # none has such a case
			({"status": "Not Adopted"}, [self.accepted]),
			({"overdue_only": 1}, [self.overdue]),
			({"authority": CITY_OFFICE, "show_unsupervised": 0}, [self.overdue]),
			({"authority": OTHER_OFFICE}, [self.accepted]),
			({"stage": "Registered"}, [self.pending]),
			({"region": base.OTHER_COUNTY}, [self.accepted]),
			({"industry": base.COAL}, [self.pending]),
		):
			with self.subTest(wanted):
				self.assertEqual(names(SUPERVISION, city, wanted), expected)

	def test_wrong_filters_are_named(self) -> None:
		county = self.users["county"]
		for wanted, words in (
			({"month": "2026-13"}, "Reporting Month: 2026-13 is not a month."),
			({"month": "2026-12"}, "Reporting Month: 2026-12 has not begun."),
			({"region": "Atlantis"}, "Supervision Region: Atlantis does not exist."),
			({"authority": "Nobody"}, "Supervision Authority: Nobody does not exist."),
			({"industry": "Alchemy"}, "Industry and Field: Alchemy does not exist."),
			({"campaign": "None"}, "Hazard Campaign: None does not exist."),
			({"stage": "Done"}, "Status of the Hazard: Done is not among the choices."),
			({"source": ["like", "%"]}, "The filter source takes one value only."),
		):
			with self.subTest(wanted):
				self.assertRefused(words, run, MONTHLY, county, {**MONTH, **wanted})

	def test_the_filters_of_the_caller_stay_as_they_are(self) -> None:
		wanted = {"month": "", "region": base.COUNTY}
		with base.as_user(self.users["county"]):
			listing.monthly(wanted, self.users["county"])
		self.assertEqual(wanted, {"month": "", "region": base.COUNTY})
