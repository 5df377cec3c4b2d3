"""Connections of the forms: each names fields that exist, and is counted as the form asks for it."""

import json

import frappe

from hazard_governance.permissions import table
from hazard_governance.tests.personas import call
from hazard_governance.tests.reminder_world import ReminderTestCase

OPEN_COUNT = "frappe.desk.notifications.get_open_count"


class TestConnections(ReminderTestCase):
	def test_connections_of_every_form_are_counted(self):
		"""As the form asks for them; a link of the document that is still empty counts nothing and breaks nothing."""
		opened = []
		for doctype in [*table.GOVERNED, *table.MASTERS, "Regulated Enterprise", "Supervision Authority"]:
			dashboard = frappe.get_meta(doctype).get_dashboard_data()
			items = [item for group in dashboard.get("transactions") or [] for item in group["items"]]
			name = frappe.db.get_value(doctype, {}, "name", order_by="creation asc")
			if not items or not name:
				continue
			inside = dashboard.get("internal_links") or {}
			outside = {
				item: (dashboard.get("non_standard_fieldnames") or {}).get(item, dashboard.get("fieldname"))
				for item in items
				if item not in inside
			}
			for item, fieldname in outside.items():
				self.assertTrue(frappe.get_meta(item).has_field(fieldname), f"{doctype}: {item}.{fieldname}")
			with self.subTest(doctype), self.as_user("Administrator"):
				found = call(OPEN_COUNT, doctype=doctype, name=name, items=json.dumps(items))["count"]
				rows = found["external_links_found"] + found["internal_links_found"]
				self.assertEqual({row["doctype"] for row in rows}, set(items))
			opened.append(doctype)
		self.assertIn("Supervision Case", opened)
