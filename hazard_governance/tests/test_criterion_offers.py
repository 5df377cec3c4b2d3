"""Criteria offered for a description: whose, in which order, with what words, and always of the criteria as they are."""

import frappe

from hazard_governance.api.criteria import offer
from hazard_governance.tests import base
from hazard_governance.tests.personas import call

COAL_MINE, GRINDING = "Test Offer Mine", "Test Offer Works"
SMOKE = "主运皮带机头的烟雾探头坏了"


class TestCriterionOffers(base.GovernanceTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.officer = base.make_user("Enterprise Safety Officer", name="offers-officer@hazard.test")
		cls.stranger = base.make_user("Enterprise Safety Officer", name="offers-stranger@hazard.test")
		base.make_enterprise(COAL_MINE, industry="煤矿", members=(cls.officer,))
		base.make_enterprise(GRINDING, industry="机械", members=(cls.officer,))

	def names(self, text: str, enterprise: str = COAL_MINE, day: str = "2026-10-01") -> list[str]:
		return [row["name"] for row in offer(text, enterprise, day) if not row["against"]]

	def test_likeliest_first_with_the_shared_words(self):
		with self.as_user(self.officer):
			rows = offer(SMOKE, COAL_MINE, "2026-10-01")
		self.assertIn("MK-2026-20-1", rows[0]["name"])
		self.assertIn("带式输送机", "".join(rows[0]["words"]) + rows[0]["summary"])
		self.assertTrue({"烟雾", "失效"} <= set(rows[0]["words"]), rows[0]["words"])
		self.assertEqual(rows[0]["against"], [])
		self.assertEqual(rows[0]["article"][:5], "第20条第")

	def test_day_found_and_industry_decide_what_stands_first_and_what_is_marked(self):
		with self.as_user(self.officer):
			before = offer(SMOKE, COAL_MINE, "2026-06-30")
			works = offer("布袋除尘器没有泄爆片，梁上积尘很厚", GRINDING, "2026-10-01")
			mine = offer("布袋除尘器没有泄爆片，梁上积尘很厚", COAL_MINE, "2026-10-01")
		told = {row["name"]: row["against"] for row in before}
		self.assertTrue(
			any("Not in force" in "".join(why) for name, why in told.items() if "MK-2026" in name), told
		)
		self.assertFalse([name for name, why in told.items() if "MK-2026" in name and not why])
		self.assertEqual(works[0]["name"], "GM-2023-11-3")
		marked = [row for row in mine if row["name"].startswith("GM-2023-11")]
		self.assertTrue(marked)
		self.assertTrue(all("another industry" in row["against"][0] for row in marked))
		fitting = [bool(row["against"]) for row in mine]
		self.assertEqual(fitting, sorted(fitting), "those that may decide stand first")

	def test_a_changed_added_or_deleted_criterion_is_found_as_it_is(self):
		with self.as_user(self.officer):
			self.assertNotIn("T-OFFER", self.names("罐笼里挂着大象模型"))
		base.make_criterion("T-OFFER", "煤矿", summary="罐笼挂大象模型")
		self.assertEqual(self.names("罐笼里挂着大象模型")[0], "T-OFFER")
		doc = frappe.get_doc("Hazard Criterion", "T-OFFER")
		doc.update({"summary": "井口没有栏杆", "search_words": "护身杆"})
		doc.save()
		self.assertNotIn("T-OFFER", self.names("大象模型"))
		self.assertEqual(self.names("井口护身杆没了")[0], "T-OFFER")
		frappe.delete_doc("Hazard Criterion", "T-OFFER")
		self.assertNotIn("T-OFFER", self.names("井口护身杆没了"))

	def test_nothing_is_stored_and_nonsense_finds_nothing(self):
		with self.as_user(self.officer):
			self.assertEqual(offer("", COAL_MINE, "2026-10-01"), [])
			self.assertEqual(offer("¿¡ zzz", COAL_MINE, "2026-10-01"), [])
			self.assertTrue(offer("瓦斯超限" * 2000, COAL_MINE, None))
		self.assertEqual(frappe.db.count("Hazard", {"enterprise": COAL_MINE}), 0)

	def test_only_for_who_may_read_the_enterprise(self):
		arguments = {"text": SMOKE, "enterprise": COAL_MINE, "found_on": "2026-10-01"}
		method = "hazard_governance.api.criteria.offer"
		with self.as_user(self.officer):
			self.assertTrue(call(method, **arguments))
		for user in (self.stranger, base.make_user(name="offers-nobody@hazard.test"), "Guest"):
			with self.subTest(user), self.as_user(user), self.assertRaises(frappe.PermissionError):
				call(method, **arguments)
		with self.as_user(self.officer):
			self.assertRefused("Choose the enterprise", offer, SMOKE, "")
