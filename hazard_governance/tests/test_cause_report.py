"""Cause Tracing Statistics as a report: whole rows of each role and grouping, denominators, refusals."""

from datetime import date
from unittest.mock import patch

import frappe

from hazard_governance.domain import cause_report as words
from hazard_governance.domain.tracing import QUESTIONS
from hazard_governance.reporting import causes
from hazard_governance.tests import base
from hazard_governance.tests.list_world import MINE, OTHER_WORKS, TODAY, WORKS, ListTestCase, run, store

REPORT = "Cause Tracing Statistics"
ANALYSIS = "Root Cause Analysis"


class TestCauseReport(ListTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		frappe.db.set_value("Hazard", cls.accepted, "stage", "Closed Out")
		cls.works = cls.analysis(cls.overdue, WORKS, base.COUNTY, base.MANUFACTURING)
		cls.other = cls.analysis(cls.accepted, OTHER_WORKS, base.OTHER_COUNTY, base.MANUFACTURING)
		cls.mine = cls.analysis(cls.pending, MINE, base.COUNTY, base.COAL, status="Draft")
		cls.answer(cls.works, "T2-1", "No")
		cls.answer(cls.works, "T2-2", "Not Applicable", settled_by="T2-1")
		cls.answer(cls.works, "T5-1", "No")
		cls.answer(cls.other, "T2-1", "Yes")
		cls.answer(cls.other, "T2-2", "Not Applicable")
		cls.answer(cls.other, "T5-1", "Yes")
		cls.answer(cls.mine, "T2-1", "No")
		cls.direct = cls.cause(cls.works, level="Direct", dimension="Human", aspect_operation=1)
		cls.root = cls.cause(
			cls.works,
			level="Root",
			dimension="Management",
			failing="Standards",
			question_code="T2-1",
			aspect_rules=1,
			aspect_other="Contractors",
		)
		cls.rooted = cls.cause(cls.other, level="Root", dimension="Machine", failing="Design")
		# what removes them: an accepted item and one that runs on; a done measure of a plan, accepted with its hazard
		cls.removed("Source Governance Plan Item", "Source Governance Plan", cls.root, status="Accepted")
		cls.removed(
			"Source Governance Plan Item", "Source Governance Plan", cls.root, status="Open", continuing=1
		)
		cls.removed("Remediation Plan Measure", "Remediation Plan", cls.rooted, status="Done")

	@classmethod
	def analysis(cls, hazard: str, enterprise: str, county: str, industry: str, **values) -> str:
		place = {"county": county, "city": base.CITY, "industry": industry}
		own = {"status": "Approved", "analysed_on": "2026-11-20", **place, **values}
		return store(ANALYSIS, hazard=hazard, enterprise=enterprise, **own)

	@classmethod
	def answer(cls, analysis: str, code: str, answer: str, **values) -> None:
		parent = {"parent": analysis, "parenttype": ANALYSIS, "parentfield": "tracings"}
		store("Root Cause Analysis Tracing", question_code=code, answer=answer, **parent, **values)

	@classmethod
	def cause(cls, analysis: str, **values) -> str:
		parent = {"parent": analysis, "parenttype": ANALYSIS, "parentfield": "causes"}
		return store("Root Cause Analysis Cause", description="Cause", **parent, **values)

	@classmethod
	def removed(cls, doctype: str, parenttype: str, cause: str, **values) -> None:
		store(doctype, parent="PLAN", parenttype=parenttype, parentfield="rows", cause=cause, **values)

	def setUp(self) -> None:
		super().setUp()
		today = patch.object(causes, "getdate", lambda: TODAY)
		today.start()
		self.addCleanup(today.stop)

	def rows(self, who: str, grouping: str, **wanted) -> list[dict]:
		return run(REPORT, self.users[who], {"grouping": grouping, **wanted})["result"]

	# --- whole rows ------------------------------------------------------------------------------------------------
	def question(self, code: str, **values) -> dict:
		number, question = next((n, q) for n, q in enumerate(QUESTIONS, start=1) if q.code == code)
		nothing = dict.fromkeys(
			("asked", "yes", "no", "adverse", "not_applicable", "settled", "unanswered", "causes"), 0
		)
		fixed = {"idx": number, "code": code, "tracing": question.tracing, "question": question.question}
		return {**fixed, **nothing, "adverse_share": "-", **values}

	def test_whole_rows_of_the_questions_for_each_role(self) -> None:
		county = {
			"T2-1": {"asked": 1, "no": 1, "adverse": 1, "adverse_share": "100.0%", "causes": 1},
			"T2-2": {"settled": 1},
			"T5-1": {"asked": 1, "no": 1, "adverse_share": "0.0%"},
		}
		other = {
			"T2-1": {"asked": 1, "yes": 1, "adverse_share": "0.0%"},
			"T2-2": {"not_applicable": 1},
			"T5-1": {"asked": 1, "yes": 1, "adverse": 1, "adverse_share": "100.0%"},
		}
		city = {
			"T2-1": {"asked": 2, "yes": 1, "no": 1, "adverse": 1, "adverse_share": "50.0%", "causes": 1},
			"T2-2": {"settled": 1, "not_applicable": 1},
			"T5-1": {"asked": 2, "yes": 1, "no": 1, "adverse": 1, "adverse_share": "50.0%"},
		}
		seen = {
			"county": county,
			"department": county,
			"officer": county,
			"principal": county,
			"other county": other,
			"city": city,
			"task force": city,
		}
		for who, own in seen.items():
			with self.subTest(who):
				expected = [self.question(q.code, **own.get(q.code, {})) for q in QUESTIONS]
				self.assertEqual(self.rows(who, words.BY_QUESTION), expected)
				self.assertEqual(run(REPORT, self.users[who])["result"], expected)
		self.assertEqual(self.rows("alone", words.BY_QUESTION), [])

	def test_whole_rows_of_causes_with_what_became_of_them(self) -> None:
		def row(number: int, group: str, causes: int, share: str, direct: int, root: int, **values) -> dict:
			return {
				"idx": number,
				"group": group,
				"causes": causes,
				"share": share,
				"direct": direct,
				"root": root,
				"in_analyses": causes,
				"analyses_share": "50.0%" if causes else "0.0%",
				"eliminated": root,
				"eliminated_share": "100.0%" if root else "-",
				**values,
			}

		self.assertEqual(
			self.rows("city", words.BY_DIMENSION),
			[
				row(1, "Human: Unsafe Acts", 1, "33.3%", 1, 0),
				row(2, "Machine: Unsafe State of Things", 1, "33.3%", 0, 1),
				row(3, "Environment: Unsafe Surroundings", 0, "0.0%", 0, 0),
				row(4, "Management: Defects of Management", 1, "33.3%", 0, 1),
			],
		)
		self.assertEqual(
			self.rows("city", words.BY_LEVEL),
			[
				row(1, "Direct Causes", 1, "33.3%", 1, 0),
				row(2, "Root Causes", 2, "66.7%", 0, 2, analyses_share="100.0%"),
			],
		)
		aspects = {r["group"]: r["causes"] for r in self.rows("city", words.BY_ASPECT)}
		self.assertEqual(len(aspects), 10)
		ticked = {"Rules and Regulations": 1, "Operating Behaviour": 1, "Other Aspect": 1}
		self.assertEqual({name: number for name, number in aspects.items() if number}, ticked)
		failing = {r["group"]: (r["causes"], r["share"]) for r in self.rows("city", words.BY_FAILING)}
		self.assertEqual(failing["Standards"], (1, "50.0%"))
		self.assertEqual(failing["Not Named"], (1, "50.0%"))
		# the hazard of the done measure goes back: its cause is there again
		frappe.db.set_value("Hazard", self.accepted, "stage", "Rectifying")
		machine = self.rows("city", words.BY_DIMENSION)[1]
		self.assertEqual((machine["eliminated"], machine["eliminated_share"]), (0, "0.0%"))

	def test_whole_rows_of_counties_and_industries(self) -> None:
		first = {
			"idx": 1,
			"group": base.COUNTY,
			"analyses": 1,
			"enterprises": 1,
			"asked": 2,
			"adverse": 1,
			"adverse_share": "50.0%",
			"causes": 2,
			"direct": 1,
			"root": 1,
			"human": 1,
			"machine": 0,
			"environment": 0,
			"management": 1,
			"most_failing": "Standards",
			"eliminated": 1,
			"eliminated_share": "100.0%",
		}
		second = {
			**first,
			"idx": 2,
			"group": base.OTHER_COUNTY,
			"causes": 1,
			"direct": 0,
			"human": 0,
			"machine": 1,
			"management": 0,
			"most_failing": "Design",
		}
		self.assertEqual(self.rows("city", words.BY_COUNTY), [first, second])
		self.assertEqual(self.rows("county", words.BY_COUNTY), [first])
		(industry,) = self.rows("city", words.BY_INDUSTRY)
		self.assertEqual(
			(industry["group"], industry["analyses"], industry["asked"]), (base.MANUFACTURING, 2, 4)
		)

	# --- what is counted ---------------------------------------------------------------------------------------------
	def test_denominators_are_stated_and_drafts_counted_only_when_asked_for(self) -> None:
		answer = run(REPORT, self.users["city"])
		for text in (
			"Analyses Counted: 2",
			"Questions Asked: 4",
			"Not Applicable (Excluded): 2",
			"Number of Causes: 3",
		):
			self.assertIn(text, answer["message"])
		cards = {card["label"]: card["value"] for card in answer["report_summary"]}
		self.assertEqual(cards["Eliminated Among Root Causes"], "100.0%")
		question = self.rows("city", words.BY_QUESTION, include_unapproved=1)[4]
		self.assertEqual((question["asked"], question["adverse"]), (3, 2))
		frappe.db.set_value("Hazard", self.overdue, "stage", "Withdrawn")
		self.assertEqual(self.rows("county", words.BY_QUESTION), [])

	def test_filters_narrow_and_wrong_ones_are_named(self) -> None:
		for wanted, analyses in (
			({"from_date": "2026-11-20", "to_date": "2026-11-20"}, 2),
			({"from_date": "2026-11-21"}, 0),
			({"enterprise": WORKS}, 1),
			({"region": base.OTHER_COUNTY}, 1),
			({"industry": base.COAL}, 0),
			({"classification": "Major"}, 2),
			({"recurring": "Yes"}, 0),
			({"stage": "Closed Out"}, 1),
		):
			with self.subTest(**wanted):
				found = self.rows("city", words.BY_COUNTY, **wanted)
				self.assertEqual(sum(row["analyses"] for row in found), analyses)
		self.assertRefused("Grouped By", self.rows, "city", "Weather")
		self.assertRefused(
			"is no day", self.rows, "city", words.BY_LEVEL, from_date=str(date(2026, 1, 1))[:7]
		)

	def test_who_reads_no_analysis_is_refused_and_the_user_in_the_request_ignored(self) -> None:
		for who in ("reporter", "owner", "liaison", "registrar"):
			with self.subTest(who), self.assertRaises(frappe.PermissionError):
				run(REPORT, self.users[who])
		with self.assertRaises(frappe.PermissionError):
			run(REPORT, "Guest")
		found = run(REPORT, self.users["other county"], {"grouping": words.BY_COUNTY}, user="Administrator")
		self.assertEqual([row["group"] for row in found["result"]], [base.OTHER_COUNTY])
