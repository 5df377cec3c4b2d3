"""An office without the desk asks the next level to take a case over."""

import frappe

from hazard_governance.tests.base import letter
from hazard_governance.tests.portal_case import PortalVisits
from hazard_governance.tests.steps import CITY_OFFICE, COUNTY_OFFICE
from hazard_governance.tests.supervision_world import SupervisionTestCase


class TestPortalRaising(PortalVisits, SupervisionTestCase):
	def test_a_case_is_raised_by_its_authority_alone_and_stays_until_the_city_confirms(self):
		case = self.in_force()
		self.closed_to("raise-case", case, self.officer, self.department, self.other_county, self.task_force)
		form = self.form(self.county, "raise-case", case).html
		self.assertIn(f'<option value="{CITY_OFFICE}"', form)
		self.assertNotIn(f'<option value="{COUNTY_OFFICE}"', form)
		self.assertNotIn('<option value="County"', form)
		given = {"authority": CITY_OFFICE, "raising_no": letter(5)}
		self.refused(self.county, "Reason for Raising is empty", "raise-case", case, **given)
		given["raising_reason"] = "Not rectified in time"
		self.refused(
			self.county,
			"choose one from the list",
			"raise-case",
			case,
			**{**given, "authority": COUNTY_OFFICE},
		)
		self.refused(self.county, "no letter number", "raise-case", case, **{**given, "raising_no": "5"})
		self.done(self.county, "raise-case", case, **given)
		proposed = frappe.get_doc("Supervision Case", {"raised_from": case.name})
		self.assertEqual(
			(proposed.authority, proposed.level, proposed.status, proposed.raising_no),
			(CITY_OFFICE, "City", "Proposed", letter(5)),
		)
		self.assertEqual(frappe.db.get_value("Supervision Case", case.name, "status"), "In Force")
		self.refused(self.county, proposed.name, "raise-case", case, **given)
