"""公示牌: every field of the board, its code, and what it never tells."""

import frappe
import pyqrcode
from frappe.utils import getdate, today

from hazard_governance.api import papers as api
from hazard_governance.api import public_page
from hazard_governance.tests import base
from hazard_governance.tests.paper_case import DRAFT, PaperTestCase, squeezed
from hazard_governance.tests.steps import COUNTY_OFFICE

BOARD = "posting-board"
INFORMER = "Zhao Liuming"


class TestPostingBoard(PaperTestCase):
	def posted(self, **overrides):
		"""A hazard with a plan and a place where the board hangs."""
		hazard = self.hazard(
			responsible_person="Shop manager Li",
			rectification_due=today(),
			public_postings=[{"place": "Main gate", "from_date": today()}],
			**overrides,
		)
		self.plan(hazard)
		return frappe.get_doc("Hazard", hazard.name)

	def test_every_field_stands_on_the_board(self):
		hazard = self.posted()
		plan = frappe.get_doc("Remediation Plan", {"hazard": hazard.name})
		row, day = plan.measures[0], getdate(today())
		reader = self.pdf(BOARD, hazard, self.officer)
		text = squeezed("".join(page.extract_text() for page in reader.pages))
		self.assertShows(
			text,
			"重大事故隐患公示",
			hazard.enterprise,
			hazard.hazard_title,
			"待核实编号",
			hazard.place,
			"重大",
			hazard.existing_condition,
			hazard.possible_harm,
			hazard.scope_of_influence,
			hazard.responsible_person,
			f"{day.year}年{day.month}月{day.day}日",
			row.measure,
			row.responsible_person,
			"3.5万元",
			"应急预案要点",
			plan.safety_and_contingency,
			"Main gate",
			f"自{day.year}年{day.month}月{day.day}日起至隐患销号止",
			"12350",
		)
		self.assertNotIn(DRAFT, text)
		self.assertEqual(len(reader.pages), 1)
		width, height = (float(side) for side in reader.pages[0].mediabox[2:])
		self.assertAlmostEqual(width / 72 * 25.4, 297, delta=1)
		self.assertAlmostEqual(height / 72 * 25.4, 420, delta=1)

	def test_the_code_is_there_while_the_page_is_open_and_else_not_spoken_of(self):
		hazard = self.posted()
		self.assertEqual(self.shown(hazard), (0, False))
		frappe.db.set_value(
			"Hazard", hazard.name, {"verification": "Verified", "register_no": "990402-202611-0901"}
		)
		frappe.db.set_single_value("Hazard Governance Settings", "public_pages", 1)
		with base.as_user(self.county):
			address = public_page.release(hazard.name, COUNTY_OFFICE)
		self.assertEqual(self.shown(hazard), (1, True))
		with base.as_user(self.officer):
			page = frappe.get_print("Hazard", hazard.name, "Hazard Posting Board")
		self.assertLeadsTo(page, address)
		self.assertIn("990402-202611-0901", page)
		with base.as_user(self.county):
			public_page.withdraw(hazard.name, COUNTY_OFFICE, "Mistaken")
		self.assertEqual(self.shown(hazard), (0, False))

	def shown(self, hazard) -> tuple[int, bool]:
		"""How many pictures the board holds (a PDF may name one twice), and whether it speaks of a code."""
		pages = self.pdf(BOARD, hazard, self.officer).pages
		text = squeezed("".join(page.extract_text() for page in pages))
		return len({image.data for page in pages for image in page.images}), "扫码" in text

	def assertLeadsTo(self, page: str, address: str) -> None:
		"""The one picture of the page is the code of that address."""
		code = pyqrcode.create(address, error="M").png_as_base64_str(scale=8)
		self.assertEqual(page.count("<img"), 1)
		self.assertIn(code, page)

	def test_a_board_that_lacks_something_is_a_draft_and_names_it(self):
		hazard = self.hazard(possible_harm="")
		text = self.text(BOARD, hazard, self.officer)
		self.assertIn(DRAFT, text)
		message = self.assertRefused("how dangerous", self.download, BOARD, hazard, self.officer, final=True)
		for words in ("where and from when", "Write the plan first", "who is responsible"):
			self.assertIn(words, message)

	def test_whoever_reported_it_is_named_nowhere(self):
		hazard = self.posted(
			source="Public Report",
			found_by_name=INFORMER,
			hazard_title=f"Dust seen by {INFORMER}",
			existing_condition=f"5 mm of dust ({INFORMER})",
		)
		text = self.text(BOARD, hazard, self.officer)
		self.assertNotIn("".join(INFORMER.split()), text)
		self.assertShows(text, "Dust seen by ×××")

	def test_who_may_not_print_the_hazard_gets_no_board(self):
		hazard = self.posted()
		for user in (self.outsider, self.other_county, self.reporter, self.owner, "Guest"):
			with self.subTest(user), base.as_user(user), self.assertRaises(frappe.PermissionError):
				api.download(BOARD, hazard.name)

	def test_a_general_hazard_has_no_board(self):
		with base.as_user(self.officer):
			general = base.make_hazard(enterprise=self.hazard().enterprise, described=True)
			offered = [row["key"] for row in api.offered("Hazard", general.name)]
			self.assertNotIn(BOARD, offered)
			self.assertRefused("is not printed as", api.download, BOARD, general.name)
