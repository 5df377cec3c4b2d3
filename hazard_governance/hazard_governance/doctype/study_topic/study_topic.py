"""Study Topic (一月一专题, 一年一难题): what an enterprise studies after its hazards. Notice 54/2023 step 5."""

import frappe
from frappe import _
from frappe.model.document import Document

from hazard_governance import evidence, scope
from hazard_governance.domain.vocabulary import OPEN
from hazard_governance.field_values import check_values, require_filled

CONCLUDED = "Concluded"


class StudyTopic(Document):
	"""Belongs to an enterprise, not to one hazard, and has no workflow: open until it is concluded."""

	def before_validate(self) -> None:
		scope.copy_from_enterprise(self)
		check_values(self)

	def validate(self) -> None:
		require_filled(self)
		evidence.check_attachments(self)
		self.check_hazards()
		self.check_findings()

	def on_update(self) -> None:
		evidence.attach_rows(self)

	def on_trash(self) -> None:
		if self.status == CONCLUDED:
			frappe.throw(_("Status: a concluded study topic stays on record and is not deleted."))

	def check_hazards(self) -> None:
		"""Every hazard belongs to the enterprise of the topic and is named once; titles come from the hazards."""
		found = {
			row.name: row
			for row in frappe.get_all(
				"Hazard",
				filters={"name": ["in", [row.hazard for row in self.hazards] or [""]]},
				fields=["name", "hazard_title", "enterprise"],
				order_by="name asc",
			)
		}
		seen = set()
		for row in self.hazards:
			hazard = found.get(row.hazard)
			if not hazard or hazard.enterprise != self.enterprise:
				frappe.throw(
					_("Row {0}, Hazard: {1} is not a hazard of {2}. Choose one of this enterprise.").format(
						row.idx, row.hazard, self.enterprise
					)
				)
			if row.hazard in seen:
				frappe.throw(
					_("Row {0}, Hazard: {1} is named twice. Remove one row.").format(row.idx, row.hazard)
				)
			seen.add(row.hazard)
			row.hazard_title = hazard.hazard_title

	def check_findings(self) -> None:
		"""A topic is concluded with its findings; the form asks for them too."""
		if self.status == CONCLUDED and not self.findings:
			frappe.throw(_("Findings: write what the study found before it is concluded."))
		if not self.status:
			self.status = OPEN
