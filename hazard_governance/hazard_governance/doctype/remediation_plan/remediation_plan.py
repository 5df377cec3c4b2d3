"""Remediation Plan (治理方案): six parts and five-fix measures of one hazard. Order 16/2007 art. 15."""

import frappe
from frappe.utils import flt

from hazard_governance import erpnext_links
from hazard_governance.api.plan import six_parts
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.plan import SIX_PARTS
from hazard_governance.governed import GovernedDocument
from hazard_governance.step_checks import check_input, fill_causes, refuse_foreign_employees, refuse_second


class RemediationPlan(GovernedDocument):
	def onload(self) -> None:
		super().onload()
		# ERPNext changes a task's status without a hook (db_set); the form shows what the task says
		erpnext_links.sync_task_status(self)

	def set_missing(self) -> None:
		if self.removed_on_the_spot and self.stored_status == v.DRAFT:
			self.prefill_parts()
		self.technically_weak = frappe.db.get_value(
			"Regulated Enterprise", self.enterprise, "technically_weak"
		)
		self.total_funds = flt(sum(flt(row.funds) for row in self.measures), 2)
		if self.project:
			erpnext_links.add_tasks(self)
		self.set_measure_status()
		fill_causes(self, self.measures)

	def validate_document(self) -> None:
		refuse_second(self)
		check_input(self)
		refuse_foreign_employees(self, [row.responsible_employee for row in self.measures])

	def prefill_parts(self) -> None:
		"""A hazard removed on the spot: what was done says what the six parts hold; what a person wrote stays."""
		empty = [part for part, _message in SIX_PARTS if not self.get(part)]
		if empty:
			parts = six_parts(self.hazard)
			self.update({part: parts[part] for part in empty})

	def set_measure_status(self) -> None:
		"""A measure is done from the day it says so; where it has a task, the task's status counts.

		A day entered or cleared by this very save goes the other way, into the task (on_update).
		"""
		before = self.get_doc_before_save()
		days = {row.name: row.done_on for row in before.measures} if before else {}
		untouched = []
		for row in self.measures:
			if row.task and str(days.get(row.name) or "") == str(row.done_on or ""):
				untouched.append(row)
			else:
				row.status = "Done" if row.done_on else "Open"
		if untouched and erpnext_links.is_open_for_rectification(self.hazard):
			erpnext_links.apply_task_statuses(
				untouched, erpnext_links.task_statuses([row.task for row in untouched])
			)

	def after_saved(self, old: str, new: str) -> None:
		if self.project:
			erpnext_links.cancel_tasks_of_removed_rows(self)
		for row in self.measures:
			erpnext_links.push_to_task(row)
