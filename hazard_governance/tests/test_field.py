"""Reports from the field: once for each key whatever is sent again, with the rights of whoever is signed in."""

import io
import time
from types import SimpleNamespace
from unittest.mock import patch

import frappe
from frappe.utils import get_datetime, now_datetime

from hazard_governance import field_reports
from hazard_governance.tests import base
from hazard_governance.tests.personas import allowed, call
from hazard_governance.tests.steps import COUNTY_OFFICE, ENTERPRISE, OTHER_ENTERPRISE, StepsTestCase

KEY, OTHER_KEY = "0f8fad5b-d9cb-469f-a165-70867728950e", "7c9e6679-7425-40de-944b-e07fc1f90ae7"
SEEN = {
	"hazard_title": "Guard removed",
	"enterprise": ENTERPRISE,
	"place": "Press 4",
	"source": "Self-Inspection",
}


class TestField(StepsTestCase):
	def report(self, user: str, key: str = KEY, **values) -> dict:
		with self.as_user(user):
			return call("hazard_governance.api.field.report", key=key, user=user, values={**SEEN, **values})

	def photo(self, user: str, number: int, key: str = KEY, content: bytes | None = None) -> dict:
		content = base.photo_bytes(colour=f"#0000{number:02x}") if content is None else content
		request = SimpleNamespace(
			files={"file": SimpleNamespace(stream=io.BytesIO(content))}, method="POST", host=""
		)
		with self.as_user(user), patch.object(frappe.local, "request", request, create=True):
			return call("hazard_governance.api.field.add_photo", key=key, user=user, number=number)

	def test_a_report_and_its_photos_are_stored_once(self) -> None:
		first = self.report(self.reporter, measure="Press stopped")
		again = self.report(self.reporter, hazard_title="Something else")
		self.assertEqual(again, {"hazard": first["hazard"], "photos": []})
		for number in (1, 2, 3, 2, 1):
			self.assertEqual(self.photo(self.reporter, number), {"number": number})
		self.assertEqual(self.report(self.reporter)["photos"], [1, 2, 3])
		hazard = frappe.get_doc("Hazard", first["hazard"])
		self.assertEqual((hazard.hazard_title, hazard.registered_by), ("Guard removed", self.reporter))
		self.assertEqual([row.measure for row in hazard.immediate_measures], ["Press stopped"])
		self.assertTrue(hazard.photo)
		self.assertEqual(len(hazard.evidence), 2)
		for url in (hazard.photo, *(row.file for row in hazard.evidence)):
			self.assertTrue(frappe.db.get_value("File", {"file_url": url}, "is_private"))
		other = self.report(self.reporter, OTHER_KEY)
		self.assertNotEqual(other["hazard"], first["hazard"])

	def test_of_two_requests_at_once_one_is_undone(self) -> None:
		stored = self.report(self.reporter)["hazard"]
		before = frappe.db.count("Hazard")
		# the second request looked before the first one had stored anything
		answers = iter((None, stored))
		with patch.object(field_reports, "hazard_of", lambda name: next(answers)):
			self.assertEqual(self.report(self.reporter)["hazard"], stored)
		self.assertEqual(frappe.db.count("Hazard"), before)

	def test_another_persons_report_is_not_sent_and_not_seen(self) -> None:
		mine = self.report(self.reporter)["hazard"]
		with self.as_user(self.officer), self.assertRaises(frappe.AuthenticationError):
			call("hazard_governance.api.field.report", key=KEY, user=self.reporter, values=SEEN)
		theirs = self.report(self.officer)["hazard"]
		self.assertNotEqual(mine, theirs)  # the same key of another person is another report
		self.assertRefused("Send the report first", self.photo, self.county, 1)
		for user in (self.reporter, self.county, self.city):
			with self.as_user(user):
				self.assertFalse(allowed(call, "frappe.client.get_list", doctype="Hazard Field Report"))
		with self.as_user("Administrator"):
			row = frappe.get_doc("Hazard Field Report", {"hazard": mine})
			self.assertRefused("written by the server", row.save)
			self.assertRefused("written by the server", row.delete)

	def test_only_where_one_may_register(self) -> None:
		for user, values in (
			(self.reporter, {"enterprise": OTHER_ENTERPRISE}),
			(self.owner, {}),
			(self.other_county, {}),
			(self.task_force, {}),
		):
			with self.subTest(user=user), self.as_user(user):
				arguments = {"key": KEY, "user": user, "values": {**SEEN, **values}}
				self.assertFalse(allowed(call, "hazard_governance.api.field.report", **arguments))
		self.assertRefused(
			"Hazard Title", self.report, self.reporter, hazard_title="", exc=frappe.MandatoryError
		)
		self.assertRefused("no key", self.report, self.reporter, "1")
		self.report(self.reporter)
		self.assertRefused("not a picture", self.photo, self.reporter, 1, content=b"GIF89a no")
		self.assertRefused("Send the report first", self.photo, self.reporter, 0)
		self.assertFalse(frappe.db.exists("Hazard Field Report", {"number": [">", 0]}))

	def test_the_phones_clock_counts_until_now(self) -> None:
		def found(key: str, at: object) -> str:
			name = self.report(self.reporter, key, found_at=at)["hazard"]
			return get_datetime(frappe.db.get_value("Hazard", name, "found_on"))

		hour = 3600 * 1000
		now = int(time.time() * 1000)
		earlier = found(KEY, now - 5 * hour)
		self.assertAlmostEqual((now_datetime() - earlier).total_seconds(), 5 * 3600, delta=60)
		for number, at in enumerate((now + hour, "yesterday", None, 1e300)):
			key = KEY[:-1] + str(number)
			self.assertAlmostEqual((now_datetime() - found(key, at)).total_seconds(), 0, delta=60)

	def test_who_opens_the_page(self) -> None:
		with self.as_user(self.reporter):
			start = call("hazard_governance.api.field.start")
			self.assertEqual((start["user"], start["enterprises"]), (self.reporter, [ENTERPRISE]))
			self.assertEqual((start["source"], start["inspection_authority"]), ("Self-Inspection", ""))
		with self.as_user(self.county):
			start = call("hazard_governance.api.field.start")
			self.assertEqual(
				(start["source"], start["inspection_authority"]), ("Enforcement Inspection", COUNTY_OFFICE)
			)
			self.assertIn(ENTERPRISE, start["enterprises"])
		for user in (self.owner, self.task_force, "Guest"):
			with self.as_user(user):
				self.assertFalse(allowed(call, "hazard_governance.api.field.start"), user)
		found = self.report(self.county, source="Enforcement Inspection", inspection_authority=COUNTY_OFFICE)
		self.assertEqual(
			frappe.db.get_value("Hazard", found["hazard"], "inspection_authority"), COUNTY_OFFICE
		)
