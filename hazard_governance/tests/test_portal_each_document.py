"""Every document that is written on the portal, one like the other: who may, what is stored, and what is refused."""

from dataclasses import dataclass, field

import frappe
from frappe.utils import add_days, now_datetime, today

from hazard_governance.api import returns
from hazard_governance.tests import base
from hazard_governance.tests.document_case import MEASURE, WritingCase, held
from hazard_governance.tests.steps import COUNTY_OFFICE, DEPARTMENT
from hazard_governance.tests.test_portal_acts import photo


@dataclass(frozen=True)
class Case:
	"""One document: who writes it (an attribute of the test), with what; a table with one row of it; who may not; what the
	server keeps in it; an error and its field; a later state in which nobody writes on."""

	doctype: str
	writer: str
	values: dict
	others: tuple[str, ...]
	kept: dict
	wrong: tuple[str, object, str]
	table: str = ""
	row: dict = field(default_factory=dict)
	closed: tuple[str, str] = ("", "")
	single: bool = False


OUTSIDE = ("outsider", "other_county", "task_force", "reporter", "owner")
PERSON = {
	"person_name": "Wang",
	"responsibility": "Primary",
	"responsibility_class": "Direct",
	"grounds": "Did not",
}
FINE = {"target": "Enterprise", "kind": "Fine", "amount": "30000", "law": "Work Safety Law", "article": "101"}
CASES = (
	Case(
		"Root Cause Analysis",
		"officer",
		{"summary": "Cleaning was nobody's task", "analysed_on": today(), "tracings.T1-1.answer": "Yes"},
		(*OUTSIDE, "county", "department", "city", "registrar"),
		{"redo_reason": "X", "decided_by": "Administrator"},
		("analysed_on", add_days(today(), 3), "lies in the future"),
		"causes",
		{"description": "Dust", "level": "Direct", "dimension": "Human", "aspect_rules": "1"},
		("Analysis Approved", "Approved"),
		single=True,
	),
	Case(
		"Remediation Plan",
		"officer",
		{"goals": "No dust", "plan_start": today(), "third_party_name": "Institute"},
		(*OUTSIDE, "county", "department", "city", "registrar"),
		{"total_funds": "9", "technically_weak": "1"},
		("plan_end", "soon", "cannot be read"),
		"measures",
		MEASURE,
		("Plan Submitted", "Submitted"),
		single=True,
	),
	Case(
		"Accountability Action",
		"principal",
		PERSON,
		OUTSIDE,
		{"sole_operator_approval": "1", "decided_by": "Administrator"},
		("grounds", "", "is empty"),
		"measures",
		{"measure": "Verbal Warning", "sanction": "In the shift meeting"},
		("Accountability Executed", "Executed"),
	),
	Case(
		"Production Suspension",
		"officer",
		{"extent": "Grinding shop", "scope": "Part", "from_at": f"{today()}T00:01", "people_withdrawn": "1"},
		OUTSIDE,
		{"examination_due": today(), "examined_on": today(), "examiners": "Me", "resumed_on": today()},
		("from_at", f"{add_days(today(), 2)}T08:00", "lies in the future"),
		closed=("Suspension Resumed", "Resumed"),
	),
	Case(
		"Rectification Acceptance",
		"officer",
		{"accepted_on": today(), "remarks": "As planned", "no_change_reason": "Nothing"},
		OUTSIDE,
		{"decided_by": "Administrator"},
		("accepted_on", add_days(today(), 3), "lies in the future"),
		"team",
		{"member_name": "Engineer Zhou", "organisation": "Institute", "signed": "1"},
		("Acceptance Concluded", "Concluded"),
	),
	Case(
		"Source Governance Plan",
		"officer",
		{"sweep_scope": "All shops", "sweep_found": "3", "failure_review": "Handover"},
		(*OUTSIDE, "county", "department", "city", "registrar"),
		{"times_reopened": "5", "reopened_on": today()},
		("sweep_found", "many", "cannot be read"),
		"items",
		{"kind": "Habit Check", **MEASURE, "continuing": "1"},
		single=True,
	),
	Case(
		"Rectification Report",
		"officer",
		{"lessons": "We clean"},
		(*OUTSIDE, "county", "department", "city"),
		{"receipt_no": "BA-9", "filed_on": today(), "approved_by": "Administrator"},
		("filing_authority", "Steps Other County Office", "choose one from the list"),
		closed=("Report Filed", "Filed"),
		single=True,
	),
	Case(
		"Supervision Case",
		"department",
		{"leader": "Sun", "requirements": "Clean", "due_on": add_days(today(), 20), "report_every_days": "7"},
		(*OUTSIDE, "officer", "principal"),
		{"in_force_on": today(), "original_due": today()},
		("report_every_days", "weekly", "cannot be read"),
		closed=("Case Delisted", "Delisted"),
	),
	Case(
		"Enforcement Decision",
		"county",
		{
			"measures_effective": "Yes",
			"production_continued": "No",
			"hidden": "No",
			"finding_grounds": "Seen",
		},
		(*OUTSIDE, "officer", "principal"),
		{"computed_outcome": "Lenient", "chain_hash": "x"},
		("visited_at", f"{add_days(today(), 2)}T08:00", "future"),
		"evidence",
		{"about": "Effective Measures", "description": "Photos"},
	),
	Case(
		"Study Topic",
		"officer",
		{"topic": "Dust", "leader": "Li", "question": "Why twice?"},
		(*OUTSIDE, "county", "department", "city", "registrar"),
		{"county": base.OTHER_COUNTY},
		("period", "never", "cannot be read"),
	),
)


class TestEachDocument(WritingCase):
	def each(self, check) -> None:
		"""`check(case, user)` for every document, each on a hazard of its own."""
		for case in CASES:
			with self.subTest(case.doctype):
				frappe.db.savepoint("one_document")
				try:
					self.hazard_now = self.described(self.with_measure())
					check(case, getattr(self, case.writer))
				finally:
					frappe.set_user("Administrator")
					frappe.db.rollback(save_point="one_document")
					base.clear_scope_cache()

	def with_measure(self):
		return self.with_row(
			self.reported(), "immediate_measures", {"measure": "Stopped", "taken_by": "Wang"}
		)

	def filled(self, case: Case, user: str, page, **more):
		"""(page, values) of a new document with a row."""
		values = {**case.values, **more}
		if case.doctype in ("Enforcement Decision", "Supervision Case"):
			values["authority"] = COUNTY_OFFICE if case.writer == "county" else DEPARTMENT
		if case.table:
			page, prefix = self.row_added(user, page, case.table)
			values |= {prefix + name: value for name, value in case.row.items()}
		return page, values

	def others(self, case: Case) -> list[str]:
		return [getattr(self, name) for name in case.others]

	def assert_holds(self, part, values: dict) -> None:
		for name, value in values.items():
			stored = part.get(name)
			if part.meta.get_field(name).fieldtype in ("Float", "Int", "Check"):
				self.assertEqual(stored, float(value), name)
			elif part.meta.get_field(name).fieldtype == "Text Editor":
				self.assertIn(value, stored)
			else:
				self.assertEqual(str(stored).replace(" ", "T")[: len(value)], value.replace(" ", "T"), name)

	def test_from_the_empty_form_to_the_closed_document(self):
		def check(case: Case, user: str) -> None:
			for other in self.others(case):
				self.assertEqual(self.begun(other, case.doctype, self.hazard_now).status, 404, other)
			self.lost_nothing(case, user)
			doc = self.made_once(case, user)
			self.came_back(case, user, doc)
			self.not_written_by(doc, *self.others(case))
			if case.single:
				self.assertEqual(self.begun(user, case.doctype, self.hazard_now).status, 404)
			self.took_no_more(case, user, doc)
			self.refused_when_old_or_closed(case, user, doc)

		self.each(check)

	def lost_nothing(self, case: Case, user: str) -> None:
		"""An error stands at its field, and everything typed is still there."""
		name, value, words = case.wrong
		page, values = self.filled(
			case, user, self.begun(user, case.doctype, self.hazard_now), **{name: value}
		)
		count = frappe.db.count(case.doctype)
		page = self.not_saved(user, words, page, values)
		self.assertIn(f'id="a-{name}-wrong"', page.html)
		kept = held(page.html)
		for typed, text in values.items():
			# a list shows what it holds: no browser sends anything else
			if not (typed == name and "from the list" in words):
				self.assertEqual(kept.get(typed), text, typed)
		self.assertEqual(frappe.db.count(case.doctype), count)

	def made_once(self, case: Case, user: str):
		"""Sent twice it is made once; what was typed is stored."""
		page, values = self.filled(case, user, self.begun(user, case.doctype, self.hazard_now))
		count = frappe.db.count(case.doctype)
		first, again = (self.pressed(user, page, values=values) for _time in range(2))
		self.assertEqual((first.status, again.status), (303, 303), first.text[:700])
		self.assertEqual(first.location, again.location)
		self.assertEqual(frappe.db.count(case.doctype), count + 1)
		doc = frappe.get_last_doc(case.doctype)
		self.assert_holds(doc, {name: value for name, value in case.values.items() if "." not in name})
		if case.table:
			self.assertEqual(len(doc.get(case.table)), 1)
			self.assert_holds(doc.get(case.table)[0], case.row)
		return doc

	def came_back(self, case: Case, user: str, doc) -> None:
		"""A form sent back as it was shown changes nothing, and rows stay who they are."""
		self.saved(user, self.opened(user, doc))
		after = frappe.get_doc(doc.doctype, doc.name)
		for df in doc.meta.fields:
			if df.fieldtype != "Table":
				self.assertEqual(str(after.get(df.fieldname)), str(doc.get(df.fieldname)), df.fieldname)
		for table in doc.meta.get_table_fields():
			rows = [[row.name for row in one.get(table.fieldname)] for one in (after, doc)]
			self.assertEqual(*rows)

	def took_no_more(self, case: Case, user: str, doc) -> None:
		"""What the server keeps is not in the form and not taken from a request; nor is a row of another document."""
		page = self.opened(user, doc)
		self.assertTrue(set(held(page.html)).isdisjoint(case.kept))
		smuggled = {**case.kept, "workflow_state": "X", "prepared_by": self.outsider, "name": "X"}
		smuggled |= {"enterprise": "Steps Works Two", "county": base.OTHER_COUNTY}
		if case.doctype != "Study Topic":
			smuggled["status"] = "Approved"
		self.saved(user, page, smuggled)
		after = frappe.get_doc(doc.doctype, doc.name)
		for name in smuggled:
			if doc.meta.has_field(name):
				self.assertEqual(str(after.get(name)), str(doc.get(name)), name)
		if case.table:
			foreign = {f"{case.table}.0123456789": "1"}
			self.not_saved(user, "no longer part of the document", self.opened(user, doc), foreign)

	def refused_when_old_or_closed(self, case: Case, user: str, doc) -> None:
		page = self.opened(user, doc)
		frappe.db.set_value(doc.doctype, doc.name, "modified", add_days(now_datetime(), 1))
		self.not_saved(user, "changed by somebody else", page)
		state, status = case.closed
		if state:
			frappe.db.set_value(doc.doctype, doc.name, {"workflow_state": state, "status": status})
			self.not_written_by(doc, user)
			self.assertEqual(self.pressed(user, page).status, 409)


class TestSidesOfADocument(WritingCase):
	def test_each_side_writes_its_part_of_a_suspension(self):
		hazard = self.described(self.reported())
		values = {"extent": "Shop", "from_at": f"{today()}T00:01"}
		self.saved(self.officer, self.begun(self.officer, "Production Suspension", hazard), values)
		doc = frappe.get_last_doc("Production Suspension")
		applied = {"applied_on": today(), "application": "Clean", "evaluation_by": "Own Experts"}
		theirs = {"examined_on": today(), "examination_result": "Pass", "examiners": "Two"}
		mine, office = (set(held(self.opened(user, doc).html)) for user in (self.officer, self.county))
		self.assertTrue(mine >= set(applied) and mine.isdisjoint(theirs))
		self.assertTrue(office >= set(theirs) and office.isdisjoint(applied))
		self.assertNotIn("mine_safety_document", office)
		self.saved(self.officer, self.opened(self.officer, doc), {**applied, **theirs})
		self.set_stage(hazard, "Pending Acceptance")
		doc = self.step(self.officer, doc, "Apply to Resume")
		self.assertFalse(doc.examined_on)
		names = {
			name
			for name in held(self.opened(self.officer, doc).html)
			if name not in ("csrf_token", "modified", "once") and "form-" not in name
		}
		self.assertEqual(names, {"announced_on"})
		page = self.opened(self.county, doc)
		self.saved(self.county, page, {**theirs, "examining_authority": COUNTY_OFFICE, "application": "X"})
		self.closed_to(
			"move-production-suspension", doc, self.officer, self.other_county, row="Record Examination"
		)
		doc = self.step(self.county, doc, "Record Examination")
		self.step_refused(self.county, doc, "Resume Production", "day of resumption is empty")
		self.saved(self.county, self.opened(self.county, doc), {"resumed_on": today()})
		doc = self.step(self.county, doc, "Resume Production")
		self.assertEqual((doc.status, doc.application), ("Resumed", "Clean"))

	def test_a_higher_level_of_permission_is_neither_shown_nor_taken(self):
		hazard = self.reported()
		page = self.opened(self.reporter, hazard, "tab_1_description")
		self.saved(
			self.reporter,
			page,
			{"possible_harm": "Fire", "national_no": "N-1", "general_accountability": "Wang"},
		)
		stored = self.fresh(hazard)
		self.assertEqual(
			(stored.possible_harm, stored.national_no, stored.general_accountability), ("Fire", None, None)
		)
		for part in ("tab_3_accountability", "tab_register"):
			self.not_written_by(stored, self.reporter, self.outsider, part=part)
		shown = self.visit(self.reporter, f"/hazards/hazard/{hazard.name}").text
		self.assertIn("Edit: 1 Description", shown)
		self.assertNotIn("Edit: Register", shown)
		self.saved(self.officer, self.opened(self.officer, stored, "tab_register"), {"national_no": "N-1"})
		self.assertEqual(self.fresh(hazard).national_no, "N-1")

	def test_an_office_writes_for_an_enterprise_without_users_and_records_its_signature(self):
		base.make_enterprise("Steps Works Offline")
		with base.as_user(self.county):
			hazard = base.make_major_hazard(enterprise="Steps Works Offline")
		page = self.begun(self.county, "Remediation Plan", hazard)
		page, row = self.row_added(self.county, page, "measures")
		parts = (
			"goals",
			"methods",
			"funds_and_materials",
			"organisation",
			"time_limits",
			"safety_and_contingency",
		)
		values = dict.fromkeys(parts, "As handed in") | {row + name: value for name, value in MEASURE.items()}
		self.saved(self.county, page, values)
		plan = frappe.get_last_doc("Remediation Plan")
		self.assertEqual(plan.entered_by_authority, COUNTY_OFFICE)
		self.not_written_by(plan, self.officer, self.other_county)
		plan = self.step(self.county, plan, "Submit Plan")
		action = "Approve Plan on Signed Paper"
		self.refused(self.county, "choose a file", "move-remediation-plan", plan, action)
		plan = self.step(self.county, plan, action, signed_paper=photo())
		self.assertEqual(plan.status, "Approved")
		self.assertTrue(plan.signed_paper)

	def test_a_signed_copy_is_added_to_a_submitted_return(self):
		with base.as_user(self.county):
			name = returns.collect(today()[:7], authority=COUNTY_OFFICE)["name"]
		doc = frappe.get_doc("Hazard Return", name)
		self.not_written_by(doc, self.officer, self.other_county, self.task_force)
		self.saved(self.county, self.opened(self.county, doc), {"remarks": "All by hand", "rows_total": "9"})
		self.assertEqual((self.fresh(doc).remarks, self.fresh(doc).rows_total), ("All by hand", 0))

	def test_an_office_looks_back_and_the_enterprise_does_not_know(self):
		hazard = self.described(self.reported())
		self.set_stage(hazard, "Closed Out")
		page = self.begun(self.county, "Follow-up Inspection", hazard)
		self.not_begun_by("Follow-up Inspection", hazard, self.officer, self.other_county, self.task_force)
		values = {"authority": COUNTY_OFFICE, "origin": "Direction", "inspected_on": today()}
		page = self.not_saved(self.county, "Direction is empty", page, values)
		self.saved(self.county, page, {"direction": "The city asked for it"})
		doc = frappe.get_last_doc("Follow-up Inspection")
		self.assertEqual((doc.direction, doc.status), ("The city asked for it", "Draft"))
		self.not_written_by(doc, self.officer, self.principal, self.other_county)
