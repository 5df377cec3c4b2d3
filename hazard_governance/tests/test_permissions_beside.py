"""What Frappe keeps beside a document - versions, comments, files, assignments - seen as lists of their own."""

import json

import frappe

from hazard_governance.tests import base
from hazard_governance.tests.door_case import DoorTestCase
from hazard_governance.tests.personas import call


class TestBesideTheDocument(DoorTestCase):
	"""Versions, comments, files and the like, seen as lists of their own."""

	def beside(self) -> dict[str, str]:
		frappe.get_doc(
			{
				"doctype": "ToDo",
				"allocated_to": self.insider,
				"reference_type": "Hazard",
				"reference_name": self.name,
				"description": "Look",
			}
		).insert()
		self.hazard.add_comment("Comment", "Secret remark")
		base.make_photo("door.jpg", attached_to=self.hazard)
		reference = {"reference_doctype": "Hazard", "reference_name": self.name}
		return {
			"ToDo": frappe.db.get_value("ToDo", {"reference_name": self.name}),
			"Comment": frappe.db.get_value(
				"Comment", {"reference_name": self.name, "comment_type": "Comment"}
			),
			"File": frappe.db.get_value("File", {"attached_to_name": self.name}),
			"Version": self.satellite(
				"Version", name="door-v", ref_doctype="Hazard", docname=self.name, data="{}"
			),
			"View Log": self.satellite("View Log", name="door-w", **reference),
			"Activity Log": self.satellite("Activity Log", name="door-a", **reference),
			"Deleted Document": self.satellite(
				"Deleted Document", name="door-d", deleted_doctype="Hazard", deleted_name=self.name, data="{}"
			),
		}

	def test_lists_and_records(self) -> None:
		both = base.make_user("System Manager", "Enterprise Safety Officer", name="door-both@hazard.test")
		base.make_enterprise(self.ours, members=(both,))
		for doctype, name in self.beside().items():
			for user, sees in ((both, True), (self.system, False)):
				with self.subTest(f"{doctype} {user}"), base.as_user(user):
					self.assertEqual(
						frappe.get_list(
							doctype, filters={"name": name}, pluck="name", order_by="creation asc"
						)
						== [name],
						sees,
					)
					self.assertEqual(frappe.get_doc(doctype, name).has_permission("read"), sees)

	def test_counts_of_them(self) -> None:
		names = self.beside()
		both = base.make_user("System Manager", "Enterprise Safety Officer", name="door-both@hazard.test")
		base.make_enterprise(self.ours, members=(both,))
		for doctype, name in names.items():
			arguments = {"doctype": doctype, "filters": json.dumps({"name": name})}
			for user, expected in ((both, 1), (self.system, 0)):
				with self.subTest(f"{doctype} {user}"):
					self.assertEqual(self.answers(user, "frappe.client.get_count", **arguments), expected)

	def test_a_changed_reference_captures_nothing(self) -> None:
		names = self.beside()
		for doctype, values in (
			(
				"ToDo",
				{
					"allocated_to": self.outsider,
					"reference_type": "Hazard",
					"reference_name": self.other.name,
				},
			),
			("ToDo", {"allocated_to": self.outsider, "reference_type": None, "reference_name": None}),
			("File", {"attached_to_name": self.other.name}),
			("File", {"attached_to_doctype": None, "attached_to_name": None}),
		):
			with self.subTest(f"{doctype} {values}"):
				arguments = {"doctype": doctype, "name": names[doctype], "fieldname": json.dumps(values)}
				self.assertFalse(self.lets(self.outsider, self.done("frappe.client.set_value", **arguments)))

	def test_what_is_about_other_documents_stays_as_it_was(self) -> None:
		note = frappe.get_doc(
			{"doctype": "ToDo", "description": "Own", "allocated_to": self.outsider}
		).insert()
		with base.as_user(self.outsider):
			self.assertEqual(
				frappe.get_list("ToDo", filters={"name": note.name}, pluck="name", order_by="creation asc"),
				[note.name],
			)
			self.assertTrue(note.has_permission("write"))

	def test_files_are_not_found_by_a_search(self) -> None:
		url = base.make_photo("door-search.jpg", attached_to=self.hazard)
		arguments = {
			"doctype": "File",
			"txt": "",
			"ignore_user_permissions": 1,
			"filter_fields": '["file_url"]',
		}
		for user, sees in ((self.insider, True), (self.outsider, False)):
			with base.as_user(user):
				images = call(
					"frappe.core.api.file.get_attached_images",
					doctype="Hazard",
					names=json.dumps([self.name]),
				)
				found = call("frappe.desk.search.search_widget", page_length=1000, **arguments)
			self.assertEqual(self.name in images, sees)
			file = frappe.db.get_value("File", {"file_url": url})
			self.assertEqual(file in [row[0] for row in found], sees)

	def test_workflow_actions(self) -> None:
		action = frappe.get_doc(
			{
				"doctype": "Workflow Action",
				"reference_doctype": "Hazard",
				"reference_name": self.name,
				"status": "Open",
				"permitted_roles": [{"role": "Enterprise Safety Officer"}],
			}
		).insert(ignore_permissions=True)
		for user, sees in ((self.insider, True), (self.outsider, False)):
			with base.as_user(user):
				self.assertEqual(
					action.name
					in frappe.get_list("Workflow Action", pluck="name", limit=0, order_by="creation asc"),
					sees,
				)
