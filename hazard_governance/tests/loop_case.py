"""What the tests of the whole loop share: each act as its real role, tried too early first, and what holds after it."""

from contextlib import contextmanager
from unittest.mock import patch

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, now_datetime, strip_html, today

from hazard_governance.api import measures as measures_api
from hazard_governance.api import source_governance as source_api
from hazard_governance.domain.report import SECTIONS
from hazard_governance.stage_log import digest
from hazard_governance.tests import base
from hazard_governance.tests.list_world import MONTHLY, SUPERVISION, run
from hazard_governance.tests.steps import (
	COUNTY_OFFICE,
	DEPARTMENT,
	EMERGENCY_BUREAU,
	ENTERPRISE,
	StepsTestCase,
	analysis_values,
	measure_values,
	plan_values,
)

STEPS = ("description", "cause_analysis", "accountability", "immediate_rectification", "source_governance")
LETTER = {"Complete": "C", "In Progress": "p", "Not Started": "-"}
TEAM = [{"member_name": "Engineer Zhou", "organisation": "Steps Works", "signed": 1}]
FIRST_MEASURE = {"measure": "Machines stopped, people out", "taken_by": "Shift leader Wang"}


class LoopTestCase(StepsTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.county_head = base.make_user("County Safety Office", name="steps-county-head")
		base.make_authority(COUNTY_OFFICE, members=(cls.county_head,))
		base.make_criterion()

	def setUp(self) -> None:
		super().setUp()
		versioned = patch.object(Document, "_save", _save_with_version)
		versioned.start()
		self.addCleanup(versioned.stop)

	# --- looking ---------------------------------------------------------------------------------------------
	def fresh(self, doc):
		return frappe.get_doc(doc.doctype, doc.name)

	def steps(self, hazard) -> str:
		"""The five steps in their order: C complete, p in progress, - not started."""
		doc = self.fresh(hazard)
		for step in STEPS:
			done = doc.get(f"step_{step}") == "Complete"
			self.assertEqual(done, bool(doc.get(f"step_{step}_on")), step)
		return "".join(LETTER[doc.get(f"step_{step}")] for step in STEPS)

	def assert_at(self, hazard, stage: str, steps: str):
		"""The hazard stands in `stage` with `steps`, its stage log is whole, and it is on the county's list."""
		doc = self.fresh(hazard)
		self.assertEqual((doc.stage, doc.workflow_state), (stage, f"Hazard {stage}"))
		self.assertEqual(self.steps(doc), steps)
		before = "Registered"
		for row in doc.stage_log:
			self.assertEqual(row.from_stage, before)
			self.assertEqual(row.basis_hash, digest(row.basis))
			self.assertIn(doc.hazard_title, row.basis)
			self.assertTrue(row.changed_by and row.changed_at)
			before = row.to_stage
		self.assertEqual(before, stage)
		return doc

	def on_list(self, hazard, user: str | None = None, report: str = MONTHLY) -> dict | None:
		"""The hazard's row of an official list, as `user` (the county) reads it; None when it is not on it."""
		filters = {"month": today()[:7]} if report == MONTHLY else {}
		rows = run(report, user or self.county, filters)["result"]
		return next((row for row in rows if isinstance(row, dict) and row.get("hazard") == hazard.name), None)

	def assert_versioned(self, *documents) -> None:
		"""Every change of status of each document is in a version."""
		for doc in documents:
			field = "stage" if doc.doctype == "Hazard" else "status"
			found = frappe.get_all(
				"Version",
				filters={"ref_doctype": doc.doctype, "docname": doc.name},
				pluck="data",
				order_by="creation asc",
			)
			moves = [
				row for data in found for row in frappe.parse_json(data).get("changed") if row[0] == field
			]
			self.assertTrue(moves, f"no version of {doc.doctype} tells of its moves")

	@contextmanager
	def hazard_untouched(self, hazard):
		"""Work on a step document recomputes the steps of the hazard and leaves its `modified` alone."""
		before = frappe.db.get_value("Hazard", hazard.name, ["modified", "modified_by"])
		yield
		self.assertEqual(frappe.db.get_value("Hazard", hazard.name, ["modified", "modified_by"]), before)

	# --- acting ----------------------------------------------------------------------------------------------
	def too_early(self, doc, action: str, user: str, *words: str) -> None:
		"""The action is refused with everything that is missing in one message; the document stays where it was."""
		field = "stage" if doc.doctype == "Hazard" else "status"
		before = frappe.db.get_value(doc.doctype, doc.name, [field, "workflow_state", "modified"])
		with self.assertRaises(frappe.ValidationError) as refused:
			self.act(doc, action, user)
		said = strip_html(str(refused.exception))
		for word in words:
			self.assertIn(word, said)
		self.assertEqual(
			frappe.db.get_value(doc.doctype, doc.name, [field, "workflow_state", "modified"]), before
		)

	def not_for(self, doc, action: str, *users: str) -> None:
		"""The action is refused to these people, whatever is filled in."""
		field = "stage" if doc.doctype == "Hazard" else "status"
		before = frappe.db.get_value(doc.doctype, doc.name, field)
		for user in users:
			with self.subTest(action, user=user):
				with self.assertRaises((frappe.ValidationError, frappe.PermissionError)):
					self.act(doc, action, user)
				self.assertEqual(frappe.db.get_value(doc.doctype, doc.name, field), before)

	# --- step 1: reported, described, verified ---------------------------------------------------------------------
	def reported(self, **values):
		found_on = add_days(now_datetime(), -2).replace(microsecond=0)
		return self.insert(
			{"doctype": "Hazard", "enterprise": ENTERPRISE, **base.MINIMAL, "found_on": found_on, **values},
			self.reporter,
		)

	def described(self, hazard, **values):
		major = {"classification": "Major", "classification_basis": "Criterion", "criterion": "TEST-1"}
		return self.save(hazard, self.officer, **{**base.DESCRIBED, **major, **values})

	def with_row(self, hazard, table: str, row: dict, user: str | None = None):
		rows = [old.as_dict() for old in self.fresh(hazard).get(table)]
		return self.save(hazard, user or self.officer, **{table: [*rows, row]})

	def verification(self, hazard, **values):
		return self.insert(
			{
				"doctype": "Hazard Verification",
				"hazard": hazard.name,
				"authority": COUNTY_OFFICE,
				"supervising_authority": DEPARTMENT,
				**values,
			},
			self.county,
		)

	def verified(self, hazard, **values):
		return self.act(self.verification(hazard, **values), "Decide Verification", self.county_head)

	# --- step 2 and 3: why, and who ----------------------------------------------------------------------------------
	def analysed(self, hazard):
		doc = self.insert({"doctype": "Root Cause Analysis", "hazard": hazard.name}, self.officer)
		self.too_early(
			doc,
			"Submit Analysis",
			self.officer,
			"T1-1",
			"have no answer",
			"Notice 54/2023",
			"direct cause",
			"root cause",
		)
		doc = self.save(doc, self.officer, **analysis_values())
		doc = self.act(doc, "Submit Analysis", self.officer)
		self.not_for(doc, "Approve Analysis", self.officer, self.county, self.outsider)
		return self.act(doc, "Approve Analysis", self.principal)

	def held_to_account(self, hazard):
		doc = self.action(hazard, measures=[{"measure": "Fine", "amount": 500}])
		doc = self.act(doc, "Submit Accountability", self.officer)
		self.not_for(doc, "Decide Accountability", self.officer, self.county)
		doc = self.act(doc, "Decide Accountability", self.principal)
		self.too_early(doc, "Record Execution", self.officer, "Executed On", "Proof of Execution", "step 3")
		rows = [{**doc.measures[0].as_dict(), "executed_on": today(), "proof": self.photo(self.officer)}]
		doc = self.save(doc, self.officer, measures=rows)
		return self.act(doc, "Record Execution", self.officer)

	# --- step 4: planned, done, posted, reported, accepted ------------------------------------------------------------
	def planned(self, hazard):
		empty = {"doctype": "Remediation Plan", "hazard": hazard.name}
		doc = self.insert(empty, self.officer)
		parts = [f"Part {number} of the plan" for number in range(1, 7)]
		self.too_early(doc, "Submit Plan", self.officer, *parts, "no measure", "article 15")
		doc = self.save(doc, self.officer, **plan_values(self.owner))
		doc = self.act(doc, "Submit Plan", self.officer)
		self.not_for(doc, "Approve Plan", self.officer, self.county)
		return self.act(doc, "Approve Plan", self.principal)

	def done_by_phone(self, plan) -> None:
		with base.as_user(self.owner):
			measures_api.complete_measure(
				"Remediation Plan", plan.name, plan.measures[0].name, today(), "Done", base.make_photo()
			)

	def first_measure_done(self, hazard):
		rows = [row.as_dict() for row in self.fresh(hazard).immediate_measures]
		rows[0].update(done_at=now_datetime(), after_photo=self.photo(self.officer))
		return self.save(hazard, self.officer, immediate_measures=rows)

	def posted_and_reported(self, hazard, plan):
		self.with_row(hazard, "public_postings", {"place": "Gate", "photo": self.photo(self.officer)})
		report = {
			"kind": "Full",
			"authority": DEPARTMENT,
			"plan": plan.name,
			"status_and_cause": "5 mm of dust; nobody's task",
			"harm_and_difficulty": "Explosion; two weeks",
		}
		return self.with_row(hazard, "authority_reports", report)

	def evaluated(self, hazard, verdict: str = "Pass", **values):
		doc = self.insert(
			{
				"doctype": "Rectification Acceptance",
				"hazard": hazard.name,
				"team": TEAM,
				"verdict": verdict,
				"no_change_reason": "Nothing to add",
				**values,
			},
			self.officer,
		)
		doc = self.save(
			doc, self.officer, findings=[{**r.as_dict(), "finding": verdict} for r in doc.findings]
		)
		doc = self.act(doc, "Submit Acceptance", self.officer)
		self.not_for(doc, "Conclude Acceptance", self.officer, self.county)
		return self.act(doc, "Conclude Acceptance", self.principal)

	def checked(
		self, hazard, user: str | None = None, authority: str = COUNTY_OFFICE, verdict: str = "Pass", **values
	):
		user = user or self.county
		doc = self.insert(
			{
				"doctype": "Rectification Acceptance",
				"hazard": hazard.name,
				"level": "Authority Check",
				"authority": authority,
				"verdict": verdict,
				"no_change_reason": "Nothing to add",
				**values,
			},
			user,
		)
		doc = self.save(doc, user, findings=[{**row.as_dict(), "finding": verdict} for row in doc.findings])
		return self.act(doc, "Conclude Check", user)

	def rectified_and_accepted(self, hazard):
		"""From a described hazard with a first measure to Accepted, by the enterprise alone."""
		hazard = self.act(hazard, "Start Rectification", self.officer)
		if hazard.classification == "Major":
			plan = self.planned(hazard)
			self.done_by_phone(plan)
			self.posted_and_reported(hazard, plan)
		self.first_measure_done(hazard)
		self.act(hazard, "Request Acceptance", self.officer)
		self.evaluated(hazard)
		return self.act(hazard, "Accept Rectification", self.principal)

	# --- step 5: governed at the source, told, filed -------------------------------------------------------------------
	def governed(self, hazard):
		doc = self.insert({"doctype": "Source Governance Plan", "hazard": hazard.name}, self.officer)
		self.too_early(doc, "Submit Source Governance", self.officer, "Cause 1", "Cause 2", "step 5")
		with base.as_user(self.officer):
			items = source_api.prefill_items(hazard.name)
		rows = [{**item, **measure_values(self.owner, no_funds=1, funds=0)} for item in items]
		doc = self.save(doc, self.officer, items=rows)
		doc = self.act(doc, "Submit Source Governance", self.officer)
		self.not_for(doc, "Approve Source Governance", self.officer)
		doc = self.act(doc, "Approve Source Governance", self.principal)
		words = ("is not done", "Rules and Standards", "Inherent Safety Retrofit", "Scope", "Evaluated On")
		self.too_early(doc, "Accept Source Governance", self.principal, *words)
		done = {"done_on": today(), "result": "Done", "evidence": self.photo(self.officer)}
		doc = self.save(
			doc,
			self.officer,
			items=[{**row.as_dict(), **done} for row in doc.items],
			standards_conclusion="No Revision Needed",
			standards_reason="The rule was there",
			retrofit_decision="Not Feasible",
			retrofit_reason="The shop closes next year",
			sweep_scope="All shops",
			sweep_done_on=today(),
			sweep_found=2,
			sweep_removed=2,
			failure_review="Handover did not cover cleaning",
			evaluated_on=today(),
			evaluation_result="Holds",
		)
		return self.act(doc, "Accept Source Governance", self.principal)

	def told(self, hazard):
		doc = self.insert({"doctype": "Rectification Report", "hazard": hazard.name}, self.officer)
		words = [f"Section {number}" for number in range(1, 10)]
		self.too_early(doc, "Submit Report", self.officer, *words)
		doc = self.save(doc, self.officer, **{name: f"<p>{name}</p>" for name in SECTIONS})
		doc = self.act(doc, "Submit Report", self.officer)
		self.not_for(doc, "Approve Report", self.officer)
		return self.act(doc, "Approve Report", self.principal)

	def filed(self, report):
		report = self.save(report, self.registrar, filing_authority=EMERGENCY_BUREAU)
		self.too_early(report, "File Report", self.registrar, "receipt number")
		report = self.save(report, self.registrar, receipt_no="BA-2026-1")
		self.not_for(report, "File Report", self.county, self.principal)
		return self.act(report, "File Report", self.registrar)


def _save_with_version(doc, ignore_permissions=None, ignore_version=None):
	"""Tests write no versions unless asked to."""
	return _original_save(doc, ignore_permissions, False)


_original_save = Document._save
__all__ = ["FIRST_MEASURE", "MONTHLY", "SUPERVISION", "LoopTestCase"]
