"""Mailed lists: each recipient gets exactly the rows of their scope, once a month, and nobody else's."""

import email
from datetime import date
from email import policy
from io import BytesIO
from unittest.mock import patch

import frappe
from openpyxl import load_workbook

from hazard_governance.domain import vocabulary as v
from hazard_governance.reminding import lists, mail
from hazard_governance.tests import base
from hazard_governance.tests.list_world import COUNTY_OFFICE, MINE, OTHER_WORKS, TODAY, WORKS
from hazard_governance.tests.reminder_world import ReminderTestCase

MAIL_DAY = date(2026, 11, 24)


class TestListMails(ReminderTestCase):
	def subscribe(self, *rows: dict) -> None:
		"""Rows of the settings, entered in October."""
		usual = {"report": v.MONTHLY_LIST, "day": 24, "which_month": v.THIS_MONTH}
		self.settings(list_mails=[{**usual, **row} for row in rows])
		frappe.db.set_value(
			"Hazard Governance List Mail",
			{"parenttype": "Hazard Governance Settings"},
			"creation",
			"2026-10-01 08:00:00",
		)
		frappe.clear_document_cache("Hazard Governance Settings", "Hazard Governance Settings")

	def sent(self) -> dict[str, dict]:
		"""User key -> what they were sent: subject, text, name of the attachment, its sheet."""
		keys = {user: key for key, user in self.users.items()}
		found = {}
		for row in self.mails():
			message = email.message_from_string(row.message, policy=policy.default)
			[attachment] = list(message.iter_attachments())
			found[keys[row.recipient[0]]] = frappe._dict(
				subject=message["Subject"],
				html=message.get_body(("html",)).get_content(),
				file=attachment.get_filename(),
				sheet=load_workbook(BytesIO(attachment.get_content())).active,
			)
		return found

	def enterprises(self, sheet) -> list[str]:
		"""The column of enterprises, down to the end of the rows."""
		heading = [cell.value for cell in sheet[3]]
		column = next(n for n, text in enumerate(heading, 1) if text in ("Enterprise Name", "企业名称"))
		rows = []
		for number in range(4, sheet.max_row + 1):
			if not isinstance(sheet.cell(number, 1).value, int):
				break
			rows.append(sheet.cell(number, column).value)
		return rows

	def test_two_recipients_of_different_scope_get_exactly_their_rows(self) -> None:
		self.subscribe({"user": self.users["county"]}, {"user": self.users["other county"]})
		self.assertEqual(lists.send_lists(MAIL_DAY), 2)
		sent = self.sent()
		self.assertEqual(self.enterprises(sent["county"].sheet), [WORKS, WORKS, MINE])
		self.assertEqual(self.enterprises(sent["other county"].sheet), [OTHER_WORKS])
		self.assertEqual(sent["county"].sheet["A2"].value, f"Reporting Unit: {COUNTY_OFFICE}")
		self.assertEqual(sent["county"].file, "monthly_major_hazard_list_2026-11.xlsx")
		self.assertNotIn(OTHER_WORKS, sent["county"].html)
		self.assertIn("Major Hazards: 2", sent["county"].html)

	def test_it_is_the_list_the_recipient_would_download(self) -> None:
		self.subscribe({"user": self.users["department"], "report": v.OVERDUE_LIST})
		lists.send_lists(MAIL_DAY)
		sheet = self.sent()["department"].sheet
		from hazard_governance.reporting import listing

		official = listing.overdue({}, self.users["department"])
		self.assertEqual(len(self.enterprises(sheet)), len(official.rows))
		self.assertEqual(set(self.enterprises(sheet)), {WORKS})

	def test_once_a_month_however_often_the_job_runs(self) -> None:
		self.subscribe({"user": self.users["county"]})
		self.assertEqual([lists.send_lists(day) for day in (date(2026, 11, 24), date(2026, 11, 24))], [1, 0])
		self.assertEqual(lists.send_lists(date(2026, 12, 23)), 0)
		with (
			patch.object(lists.listing, "getdate", lambda: date(2026, 12, 30)),
			patch("hazard_governance.reporting.filters.nowdate", lambda: "2026-12-30"),
		):
			# late, after a week without running
			self.assertEqual(lists.send_lists(date(2026, 12, 30)), 1)
		periods = frappe.get_all(
			mail.DOCTYPE, filters={"kind": v.MONTHLY_LIST}, pluck="period", order_by="period asc"
		)
		self.assertEqual(periods, ["2026-11", "2026-12"])

	def test_filters_narrow_the_list_and_never_widen_it(self) -> None:
		self.subscribe(
			{"user": self.users["county"], "industry": base.COAL},
			{"user": self.users["other county"], "region": base.COUNTY},
		)
		lists.send_lists(MAIL_DAY)
		sent = self.sent()
		self.assertEqual(self.enterprises(sent["county"].sheet), [MINE])
		self.assertEqual(self.enterprises(sent["other county"].sheet), [])
		self.assertIn("Nil return", sent["other county"].html)

	def test_who_lost_the_membership_or_the_role_gets_none(self) -> None:
		office = frappe.get_doc("Supervision Authority", COUNTY_OFFICE)
		office.members = [row for row in office.members if row.user != self.users["county"]]
		office.save(ignore_permissions=True)
		self.subscribe(
			*({"user": self.users[who]} for who in ("county", "liaison", "owner", "alone", "city"))
		)
		frappe.db.set_value("User", self.users["city"], "enabled", 0)
		base.clear_scope_cache()
		self.assertEqual(lists.send_lists(MAIL_DAY), 0)
		self.assertEqual(self.mails(), [])
		records = frappe.get_all(
			mail.DOCTYPE, fields=["user", "not_sent_because", "number"], order_by="user asc"
		)
		self.assertEqual(len(records), 5)
		for record in records:
			self.assertEqual(
				(record.not_sent_because, record.number), ("The user may no longer see this list.", 0)
			)

	def test_the_report_itself_decides_who_may_have_it(self) -> None:
		self.assertTrue(lists.may_open(v.MONTHLY_LIST, self.users["registrar"]))
		self.assertFalse(lists.may_open(v.SUPERVISION_LIST, self.users["registrar"]))
		self.assertFalse(lists.may_open(v.MONTHLY_LIST, self.users["reporter"]))

	def test_in_the_language_of_the_recipient(self) -> None:
		frappe.db.set_value("User", self.users["county"], "language", "zh")
		self.subscribe({"user": self.users["county"]})
		lists.send_lists(MAIL_DAY)
		sent = self.sent()["county"]
		self.assertEqual(sent.subject, "重大事故隐患月度清单 2026年11月")
		self.assertIn("共3行，见附件表格。", sent.html)
		self.assertEqual(sent.sheet["A2"].value.split(": ")[1], COUNTY_OFFICE)
		self.assertIn("企业名称", [cell.value for cell in sent.sheet[3]])

	def test_a_list_that_cannot_be_made_does_not_keep_back_the_others(self) -> None:
		self.subscribe({"user": self.users["county"], "region": base.COUNTY}, {"user": self.users["city"]})
		frappe.db.set_value(
			"Hazard Governance List Mail", {"user": self.users["county"]}, "region", "Gone County"
		)
		frappe.clear_document_cache("Hazard Governance Settings", "Hazard Governance Settings")
		self.assertEqual(lists.send_lists(MAIL_DAY), 1)
		self.assertEqual(set(self.sent()), {"city"})
		self.assertTrue(
			frappe.get_all(
				"Error Log", filters={"method": ["like", "%was not mailed%"]}, order_by="creation desc"
			)
		)

	def test_rows_of_the_settings_are_checked(self) -> None:
		self.assertRefused(
			"must be between 1 and 31", self.subscribe, {"user": self.users["county"], "day": 32}
		)
		row = {"user": self.users["county"]}
		self.assertRefused("Row 1 sends the same list", self.subscribe, row, {**row, "day": 5})

	# --- nobody reads them beside the recipient ---------------------------------------------------------------------
	def test_a_system_manager_does_not_read_the_mails_of_others_in_the_queue(self) -> None:
		self.subscribe({"user": self.users["county"]})
		lists.send_lists(MAIL_DAY)
		[queued] = self.mails()
		manager = base.make_user("System Manager", name="list-system-manager")
		with self.as_user(manager):
			names = frappe.get_list(
				"Email Queue", pluck="name", order_by="creation desc", limit_page_length=0
			)
			self.assertNotIn(queued.name, names)
			self.assertFalse(
				frappe.has_permission("Email Queue", "read", frappe.get_doc("Email Queue", queued.name))
			)
			# the record that it went is theirs to see
			self.assertTrue(frappe.get_list(mail.DOCTYPE, order_by="creation desc"))

	def test_the_record_is_kept_by_the_server(self) -> None:
		self.subscribe({"user": self.users["county"]})
		lists.send_lists(MAIL_DAY)
		doc = frappe.get_last_doc(mail.DOCTYPE)
		doc.number = 7
		self.assertRefused("written by the server once", doc.save)
		self.assertRefused("written by the server once", frappe.delete_doc, mail.DOCTYPE, doc.name)
		new = frappe.get_doc({"doctype": mail.DOCTYPE, "user": self.users["county"]})
		self.assertRefused("written by the server once", new.insert)


assert TODAY == MAIL_DAY
