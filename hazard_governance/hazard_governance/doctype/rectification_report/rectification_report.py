"""Rectification Report (高质量整改报告): composed from the record, approved, filed. Notice 54/2023 part 4(3)."""

import frappe
from frappe.utils import getdate

from hazard_governance.domain import vocabulary as v
from hazard_governance.governed import AUTHORITY_SIDE, ENTERPRISE_SIDE, GovernedDocument
from hazard_governance.step_checks import (
	check_input,
	refuse_fields_of_others,
	refuse_foreign_authority,
	refuse_second,
)

FILING_FIELDS = ("receipt_no", "filed_on", "filing_remarks")


class RectificationReport(GovernedDocument):
	authority_fields = FILING_FIELDS

	def validate_document(self) -> None:
		refuse_second(self)
		check_input(self)
		refuse_foreign_authority(self, "filing_authority")
		refuse_fields_of_others(self)

	def acting_side(self, old: str, new: str) -> str:
		"""The enterprise writes and approves; the emergency management department files or refuses."""
		refused = old in (v.APPROVED, v.FILED) and new == v.DRAFT
		return AUTHORITY_SIDE if new == v.FILED or refused else ENTERPRISE_SIDE

	def acting_authority(self, old: str, new: str) -> str | None:
		return self.filing_authority

	def after_status_change(self, old: str, new: str) -> None:
		if new == v.FILED:
			self.filed_on = self.filed_on or getdate()
		elif old == v.FILED:
			# the reason of the move names the filing that holds no longer; its versions keep it
			self.update(dict.fromkeys(FILING_FIELDS))
		if new == v.APPROVED:
			# the decision that follows is the department's; who approved it stays on the paper
			self.approved_by, self.approved_on = frappe.session.user, getdate()
		elif new == v.DRAFT:
			self.approved_by = self.approved_on = None
