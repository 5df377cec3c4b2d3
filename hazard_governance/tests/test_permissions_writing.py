"""Writing from outside the scope, files of others, and reports that are run, prepared or mailed."""

import json

import frappe

from hazard_governance.permissions import doors
from hazard_governance.tests import base
from hazard_governance.tests.door_case import DoorTestCase
from hazard_governance.tests.personas import call, step_values


class TestWriting(DoorTestCase):
	def test_ways_of_writing(self) -> None:
		values = {"doctype": "Hazard", "name": self.name, "fieldname": "risk_point", "value": "X"}
		self.check(self.done("frappe.client.set_value", **values))
		sent = {**self.hazard.as_dict(), "risk_point": "Y"}
		self.assertFalse(self.lets(self.outsider, self.done("frappe.client.save", doc=frappe.as_json(sent))))
		forged = frappe.as_json({**sent, "enterprise": self.theirs, "county": self.other.county})
		self.assertFalse(self.lets(self.outsider, self.done("frappe.client.save", doc=forged)))
		self.assertFalse(
			self.lets(self.outsider, self.done("frappe.desk.form.save.savedocs", doc=forged, action="Save"))
		)
		with base.as_user(self.outsider):
			changed = [{"doctype": "Hazard", "docname": self.name, "risk_point": "Z"}]
			failed = call("frappe.client.bulk_update", docs=json.dumps(changed))["failed_docs"]
		self.assertEqual(len(failed), 1)
		self.assertFalse(
			self.lets(self.outsider, self.done("frappe.client.delete", doctype="Hazard", name=self.name))
		)
		self.assertNotIn(frappe.db.get_value("Hazard", self.name, "risk_point"), ("Y", "Z"))

	def test_a_step_of_a_foreign_hazard_cannot_be_made(self) -> None:
		for doctype, values in step_values(None).items():
			doc = json.dumps({"doctype": doctype, "hazard": self.name, "enterprise": self.theirs, **values})
			with self.subTest(doctype):
				self.check(self.done("frappe.client.insert", doc=doc))

	def test_a_row_sent_to_a_foreign_document(self) -> None:
		row = {
			"doctype": "Hazard Interim Control",
			"parenttype": "Hazard",
			"parentfield": "interim_controls",
			"parent": self.name,
			"control": "Fence",
			"responsible_person": "Zhao",
			"from_date": "2024-01-01",
		}
		self.assertFalse(self.lets(self.outsider, self.done("frappe.client.insert", doc=json.dumps(row))))
		with self.assertRaises((frappe.PermissionError, frappe.ValidationError)), base.as_user(self.outsider):
			frappe.get_doc(row).insert()
		self.assertFalse(frappe.db.exists("Hazard Interim Control", {"parent": self.name}))

	def test_a_link_does_not_lead_out_of_the_enterprise(self) -> None:
		same = base.make_hazard(enterprise=self.ours, hazard_title="Earlier", found_on="2024-05-06 08:00:00")
		with base.as_user(self.insider):
			doc = frappe.get_doc("Hazard", self.name)
			doc.update({"earlier_hazard": self.other.name, "recurring": "Yes"})
			self.assertRefused("of this enterprise", doc.save)
			doc.reload()
			doc.update({"earlier_hazard": same.name, "recurring": "Yes"})
			doc.save()
			topic = {
				"doctype": "Study Topic",
				"enterprise": self.ours,
				"topic": "Dust",
				"kind": frappe.get_meta("Study Topic").get_field("kind").options.split("\n")[0],
				"period": "2024-05-01",
				"leader": "Zhao",
			}
			bad = frappe.get_doc({**topic, "hazards": [{"hazard": self.other.name}]})
			self.assertRefused("of this enterprise", bad.insert)
			self.assertTrue(frappe.get_doc({**topic, "hazards": [{"hazard": self.name}]}).insert().name)

	def test_a_reporter_links_only_what_they_see(self) -> None:
		reporter = base.make_user("Hazard Reporter", name="door-reporter@hazard.test")
		base.make_enterprise(self.ours, members=(reporter,))
		earlier = {"found_on": "2024-05-06 08:00:00", "enterprise": self.ours}
		foreign = base.make_hazard(hazard_title="Of a colleague", **earlier)
		with base.as_user(reporter):
			own = base.make_hazard(hazard_title="Own", **earlier)
			doc = base.make_hazard(enterprise=self.ours, recurring="Yes", earlier_hazard=own.name)
			doc.earlier_hazard = foreign.name
			self.assertRefused("that you may see", doc.save)

	def test_rename(self) -> None:
		for user in (self.insider, self.outsider):
			with base.as_user(user), self.assertRaises((frappe.ValidationError, frappe.PermissionError)):
				call("frappe.client.rename_doc", doctype="Hazard", old_name=self.name, new_name="HZ-X")

	def test_mail_is_not_moved_to_a_foreign_document(self) -> None:
		mail = frappe.get_doc(
			{
				"doctype": "Communication",
				"communication_type": "Communication",
				"subject": "x",
				"content": "x",
			}
		).insert()
		self.check(
			self.done(
				"frappe.email.relink", name=mail.name, reference_doctype="Hazard", reference_name=self.name
			)
		)


class TestFiles(DoorTestCase):
	def setUp(self) -> None:
		super().setUp()
		self.url = base.make_photo("door-secret.jpg", attached_to=self.hazard)

	def attach(self, **values):
		doc = {"doctype": "File", "file_name": "stolen.jpg", "is_private": 1, **values}
		return self.done("frappe.client.insert", doc=json.dumps(doc))

	def test_a_record_over_a_foreign_file(self) -> None:
		self.check(self.attach(file_url=self.url))
		with base.as_user(self.outsider):
			own = base.make_photo("own.jpg")
			doc = frappe.get_doc("File", {"file_url": own})
			doc.file_url = self.url
			self.assertRaises(frappe.PermissionError, doc.save)

	def test_an_attach_field_over_a_foreign_file(self) -> None:
		with base.as_user(self.outsider):
			doc = frappe.get_doc("Hazard", self.other.name)
			doc.photo = self.url
			self.assertRaises((frappe.PermissionError, frappe.ValidationError), doc.save)
			doc.reload()
			doc.photo = base.make_photo("own-photo.jpg")
			doc.save()
			user = frappe.get_doc("User", self.outsider)
			user.user_image = self.url
			self.assertRaises(frappe.PermissionError, user.save)

	def test_attaching_to_a_document_needs_its_write_right(self) -> None:
		with base.as_user(self.outsider):
			self.assertRaises(frappe.PermissionError, base.make_photo, "mine.jpg", attached_to=self.hazard)
		with base.as_user(self.insider):
			self.assertTrue(base.make_photo("mine.jpg", attached_to=self.hazard))
		reader = base.make_user("Governance Task Force", name="door-reader@hazard.test")
		base.make_authority("Door Task Force", region=base.CITY, kind="Task Force Office", members=(reader,))
		file = frappe.get_doc("File", {"file_url": self.url})
		with base.as_user(reader):
			self.assertRaises(frappe.PermissionError, base.make_photo, "theirs.jpg", attached_to=self.hazard)
			self.assertTrue(file.has_permission("read"))
			self.assertFalse(file.has_permission("delete"))

	def test_a_file_of_a_row_is_as_its_document(self) -> None:
		doc = frappe.get_doc("Hazard", self.name)
		doc.append("evidence", {"file": self.url, "kind": "Before"})
		doc.save()
		row = doc.evidence[0]
		url = base.make_photo("row.jpg", attached_to=row)
		for user, sees in ((self.insider, True), (self.outsider, False)):
			with base.as_user(user):
				self.assertEqual(frappe.get_doc("File", {"file_url": url}).is_downloadable(), sees)
				self.assertEqual(frappe.get_doc("File", {"file_url": url}).has_permission("read"), sees)


class TestReports(DoorTestCase):
	REPORT = "Monthly Major Hazard List"

	def setUp(self) -> None:
		super().setUp()
		self.major = base.make_major_hazard(enterprise=self.ours, hazard_title="Door major")

	def rows(self, user: str, /, **arguments) -> str:
		with base.as_user(user):
			result = call("frappe.desk.query_report.run", report_name=self.REPORT, filters="{}", **arguments)
		return frappe.as_json(result.get("result"))

	def test_the_user_of_the_session_whatever_the_request_says(self) -> None:
		self.assertIn(self.major.name, self.rows(self.insider))
		for claimed in (self.insider, "Administrator"):
			self.assertNotIn(self.major.name, self.rows(self.outsider, user=claimed))

	def test_a_report_that_frappe_prepared_by_itself_is_run_live(self) -> None:
		frappe.db.set_value("Report", self.REPORT, "prepared_report", 1)
		self.assertIn(self.major.name, self.rows(self.insider, ignore_prepared_report=0))
		self.assertEqual(frappe.db.get_value("Report", self.REPORT, "prepared_report"), 0)
		frappe.db.set_value("Report", self.REPORT, "prepared_report", 1)
		doors.keep_live(self.REPORT)
		self.assertEqual(frappe.db.get_value("Report", self.REPORT, "prepared_report"), 0)

	def test_export(self) -> None:
		def exported(user: str) -> bytes:
			with base.as_user(user):
				found = call(
					"frappe.desk.query_report.export_query",
					report_name=self.REPORT,
					filters="{}",
					file_format_type="CSV",
					visible_idx=json.dumps(list(range(200))),
				)
				return found.filecontent or b""

		self.assertIn(b"Door Works", exported(self.insider))
		self.assertNotIn(b"Door Works", exported(self.outsider))

	def test_prepared_and_mailed_reports_are_refused(self) -> None:
		self.assertRefused(
			"cannot be prepared",
			call,
			"frappe.core.doctype.prepared_report.prepared_report.make_prepared_report",
			report_name=self.REPORT,
			filters="{}",
		)
		mailed = {
			"doctype": "Auto Email Report",
			"report": self.REPORT,
			"user": "Administrator",
			"email_to": "a@b.cn",
			"format": "HTML",
			"frequency": "Daily",
			"data_modified_till": 0,
			"no_of_rows": 100,
		}
		self.assertRefused("Auto Email Report", frappe.get_doc(mailed).insert)
		own = frappe.get_doc(
			{
				"doctype": "Report",
				"report_name": "Door builder",
				"ref_doctype": "Hazard",
				"report_type": "Report Builder",
				"is_standard": "No",
			}
		).insert()
		self.assertRefused("Auto Email Report", frappe.get_doc({**mailed, "report": own.name}).insert)
		own.prepared_report = 1
		self.assertRefused("Untick", own.save)

	def test_reports_typed_in_the_desk_do_not_pass_the_scope(self) -> None:
		for report_type in ("Query Report", "Script Report"):
			doc = frappe.get_doc(
				{
					"doctype": "Report",
					"report_name": f"Door {report_type}",
					"ref_doctype": "Hazard",
					"report_type": report_type,
					"is_standard": "No",
					"query": "select name from `tabHazard`",
				}
			)
			self.assertRefused("Report Builder", doc.insert)

	def test_what_an_administrator_sets_up(self) -> None:
		notification = {
			"doctype": "Notification",
			"name": "Door notification",
			"subject": "x",
			"document_type": "Hazard",
			"event": "New",
			"message": "x",
			"recipients": [{"receiver_by_role": "Enterprise Safety Officer"}],
		}
		self.assertRefused("System Notification", frappe.get_doc({**notification, "channel": "Email"}).insert)
		self.assertTrue(frappe.get_doc({**notification, "channel": "System Notification"}).insert().name)
		self.assertTrue(
			frappe.get_doc(
				{**notification, "name": "Door other", "document_type": "ToDo", "channel": "Email"}
			)
			.insert()
			.name
		)
		rule = {
			"doctype": "Assignment Rule",
			"name": "Door rule",
			"document_type": "Hazard",
			"description": "x",
			"assign_condition": "True",
			"rule": "Round Robin",
			"users": [{"user": self.insider}],
			"assignment_days": [{"day": "Monday"}],
		}
		self.assertRefused("assigned by a rule", frappe.get_doc(rule).insert)
		form = {"doctype": "Web Form", "title": "Door", "doc_type": "Hazard", "route": "door"}
		self.assertRefused("web form", frappe.get_doc(form).insert)
