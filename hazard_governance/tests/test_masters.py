"""Masters: trees without loops, codes that check, and nothing deleted that is in use."""

import frappe
from frappe.utils import add_days, getdate

from hazard_governance import credit_code as codes
from hazard_governance.tests.base import (
	CITY,
	COAL,
	COUNTY,
	GAS,
	OTHER_COUNTY,
	TOWNSHIP,
	ZONE,
	GovernanceTestCase,
	as_user,
	credit_code,
	make_authority,
	make_criterion,
	make_enterprise,
	make_hazard,
	make_user,
)


def region(**values):
	return frappe.get_doc({"doctype": "Supervision Region", "is_group": 1, **values})


class TestRegion(GovernanceTestCase):
	def test_a_region_does_not_lie_below_itself(self):
		city = frappe.get_doc("Supervision Region", CITY)
		city.parent_supervision_region = COUNTY
		self.assertRefused("lies below", city.save)

	def test_levels_follow_each_other(self):
		for level, parent, words in (
			("County", None, "lies below one of level City"),
			("Township", CITY, "County or Development Zone"),
			("City", CITY, "is the top"),
		):
			with self.subTest(level):
				doc = region(
					region_name=f"Wrong {level}",
					region_code="12",
					level=level,
					parent_supervision_region=parent,
				)
				self.assertRefused(words, doc.insert)

	def test_a_code_is_digits(self):
		doc = region(region_name="Wrong", region_code="99A", level="County", parent_supervision_region=CITY)
		self.assertRefused("Enter digits only", doc.insert)

	def test_a_region_in_use_is_kept_and_says_by_whom(self):
		make_enterprise()
		message = self.assertRefused("Test Works One", frappe.delete_doc, "Supervision Region", COUNTY)
		self.assertIn(TOWNSHIP, message)
		self.assertRefused("is in use", frappe.delete_doc, "Supervision Region", COUNTY, force=1)

	def test_an_unused_region_goes_with_its_counters(self):
		region(
			region_name="Short Lived", region_code="990499", level="County", parent_supervision_region=CITY
		).insert()
		self.assertTrue(frappe.db.exists("Hazard Register Counter", {"region": "Short Lived"}))
		frappe.delete_doc("Supervision Region", "Short Lived")
		self.assertFalse(frappe.db.exists("Hazard Register Counter", {"region": "Short Lived"}))

	def test_a_region_with_enterprises_keeps_its_parent(self):
		make_enterprise("Test Works In Township", region=TOWNSHIP)
		town = frappe.get_doc("Supervision Region", TOWNSHIP)
		town.parent_supervision_region = OTHER_COUNTY
		self.assertRefused("cannot be given another parent", town.save)

	def test_sectors_have_no_loop_either(self):
		sector = frappe.get_doc("Industry Sector", COAL)
		sector.parent_industry_sector = COAL
		self.assertRefused("lies below", sector.save)
		make_enterprise("Test Mine", industry=COAL)
		self.assertRefused("Test Mine", frappe.delete_doc, "Industry Sector", COAL)


class TestEnterprise(GovernanceTestCase):
	def test_the_credit_code_checks_itself(self):
		right = credit_code(1)
		self.assertTrue(codes.is_valid("91350100M000100Y43"))
		wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
		for code in (wrong, right[:-1], "9135010OM000100Y43"):
			with self.subTest(code):
				self.assertRefused(
					"social credit code", make_enterprise, "Test Works Wrong Code", credit_code=code
				)
		name = make_enterprise("Test Works With Code", credit_code=f" {right[:9]} {right[9:].lower()} ")
		self.assertEqual(frappe.db.get_value("Regulated Enterprise", name, "credit_code"), right)
		with self.assertRaises(frappe.UniqueValidationError):
			make_enterprise("Test Works Same Code", credit_code=right)

	def test_places_follow_the_region(self):
		for where, expected in (
			(TOWNSHIP, (TOWNSHIP, COUNTY, CITY)),
			(ZONE, (None, ZONE, CITY)),
			(CITY, (None, None, CITY)),
		):
			doc = frappe.get_doc(
				"Regulated Enterprise", make_enterprise(f"Test Works of {where}", region=where)
			)
			self.assertEqual((doc.township, doc.county, doc.city), expected)

	def test_a_move_takes_its_hazards_along(self):
		name = make_enterprise("Test Moving Works")
		hazard = make_hazard(enterprise=name)
		modified = frappe.db.get_value("Hazard", hazard.name, "modified")
		doc = frappe.get_doc("Regulated Enterprise", name)
		doc.update({"region": OTHER_COUNTY, "industry": COAL})
		doc.save()
		row = frappe.db.get_value(
			"Hazard", hazard.name, ["region", "county", "industry", "modified"], as_dict=True
		)
		self.assertEqual((row.region, row.county, row.industry), (OTHER_COUNTY, OTHER_COUNTY, COAL))
		self.assertEqual(row.modified, modified)

	def test_the_competent_authority_supervises_it(self):
		elsewhere = make_authority("Test Other County Office", region=OTHER_COUNTY)
		self.assertRefused(
			"does not supervise", make_enterprise, "Test Works Three", competent_authority=elsewhere
		)
		coal_only = make_authority("Test Coal Bureau", kind="Industry Authority", industries=(COAL,))
		self.assertRefused(
			"does not supervise", make_enterprise, "Test Works Three", competent_authority=coal_only
		)
		name = make_enterprise("Test Mine", industry=COAL, competent_authority=coal_only)
		self.assertTrue(name)

	def test_a_sole_operator_needs_a_dated_consent(self):
		office = make_authority()
		self.assertRefused("sole operator", make_enterprise, "Test Restaurant", industry=GAS, sole_operator=1)
		values = {"sole_operator": 1, "sole_operator_authority": office, "industry": GAS}
		self.assertRefused(
			"lies in the future",
			make_enterprise,
			"Test Restaurant",
			sole_operator_consent_on=add_days(getdate(), 1),
			**values,
		)
		self.assertTrue(make_enterprise("Test Restaurant", sole_operator_consent_on=getdate(), **values))

	def test_members_are_named_once(self):
		user = make_user("Enterprise Safety Officer", name="twice@hazard.test")
		doc = frappe.get_doc("Regulated Enterprise", make_enterprise("Test Works Twice", members=(user,)))
		doc.append("members", {"user": user})
		self.assertRefused("both name", doc.save)

	def test_its_own_officer_does_not_change_region_or_members(self):
		officer = make_user("Enterprise Safety Officer", name="own@hazard.test")
		doc = frappe.get_doc("Regulated Enterprise", make_enterprise("Test Works Own", members=(officer,)))
		with as_user(officer):
			doc.update({"region": OTHER_COUNTY, "phone": "0355-1", "sole_operator": 1})
			doc.members = []
			doc.save()
		doc.reload()
		self.assertEqual((doc.region, doc.phone, doc.sole_operator), (COUNTY, "0355-1", 0))
		self.assertEqual([row.user for row in doc.members], [officer])


class TestOtherMasters(GovernanceTestCase):
	def test_an_authority_ranks_by_its_region(self):
		for where, level in ((CITY, "City"), (ZONE, "County"), (TOWNSHIP, "Township")):
			name = make_authority(f"Test Office of {where}", region=where)
			self.assertEqual(frappe.db.get_value("Supervision Authority", name, "level"), level)

	def test_a_campaign_ends_after_it_begins(self):
		doc = frappe.get_doc(
			{
				"doctype": "Hazard Campaign",
				"campaign_name": "Test campaign",
				"from_date": "2023-12-31",
				"to_date": "2023-05-01",
			}
		)
		self.assertRefused("lies before", doc.insert)

	def test_a_superseded_criterion_ends_the_day_before(self):
		later = make_criterion("TEST-NEW", valid_from="2026-07-01")
		doc = frappe.get_doc("Hazard Criterion", make_criterion("TEST-PREV", superseded_by=later))
		self.assertEqual(getdate(doc.valid_to), getdate("2026-06-30"))
		self.assertRefused(
			"came later", make_criterion, "TEST-WRONG", superseded_by=doc.name, valid_from="2027-01-01"
		)
		successor = frappe.get_doc("Hazard Criterion", later)
		successor.superseded_by = doc.name
		self.assertRefused("lies below", successor.save)
		self.assertRefused("is in use", frappe.delete_doc, "Hazard Criterion", later)

	def test_settings_stay_in_their_limits(self):
		settings = frappe.get_doc("Hazard Governance Settings")
		settings.max_file_mb = 0
		self.assertRefused("must be between", settings.save)

	def test_nobody_keeps_counters_but_the_server(self):
		counter = frappe.get_doc(
			{"doctype": "Hazard Register Counter", "region": COUNTY, "month": "199901", "last_no": 7}
		)
		self.assertRefused("kept by the server", counter.insert)
		name = frappe.db.get_value("Hazard Register Counter", {"region": COUNTY})
		self.assertRefused("kept by the server", frappe.get_doc("Hazard Register Counter", name).save)
		self.assertRefused("kept by the server", frappe.delete_doc, "Hazard Register Counter", name, force=1)
