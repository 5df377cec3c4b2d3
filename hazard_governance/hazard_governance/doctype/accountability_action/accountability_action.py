"""Accountability Action (追责): one person held to account for one hazard. Notice 54/2023 step 3."""

import frappe
from frappe import _

from hazard_governance.domain import accountability
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.facts import AccountabilityMeasure
from hazard_governance.governed import AUTHORITY_SIDE, EITHER_SIDE, ENTERPRISE_SIDE, GovernedDocument
from hazard_governance.messages import throw_deficiencies
from hazard_governance.step_checks import (
	check_input,
	facts_of,
	refuse_foreign_authority,
	refuse_foreign_employees,
)


class AccountabilityAction(GovernedDocument):
	def set_missing(self) -> None:
		self.set_person()
		if self.deciding_side != v.BY_AUTHORITY:
			self.authority = None

	def validate_document(self) -> None:
		check_input(self)
		refuse_foreign_employees(self, [self.employee])
		refuse_foreign_authority(self, "authority")
		throw_deficiencies(accountability.check_action(facts_of(self), self.catalogue()))

	def acting_side(self, old: str, new: str) -> str:
		"""Whoever decides also revokes and returns; preparing and recording the execution is either side's work."""
		if new == v.DECIDED or (old in (v.SUBMITTED, v.DECIDED) and new == v.DRAFT):
			return AUTHORITY_SIDE if self.deciding_side == v.BY_AUTHORITY else ENTERPRISE_SIDE
		return EITHER_SIDE

	def on_trash(self) -> None:
		if self.status in accountability.DECIDED_STATUSES:
			frappe.throw(
				_(
					"Status: the decision on {0} has been taken and stays on record. Revoke it with a reason instead."
				).format(self.person_name)
			)
		super().on_trash()

	def set_person(self) -> None:
		"""Fill the person from the Employee, or the user from the enterprise's members when the name is unique."""
		if self.employee:
			employee = frappe.db.get_value(
				"Employee",
				self.employee,
				["employee_name", "designation", "company", "user_id"],
				as_dict=True,
			)
			self.person_name = employee.employee_name
			self.person_user = employee.user_id
			self.post = self.post or employee.designation
			self.organisation = self.organisation or employee.company
		elif self.person_name and not self.person_user:
			members = frappe.get_all(
				"Regulated Enterprise Member",
				filters={"parent": self.enterprise, "full_name": self.person_name.strip()},
				pluck="user",
				order_by="idx asc",
			)
			# left empty, the field would let a person decide against themselves unseen
			self.person_user = members[0] if len(members) == 1 else None
		self.organisation = self.organisation or self.enterprise

	def catalogue(self) -> dict[str, AccountabilityMeasure]:
		"""The catalogue rows of the measures chosen here, by name (one query)."""
		names = sorted({row.measure for row in self.measures if row.measure})
		rows = frappe.get_all(
			"Accountability Measure", filters={"name": ["in", names]}, fields=["*"], order_by="name asc"
		)
		return {row.name: AccountabilityMeasure.from_mapping(row) for row in rows}
