"""Tips from the public: who sees them, what becomes of them, and that who told stays unknown everywhere."""

import io
from types import SimpleNamespace
from unittest.mock import patch

import frappe
from frappe.utils import add_days, add_to_date, getdate, now_datetime
from PIL import Image

from hazard_governance import informers, tip_informers, tips
from hazard_governance.api import enforcement, public_tips, time_chain
from hazard_governance.api import tips as api
from hazard_governance.records import load_record
from hazard_governance.tests import base
from hazard_governance.tests.personas import allowed, call
from hazard_governance.tests.steps import COUNTY_OFFICE, ENTERPRISE, StepsTestCase

NAME, PHONE = "Qin Weiwei", "138 0355 7777"
TOLD = {
	"description": f"The gas alarm is switched off. {NAME}, {PHONE}",
	"place": "Boiler house",
	"enterprise_name": "The works with the blue roof",
	"region": base.COUNTY,
	"latitude": 36.195123,
	"longitude": 113.116456,
	"accuracy": 15,
	"consent": 1,
}
WHO = {"name": NAME, "phone": PHONE}
SECRETS = (NAME, PHONE, PHONE.replace(" ", ""))
GUEST = "Guest"


def photo_with_gps() -> bytes:
	"""A photo that knows when and where it was taken, and by whose camera."""
	image, out, exif = Image.new("RGB", (3000, 200), "red"), io.BytesIO(), Image.Exif()
	exif[0x0132], exif[0xA430], exif[0x0112] = "2024:05:01 08:00:00", NAME, 6
	exif[0x8825] = {1: "N", 2: (36.0, 11.0, 42.0), 3: "E", 4: (113.0, 7.0, 0.0)}
	image.save(out, "JPEG", exif=exif.tobytes())
	return out.getvalue()


class TestTips(StepsTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.confidant = base.make_user("Tip Confidentiality Officer", name="tips-confidant")
		cls.other_confidant = base.make_user("Tip Confidentiality Officer", name="tips-confidant-two")
		cls.insider = base.make_user("County Safety Office", name="tips-insider")
		base.make_authority(COUNTY_OFFICE, members=(cls.confidant, cls.insider))
		base.make_authority(
			"Steps Other County Office", region=base.OTHER_COUNTY, members=(cls.other_confidant,)
		)
		base.make_enterprise(ENTERPRISE, members=(cls.insider,))

	# --- the public ------------------------------------------------------------------------------------------
	def send(self, form: str | None = None, who: dict | None = WHO, **values):
		"""(tip, code, form) as the page sends it."""
		with self.as_user(GUEST):
			form = form or call("hazard_governance.api.public_tips.begin")["form"]
			secret = {"tip": {**TOLD, **values}, **(who or {})}
			code = call("hazard_governance.api.public_tips.send", form=form, secret=secret)["code"]
		name = tips.of_code(code)
		return name and frappe.get_doc("Hazard Tip", name), code, form

	def upload(self, form: str, number: int = 1, content: bytes | None = None) -> dict:
		stream = io.BytesIO(photo_with_gps() if content is None else content)
		request = SimpleNamespace(files={"file": SimpleNamespace(stream=stream)}, method="POST", host="")
		with (
			self.as_user(GUEST),
			patch.object(frappe.local, "request", request, create=True),
			patch.object(frappe.local, "request_ip", frappe.generate_hash(), create=True),
		):
			return call("hazard_governance.api.public_tips.add_photo", form=form, number=number)

	def look_up(self, code: str) -> dict:
		with self.as_user(GUEST):
			return call("hazard_governance.api.public_tips.look_up", code=code)

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

	# --- decisions -------------------------------------------------------------------------------------------
	def test_a_tip_becomes_a_hazard(self) -> None:
		tip, code, form = self.send()
		for number in (1, 2):
			self.upload(form, number, base.photo_bytes(colour=("red", "blue")[number - 1]))
		tip.reload()
		for user in (self.other_county, self.task_force, self.officer, self.insider, self.confidant):
			with self.as_user(user):
				self.assertFalse(allowed(api.make_hazard, tip.name, ENTERPRISE, {}), user)
		with self.as_user(self.county):
			start = api.prefill(tip.name)
			self.assertEqual((start["place"], len(start["photos"])), ("Boiler house", 2))
			self.assertRefused("Choose the enterprise", api.make_hazard, tip.name, "", {})
			name = api.make_hazard(
				tip.name,
				ENTERPRISE,
				{"hazard_title": "Gas alarm off", "register_no": "X"},
				[tip.photos[1].name],
			)
			self.assertRefused("decided already", api.reject, tip.name, "Not Found on Site", "No")
		hazard = frappe.get_doc("Hazard", name)
		self.assertEqual(
			(hazard.source, hazard.hazard_title, hazard.register_no), ("Public Report", "Gas alarm off", None)
		)
		self.assertEqual((hazard.owner, hazard.registered_by), (self.county, self.county))
		self.assertEqual([row.file for row in hazard.evidence], [tip.photos[1].file])
		tip.reload()
		self.assertEqual(
			(tip.status, tip.hazard, tip.enterprise, tip.handled_by, tip.decided_by),
			("Became Hazard", name, ENTERPRISE, COUNTY_OFFICE, self.county),
		)
		self.assertIn("on the register", self.look_up(code)["outcome"])
		with self.as_user(self.officer):
			frappe.get_doc("Hazard", name).check_permission("read")
			self.assertTrue(
				frappe.get_doc(
					"File", {"file_url": tip.photos[1].file, "attached_to_name": name}
				).has_permission()
			)
			self.assertFalse(
				allowed(frappe.get_doc("File", {"file_url": tip.photos[0].file}).check_permission, "read")
			)
			kinds = [entry["kind"] for entry in time_chain.entries(name)["entries"]]
			self.assertNotIn("Tip Received", kinds)

	def test_a_report_after_a_tip_is_no_self_report(self) -> None:
		tip, *_rest = self.send()
		frappe.db.set_value("Hazard Tip", tip.name, "received_at", add_to_date(now_datetime(), hours=-1))
		with self.as_user(self.officer):
			hazard = base.make_hazard(enterprise=ENTERPRISE)
		foreign = base.make_hazard(
			enterprise=base.make_enterprise("Tips Far Works", region=base.OTHER_COUNTY)
		)
		with self.as_user(self.county):
			self.assertFalse(allowed(api.mark_duplicate, tip.name, foreign.name))
			api.mark_duplicate(tip.name, hazard.name)
		tip.reload()
		self.assertEqual((tip.status, tip.hazard, tip.enterprise), ("Duplicate", hazard.name, ENTERPRISE))
		with self.as_user(self.county):
			reasons = frappe.as_json(enforcement.assess(hazard.name))
		self.assertIn("only after a tip had come in", reasons)

	def test_rejected_with_a_ground_and_a_reason(self) -> None:
		tip, *_rest = self.send()
		with self.as_user(self.county):
			self.assertRefused("Choose why", api.reject, tip.name, "", "Went there")
			self.assertRefused("Write what was done", api.reject, tip.name, "Not Found on Site", "")
			api.reject(tip.name, "Not Found on Site", "Went there")
		self.assertEqual(frappe.db.get_value("Hazard Tip", tip.name, "status"), "Rejected")
		for user in (self.officer, self.task_force, self.other_county):
			with self.as_user(user):
				self.assertFalse(allowed(api.reject, tip.name, "Not Found on Site", "x"))

	def test_handed_over_to_whose_business_it_is(self) -> None:
		tip, *_rest = self.send()
		with self.as_user(self.other_county):
			self.assertFalse(allowed(api.hand_over, tip.name, base.COUNTY, "mine"))
		with self.as_user(self.county):
			self.assertRefused("choose the city", api.hand_over, tip.name, "Nowhere", "x")
			self.assertRefused("Write why", api.hand_over, tip.name, base.OTHER_COUNTY, " ")
			api.hand_over(tip.name, base.OTHER_COUNTY, "It lies beyond the river", base.MANUFACTURING)
			self.assertFalse(allowed(call, "frappe.client.get", doctype="Hazard Tip", name=tip.name))
		with self.as_user(self.other_county):
			doc = call("frappe.client.get", doctype="Hazard Tip", name=tip.name)
			self.assertEqual((doc["county"], doc["industry"]), (base.OTHER_COUNTY, base.MANUFACTURING))
			said = frappe.get_all(
				"Comment", {"reference_name": tip.name}, pluck="content", order_by="creation asc"
			)
			self.assertIn("beyond the river", said[0])

	def test_the_call_list_has_what_waits_for_an_answer(self) -> None:
		tip, *_rest = self.send()
		frappe.db.set_value("Hazard Tip", tip.name, "answer_due", add_days(getdate(), -2))
		for user, sees in ((self.county, True), (self.other_county, False), (self.city, True)):
			with self.as_user(user):
				rows = [
					row
					for row in call("hazard_governance.api.calls.call_list")["tips"]
					if tip.name in row["link"]
				]
				self.assertEqual(bool(rows), sees, user)
				if sees:
					self.assertTrue(rows[0]["is_overdue"])
					self.assertIn("2", rows[0]["when"])
		with self.as_user(self.county):
			api.reject(tip.name, "Not Found on Site", "Went there")
			self.assertFalse(
				[r for r in call("hazard_governance.api.calls.call_list")["tips"] if tip.name in r["link"]]
			)

	def test_the_poster_is_a_pdf_that_leads_to_the_page(self) -> None:
		with self.as_user(self.county):
			for language in ("zh", "en"):
				answer = call("hazard_governance.api.tips.poster", authority=COUNTY_OFFICE, language=language)
				self.assertTrue(answer["filecontent"].startswith(b"%PDF"))
			self.assertRefused("A poster comes in", api.poster, COUNTY_OFFICE, "fr")
		with self.as_user(GUEST):
			self.assertFalse(allowed(call, "hazard_governance.api.tips.poster", authority=COUNTY_OFFICE))
