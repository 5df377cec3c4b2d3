"""Regulated Enterprise: who is governed, where it lies, who answers for it and who belongs to it."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from hazard_governance import credit_code, scope
from hazard_governance.domain import facts, inputs
from hazard_governance.field_values import check_values, require_filled
from hazard_governance.masters import refuse_deletion_in_use, refuse_repeated
from hazard_governance.messages import throw_deficiencies
from hazard_governance.permissions import members


class RegulatedEnterprise(Document):
	def validate(self) -> None:
		check_values(self)
		require_filled(self)
		self.check_credit_code()
		self.update(scope.places_of(self.region))
		self.check_authority("competent_authority")
		refuse_repeated(self, "members", "user")
		self.check_sole_operator()
		self.check_penalties_elsewhere()

	def check_penalties_elsewhere(self) -> None:
		"""The rolling counts stand on law and day of every record."""
		rows = facts.Enterprise.from_mapping(self.as_dict()).penalties_elsewhere
		throw_deficiencies(inputs.check_penalties_elsewhere(rows, getdate()))

	def check_credit_code(self) -> None:
		self.credit_code = credit_code.normalise(self.credit_code) or None
		if self.credit_code and not credit_code.is_valid(self.credit_code):
			frappe.throw(
				_(
					"{0}: {1} is not a unified social credit code (GB 32100-2015): 18 characters, the last one checks the others. Compare it with the business licence."
				).format(_(self.meta.get_label("credit_code")), self.credit_code)
			)

	def check_authority(self, fieldname: str) -> None:
		name = self.get(fieldname)
		if not name or not self.has_value_changed(fieldname):
			return
		found = members.authority_scopes((name,))
		if not found or not found[0].reaches(self.as_dict()):
			frappe.throw(
				_(
					"{0}: {1} does not supervise enterprises of {2} in {3}. Choose another, or change its region or industries."
				).format(_(self.meta.get_label(fieldname)), name, self.industry, self.region)
			)

	def check_sole_operator(self) -> None:
		"""One person is all there is: an authority's consent, with its day, stands for the second signature."""
		if not self.sole_operator:
			self.sole_operator_authority = self.sole_operator_consent_on = None
			return
		for fieldname in ("sole_operator_authority", "sole_operator_consent_on"):
			if not self.get(fieldname):
				frappe.throw(
					_("{0} is empty. A sole operator needs the consent of an authority and its day.").format(
						_(self.meta.get_label(fieldname))
					)
				)
		if getdate(self.sole_operator_consent_on) > getdate():
			frappe.throw(
				_("{0} lies in the future. Enter the day the authority consented.").format(
					_(self.meta.get_label("sole_operator_consent_on"))
				)
			)
		self.check_authority("sole_operator_authority")

	def on_update(self) -> None:
		before = self.get_doc_before_save()
		if before and any(before.get(column) != self.get(column) for column in scope.SCOPE_COLUMNS):
			scope.rescope_enterprise(self.name)

	def on_trash(self) -> None:
		refuse_deletion_in_use(self)
