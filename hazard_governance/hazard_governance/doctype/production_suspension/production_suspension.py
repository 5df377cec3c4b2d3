"""Production Suspension (停产停业): from the order to the permission to resume.

Order 16/2007 art. 16, 18 and 23; coal mines: Coal Mine Safety Regulations art. 48 and 49.
"""

import frappe
from frappe import _
from frappe.utils import getdate

from hazard_governance.domain import clocks, letters
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.facts import Settings
from hazard_governance.governed import (
	AUTHORITY_SIDE,
	ENTERPRISE_SIDE,
	GovernedDocument,
	throw_deficiencies,
)
from hazard_governance.step_checks import (
	check_input,
	refuse_fields_of_others,
	refuse_foreign_authority,
)

ENTERPRISE_FIELDS = ("applied_on", "application", "evaluation_by", "institution", "evaluation_report")
AUTHORITY_FIELDS = (
	"examining_authority",
	"examined_on",
	"examination_result",
	"examination_no",
	"examiners",
	"examination_remarks",
	"department_head",
	"department_signed_on",
	"mine_safety_authority",
	"mine_safety_agreed_on",
	"mine_safety_document",
	"government_head",
	"government_approved_on",
	"government_document",
	"resumed_on",
)


class ProductionSuspension(GovernedDocument):
	authority_fields = AUTHORITY_FIELDS
	enterprise_fields = ENTERPRISE_FIELDS

	def set_missing(self) -> None:
		sector = frappe.db.get_value("Hazard", self.hazard, "industry")
		self.is_coal = frappe.db.get_value("Industry Sector", sector, "is_coal") if sector else 0
		self.examination_due = self.get_examination_due()
		if self.ordered_by != v.BY_AUTHORITY:
			self.authority = None
		if self.has_value_changed("examination_no"):
			self.examination_no = letters.tidied(self.examination_no) or None

	def validate_document(self) -> None:
		check_input(self)
		if self.has_value_changed("examination_no"):
			throw_deficiencies(letters.check_letter(self.doctype, "examination_no", self.examination_no))
		refuse_foreign_authority(self, "authority")
		refuse_foreign_authority(self, "examining_authority")
		self.check_mine_safety_authority()
		refuse_fields_of_others(self)

	def acting_side(self, old: str, new: str) -> str:
		"""The enterprise applies; everything after that is an authority's."""
		return ENTERPRISE_SIDE if (old, new) == (v.IN_FORCE, v.RESUMPTION_APPLIED) else AUTHORITY_SIDE

	def acting_authority(self, old: str, new: str) -> str | None:
		"""The examination and its outcome belong to who examines; the coal chain's consents come from others."""
		return None if new in (v.MINE_SAFETY_AGREED, v.GOVERNMENT_APPROVED) else self.examining_authority

	def get_examination_due(self):
		"""Last day of the examination: 10 days after the application, 20 for a coal mine (setting)."""
		if not self.applied_on:
			return None
		settings = Settings.from_mapping(frappe.get_cached_doc("Hazard Governance Settings"))
		return clocks.examination_due(getdate(self.applied_on), bool(self.is_coal), settings)

	def check_mine_safety_authority(self) -> None:
		"""The agreement to a coal mine's resumption comes from a mine safety administration (art. 48)."""
		name = self.mine_safety_authority
		if name and frappe.db.get_value("Supervision Authority", name, "kind") != v.MINE_SAFETY:
			frappe.throw(
				_("{0}: {1} is not a mine safety administration. Choose the one that agreed.").format(
					_(self.meta.get_label("mine_safety_authority")), name
				)
			)
