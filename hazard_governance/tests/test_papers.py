"""Official papers: who gets them, draft or final, PDF, docx and print view; the governance plan field by field."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import frappe
from docx import Document as read_docx
from frappe.utils import getdate
from frappe.www.printview import get_html_and_style

from hazard_governance.api import papers as api
from hazard_governance.papers import fonts, pdf
from hazard_governance.tests import base
from hazard_governance.tests.paper_case import DRAFT, PaperTestCase, squeezed
from hazard_governance.tests.steps import OTHER_ENTERPRISE

PLAN = "remediation-plan"


class TestPlanPaper(PaperTestCase):
	def approved(self):
		doc = self.act(self.plan(self.hazard()), "Submit Plan", self.officer)
		return self.act(doc, "Approve Plan", self.principal)

	def test_every_field_of_the_plan_stands_on_the_paper(self):
		doc = self.approved()
		hazard = frappe.get_doc("Hazard", doc.hazard)
		text = self.text(PLAN, doc, self.principal)
		parts = (
			"goals",
			"methods",
			"funds_and_materials",
			"organisation",
			"time_limits",
			"safety_and_contingency",
		)
		row = doc.measures[0]
		due = getdate(row.deadline)
		self.assertShows(
			text,
			"事故隐患治理方案",
			*(doc.get(part) for part in parts),
			row.measure,
			row.responsible_person,
			f"{row.funds:g}万元",
			row.contingency,
			f"{due.year}年{due.month}月{due.day}日",
			hazard.hazard_title,
			hazard.place,
			"重大",
			frappe.utils.get_fullname(self.principal),
			"第1页",
		)
		self.assertNotIn(DRAFT, text)

	def test_a_draft_says_so_on_every_page_and_is_refused_as_final(self):
		doc = self.plan(self.hazard(), goals="")
		pages = self.pdf(PLAN, doc, self.officer).pages
		self.assertTrue(all(DRAFT in squeezed(page.extract_text()) for page in pages))
		message = self.assertRefused("goals", self.download, PLAN, doc, self.officer, final=True)
		self.assertIn("not approved", message)

	def test_a_final_paper_is_given_once_nothing_is_missing(self):
		self.assertTrue(self.download(PLAN, self.approved(), self.principal, final=True).startswith(b"%PDF"))

	def test_the_form_is_told_what_each_paper_lacks(self):
		doc = self.plan(self.hazard(), goals="")
		with base.as_user(self.officer):
			rows = api.offered(doc.doctype, doc.name)
		self.assertEqual([row["key"] for row in rows], [PLAN])
		self.assertIn("goals", [item["fieldname"] for item in rows[0]["missing"]])

	def test_who_may_not_see_the_plan_gets_no_paper_of_it(self):
		doc = self.approved()
		for user in (self.outsider, self.other_county, self.reporter, "Guest"):
			for call in (
				lambda: api.download(PLAN, doc.name),
				lambda: api.offered(doc.doctype, doc.name),
				lambda: api.download_pdf(doc.doctype, doc.name, "Hazard Governance Plan"),
			):
				with self.subTest(user), base.as_user(user), self.assertRaises(frappe.PermissionError):
					call()

	def test_docx_and_print_view_say_the_same(self):
		doc = self.approved()
		written = read_docx(io.BytesIO(self.download(PLAN, doc, self.principal, file_format="docx")))
		cells = [cell.text for table in written.tables for row in table.rows for cell in row.cells]
		words = "\n".join([*(p.text for p in written.paragraphs), *cells])
		with base.as_user(self.principal):
			page = frappe.get_print(doc.doctype, doc.name, "Hazard Governance Plan")
		for value in ("事故隐患治理方案", doc.goals, doc.measures[0].measure):
			self.assertIn(value, words)
			self.assertIn(value, page)

	def test_a_document_that_a_request_made_up_is_printed_as_it_is_stored(self):
		foreign = self.insert(
			{
				"doctype": "Hazard",
				"enterprise": OTHER_ENTERPRISE,
				"hazard_title": "Secret of the neighbour",
				"place": "Elsewhere",
				"source": "Self-Inspection",
				"found_on": frappe.utils.now_datetime(),
			},
			self.outsider,
		)
		doc = self.approved()
		sent = {**doc.as_dict(), "hazard": foreign.name, "goals": "Made up"}
		with base.as_user(self.principal):
			page = get_html_and_style(frappe.as_json(sent), print_format="Hazard Governance Plan")["html"]
		self.assertIn(doc.goals, page)
		self.assertNotIn("Made up", page)
		self.assertNotIn("Secret of the neighbour", page)

	def test_reading_alone_is_not_enough(self):
		hazard = self.hazard()
		self.plan(hazard)
		with base.as_user(self.owner):
			self.assertTrue(frappe.get_doc("Hazard", hazard.name).has_permission("read"))
			for call in (
				lambda: api.download("posting-board", hazard.name),
				lambda: frappe.get_print("Hazard", hazard.name, "Hazard Posting Board"),
			):
				# what a Print Format refuses comes out of Frappe as an error of the format
				with self.assertRaises((frappe.PermissionError, frappe.PrintFormatError)):
					call()

	def test_markup_in_a_field_stays_text(self):
		doc = self.plan(self.hazard())
		frappe.db.set_value(doc.doctype, doc.name, "goals", "a < b & <script>x</script>")
		self.assertIn("<script>x</script>", self.text(PLAN, doc, self.officer))

	def test_the_print_button_of_the_desk_gives_the_same_pdf(self):
		doc = self.approved()
		with base.as_user(self.principal):
			api.download_pdf(doc.doctype, doc.name, "Hazard Governance Plan")
		self.assertTrue(frappe.response["filecontent"].startswith(b"%PDF"))
		self.assertIn("WeasyPrint", self.pdf(PLAN, doc, self.principal).metadata.producer)


class TestPdf(PaperTestCase):
	def test_this_machine_shows_chinese(self):
		self.assertTrue(fonts.is_there())

	def test_a_folder_of_fonts_that_is_closed_is_passed_over(self):
		"""A service started by another user keeps that user's home in its environment."""
		with TemporaryDirectory() as home:
			closed = Path(home) / ".fonts"
			closed.mkdir(mode=0)
			with patch.object(fonts, "FOLDERS", (str(closed), *fonts.FOLDERS)):
				self.assertTrue(fonts.find.__wrapped__(400))

	def test_a_machine_without_a_chinese_font_is_told_which_package_to_install(self):
		with patch.object(fonts, "find", return_value=None):
			self.assertRefused(fonts.FONT_PACKAGE, pdf.to_pdf, "<p>隐患</p>")

	def test_the_paper_holds_no_glyph_it_does_not_show(self):
		"""A whole Chinese font would make it heavy, and slow to write."""
		self.assertLess(len(pdf.to_pdf('<p style="font-family: Hazard Paper">隐患治理</p>')), 60_000)

	def test_nothing_is_fetched_from_outside(self):
		page = "<p>x</p><img src='http://127.0.0.1:1/x.png'><img src='file:///etc/hostname'>"
		self.assertTrue(pdf.to_pdf(page).startswith(b"%PDF"))
		with self.assertRaises(ValueError):
			pdf._only_what_the_page_holds("file:///etc/hostname")
