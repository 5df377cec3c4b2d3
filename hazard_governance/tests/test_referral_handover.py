"""The hand-over file of a referral: whole, of both sides alone, and without whoever reported the hazard."""

import io
import json
from unittest.mock import patch

import frappe
from frappe.utils import add_days, strip_html, today

from hazard_governance.api import referral as api
from hazard_governance.domain.handover import problems, sha256
from hazard_governance.papers.pdf import to_pdf
from hazard_governance.tests import base
from hazard_governance.tests.personas import allowed, call
from hazard_governance.tests.referral_case import (
	COMMISSION,
	HEAD,
	INFORMER,
	POLICE,
	ReferralTestCase,
)
from hazard_governance.tests.steps import ENTERPRISE


class TestReferralHandover(ReferralTestCase):
	# --- sent ------------------------------------------------------------------------------------------------
	def test_the_recipient_sees_it_once_it_is_sent_and_nothing_else_of_the_hazard(self) -> None:
		doc = self.draft()
		self.assertFalse(self.opens(self.liaison, doc.name))
		doc = self.act(doc, "Send Referral", self.head)
		self.assertTrue(self.opens(self.liaison, doc.name))
		self.assertFalse(self.opens(self.procurator, doc.name), "an organ it was not sent to")
		with self.as_user(self.liaison):
			self.assertEqual(frappe.get_list("Case Referral", pluck="name", order_by="name asc"), [doc.name])
			for doctype, name in (
				("Hazard", self.major.name),
				("Accountability Action", doc.persons[0].accountability_action),
			):
				self.assertFalse(allowed(call, "frappe.client.get", doctype=doctype, name=name))
			with self.assertRaises(frappe.PermissionError):
				frappe.get_list(
					"Case Referral", fields=["name", "hazard.existing_condition"], order_by="name asc"
				)
			with self.assertRaises(frappe.PermissionError):
				frappe.get_list("Evidence Fingerprint", order_by="name asc")

	def test_the_recipient_reads_no_history_from_before_it_was_sent(self) -> None:
		doc = self.draft()
		with self.as_user(self.county):
			doc.add_comment("Comment", "The tip came from his neighbour")
		frappe.db.set_value("Comment", {"reference_name": doc.name}, "creation", add_days(today(), -1))
		doc = self.act(doc, "Send Referral", self.head)
		with self.as_user(self.head):
			doc.add_comment("Comment", "Please call us")
		seen = {}
		for user in (self.liaison, self.county):
			with self.as_user(user):
				answer = call("frappe.desk.form.load.getdoc", doctype=doc.doctype, name=doc.name)
				seen[user] = [strip_html(row.content).strip() for row in answer["docinfo"]["comments"]]
				if user == self.liaison:
					self.assertEqual(answer["docinfo"]["versions"], [])
		self.assertEqual(seen[self.liaison], ["Please call us"])
		self.assertIn("The tip came from his neighbour", seen[self.county])

	def test_the_hand_over_file_is_whole_and_private_to_both_sides(self) -> None:
		self.with_photo()
		doc = self.sent()
		content = self.bytes_of(doc)
		self.assertEqual((sha256(content), problems(content, doc.package_sha256)), (doc.package_sha256, []))
		with self.package(doc) as archive:
			manifest = json.loads(archive.read("manifest.json"))
			letter = archive.read("00-letter.html").decode()
		rows = [(row.file, row.sha256, row.size) for row in doc.items]
		self.assertEqual(rows, [(p["file"], p["sha256"], p["size"]) for p in manifest["pieces"]])
		self.assertTrue({row.kind for row in doc.items} == {"Document", "Evidence"})
		for words in (HEAD["letter_no"], "Deputy head Zhou", HEAD["case_facts"], COMMISSION):
			self.assertIn(words, letter)
		file = frappe.get_doc("File", {"file_url": doc.package})
		self.assertTrue(file.is_private)
		may = {
			self.county: True,
			self.head: True,
			self.liaison: True,
			self.city: False,
			self.department: False,
			self.task_force: False,
			self.officer: False,
			self.procurator: False,
		}
		for user, expected in may.items():
			with self.as_user(user), self.subTest(user):
				self.assertEqual(bool(file.has_permission("read")), expected)
		with self.as_user(self.liaison):
			self.assertEqual(api.verify_package(doc.name), [])
		with self.as_user(self.city), self.assertRaises(frappe.PermissionError):
			api.verify_package(doc.name)
		# an address in a field of one's own opens nothing
		with self.as_user(self.city):
			own = base.make_hazard(insert=False, enterprise=ENTERPRISE, photo=doc.package)
			self.assertRaises((frappe.PermissionError, frappe.ValidationError), own.insert)

	def test_what_was_sent_stays(self) -> None:
		doc = self.sent()
		for user in (self.county, self.liaison):
			self.assertRefused("no longer be changed", self.save, doc, user, opinion="Other")
		file = frappe.get_doc("File", {"file_url": doc.package})
		self.assertRefused("can no longer be deleted", file.delete)
		for values in ({"package": None}, {"sent_at": None}, {"referred_to": POLICE}):
			doc = self.save(doc, self.liaison, **values)
			self.assertTrue(doc.package and doc.sent_at and doc.referred_to == COMMISSION)
		with self.as_user(self.county):
			self.assertRefused("was sent", api.preview, doc.name)

	def test_both_sides_are_told_without_a_name(self) -> None:
		doc = self.sent()
		notice = frappe.get_last_doc("Notification Log", {"for_user": self.liaison})
		self.assertEqual((notice.document_type, notice.document_name), ("Case Referral", doc.name))
		self.assertNotIn(self.major.hazard_title, notice.subject)
		self.received(doc)
		self.assertTrue(
			frappe.db.exists("Notification Log", {"for_user": self.county, "document_name": doc.name})
		)

	# --- the informer ----------------------------------------------------------------------------------------
	def test_the_informer_is_in_no_piece_and_no_row(self) -> None:
		self.told_by_the_public()
		self.with_photo(caption=f"{INFORMER}, Red Star block")
		picture = base.photo_bytes("PNG")
		from PIL import Image, PngImagePlugin

		info, out = PngImagePlugin.PngInfo(), io.BytesIO()
		info.add_text("Author", INFORMER)
		Image.open(io.BytesIO(picture)).save(out, "PNG", pnginfo=info)
		self.with_photo(file=self.photo(self.officer, name="scene.png", content=out.getvalue()))
		doc = self.sent()
		rows = frappe.as_json([row.as_dict() for row in doc.items])
		self.assertNotIn(INFORMER, rows)
		with self.package(doc) as archive:
			for name in archive.namelist():
				self.assertNotIn("Zhao", name)
				content = archive.read(name)
				for secret in (INFORMER, "Red Star block", self.officer):
					self.assertNotIn(secret.encode(), content, name)
		png = next(row for row in doc.items if (row.file or "").endswith(".png"))
		self.assertEqual(png.original_sha256, sha256(out.getvalue()))
		self.assertNotEqual(png.sha256, png.original_sha256)

	def test_a_text_that_names_the_informer_is_not_sent(self) -> None:
		self.told_by_the_public()
		doc = self.save(self.draft(), self.county, case_facts=f"As {INFORMER} said")
		message = self.assertRefused("who reported", self.act, doc, "Send Referral", self.head)
		self.assertNotIn(INFORMER, message)
		# the reporter's own account tells as much
		doc = self.save(doc, self.county, case_facts=f"As {self.officer} said")
		self.assertRefused("who reported", self.act, doc, "Send Referral", self.head)

	def test_a_file_that_cannot_be_cleaned_is_not_sent(self) -> None:
		self.told_by_the_public()
		office = b"PK\x03\x04 an office document with an author"
		self.with_photo(file=self.photo(self.officer, name="scene.docx", content=office), kind="Document")
		doc = self.draft()
		self.assertRefused("metadata", self.act, doc, "Send Referral", self.head)
		rows = [
			{**row.as_dict(), "include": int("Document" not in row.title)}
			if row.kind == "Evidence"
			else row.as_dict()
			for row in doc.items
		]
		self.save(doc, self.county, items=rows)
		self.assertEqual(self.act(doc, "Send Referral", self.head).status, "Sent")

	def test_a_row_leads_to_files_of_this_hazard_only(self) -> None:
		other = self.hazard(hazard_title="Another")
		other = self.save(
			other, self.officer, evidence=[{"file": self.photo(self.officer), "kind": "Before"}]
		)
		doc = self.draft()
		foreign = {
			"kind": "Evidence",
			"title": "Foreign",
			"record_type": "Hazard",
			"record_name": other.name,
			"source_row": other.evidence[0].name,
			"source_field": "file",
		}
		doc = self.save(doc, self.county, items=[*[row.as_dict() for row in doc.items], foreign])
		self.assertRefused(
			"not of this hazard", self.act, doc, "Send Referral", self.head, exc=frappe.PermissionError
		)

	def test_the_letter_is_a_pdf(self) -> None:
		patch.stopall()
		page = to_pdf("<h1>移送函</h1><img src='http://127.0.0.1:1/x.png'>")
		self.assertTrue(page.startswith(b"%PDF-"))
