"""Source Governance Plan (治源): what keeps the hazard from coming back. Notice 54/2023 step 5."""

import frappe

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.tracing import BY_CODE
from hazard_governance.governed import GovernedDocument
from hazard_governance.step_checks import (
	check_input,
	fill_causes,
	refuse_foreign_employees,
	refuse_foreign_link,
	refuse_second,
)


class SourceGovernancePlan(GovernedDocument):
	def set_missing(self) -> None:
		self.set_item_status(self.stored_status)
		self.set_question_texts()
		fill_causes(self, self.items)

	def validate_document(self) -> None:
		refuse_second(self)
		check_input(self)
		refuse_foreign_link(self, "study_topic", same="enterprise")
		refuse_foreign_employees(self, [row.responsible_employee for row in self.items])

	def after_status_change(self, old: str, new: str) -> None:
		self.set_item_status(new)
		if new == v.ACCEPTED:
			# what it was re-opened for is settled; the day and the number of times stay
			self.set_by_server(reopened_for=None)

	def set_item_status(self, status: str) -> None:
		"""Done from the day it says so; accepted together with the plan. Continuing duties run on by themselves."""
		accepted = status == v.ACCEPTED
		for row in self.items:
			if not row.done_on:
				row.status = v.OPEN
			else:
				row.status = v.ACCEPTED if accepted else v.DONE

	def set_question_texts(self) -> None:
		"""An item that answers a question, not a cause, shows the explanation given to that question (one query)."""
		rows = [row for row in self.items if row.question_code and not row.cause]
		if not rows:
			return
		analysis = frappe.db.get_value("Root Cause Analysis", {"hazard": self.hazard}, "name")
		explanations = {}
		if analysis:
			explanations = {
				tracing.question_code: tracing.explanation
				for tracing in frappe.get_all(
					"Root Cause Analysis Tracing",
					filters={"parent": analysis, "parenttype": "Root Cause Analysis"},
					fields=["question_code", "explanation"],
					order_by="idx asc",
				)
			}
		for row in rows:
			question = BY_CODE.get(row.question_code)
			row.cause_text = explanations.get(row.question_code) or (question.question if question else "")
