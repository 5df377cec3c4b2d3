"""The public page of a major hazard: who opens and withdraws it, what a guest reads, and what nobody learns."""

from unittest.mock import patch

import frappe
from frappe.utils import add_days, today
from frappe.website.serve import get_response

from hazard_governance import public_pages
from hazard_governance.api import public_page as api
from hazard_governance.tests import base
from hazard_governance.tests.steps import COUNTY_OFFICE, DEPARTMENT, StepsTestCase

INFORMER, UNION = "Zhao Liuming", "Tenants Union of the North"
SETTINGS = "Hazard Governance Settings"


class TestPublicPage(StepsTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.released = cls.verified(cls())

	def setUp(self) -> None:
		super().setUp()
		frappe.db.set_single_value(SETTINGS, "public_pages", 1)

	def verified(self, **overrides):
		"""A verified hazard that somebody from the public reported, with a measure."""
		hazard = self.hazard(
			source="Public Report",
			found_by_name=INFORMER,
			found_by_organization=UNION,
			existing_condition=f"Dust of 5 mm, photographed by {INFORMER}",
			responsible_person="Shop manager Li",
			rectification_due=add_days(today(), 20),
			general_accountability="Not for the public",
			**overrides,
		)
		self.plan(hazard)
		stored = {"verification": "Verified", "register_no": f"990402-202611-{hazard.name[-4:]}"}
		frappe.db.set_value("Hazard", hazard.name, stored)
		return frappe.get_doc("Hazard", hazard.name)

	def release(self, hazard=None, user: str = "", authority: str = COUNTY_OFFICE) -> str:
		with base.as_user(user or self.county):
			return api.release((hazard or self.released).name, authority)

	def page(self, path: str, language: str = "zh", ip: str = "198.51.100.1"):
		"""What a guest gets: (status, text, headers)."""
		with base.as_user("Guest"):
			frappe.utils.set_request(path=path, headers={"Accept-Language": language})
			frappe.local.request_ip = ip
			try:
				response = get_response()
			finally:
				del frappe.local.request
				frappe.local.request_ip = None
		return response.status_code, response.get_data(as_text=True), response.headers

	def path(self) -> str:
		return "/" + self.release().split("/", 3)[3]

	def test_a_guest_reads_what_is_public_and_nothing_else(self):
		path = self.path()
		hazard = frappe.get_doc("Hazard", self.released.name)
		status, text, headers = self.page(path)
		self.assertEqual(status, 200)
		for value in (
			"重大事故隐患公示",
			hazard.register_no,
			hazard.hazard_title,
			"Dust of 5 mm, photographed by ×××",
			hazard.enterprise,
			hazard.place,
			"Remove the dust and fit a suction line",
			"Shop manager Li",
			"已登记",
			COUNTY_OFFICE,
			"tel:12350",
			f"{hazard.rectification_due.year}年{hazard.rectification_due.month}月{hazard.rectification_due.day}日",
		):
			self.assertIn(str(value), text)
		for secret in (
			INFORMER,
			UNION,
			self.officer,
			frappe.utils.get_fullname(self.officer),
			hazard.name,
			hazard.possible_harm,
			"Not for the public",
			"Stop grinding",
			"Principal of",
			"<script",
		):
			self.assertNotIn(secret, text)
		self.assertIn("noindex", headers["X-Robots-Tag"])
		self.assertEqual(headers["Cache-Control"], "no-store")
		self.assertIn('name="robots" content="noindex', text)

	def test_it_speaks_english_too(self):
		_status, text, _headers = self.page(self.path(), language="en-GB,en;q=0.8")
		self.assertIn("Public Notice of a Major Accident Hazard", text)
		self.assertIn(">Registered<", text)
		self.assertIn('href="?lang=zh"', text)

	def test_every_other_address_gets_one_and_the_same_answer(self):
		path = self.path()
		answers = {}
		for name, wrong in (
			("unknown", "/hazard-notice/" + "0" * 32),
			("the number of the hazard", f"/hazard-notice/{self.released.name}"),
			("a pattern", "/hazard-notice/%25"),
			("upper case", path.upper().replace("HAZARD-NOTICE", "hazard-notice")),
			("more behind it", path + "/x"),
			("none", "/hazard-notice"),
		):
			answers[name] = self.page(wrong)[:2]
		for name, values in (
			("switched off", None),
			("general", {"classification": "General"}),
			("withdrawn hazard", {"stage": "Withdrawn"}),
		):
			if values:
				frappe.db.set_single_value(SETTINGS, "public_pages", 1)
				stored = dict.fromkeys(values)
				stored = frappe.db.get_value("Hazard", self.released.name, list(stored), as_dict=True)
				frappe.db.set_value("Hazard", self.released.name, values)
				answers[name] = self.page(path)[:2]
				frappe.db.set_value("Hazard", self.released.name, stored)
			else:
				frappe.db.set_single_value(SETTINGS, "public_pages", 0)
				answers[name] = self.page(path)[:2]
		with base.as_user(self.county):
			api.withdraw(self.released.name, COUNTY_OFFICE, "Mistaken")
		answers["withdrawn page"] = self.page(path)[:2]
		self.assertEqual({status for status, _text in answers.values()}, {404})
		self.assertEqual(len({text for _status, text in answers.values()}), 1, list(answers))
		# open again under the address that hangs at the enterprise
		self.assertEqual(
			"/" + self.release(user=self.department, authority=DEPARTMENT).split("/", 3)[3], path
		)
		self.assertEqual(self.page(path)[0], 200)

	def test_who_releases_and_withdraws_stands_on_the_record(self):
		self.release()
		with base.as_user(self.department):
			api.withdraw(self.released.name, DEPARTMENT, " The place was wrong ")
		row = frappe.get_doc("Hazard", self.released.name).public_releases[0]
		self.assertEqual((row.authority, row.released_by), (COUNTY_OFFICE, self.county))
		self.assertEqual((row.withdrawn_for, row.withdrawn_by), (DEPARTMENT, self.department))
		self.assertEqual(row.withdrawal_reason, "The place was wrong")
		self.assertTrue(row.released_at <= row.withdrawn_at)

	def test_only_an_authority_that_covers_the_hazard_releases_and_withdraws(self):
		people = (
			(self.principal, COUNTY_OFFICE),
			(self.reporter, COUNTY_OFFICE),
			(self.outsider, COUNTY_OFFICE),
			(self.other_county, "Steps Other County Office"),
			(self.other_county, COUNTY_OFFICE),
			(self.task_force, "Steps City Task Force"),
			(self.county, DEPARTMENT),
			(self.county, ""),
			("Guest", COUNTY_OFFICE),
		)
		for user, authority in people:
			with self.subTest(user, authority=authority), self.assertRaises(frappe.PermissionError):
				self.release(user=user, authority=authority)
		self.release()
		for user, authority in people:
			with (
				self.subTest(user, authority=authority),
				base.as_user(user),
				self.assertRaises(frappe.PermissionError),
			):
				api.withdraw(self.released.name, authority, "x")

	def test_nobody_writes_a_release_or_a_key_by_hand(self):
		row = {"authority": COUNTY_OFFICE, "released_by": self.county, "released_at": "2026-11-01 08:00:00"}
		doc = self.save(self.released, self.county, public_token="a" * 32, public_releases=[row])
		self.assertFalse(doc.public_token or doc.public_releases)

	def test_what_is_not_fit_for_the_public_is_refused_with_everything_that_is_missing(self):
		message = self.assertRefused("verifies", self.release, self.hazard())
		self.assertIn("responsible", message)
		frappe.db.set_single_value(SETTINGS, "public_pages", 0)
		self.assertRefused("switched off", self.release)

	def test_it_is_released_and_withdrawn_in_every_stage(self):
		self.set_stage(self.released, "Filed")
		path = self.path()
		self.assertIn("已备案", self.page(path)[1])
		with base.as_user(self.county):
			api.withdraw(self.released.name, COUNTY_OFFICE, "Asked for by the enterprise")
		self.assertEqual(self.page(path)[0], 404)

	def test_who_asks_too_often_waits(self):
		path, ip = self.path(), f"203.0.113.{frappe.generate_hash(length=8)}"
		with patch.object(public_pages, "REQUESTS", 3), patch.object(public_pages, "time") as clock:
			clock.time.return_value = 1_800_000_000
			answers = [self.page(path, ip=ip)[0] for _n in range(3)]
			status, text, _headers = self.page(path, ip=ip)
			self.assertEqual((answers, status), ([200] * 3, 429))
			self.assertNotIn(self.released.place, text)
			self.assertEqual(self.page(path, ip=f"{ip}1")[0], 200)
			clock.time.return_value += public_pages.SECONDS
			self.assertEqual(self.page(path, ip=ip)[0], 200)
