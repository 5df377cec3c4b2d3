"""Bad input in analysis, accountability, plan and source governance: each message names the field and what to do."""

import frappe
from frappe.utils import add_days, now_datetime, today

from hazard_governance.tests import base
from hazard_governance.tests.bad_input_case import import_new
from hazard_governance.tests.bad_input_steps_case import LONG_BEFORE, TOMORROW, StepInputCase
from hazard_governance.tests.steps import analysis_values

FORCED = {"status": "Approved", "prepared_by": "Administrator", "decided_by": "Administrator"}


class TestOneOfAKind(StepInputCase):
	def test_a_second_one_of_the_same_hazard_names_the_first(self):
		for doctype, values in (
			("Root Cause Analysis", self.analysis_of()),
			("Remediation Plan", self.plan_of()),
			("Source Governance Plan", self.source_of()),
			("Rectification Report", self.report_of()),
		):
			first = self.insert(values, self.officer)
			self.refused(
				("Hazard", "already has a", first.name, "Open that one"), self.officer, self.new(values)
			)
			self.assertEqual(frappe.db.count(doctype, {"hazard": self.major.name}), 1)

	def test_the_hazard_is_there_and_stays(self):
		other = self.hazard(hazard_title="Another")
		foreign = self.hazard_elsewhere()
		for make in (self.analysis_of, self.plan_of, self.action_of, self.source_of, self.report_of):
			self.refused(("Hazard", "empty"), self.officer, self.new({**make(), "hazard": None}))
			self.refused("Hazard", self.officer, self.new({**make(), "hazard": "HZ-0000-00000"}))
			self.refused(("Hazard", foreign), self.officer, self.new({**make(), "hazard": foreign}))
		for make in (self.analysis_of, self.plan_of, self.action_of):
			doc = self.insert(make(), self.officer)
			for name in (other.name, foreign):
				self.refused("Hazard", self.officer, self.change(doc, {"hazard": name}))

	def hazard_elsewhere(self) -> str:
		values = {**self.hazard_values(), "enterprise": "Steps Works Two"}
		return self.insert(values, self.outsider).name

	def test_scope_and_signatures_are_the_servers(self):
		sent = {
			**FORCED,
			"enterprise": "Steps Works Two",
			"county": base.OTHER_COUNTY,
			"city": None,
			"industry": base.COAL,
			"register_no": "990402-202601-0001",
			"decided_at": now_datetime(),
			"sole_operator_approval": 1,
		}
		for make in (self.analysis_of, self.plan_of, self.source_of, self.report_of):
			doc = self.insert({**make(), **sent}, self.officer)
			self.assert_untouched(doc)
			del sent["status"]
			for way, call in self.change(doc, sent).items():
				with self.subTest(way, doctype=doc.doctype), base.as_user(self.officer):
					call()
					self.assert_untouched(frappe.get_doc(doc.doctype, doc.name))
			sent["status"] = FORCED["status"]

	def assert_untouched(self, doc) -> None:
		self.assertEqual((doc.enterprise, doc.county), (self.major.enterprise, base.COUNTY))
		self.assertEqual((doc.city, doc.industry), (base.CITY, base.MANUFACTURING))
		self.assertEqual((doc.status, doc.prepared_by), ("Draft", self.officer))
		self.assertFalse(doc.register_no or doc.decided_by or doc.decided_at or doc.sole_operator_approval)


class TestAnalysis(StepInputCase):
	def test_an_empty_tracing_is_not_submitted_and_every_question_is_named(self):
		doc = self.insert(self.of("Root Cause Analysis"), self.officer)
		words = ("T1-1", "T8-1", "Answer", "Cause")
		self.refused(words, self.officer, self.submission(doc))

	def submission(self, doc) -> dict:
		return {
			"action": lambda: self.act(doc, "Submit Analysis", self.officer),
			**self.change(doc, {"workflow_state": "Analysis Submitted", "status": "Submitted"}),
		}

	def test_one_question_left_open_is_named(self):
		rows = analysis_values()["tracings"]
		rows[3] = {**rows[3], "answer": None}
		doc = self.insert(self.analysis_of(tracings=rows), self.officer)
		self.refused((rows[3]["question_code"], "Answer"), self.officer, self.submission(doc))

	def test_answers_and_questions_that_are_none(self):
		rows = analysis_values()["tracings"]
		self.refused(
			"Answer", self.officer, self.new(self.analysis_of(tracings=[{**rows[0], "answer": "Perhaps"}]))
		)
		doc = self.insert(
			self.analysis_of(tracings=[*rows, {"question_code": "T9-9", "answer": "Yes"}, rows[0]]),
			self.officer,
		)
		self.assertEqual(len(doc.tracings), 26)

	def test_dates_and_causes(self):
		for label, values in (
			("Analysed On", {"analysed_on": TOMORROW}),
			("Analysed On", {"analysed_on": LONG_BEFORE}),
			("Level (row 1)", {"causes": [{"description": "Dust", "dimension": "Human"}]}),
			("Cause (row 1)", {"causes": [{"level": "Root", "dimension": "Human"}]}),
			(
				"Dimension (row 1)",
				{"causes": [{"description": "Dust", "level": "Root", "dimension": "Fate"}]},
			),
		):
			self.refused(label, self.officer, self.new(self.analysis_of(**values)))


class TestAccountability(StepInputCase):
	def test_without_a_measure(self):
		self.refused(("Measures", "Add at least one"), self.officer, self.new(self.action_of(measures=[])))
		doc = self.insert(self.action_of(), self.officer)
		self.refused(("Measures", "Add at least one"), self.officer, self.change(doc, {"measures": []}))

	def test_amounts_days_and_organs(self):
		early, late = add_days(today(), -1), today()
		for words, row in (
			(("Amount", "no amount", "above 0"), {"measure": "Fine"}),
			(("Amount", "no amount", "above 0"), {"measure": "Fine", "amount": 0}),
			(("Amount", "Enter"), {"measure": "Fine", "amount": -500}),
			(("Amount", "negative"), {"measure": "Verbal Warning", "amount": -1}),
			(("Amount", "is not a number"), {"measure": "Fine", "amount": "five hundred"}),
			(("Amount", "too large"), {"measure": "Fine", "amount": 10**15}),
			(("From", "first day"), {"measure": "Suspension for Review"}),
			(
				("To", "before it begins"),
				{"measure": "Suspension for Review", "from_date": late, "to_date": early},
			),
			(("Kind of Sanction",), {"measure": "Disciplinary Sanction"}),
			(("Measure",), {"measure": "Public flogging"}),
			(("Executed On", "future"), {"measure": "Verbal Warning", "executed_on": TOMORROW}),
			(("Referred On", "future"), {"measure": "Verbal Warning", "referred_on": TOMORROW}),
		):
			self.refused(words, self.officer, self.new(self.action_of(row)))

	def test_what_is_an_authoritys_is_not_the_enterprises(self):
		for row in (
			{"measure": "Admonition"},
			{"measure": "Referral to Judicial Authority", "receiving_organ": "PSB"},
		):
			self.refused(
				("Measure (row 1)", "Set the deciding side"), self.officer, self.new(self.action_of(row))
			)
		self.refused("Deciding Authority", self.officer, self.new(self.action_of(deciding_side="Authority")))
		self.refused(
			("Deciding Authority", "does not supervise"),
			self.officer,
			self.new(self.action_of(deciding_side="Authority", authority="Steps Other County Office")),
		)

	def test_blank_and_foreign_values(self):
		for label, values in (
			("Person", {"person_name": None}),
			("Person", {"person_name": "  "}),
			("Grounds", {"grounds": ""}),
			("Responsibility", {"responsibility": "Somebody's"}),
			# who is accused is never filled in by the first choice of a list
			("Responsibility is empty", {"responsibility": None}),
			("Class of Responsibility is empty", {"responsibility_class": None}),
			("Grounds", {"grounds": "<img src=x onerror=alert(1)>"}),
		):
			self.refused(label, self.officer, self.new(self.action_of(**values)))

	def test_import(self):
		row = {
			"Hazard": self.major.name,
			"Person": "Wang",
			"Responsibility": "Primary",
			"Class of Responsibility": "Direct",
			"Deciding Side": "Enterprise",
			"Grounds": "Dust",
			"Measure (Measures)": "Fine",
		}
		before = self.stored()
		with base.as_user(self.officer):
			said = import_new("Accountability Action", [row])
		self.assertIn("Amount", said[0])
		self.assert_unchanged(before)


class TestPlan(StepInputCase):
	def test_funds(self):
		for words, row in (
			(("Funds", "no funds", "Enter the amount"), {"funds": 0}),
			(("Funds", "no funds"), {"funds": None}),
			(("Funds", "negative", "Enter the amount"), {"funds": -3}),
			(("Funds", "marked as needing none", "Correct"), {"funds": 3, "no_funds": 1}),
			(("Funds", "is not a number"), {"funds": "30 thousand"}),
			(("Funds", "too large"), {"funds": "1e30"}),
		):
			self.refused(words, self.officer, self.new(self.plan_of(self.measure(**row))))
		doc = self.insert(self.plan_of(), self.officer)
		rows = [{**doc.measures[0].as_dict(), "funds": -3}]
		self.refused(("(row 1)", "Funds", "negative"), self.officer, self.change(doc, {"measures": rows}))

	def test_a_not_a_number_is_refused_where_it_can_be_sent(self):
		values = self.plan_of(self.measure(funds=float("nan")))
		self.refused(("Funds", "too large"), self.officer, {"insert": self.new(values)["insert"]})

	def test_a_tick_by_any_other_name(self):
		doc = self.insert(self.plan_of(self.measure(funds=0, no_funds="true")), self.officer)
		self.assertEqual(doc.measures[0].no_funds, 1)

	def test_dates(self):
		for words, values in (
			(
				("Deadline (row 1)", "before the day", "or a later one"),
				{"measures": [self.measure(deadline=LONG_BEFORE)]},
			),
			(("Deadline (row 1)", "empty"), {"measures": [self.measure(deadline=None)]}),
			(("Deadline (row 1)", "is not a date"), {"measures": [self.measure(deadline="next week")]}),
			(("Deadline (row 1)", "year"), {"measures": [self.measure(deadline="9999-12-31")]}),
			(("Done On (row 1)", "future"), {"measures": [self.measure(done_on=TOMORROW)]}),
			(("Done On (row 1)", "before the day"), {"measures": [self.measure(done_on=LONG_BEFORE)]}),
			(("Ends On", "before"), {"plan_start": today(), "plan_end": add_days(today(), -1)}),
			(("Delivered On", "future"), {"deliverable_on": TOMORROW}),
		):
			self.refused(words, self.officer, self.new(self.plan_of(**values)))

	def test_person_and_contingency(self):
		for label, row in (
			("Responsible Person (row 1)", {"responsible_person": None}),
			("Contingency Plan (row 1)", {"contingency": ""}),
			("Measure (row 1)", {"measure": ""}),
			("User of the Responsible Person", {"responsible_user": "nobody@nowhere.test"}),
		):
			self.refused(label, self.officer, self.new(self.plan_of(self.measure(**row))))

	def test_a_row_is_not_written_past_its_plan(self):
		doc = self.insert(self.plan_of(), self.officer)
		row = doc.measures[0]
		ways = self.change(row, {"funds": -3})
		# this one goes to the plan by itself
		self.refused(("Funds", "negative"), self.officer, ways.pop("client.set_value"))
		self.refused("cannot be changed by itself", self.officer, ways)
		stray = {
			"doctype": row.doctype,
			"parent": doc.name,
			"parenttype": doc.doctype,
			"parentfield": "measures",
		}
		self.refused(
			"cannot be changed by itself",
			self.officer,
			{"insert": lambda: frappe.get_doc({**stray, **self.measure(funds=-3)}).insert()},
		)


class TestSourceGovernance(StepInputCase):
	def test_items_have_all_five_fixes(self):
		for words, row in (
			(("Funds", "no funds"), {"funds": 0}),
			(("Funds", "negative"), {"funds": -1}),
			(("Deadline", "before the day"), {"deadline": LONG_BEFORE}),
			(("Deadline", "empty"), {"deadline": None}),
			(("Contingency Plan", "empty"), {"contingency": None}),
			(("Done On", "future"), {"done_on": TOMORROW}),
			(("Published On", "future"), {"published_on": TOMORROW}),
		):
			self.refused(words, self.officer, self.new(self.source_of(self.measure(**row))))

	def test_results(self):
		for words, values in (
			(("Done On", "future"), {"sweep_done_on": TOMORROW}),
			(("Evaluated On", "future"), {"evaluated_on": TOMORROW}),
			(("Found", "negative"), {"sweep_found": -1}),
			(("Removed", "Correct"), {"sweep_found": 1, "sweep_removed": 2}),
			(("Found", "whole number"), {"sweep_found": 1.5}),
			(("Found", "too large"), {"sweep_found": 99999999999}),
			(("Reason", "Write"), {"standards_conclusion": "No Revision Needed"}),
		):
			self.refused(words, self.officer, self.new(self.source_of(**values)))
