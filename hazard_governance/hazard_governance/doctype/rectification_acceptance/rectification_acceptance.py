"""Rectification Acceptance (验收): the enterprise's own evaluation, and the authority's check."""

import frappe
from frappe import _

from hazard_governance.domain import vocabulary as v
from hazard_governance.governed import AUTHORITY_SIDE, ENTERPRISE_SIDE, GovernedDocument
from hazard_governance.permissions import predicate
from hazard_governance.step_checks import check_input, is_enterprise_side, refuse_foreign_authority


class RectificationAcceptance(GovernedDocument):
	prefilled_tables = ("findings",)
	fixed_rows = {"findings": "measure_row"}

	def set_missing(self) -> None:
		if self.level != v.AUTHORITY_CHECK:
			self.authority = None
		if self.stored_status != v.CONCLUDED:
			self.set_findings()

	def validate_document(self) -> None:
		check_input(self)
		refuse_foreign_authority(self, "authority")
		if self.is_new():
			self.check_side()

	def acting_side(self, old: str, new: str) -> str:
		return AUTHORITY_SIDE if self.level == v.AUTHORITY_CHECK else ENTERPRISE_SIDE

	def set_findings(self) -> None:
		"""One finding for each measure of the plan and each immediate measure; what was found is kept."""
		given = {row.measure_row: row for row in self.findings if row.measure_row}
		measures = get_measures(self.hazard)
		self.set("findings", [given.get(name) or {"measure_row": name} for name in measures])
		for idx, (row, text) in enumerate(zip(self.findings, measures.values(), strict=True), 1):
			row.update({"idx": idx, "measure": text})

	def check_side(self) -> None:
		"""An authority checks through a member of its own; an evaluation is the enterprise's."""
		if self.flags.ignore_permissions:
			return
		if self.level == v.AUTHORITY_CHECK:
			predicate.require_authority(self, self.authority)
		elif frappe.session.user != "Administrator" and not (
			is_enterprise_side(self) or predicate.stands_in(frappe.session.user, self)
		):
			frappe.throw(
				_(
					"{0}: an enterprise evaluation is made by the enterprise. Choose {1} for a check by an authority."
				).format(_(self.meta.get_label("level")), _(v.AUTHORITY_CHECK)),
				frappe.PermissionError,
			)


def get_measures(hazard: str) -> dict[str, str]:
	"""Every measure of the hazard: {row name: text}, immediate ones first, then those of the plan (two queries)."""
	immediate = frappe.get_all(
		"Hazard Immediate Measure",
		filters={"parent": hazard, "parenttype": "Hazard"},
		fields=["name", "measure"],
		order_by="idx asc",
	)
	plan, row = frappe.qb.DocType("Remediation Plan"), frappe.qb.DocType("Remediation Plan Measure")
	planned = (
		frappe.qb.from_(row)
		.inner_join(plan)
		.on(plan.name == row.parent)
		.select(row.name, row.measure)
		.where(plan.hazard == hazard)
		.orderby(row.idx)
		.run(as_dict=True)
	)
	return {measure.name: measure.measure for measure in (*immediate, *planned)}
