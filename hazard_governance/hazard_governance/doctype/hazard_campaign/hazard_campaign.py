"""Hazard Campaign: a special action with its period and scope; a filter of every list."""

from frappe.model.document import Document

from hazard_governance.field_values import check_values, require_filled
from hazard_governance.masters import refuse_deletion_in_use, refuse_repeated, refuse_reversed_dates


class HazardCampaign(Document):
	def validate(self) -> None:
		check_values(self)
		require_filled(self)
		refuse_reversed_dates(self, "from_date", "to_date")
		refuse_repeated(self, "industries", "industry")

	def on_trash(self) -> None:
		refuse_deletion_in_use(self)
