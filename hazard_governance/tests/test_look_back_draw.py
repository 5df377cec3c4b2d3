"""Drawing by lot: what can be drawn, that nobody picks, who draws and who sees it."""

import frappe
from frappe.utils import add_days, today

from hazard_governance.api import look_back as api
from hazard_governance.tests import base
from hazard_governance.tests.look_back_case import DOCTYPE, LookBackTestCase
from hazard_governance.tests.personas import allowed, call
from hazard_governance.tests.steps import COUNTY_OFFICE, DEPARTMENT

FAR_WORKS = "Look-back Far Works"


class TestLookBackDraw(LookBackTestCase):
	def ended(self, stage: str = "Closed Out", days_ago: int = 0, **values):
		"""A major hazard in an end, without anything else."""
		hazard = self.hazard(**values)
		self.set_stage(hazard, stage)
		frappe.db.set_value("Hazard", hazard.name, "closed_out_on", add_days(today(), -days_ago))
		return self.fresh(hazard)

	def draw(self, user: str | None = None, **values):
		return self.insert(
			{
				"doctype": "Look-back Draw",
				"authority": COUNTY_OFFICE,
				"from_date": add_days(today(), -30),
				"to_date": today(),
				"number": 2,
				**values,
			},
			user or self.county,
		)

	# --- the pool --------------------------------------------------------------------------------------------
	def test_the_pool_is_what_was_closed_within_reach_and_not_looked_back_on_since(self) -> None:
		inside = [
			self.ended(hazard_title=f"Inside {n}", stage=s) for n, s in enumerate(("Closed Out", "Filed"))
		]
		self.ended(hazard_title="Too long ago", days_ago=40)
		self.hazard(hazard_title="Still open")
		base.make_enterprise(FAR_WORKS, region=base.OTHER_COUNTY)
		with base.as_user("Administrator"):
			far = base.make_major_hazard(enterprise=FAR_WORKS)
		frappe.db.set_value("Hazard", far.name, {"stage": "Closed Out", "closed_out_on": today()})
		general = self.ended(hazard_title="General", classification="General")
		done = self.closed(hazard_title="Done")
		self.decided(self.look_back(done), "Genuine")
		under_way = self.closed(hazard_title="Under way")
		self.look_back(under_way)
		doc = self.draw(number=9)
		self.assertEqual({row.hazard for row in doc.candidates}, {h.name for h in inside})
		self.assertEqual((doc.pool_size, doc.county, doc.drawn_by), (2, base.COUNTY, self.county))
		self.assertIn(
			general.name,
			{row.hazard for row in self.draw(include_general=1, again_reason="General ones").candidates},
		)

	def test_every_hazard_drawn_gets_its_inspection_which_nobody_can_drop(self) -> None:
		for number in range(5):
			self.ended(hazard_title=f"Number {number}")
		doc = self.draw()
		drawn = [row.hazard for row in doc.candidates if row.drawn]
		self.assertEqual((len(drawn), [row.place for row in doc.candidates]), (2, [1, 2, 3, 4, 5]))
		found = frappe.get_all(
			DOCTYPE,
			filters={"draw": doc.name},
			fields=["name", "hazard", "origin", "authority", "prepared_by", "status"],
			order_by="creation asc",
		)
		self.assertEqual([row.hazard for row in found], drawn)
		for row in found:
			expected = ("Lot", COUNTY_OFFICE, None, "Draft")
			self.assertEqual((row.origin, row.authority, row.prepared_by, row.status), expected)
			self.assertRefused("drawn by lot", frappe.get_doc(DOCTYPE, row.name).delete)
		# who drew has prepared nothing, and decides what a colleague inspected
		inspected = self.save(
			frappe.get_doc(DOCTYPE, found[0].name),
			self.county_head,
			inspected_on=today(),
			inspectors=[{"inspector_name": "Wu"}, {"inspector_name": "Zheng"}],
			statement="All is well",
			finding="Genuine",
			finding_reason="Seen",
			photos=[{"file": self.photo(self.county_head), "kind": "Other"}],
		)
		inspected = self.act(inspected, "Submit Look-back", self.county_head)
		self.not_for(inspected, "Decide Look-back", self.county_head)
		self.assertEqual(self.act(inspected, "Decide Look-back", self.county).status, "Decided")

	# --- nobody picks ----------------------------------------------------------------------------------------
	def test_seed_pool_and_result_are_the_servers(self) -> None:
		hazards = [self.ended(hazard_title=f"Number {number}") for number in range(3)]
		forged = {
			"seed": "mine",
			"pool_sha256": "mine",
			"pool_size": 99,
			"candidates": [{"hazard": hazards[0].name, "drawn": 1}],
		}
		doc = self.draw(**forged)
		self.assertNotIn("mine", (doc.seed, doc.pool_sha256))
		self.assertEqual((doc.pool_size, len(doc.seed)), (3, 32))
		for user in (self.county, self.city, self.task_force):
			with self.as_user(user):
				self.assertEqual(api.verify_draw(doc.name), [])
		row = doc.candidates[2]
		frappe.db.set_value("Look-back Draw Candidate", row.name, "drawn", 1)
		with self.as_user(self.city):
			self.assertIn(row.hazard, api.verify_draw(doc.name)[0])

	def test_a_draw_is_never_changed_and_a_second_one_says_why(self) -> None:
		for number in range(4):
			self.ended(hazard_title=f"Number {number}")
		doc = self.draw()
		for user in (self.county, self.city):
			self.assertRefused("", self.save, doc, user, number=3, exc=frappe.PermissionError)
		self.assertRefused("nothing of it can be changed", self.save, doc, "Administrator", number=3)
		self.assertRefused("stays on record", frappe.get_doc(doc.doctype, doc.name).delete)
		self.assertRefused(doc.name, self.draw)
		self.assertTrue(self.draw(again_reason="Two were not enough"))

	def test_bad_requests_are_refused(self) -> None:
		self.ended()
		for values, words in (
			({"from_date": today(), "to_date": add_days(today(), -1)}, "after the last one"),
			({"to_date": add_days(today(), 1)}, "future"),
			({"number": 0}, "1 or more"),
			(
				{"from_date": add_days(today(), -90), "to_date": add_days(today(), -80)},
				"No hazard was closed out",
			),
			({"region_drawn": base.OTHER_COUNTY}, "No hazard was closed out"),
		):
			with self.subTest(words):
				self.assertRefused(words, self.draw, **values)

	# --- who draws and who sees ------------------------------------------------------------------------------
	def test_members_draw_and_their_region_and_city_read(self) -> None:
		for number in range(4):
			self.ended(hazard_title=f"Number {number}")
		for user in (
			self.officer,
			self.principal,
			self.registrar,
			self.task_force,
			self.city,
			self.department,
		):
			with self.subTest(user), self.assertRaises(frappe.PermissionError):
				self.draw(user)
		mine = self.draw()
		theirs = self.draw(self.department, authority=DEPARTMENT, number=1)
		expected = {
			self.county: {mine.name, theirs.name},
			self.department: {theirs.name},
			self.city: {mine.name, theirs.name},
			self.task_force: {mine.name, theirs.name},
			self.other_county: set(),
			self.officer: set(),
			self.principal: set(),
			self.registrar: set(),
		}
		for user, names in expected.items():
			with self.subTest(user), self.as_user(user):
				for doc in (mine, theirs):
					opened = allowed(call, "frappe.client.get", doctype=doc.doctype, name=doc.name)
					rows: list = []
					arguments = {
						"doctype": "Look-back Draw Candidate",
						"parent": doc.doctype,
						"fields": '["parent"]',
					}
					allowed(lambda a=arguments, r=rows: r.extend(call("frappe.client.get_list", **a)))
					listed = doc.name in {row.parent for row in rows}
					self.assertEqual((opened, listed), (doc.name in names,) * 2)
