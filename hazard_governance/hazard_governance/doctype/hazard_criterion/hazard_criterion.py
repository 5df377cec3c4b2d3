"""Hazard Criterion: one article of a determination standard, with the days between which it is in force."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, getdate

from hazard_governance import criteria, scope
from hazard_governance.field_values import check_values, require_filled
from hazard_governance.masters import refuse_deletion_in_use, refuse_loop, refuse_reversed_dates


class HazardCriterion(Document):
	def validate(self) -> None:
		check_values(self)
		require_filled(self)
		if self.superseded_by:
			self.follow_successor()
		criteria.end_if_replaced(self)
		refuse_reversed_dates(self, "valid_from", "valid_to")
		criteria.check_change(self)

	def follow_successor(self) -> None:
		"""A superseded criterion ends on the day before its successor begins, unless an end is given."""
		refuse_loop(self, "superseded_by")
		begins = frappe.db.get_value("Hazard Criterion", self.superseded_by, "valid_from")
		if begins and getdate(begins) <= getdate(self.valid_from):
			frappe.throw(
				_("{0}: {1} begins on {2}, not after this one. Choose the criterion that came later.").format(
					_(self.meta.get_label("superseded_by")), self.superseded_by, frappe.format(begins, "Date")
				)
			)
		if begins and not self.valid_to:
			self.valid_to = add_days(begins, -1)

	def on_update(self) -> None:
		if self.replaces_document:
			criteria.end_replaced([self.replaces_document])
		if self.get_doc_before_save() and self.has_value_changed("industry"):
			scope.rescope_sectors()

	def on_trash(self) -> None:
		refuse_deletion_in_use(self)
