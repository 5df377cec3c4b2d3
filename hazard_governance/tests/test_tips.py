"""Tips from the public: who sees them, and that who told stays unknown everywhere."""

import io
from types import SimpleNamespace
from unittest.mock import patch

import frappe
from frappe.utils import add_days, getdate
from PIL import Image

from hazard_governance import informers, tip_informers, tips
from hazard_governance.api import public_tips
from hazard_governance.api import tips as api
from hazard_governance.records import load_record
from hazard_governance.tests import base
from hazard_governance.tests.personas import allowed, call
from hazard_governance.tests.steps import ENTERPRISE
from hazard_governance.tests.tip_case import GUEST, NAME, PHONE, SECRETS, TOLD, WHO, TipCase


class TestTips(TipCase):
	def test_a_tip_comes_in_once_with_its_photos(self) -> None:
		tip, code, form = self.send()
		again = self.send(form=form, description="Something else altogether")
		self.assertEqual((again[0].name, again[1]), (tip.name, code))
		self.assertEqual(
			(tip.owner, tip.status, tip.county, tip.city), (GUEST, "Received", base.COUNTY, base.CITY)
		)
		self.assertEqual(tip.answer_due, add_days(getdate(), 15))
		self.assertEqual((tip.latitude, tip.longitude, tip.accuracy), (36.195123, 113.116456, 15))
		for _twice in range(2):
			self.upload(form)
		self.upload(form, 2, base.photo_bytes("PNG"))
		tip.reload()
		self.assertEqual([row.number for row in tip.photos], [1, 2])
		row = tip.photos[0]
		self.assertEqual(str(row.taken_on), "2024-05-01 08:00:00")
		self.assertAlmostEqual(row.latitude, 36.195, 3)
		file = frappe.get_doc("File", {"file_url": row.file})
		self.assertTrue(file.is_private)
		content = file.get_content()
		with Image.open(io.BytesIO(content)) as image:
			self.assertFalse(dict(image.getexif()))
			self.assertEqual(image.size, (137, 2048))  # turned, and made smaller
		self.assertNotIn(NAME.encode(), content)
		self.assertRefused("at most", self.upload, form, 7)
		self.assertRefused("no photo", self.upload, form, 3, b"#!/bin/sh")
		with patch.object(tips, "largest_photo", lambda: 10):
			self.assertRefused("larger than", self.upload, form, 3)
		with self.as_user(self.city):
			api.reject(tip.name, "Not Found on Site", "Went there")
		self.assertRefused("dealt with", self.upload, form, 3)
		self.assertRefused("Send the tip first", self.upload, tips.new_form())

	def test_what_the_page_refuses(self) -> None:
		self.assertRefused("too old", self.send, form="1.2.3", exc=tips.FormTooOldError)
		self.assertRefused("what is dangerous", self.send, description="")
		self.assertRefused("plain text", self.send, description="<script>alert(1)</script> alarm")
		self.assertRefused("how the tip is used", self.send, consent=0)
		tip, code, form = self.send(website="http://spam.test")
		self.assertIsNone(tip)
		self.assertEqual(code, self.send(form=form)[1])
		with self.as_user(self.reporter):
			for method, values in {
				"send": {"form": form, "secret": {"tip": TOLD}},
				"add_photo": {"form": form, "number": 1},
			}.items():
				with self.assertRaises(frappe.PermissionError):
					call(f"hazard_governance.api.public_tips.{method}", **values)
		frappe.db.set_single_value("Hazard Governance Settings", {"tips_per_day": 1, "tip_hotline": "12350"})
		self.assertIn("12350", self.assertRefused("No more tips", self.send))
		self.assertEqual(self.send(form=form)[1], code)  # an answer that was lost is still given
		frappe.db.set_single_value("Hazard Governance Settings", "take_tips", 0)
		self.assertRefused("not taken", self.send)
		frappe.clear_document_cache("Hazard Governance Settings")

	def test_an_address_is_limited(self) -> None:
		settings = SimpleNamespace(tips_per_address=2)
		with (
			patch.object(frappe.local, "request", SimpleNamespace(method="POST"), create=True),
			patch.object(frappe.local, "request_ip", frappe.generate_hash(), create=True),
			patch.object(public_tips.working_days, "settings", lambda: settings),
		):
			for _sent in range(2):
				self.assertRefused("too old", self.send, form="1.2.3", exc=tips.FormTooOldError)
			self.assertRefused("rate limit", self.send, form="1.2.3", exc=frappe.RateLimitExceededError)

	def test_where_nobody_knows_the_place_the_city_has_the_tip(self) -> None:
		tip, *_rest = self.send(region="Nowhere")
		self.assertEqual(
			(tip.region, tip.county), (frappe.db.get_value("Supervision Region", tip.region), None)
		)
		self.assertEqual(frappe.db.get_value("Supervision Region", tip.region, "level"), "City")

	def test_the_code_tells_the_outcome_and_no_more(self) -> None:
		tip, code, _form = self.send()
		found = self.look_up(code.lower())
		self.assertEqual(set(found), {"found", "outcome", "received_on", "decided_on"})
		self.assertIn("being looked into", found["outcome"])
		with self.as_user(self.county):
			api.reject(tip.name, "Not Found on Site", "The alarm was on")
		found = self.look_up(code)
		self.assertIn("not accepted", found["outcome"])
		self.assertNotIn("alarm", str(found))
		for wrong in ("", "AAAAA-AAAAA", tip.name, tip.code_hash, "x' or 1=1"):
			self.assertEqual(self.look_up(wrong), {"found": False})
		self.assertNotIn(code.replace("-", ""), frappe.as_json(tip.as_dict()))

	# --- who sees it -----------------------------------------------------------------------------------------
	def test_each_door_by_scope(self) -> None:
		tip, _code, form = self.send()
		self.upload(form)
		tip.reload()
		reading = {self.county, self.city, self.task_force, self.confidant}
		people = {
			*reading, self.other_county, self.department, self.registrar, self.officer, self.principal, self.reporter,
			self.owner, self.other_confidant, GUEST,
		}  # fmt: skip
		doors = {
			"document": lambda: call("frappe.client.get", doctype="Hazard Tip", name=tip.name),
			"list": lambda: call("frappe.client.get_list", doctype="Hazard Tip", filters={"name": tip.name}),
			"count": lambda: call(
				"frappe.client.get_count", doctype="Hazard Tip", filters={"name": tip.name}
			),
			"rows": lambda: call(
				"frappe.client.get_list",
				doctype="Hazard Tip Photo",
				parent="Hazard Tip",
				filters={"parent": tip.name},
			),
			"search": lambda: call("frappe.desk.search.search_link", doctype="Hazard Tip", txt=tip.name),
			"file": lambda: frappe.get_doc("File", {"file_url": tip.photos[0].file}).has_permission("read"),
		}
		for door, opened in doors.items():
			with self.subTest(door=door):
				through = set()
				for user in people:
					with self.as_user(user):
						if allowed(opened):
							through.add(user)
				self.assertEqual(through, reading)
		# an office of an industry sees it once the industry is known
		with self.as_user(self.county):
			doc = frappe.get_doc("Hazard Tip", tip.name)
			doc.enterprise = ENTERPRISE
			doc.save()
		with self.as_user(self.department):
			self.assertTrue(allowed(doors["document"]))
		with self.as_user(self.officer):
			self.assertFalse(allowed(doors["document"]))

	def test_officers_write_the_enterprise_and_nothing_else(self) -> None:
		tip, _code, form = self.send()
		self.upload(form)
		with self.as_user(self.county):
			doc = frappe.get_doc("Hazard Tip", tip.name)
			changed = dict.fromkeys(("description", "place", "reason"), "changed")
			doc.update(
				{**changed, "status": "Rejected", "region": base.OTHER_COUNTY, "is_named": 0, "photos": []}
			)
			with self.assertRaises(frappe.PermissionError):
				doc.save()
			doc.region = base.COUNTY
			doc.save()
		stored = frappe.get_doc("Hazard Tip", tip.name)
		self.assertEqual((stored.status, stored.place, stored.reason), ("Received", "Boiler house", None))
		self.assertEqual((stored.region, stored.is_named, len(stored.photos)), (base.COUNTY, 1, 1))
		row = stored.photos[0]
		for user in (self.county, "Administrator"):
			with self.as_user(user):
				for act in (
					lambda: frappe.delete_doc("Hazard Tip", tip.name),
					lambda: frappe.rename_doc("Hazard Tip", tip.name, "HT-0"),
					lambda: frappe.get_doc("File", {"file_url": row.file}).delete(),
					lambda: frappe.get_doc(
						{"doctype": "Hazard Tip", "description": "x", "region": base.COUNTY}
					).insert(),
					lambda: frappe.get_doc("Hazard Tip Photo", row.name).delete(),
				):
					with self.assertRaises((frappe.ValidationError, frappe.PermissionError)):
						act()

	# --- who told --------------------------------------------------------------------------------------------
	def test_who_told_is_nowhere_but_with_the_one_role(self) -> None:
		tip, _code, form = self.send()
		self.upload(form)
		with self.as_user(self.county):
			doc = frappe.get_doc("Hazard Tip", tip.name)
			doc.enterprise = ENTERPRISE
			doc.save(ignore_version=False)
			hazard = api.make_hazard(tip.name, ENTERPRISE, {})
			pages = [
				call("frappe.desk.form.load.getdoc", doctype="Hazard Tip", name=tip.name),
				call("frappe.client.get", doctype="Hazard", name=hazard),
				call("frappe.client.get_list", doctype="Hazard Tip", fields=["*"]),
				frappe.get_print("Hazard", hazard, print_format="Standard"),
				call("hazard_governance.api.calls.call_list"),
			]
		everything = [frappe.as_json(page) for page in pages] + self.stored_text()
		for secret in SECRETS:
			for text in everything:
				self.assertNotIn(secret, text)
		for user in (
			self.county,
			self.city,
			self.task_force,
			self.officer,
			self.other_confidant,
			"Administrator",
			GUEST,
		):
			with self.as_user(user):
				self.assertFalse(
					allowed(call, "hazard_governance.api.tips.informer", tip=tip.name, reason="Curious"), user
				)
		for user in (self.county, self.confidant, "Administrator"):
			with self.as_user(user):
				args = {"doctype": "Hazard Tip", "name": tip.name, "fieldname": "informer"}
				self.assertFalse(allowed(call, "frappe.client.get_password", **args))
		with self.as_user(self.confidant):
			self.assertRefused("why you need", api.informer, tip.name, " ")
			found = call("hazard_governance.api.tips.informer", tip=tip.name, reason="To pay the reward")
			self.assertFalse(allowed(call, "hazard_governance.api.tips.prefill", tip=tip.name))
		self.assertEqual(found, WHO)
		row = frappe.get_doc("Hazard Tip", tip.name).disclosures[0]
		self.assertEqual((row.user, row.reason), (self.confidant, "To pay the reward"))
		# what leaves with a case masks it, though nobody here could have typed it
		self.assertLessEqual({NAME, PHONE}, informers.words(load_record(hazard)))

	def stored_text(self) -> list[str]:
		"""Every row of every table that a tip touches, and of what Frappe keeps beside."""
		doctypes = ("Hazard Tip", "Hazard Tip Photo", "Hazard", "Hazard Evidence", "Version", "Comment", "File",
			"Communication", "Error Log", "Activity Log", "Hazard Time Entry", "Email Queue", "Notification Log")  # fmt: skip
		found = [
			frappe.as_json(frappe.get_all(name, fields=["*"], order_by="creation desc", limit=50))
			for name in doctypes
		]
		auth = frappe.qb.Table("__Auth")
		return [
			*found,
			str(frappe.qb.from_(auth).select(auth.star).where(auth.doctype == "Hazard Tip").run()),
		]

	def test_an_error_on_the_way_repeats_no_name(self) -> None:
		def broken(doctype, name, pwd, fieldname="password"):
			raise RuntimeError("disk full")

		with patch.object(tip_informers, "set_encrypted_password", broken):
			try:
				self.send()
			except RuntimeError:
				log = frappe.get_traceback(with_context=True)
		self.assertIn("Boiler house", log)
		_ours, on_the_site = log.split("personas.py", 1)
		for secret in SECRETS:
			self.assertNotIn(secret, on_the_site)
