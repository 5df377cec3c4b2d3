"""Supervision Authority: who supervises, where, which industries, and which officers are its members."""

import frappe
from frappe.model.document import Document

from hazard_governance import succession
from hazard_governance.field_values import check_values, require_filled
from hazard_governance.masters import refuse_deletion_in_use, refuse_repeated

# level of the region -> level of the authority: a development zone ranks as a county
LEVELS = {"City": "City", "County": "County", "Development Zone": "County", "Township": "Township"}


class SupervisionAuthority(Document):
	def validate(self) -> None:
		check_values(self)
		require_filled(self)
		self.level = LEVELS[frappe.db.get_value("Supervision Region", self.region, "level")]
		refuse_repeated(self, "members", "user")
		refuse_repeated(self, "industries", "industry")
		refuse_repeated(self, "themes", "sector")
		succession.check(self)

	def on_trash(self) -> None:
		refuse_deletion_in_use(self)
