"""Accountability Measure: one means of holding a person to account (notice 54/2023, step 3)."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from hazard_governance.field_values import check_values, require_filled
from hazard_governance.masters import refuse_deletion_in_use


class AccountabilityMeasure(Document):
	def validate(self) -> None:
		check_values(self)
		require_filled(self)
		for fieldname in ("sequence", "severity"):
			if cint(self.get(fieldname)) < 0:
				frappe.throw(
					_("{0} cannot be negative. Enter 0 or more.").format(_(self.meta.get_label(fieldname)))
				)

	def on_trash(self) -> None:
		refuse_deletion_in_use(self)
