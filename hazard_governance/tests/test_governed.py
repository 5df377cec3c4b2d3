"""The base of governed documents: alignment, approval, going back, rows, records and the projection.

The ways through an edited workflow are in test_workflows.py; here the base is asked directly, on a cause analysis.
"""

from unittest.mock import patch

import frappe
from frappe.utils import getdate

from hazard_governance import moves, projection, records, retry
from hazard_governance.domain.documents import check_document_move
from hazard_governance.permissions.table import CHILDREN
from hazard_governance.tests.base import (
	OTHER_COUNTY,
	GovernanceTestCase,
	as_user,
	make_authority,
	make_enterprise,
	make_major_hazard,
	make_user,
)

NO_RULES = "hazard_governance.governed.documents.check_document_move"


class GovernedCase(GovernanceTestCase):
	doctype = "Root Cause Analysis"

	def setUp(self):
		super().setUp()
		self.officer = make_user("Enterprise Safety Officer", name="officer-a@hazard.test")
		self.principal = make_user("Enterprise Principal", name="principal-a@hazard.test")
		self.outsider = make_user("Enterprise Principal", name="principal-b@hazard.test")
		self.enterprise = make_enterprise("Test Works Governed", members=(self.officer, self.principal))
		make_enterprise("Test Works Two", members=(self.outsider,))
		with as_user(self.officer):
			self.hazard = make_major_hazard(enterprise=self.enterprise)

	def analysis(self, user=None):
		with as_user(user or self.officer):
			return frappe.get_doc({"doctype": self.doctype, "hazard": self.hazard.name}).insert()

	def act(self, doc, status, user, reason="", state=True):
		"""A plain save that changes state (or, with `state` False, the bare status)."""
		with as_user(user):
			doc = frappe.get_doc(doc.doctype, doc.name)
			if reason:
				doc.return_reason = reason
			workflow = moves.active_workflow(doc.doctype)
			if state and workflow:
				doc.workflow_state = moves.state_for(workflow, doc.status_field, status)
			else:
				doc.set(doc.status_field, status)
			return doc.save()

	def without_workflow(self):
		return patch("hazard_governance.moves.active_workflow", return_value=None)

	def stored(self, doc):
		return frappe.db.get_value(doc.doctype, doc.name, "status")


class TestStart(GovernedCase):
	def test_it_starts_in_the_first_status_with_its_author(self):
		with as_user(self.officer):
			doc = frappe.get_doc(
				{
					"doctype": self.doctype,
					"hazard": self.hazard.name,
					"status": "Approved",
					"workflow_state": "Analysis Approved",
					"prepared_by": self.principal,
					"decided_by": self.principal,
					"enterprise": "Test Works Two",
					"county": OTHER_COUNTY,
				}
			).insert()
		self.assertEqual((doc.status, doc.prepared_by, doc.decided_by), ("Draft", self.officer, None))
		self.assertEqual((doc.enterprise, doc.county), (self.enterprise, self.hazard.county))
		if workflow := moves.active_workflow(self.doctype):
			self.assertEqual(doc.workflow_state, workflow.states[0].state)

	def test_it_stays_with_its_hazard(self):
		doc = self.analysis()
		with as_user(self.officer):
			other = make_major_hazard(enterprise=self.enterprise)
			doc.hazard = other.name
			with self.assertRaises(frappe.CannotChangeConstantError):
				doc.save()

	def test_foreigners_neither_make_nor_touch_it(self):
		with self.assertRaises(frappe.PermissionError):
			self.analysis(self.outsider)
		doc = self.analysis()
		with as_user(self.outsider), self.assertRaises(frappe.PermissionError):
			doc.summary = "Mine"
			doc.save()


@patch(NO_RULES, return_value=[])
class TestMoves(GovernedCase):
	"""The domain's own demands are switched off: what remains is what the base asks."""

	def test_state_and_status_move_together(self, rules):
		doc = self.act(self.analysis(), "Submitted", self.officer)
		self.assertEqual(self.stored(doc), "Submitted")
		workflow = moves.active_workflow(self.doctype)
		if workflow:
			self.assertEqual(moves.status_of(workflow, "status", doc.workflow_state), "Submitted")

	def test_the_bare_status_is_refused_with_the_action_to_use(self, rules):
		doc = self.analysis()
		if not moves.active_workflow(self.doctype):
			self.skipTest("no workflow is installed")
		self.assertRefused("Submit Analysis", self.act, doc, "Submitted", self.officer, state=False)
		self.assertRefused("does not lead to", self.act, doc, "Approved", self.officer, state=False)
		self.assertEqual(self.stored(doc), "Draft")

	def test_without_a_workflow_only_moves_of_the_table(self, rules):
		doc = self.analysis()
		with self.without_workflow():
			self.act(doc, "Submitted", self.officer)
			self.assertEqual(self.stored(doc), "Submitted")
			self.act(doc, "Approved", self.principal)
			rules.side_effect = check_document_move
			self.assertRefused("cannot go from", self.act, doc, "Submitted", self.principal)
		self.assertEqual(self.stored(doc), "Approved")

	def test_nobody_approves_what_they_prepared(self, rules):
		doc = self.act(self.analysis(), "Submitted", self.principal)
		for without in (False, True):
			with self.subTest(without_workflow=without):
				context = self.without_workflow() if without else patch(NO_RULES, return_value=[])
				with context:
					self.assertRefused("prepared this", self.act, doc, "Approved", self.principal)
		self.assertEqual(self.stored(doc), "Submitted")

	def test_a_second_person_approves_and_signs(self, rules):
		doc = self.act(self.analysis(), "Submitted", self.officer)
		doc = self.act(doc, "Approved", self.principal)
		self.assertEqual((doc.decided_by, doc.sole_operator_approval), (self.principal, 0))
		self.assertTrue(doc.decided_at)

	def test_consent_stands_for_the_second_signature(self, rules):
		enterprise = frappe.get_doc("Regulated Enterprise", self.enterprise)
		enterprise.update(
			{
				"sole_operator": 1,
				"sole_operator_authority": make_authority(),
				"sole_operator_consent_on": getdate(),
			}
		)
		enterprise.save()
		doc = self.act(self.analysis(self.principal), "Submitted", self.principal)
		doc = self.act(doc, "Approved", self.principal)
		self.assertEqual((doc.status, doc.sole_operator_approval), ("Approved", 1))

	def test_a_move_belongs_to_the_enterprise(self, rules):
		city = make_user("City Safety Office", "Enterprise Principal", name="both@hazard.test")
		make_authority("Test City Office", region="Test City", members=(city,))
		make_enterprise("Test Works Two", members=(city,))
		doc = self.act(self.analysis(), "Submitted", self.officer)
		with self.assertRaises(frappe.PermissionError):
			self.act(doc, "Approved", city)

	def test_frozen_once_submitted(self, rules):
		doc = self.act(self.analysis(), "Submitted", self.officer)
		with as_user(self.officer):
			doc = frappe.get_doc(doc.doctype, doc.name)
			doc.summary = "Rewritten"
			self.assertRefused("Summary", doc.save)


class TestGoingBack(GovernedCase):
	def test_it_needs_a_reason_that_is_logged_and_used_up(self):
		with patch(NO_RULES, return_value=[]):
			doc = self.act(self.analysis(), "Submitted", self.officer)
		self.assertRefused("reason for going back is empty", self.act, doc, "Draft", self.principal)
		doc = self.act(doc, "Draft", self.principal, reason="Two questions are open")
		self.assertEqual((doc.status, doc.return_reason, doc.decided_by), ("Draft", None, None))
		comments = frappe.get_all(
			"Comment", filters={"reference_name": doc.name}, pluck="content", order_by="creation asc"
		)
		self.assertTrue(any("Two questions are open" in text for text in comments))
		with patch(NO_RULES, return_value=[]):
			self.act(doc, "Submitted", self.officer)
		self.assertRefused("reason for going back is empty", self.act, doc, "Draft", self.principal)

	def test_a_reason_may_be_saved_first_as_the_form_does(self):
		with patch(NO_RULES, return_value=[]):
			doc = self.act(self.analysis(), "Submitted", self.officer)
		with as_user(self.principal):
			doc = frappe.get_doc(doc.doctype, doc.name)
			doc.return_reason = "Cause 2 has no consequence"
			doc.save()
		self.assertEqual(self.act(doc, "Draft", self.principal).status, "Draft")


class TestRows(GovernedCase):
	def test_a_row_is_not_written_without_its_document(self):
		row = {
			"doctype": "Hazard Immediate Measure",
			"parent": self.hazard.name,
			"parenttype": "Hazard",
			"parentfield": "immediate_measures",
			"measure": "Sneaked in",
			"taken_by": "Nobody",
		}
		self.assertRefused("cannot be changed by itself", frappe.get_doc(row).insert)
		self.hazard.append("immediate_measures", {"measure": "Stopped", "taken_by": "Shift leader"})
		self.hazard.save()
		stored = frappe.get_doc("Hazard Immediate Measure", self.hazard.immediate_measures[0].name)
		stored.measure = "Changed alone"
		self.assertRefused("cannot be changed by itself", stored.save)
		self.assertRefused(
			"cannot be changed by itself", frappe.delete_doc, stored.doctype, stored.name, force=1
		)
		self.assertEqual(frappe.db.get_value(stored.doctype, stored.name, "measure"), "Stopped")

	def test_every_child_doctype_has_the_guard(self):
		from hazard_governance.children import GovernedChild

		for child in CHILDREN:
			self.assertTrue(issubclass(frappe.get_doc({"doctype": child}).__class__, GovernedChild), child)


class TestRecords(GovernedCase):
	def count(self, call):
		seen = []
		original = frappe.db.sql

		def counted(*args, **kwargs):
			seen.append(args[0])
			return original(*args, **kwargs)

		with patch.object(frappe.db, "sql", counted):
			call()
		return len(seen)

	def test_many_records_cost_the_queries_of_one(self):
		names = [self.hazard.name]
		records.load_records(names)
		one = self.count(lambda: records.load_records(names))
		names += [make_major_hazard(enterprise=self.enterprise).name for _ in range(4)]
		self.assertEqual(self.count(lambda: records.load_records(names)), one)
		self.assertEqual(list(records.load_records(names)), names)

	def test_the_document_in_memory_takes_the_place_of_the_stored_one(self):
		doc = self.analysis()
		doc.summary = "Not saved yet"
		self.assertEqual(
			records.load_record(self.hazard.name, overlay=(doc,)).analysis.summary, "Not saved yet"
		)
		self.assertFalse(records.load_record(self.hazard.name).analysis.summary)

	def test_a_missing_hazard_is_named(self):
		self.assertRefused("HZ-NONE", records.load_record, "HZ-NONE", exc=frappe.DoesNotExistError)


class TestProjection(GovernedCase):
	def test_a_step_document_moves_the_columns_but_not_the_clock(self):
		before = frappe.db.get_value(
			"Hazard", self.hazard.name, ["modified", "step_cause_analysis"], as_dict=True
		)
		self.assertEqual(before.step_cause_analysis, "Not Started")
		doc = self.analysis()
		after = frappe.db.get_value(
			"Hazard", self.hazard.name, ["modified", "step_cause_analysis"], as_dict=True
		)
		self.assertEqual((after.step_cause_analysis, after.modified), ("In Progress", before.modified))
		frappe.delete_doc(doc.doctype, doc.name)
		self.assertEqual(
			frappe.db.get_value("Hazard", self.hazard.name, "step_cause_analysis"), "Not Started"
		)

	def test_a_falsified_column_is_put_right(self):
		frappe.db.set_value(
			"Hazard", self.hazard.name, "step_cause_analysis", "Complete", update_modified=False
		)
		projection.refresh_many([self.hazard.name])
		self.assertEqual(
			frappe.db.get_value("Hazard", self.hazard.name, "step_cause_analysis"), "Not Started"
		)


class TestRetry(GovernedCase):
	def test_the_outermost_save_begins_again_after_a_deadlock(self):
		calls = []

		def write():
			calls.append(self.hazard.place)
			self.hazard.place = "half done"
			if len(calls) < 3:
				raise frappe.QueryDeadlockError
			return "written"

		with (
			patch.object(frappe.db, "transaction_writes", 0),
			patch.object(frappe.db, "rollback") as rollback,
		):
			self.assertEqual(retry.once_more_on_deadlock(self.hazard, write), "written")
		self.assertEqual(len(set(calls)), 1)
		self.assertEqual(rollback.call_count, 2)

	def test_a_save_within_other_writes_lets_it_through(self):
		def write():
			raise frappe.QueryDeadlockError

		with (
			patch.object(frappe.db, "transaction_writes", 1),
			patch.object(frappe.db, "rollback") as rollback,
			self.assertRaises(frappe.QueryDeadlockError),
		):
			retry.once_more_on_deadlock(self.hazard, write)
		rollback.assert_not_called()
