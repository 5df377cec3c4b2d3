"""Bad input in masters: loops, codes, blanks, and deleting what is in use; each by the field's name, nothing half-saved."""

import frappe
import frappe.client
from frappe.utils import add_days, today

from hazard_governance.tests import base
from hazard_governance.tests.bad_input_case import BadInputCase
from hazard_governance.tests.steps import COUNTY_OFFICE, DEPARTMENT, ENTERPRISE


class TestRegion(BadInputCase):
	def of(self, **values) -> dict:
		return {
			"doctype": "Supervision Region",
			"region_name": "Loop Town",
			"region_code": "990402199",
			"level": "Township",
			"parent_supervision_region": base.COUNTY,
			**values,
		}

	def test_a_loop(self):
		city = frappe.get_doc("Supervision Region", base.CITY)
		for above in (base.CITY, base.COUNTY, base.TOWNSHIP):
			self.refused(
				("Parent Region", "Choose another parent"),
				self.manager,
				self.change(city, {"parent_supervision_region": above}),
			)

	def test_blank_wrong_and_repeated_values(self):
		for words, values in (
			(("Region Name", "is required"), {"region_name": None}),
			(("Region Code", "empty"), {"region_code": " "}),
			(("Region Code", "digits only"), {"region_code": "99A402"}),
			(("Region Code",), {"region_code": "990402"}),
			(("Level", "not offered", "County"), {"level": "Moon"}),
			(("Parent Region", "level"), {"parent_supervision_region": None}),
			(("Parent Region", "level County or Development Zone"), {"parent_supervision_region": base.CITY}),
			(("Parent Region",), {"parent_supervision_region": "Nowhere"}),
			(("Name", "cannot contain"), {"region_name": "<b>Town</b>"}),
		):
			self.refused(words, self.manager, self.new(self.of(**values)))

	def test_a_code_sent_as_a_number(self):
		self.assertEqual(self.insert(self.of(region_code=990402199), self.manager).region_code, "990402199")


class TestEnterprise(BadInputCase):
	def of(self, **values) -> dict:
		return {
			"doctype": "Regulated Enterprise",
			"enterprise_name": "Bad Works",
			"region": base.COUNTY,
			"industry": base.MANUFACTURING,
			"principal_name": "Qian",
			**values,
		}

	def test_values(self):
		taken = base.credit_code(71)
		self.insert(self.of(enterprise_name="Bad Works First", credit_code=taken), self.manager)
		wrong = taken[:-1] + ("0" if taken[-1] != "0" else "1")
		consent = {"sole_operator": 1, "sole_operator_authority": COUNTY_OFFICE}
		for words, values in (
			(("Credit Code", "business licence"), {"credit_code": wrong}),
			(("Credit Code", "18 characters"), {"credit_code": "1234"}),
			(("Credit Code", "18 characters"), {"credit_code": 123456789012345679}),
			(("Credit Code",), {"credit_code": f" {taken.lower()} "}),
			(("Region", "empty"), {"region": None}),
			(("Region",), {"region": "Nowhere"}),
			(("Industry", "empty"), {"industry": ""}),
			(("Enterprise Name", "is required"), {"enterprise_name": ""}),
			(("Name", "cannot contain"), {"enterprise_name": "<i>Works</i>"}),
			(
				("Competent Authority", "does not supervise"),
				{"competent_authority": "Steps Other County Office"},
			),
			(("Consent Given On", "empty"), consent),
			(("Consent Given On", "future"), {**consent, "sole_operator_consent_on": add_days(today(), 1)}),
			(("Consent Given By", "empty"), {"sole_operator": 1, "sole_operator_consent_on": today()}),
			(("People", "rows 1 and 2"), {"members": [{"user": self.officer}, {"user": self.officer}]}),
			(("User (row 1)", "does not exist"), {"members": [{"user": "nobody@nowhere.test"}]}),
			(("User (row 1)", "empty"), {"members": [{"post": "Manager"}]}),
		):
			self.refused(words, self.manager, self.new(self.of(**values)))

	def test_members_and_place_are_the_managers(self):
		doc = frappe.get_doc("Regulated Enterprise", ENTERPRISE)
		sent = {"region": base.OTHER_COUNTY, "members": [{"user": self.outsider}], "sole_operator": 1}
		for way, call in self.change(doc, sent).items():
			with self.subTest(way):
				self.said_or_ignored(call)
				stored = frappe.get_doc("Regulated Enterprise", ENTERPRISE)
				self.assertEqual((stored.region, stored.sole_operator), (base.COUNTY, 0))
				self.assertNotIn(self.outsider, [row.user for row in stored.members])

	def said_or_ignored(self, call) -> None:
		with base.as_user(self.officer):
			try:
				call()
			except (frappe.PermissionError, frappe.ValidationError) as error:
				self.assertTrue(str(error) or frappe.flags.error_message)


class TestOthers(BadInputCase):
	def test_authority(self):
		authority = {
			"doctype": "Supervision Authority",
			"authority_name": "Bad Office",
			"kind": "Industry Authority",
			"region": base.COUNTY,
		}
		for words, values in (
			(("Region", "empty"), {"region": None}),
			(("Region",), {"region": "Nowhere"}),
			(("Kind", "not offered"), {"kind": "Secret Service"}),
			(("Kind", "empty"), {"kind": None}),
			(("People", "rows 1 and 2"), {"members": [{"user": self.county}, {"user": self.county}]}),
			(
				("Industries", "rows 1 and 2"),
				{"industries": [{"industry": base.COAL}, {"industry": base.COAL}]},
			),
			(("User (row 1)", "does not exist"), {"members": [{"user": "nobody@nowhere.test"}]}),
		):
			self.refused(words, self.manager, self.new({**authority, **values}))

	def test_criterion_campaign_measure_and_sector(self):
		criterion = {
			"doctype": "Hazard Criterion",
			"code": "BAD-1",
			"standard": "Standard",
			"article": "1",
			"industry": base.COAL,
			"valid_from": "2024-01-01",
			"summary": "Text",
		}
		campaign = {
			"doctype": "Hazard Campaign",
			"campaign_name": "Bad Campaign",
			"from_date": today(),
			"to_date": today(),
		}
		measure = {"doctype": "Accountability Measure", "measure_name": "Bad Measure"}
		sector = {"doctype": "Industry Sector", "sector_name": "Bad Sector", "is_group": 1}
		base.make_criterion()
		for words, document in (
			(("Valid To", "before", "later day"), {**criterion, "valid_to": "2023-12-31"}),
			(("Valid From", "empty"), {**criterion, "valid_from": None}),
			(("Valid From", "is not a date"), {**criterion, "valid_from": "spring"}),
			(("Superseded By", "later"), {**criterion, "superseded_by": "TEST-1"}),
			(("Criterion Code",), {**criterion, "code": None}),
			(("Summary", "HTML"), {**criterion, "summary": "<table>"}),
			(("To", "before", "later day"), {**campaign, "to_date": add_days(today(), -1)}),
			(("From", "empty"), {**campaign, "from_date": None}),
			(("Severity", "negative"), {**measure, "severity": -1}),
			(("Severity", "whole number"), {**measure, "severity": "1.5"}),
			(("Referral To", "not offered"), {**measure, "external_referral": "Newspaper"}),
			(("Sector Name",), {**sector, "sector_name": None}),
			(("Parent",), {**sector, "parent_industry_sector": "Nowhere"}),
		):
			self.refused(words, self.manager, self.new(document))

	def test_sector_loop(self):
		below = self.insert(
			{
				"doctype": "Industry Sector",
				"sector_name": "Loop Below",
				"parent_industry_sector": base.MANUFACTURING,
			},
			"Administrator",
		)
		above = frappe.get_doc("Industry Sector", base.MANUFACTURING)
		self.refused(
			("Parent", "Choose another parent"),
			"Administrator",
			self.change(above, {"parent_industry_sector": below.name}),
		)

	def test_settings_within_their_limits(self):
		before = frappe.get_doc("Hazard Governance Settings").as_dict()
		doc = frappe.get_doc("Hazard Governance Settings")
		for label, values in (
			("Verification Within", {"verification_working_days": 0}),
			("Verification Within", {"verification_working_days": -5}),
			("Monthly List Due on Day", {"monthly_return_day": 32}),
			("Largest Evidence File", {"max_file_mb": 100000}),
			("Examination of an Application", {"examination_days": "ten"}),
		):
			self.refused(label, self.manager, self.change(doc, values))
		after = frappe.get_doc("Hazard Governance Settings").as_dict()
		self.assertEqual(before, after)

	def test_not_for_everybody(self):
		for user in (self.officer, self.reporter, self.department):
			self.refused("", user, self.new({"doctype": "Industry Sector", "sector_name": "Mine"}))


class TestDeletingWhatIsInUse(BadInputCase):
	def deletions(self, doctype: str, name: str) -> dict:
		return {
			"client.delete": lambda: frappe.client.delete(doctype, name),
			"delete_doc": lambda: frappe.delete_doc(doctype, name),
			"delete_doc force": lambda: frappe.delete_doc(doctype, name, force=1),
		}

	def test_masters(self):
		base.make_criterion()
		campaign = self.insert(
			{
				"doctype": "Hazard Campaign",
				"campaign_name": "Used Campaign",
				"from_date": today(),
				"to_date": today(),
			},
			self.manager,
		)
		hazard = self.hazard(campaign=campaign.name)
		action = self.action(hazard)
		report = {"kind": "First", "authority": COUNTY_OFFICE, "method": "System"}
		self.save(hazard, self.officer, authority_reports=[report])
		for doctype, name, user_of_it in (
			("Supervision Region", base.COUNTY, ""),
			("Supervision Region", base.CITY, ""),
			("Industry Sector", base.MANUFACTURING, ""),
			("Supervision Authority", COUNTY_OFFICE, hazard.name),
			("Regulated Enterprise", ENTERPRISE, hazard.name),
			("Hazard Criterion", "TEST-1", hazard.name),
			("Accountability Measure", "Verbal Warning", action.name),
			("Hazard Campaign", campaign.name, hazard.name),
		):
			for user in (self.manager, "Administrator"):
				self.refused(
					(name, "in use and cannot be deleted", "Change or remove these first", user_of_it),
					user,
					self.deletions(doctype, name),
				)

	def test_nobody_else_deletes_any(self):
		for user in (self.officer, self.county):
			self.refused("", user, self.deletions("Supervision Authority", DEPARTMENT))
			self.refused("", user, self.deletions("Regulated Enterprise", "Steps Works Two"))

	def test_a_user_who_is_a_member(self):
		for user, holder in (
			(self.outsider, "Steps Works Two"),
			(self.other_county, "Steps Other County Office"),
		):
			before = frappe.db.count("Regulated Enterprise Member") + frappe.db.count(
				"Supervision Authority Member"
			)
			said = self.said_by(lambda user=user: frappe.client.delete("User", user), "Administrator")
			self.assertIn(holder, said)
			self.assertTrue(frappe.db.exists("User", user))
			after = frappe.db.count("Regulated Enterprise Member") + frappe.db.count(
				"Supervision Authority Member"
			)
			self.assertEqual(after, before)

	def test_an_unused_one_goes(self):
		base.make_criterion("UNUSED-1")
		with base.as_user(self.manager):
			frappe.client.delete("Hazard Criterion", "UNUSED-1")
		self.assertFalse(frappe.db.exists("Hazard Criterion", "UNUSED-1"))
