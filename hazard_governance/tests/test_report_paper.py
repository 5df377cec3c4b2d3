"""高质量整改报告: PDF and docx compared with the record field by field; composing overwrites nothing; who gets it."""

import io

import frappe
from docx import Document as read_docx
from docx.oxml.ns import qn
from frappe.utils import add_days, getdate, now_datetime, today

from hazard_governance.api import papers as api
from hazard_governance.api import report as report_api
from hazard_governance.domain.report import SECTIONS
from hazard_governance.tests import base
from hazard_governance.tests.paper_case import DRAFT, PaperTestCase, squeezed
from hazard_governance.tests.steps import COUNTY_OFFICE, EMERGENCY_BUREAU

REPORT = "rectification-report"
LESSONS = "<p>照明死角<strong>无人清扫</strong></p><ol><li data-list='bullet'>每班一扫</li></ol>"
HEADINGS = (
	"一、隐患描述",
	"二、原因分析",
	"三、追责问责",
	"四、即时整改与治理方案执行",
	"五、源头治理",
	"六、验收评估",
	"七、制度标准修订",
	"八、类比排查",
	"九、经验教训与长效机制",
	"十、备案情况",
)


class TestReportPaper(PaperTestCase):
	def setUp(self):
		super().setUp()
		self.major = self.hazard(found_on=add_days(now_datetime(), -40).replace(microsecond=0))
		self.photos = [self.photo(self.officer, name=f"{name}.jpg") for name in ("dust", "before", "after")]
		with base.as_user(self.officer):
			hazard = frappe.get_doc("Hazard", self.major.name)
			hazard.photo = self.photos[0]
			hazard.append("immediate_measures", self.immediate_measure())
			hazard.append("public_postings", {"place": "厂区大门", "from_date": add_days(today(), -30)})
			hazard.save()
		self.analysis_doc, self.plan_doc = self.analysis(self.major), self.plan(self.major)
		self.action_doc = self.action(self.major)
		frappe.db.set_value("Hazard", self.major.name, "verified_by_authority", COUNTY_OFFICE)
		frappe.db.set_value("Hazard", self.major.name, "register_no", "140403-202611-0007")

	def immediate_measure(self) -> dict:
		when = add_days(now_datetime(), -39).replace(microsecond=0)
		return {
			"measure": "停机清扫",
			"taken_by": "王班长",
			"taken_at": when,
			"done_at": when,
			"before_photo": self.photos[1],
			"after_photo": self.photos[2],
			"result": "积尘已清除",
		}

	def report(self, **values):
		with base.as_user(self.officer):
			sections = report_api.compose(self.major.name)
		texts = {name: sections[name] or "<p>经评估不适用</p>" for name in SECTIONS}
		return self.insert(
			{
				"doctype": "Rectification Report",
				"hazard": self.major.name,
				**texts,
				"lessons": LESSONS,
				**values,
			},
			self.officer,
		)

	def approved(self):
		self.set_stage(self.major, "Accepted")
		doc = self.act(self.report(), "Submit Report", self.officer)
		return self.act(doc, "Approve Report", self.principal)

	def filed(self):
		doc = self.save(
			self.approved(), self.registrar, filing_authority=EMERGENCY_BUREAU, receipt_no="备〔2026〕7号"
		)
		return self.act(doc, "File Report", self.registrar)

	def expected(self) -> list[str]:
		"""What the record says and a reader of the report must find, in the manner of Chinese documents."""
		hazard, plan = frappe.get_doc("Hazard", self.major.name), self.plan_doc
		due, row = getdate(plan.measures[0].deadline), plan.measures[0]
		return [
			*HEADINGS,
			hazard.hazard_title,
			hazard.register_no,
			hazard.existing_condition,
			hazard.possible_harm,
			hazard.scope_of_influence,
			hazard.place,
			f"{hazard.found_on.year}年{hazard.found_on.month}月{hazard.found_on.day}日",
			"停机清扫",
			"积尘已清除",
			"厂区大门",
			*(cause.description for cause in self.analysis_doc.causes),
			"根本原因",
			self.analysis_doc.summary,
			self.analysis_doc.tracings[0].question_code,
			self.analysis_doc.tracings[0].explanation,
			plan.goals,
			plan.methods,
			row.measure,
			row.responsible_person,
			row.contingency,
			"3.5万元",
			"未完成",
			f"{due.year}年{due.month}月{due.day}日",
			"无人清扫",
			"每班一扫",
			"整改前后照片对比",
			"七溯源一分析问题清单",
			frappe.utils.get_fullname(self.principal),
		]

	def test_the_filed_report_says_what_the_record_says_on_pdf_and_docx(self):
		doc = self.filed()
		day = getdate()
		expected = [
			*self.expected(),
			"重大事故隐患高质量整改报告",
			"备〔2026〕7号",
			f"{day.year}年{day.month}月{day.day}日",
			EMERGENCY_BUREAU,
		]
		reader = self.pdf(REPORT, doc, self.registrar, final=True)
		pages = [squeezed(page.extract_text()) for page in reader.pages]
		text = "".join(pages)
		self.assertShows(text, *expected)
		self.assertNotIn(DRAFT, text)
		# an accusation that is only proposed is in no report
		self.assertNotIn(squeezed(self.action_doc.grounds), text)
		with self.subTest("cover, contents, numbers and photos"):
			self.assertNotIn("第1页", pages[0])
			self.assertIn(f"第2页共{len(pages)}页", pages[1])
			self.assertTrue(all(heading in pages[1] for heading in map(squeezed, HEADINGS)), pages[1])
			size = reader.pages[0].mediabox
			self.assertEqual((round(size.width), round(size.height)), (595, 842))
			# pages share their pictures
			shown = {image.indirect_reference.idnum for page in reader.pages for image in page.images}
			self.assertEqual(len(shown), len(self.photos))
		self.assertDocx(doc, expected)

	def assertDocx(self, doc, expected: list[str]) -> None:
		written = read_docx(io.BytesIO(self.download(REPORT, doc, self.registrar, file_format="docx")))
		texts = [
			"".join(t.text or "" for t in p.iter(qn("w:t"))) for p in written.element.body.iter(qn("w:p"))
		]
		text = squeezed("".join(texts))
		with self.subTest("docx: text"):
			self.assertShows(text, *expected)
		with self.subTest("docx: structure"):
			chapters = [p.text for p in written.paragraphs if p.style.name == "Heading 1"]
			self.assertEqual(tuple(chapters[: len(HEADINGS)]), HEADINGS)
			self.assertTrue(all(title.startswith("附件") for title in chapters[len(HEADINGS) :]), chapters)
			self.assertEqual(len(written.inline_shapes), len(self.photos))
			fonts = written.styles["Normal"].element.rPr.rFonts
			self.assertEqual(fonts.get(qn("w:eastAsia")), "仿宋")
			heading = written.styles["Heading 1"].element.rPr.rFonts
			self.assertEqual(heading.get(qn("w:eastAsia")), "黑体")
			self.assertIsNone(heading.get(qn("w:eastAsiaTheme")))
			footer = written.sections[0].footer._element.xml
			self.assertTrue("PAGE" in footer and "NUMPAGES" in footer)
			self.assertIn("高质量整改报告", written.sections[0].header.paragraphs[0].text)
			self.assertTrue(written.sections[0].different_first_page_header_footer)
			bold = [run.text for p in written.paragraphs for run in p.runs if run.bold]
			self.assertIn("无人清扫", bold)
			bullets = [p.text for p in written.paragraphs if p.style.name == "List Bullet"]
			self.assertIn("每班一扫", bullets)
			self.assertIn("tblHeader", written.element.xml)

	def test_a_draft_says_so_and_the_form_is_told_what_is_missing(self):
		doc = self.report(sweep="")
		pages = self.pdf(REPORT, doc, self.officer).pages
		self.assertTrue(all(DRAFT in squeezed(page.extract_text()) for page in pages))
		header = read_docx(io.BytesIO(self.download(REPORT, doc, self.officer, file_format="docx")))
		self.assertIn(DRAFT, header.sections[0].first_page_header.paragraphs[0].text)
		with base.as_user(self.officer):
			(row,) = api.offered(doc.doctype, doc.name)
		fields = [item["fieldname"] for item in row["missing"]]
		self.assertEqual(fields, ["sweep", "hazard", "status"])
		self.assertRefused("Analogous", self.download, REPORT, doc, self.officer, final=True)

	def test_who_may_not_read_the_report_gets_no_paper_of_it(self):
		doc = self.report()
		for user in (self.outsider, self.other_county, self.reporter, self.owner, "Guest"):
			for call in (
				lambda: api.download(REPORT, doc.name),
				lambda: api.download(REPORT, doc.name, file_format="docx"),
				lambda: api.offered(doc.doctype, doc.name),
				lambda: report_api.differences(self.major.name, {}),
			):
				with self.subTest(user), base.as_user(user), self.assertRaises(frappe.PermissionError):
					call()
		for user in (
			self.principal,
			self.county,
			self.department,
			self.city,
			self.task_force,
			self.registrar,
		):
			with self.subTest(user), base.as_user(user):
				self.assertEqual([row["key"] for row in api.offered(doc.doctype, doc.name)], [REPORT])

	def test_composing_again_shows_what_differs_and_leaves_what_people_wrote(self):
		doc = self.report(description="<p>本单位自行撰写</p>", sweep="")
		with base.as_user(self.officer):
			rows = report_api.differences(
				self.major.name, frappe.as_json({name: doc.get(name) for name in SECTIONS})
			)
		found = {row["fieldname"]: row for row in rows}
		lines = {line["side"]: line["text"] for line in found["description"]["lines"]}
		self.assertEqual(lines["written"], "本单位自行撰写")
		self.assertIn("composed", lines)
		self.assertFalse(found["description"]["is_empty"])
		self.assertEqual(found["rectification"]["lines"], ())
		self.assertEqual(doc.description, frappe.db.get_value(doc.doctype, doc.name, "description"))
