"""Hazard Return (月报): what an enterprise, a county, a department or the city reports of a month. Notice 54/2023 part 4.

A draft is drawn from the register by the server, at once and again on request; submitting freezes it. A correction is a
new version beside the old one, which stays as it was. Receivers answer by hazard_governance.api.returns.
"""

import frappe
from frappe import _
from frappe.utils import get_fullname, getdate

from hazard_governance import people_names, returns, scope
from hazard_governance.domain import clocks
from hazard_governance.domain import frozen as rules
from hazard_governance.domain import return_words as w
from hazard_governance.domain import returns as return_rules
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import Deficiency
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.lists import month_bounds
from hazard_governance.domain.official_list import OfficialList
from hazard_governance.domain.return_paper import paper
from hazard_governance.governed import GovernedDocument
from hazard_governance.messages import throw_deficiencies
from hazard_governance.permissions import predicate
from hazard_governance.reporting import return_units
from hazard_governance.reporting.returns import draw
from hazard_governance.working_days import settings

UNIQUE = {
	"one_version_of_an_enterprise": ["enterprise", "month", "version_no"],
	"one_version_of_an_authority": ["authority", "month", "version_no"],
}


class HazardReturn(GovernedDocument):
	def onload(self) -> None:
		"""Names, who is to receive a draft, its day, a version that takes its place, and what the reader may answer."""
		people_names.send_names(self)
		unit = return_units.unit_of(self) if self.status == v.DRAFT else None
		first, _last = month_bounds(self.month)
		self.set_onload(
			"hazard_return",
			{
				"receivers": list(unit.receivers) if unit else [],
				"due_on": clocks.monthly_return_due(first, settings()),
				"newer": returns.newer(self, submitted_only=False),
				"answerable": returns.answerable(self, frappe.session.user),
				"writes": predicate.in_scope(self, "write"),
			},
		)

	# --- a return belongs to a unit and not to one hazard ---------------------------------------------------------
	def lock_record(self) -> None:
		if not self.is_new():
			returns.lock(self.name)

	def refresh_record(self) -> None:
		"""Nothing is computed from a return."""

	def record(self) -> HazardRecord:
		"""No hazard's."""
		return HazardRecord()

	@property
	def was_draft(self) -> bool:
		"""Whether it is a draft as stored; a new one is, whatever was sent."""
		before = self.get_doc_before_save()
		return before is None or before.status == v.DRAFT

	def copy_scope(self) -> None:
		if self.was_draft:
			scope.copy_from_unit(self)

	def frozen_fields(self) -> frozenset[str]:
		return rules.frozen_fields(self.doctype, self.stored_status)

	# --- draft ------------------------------------------------------------------------------------------------------
	def set_missing(self) -> None:
		if not self.was_draft:
			# a receiver who saves its answer enters nothing for the enterprise
			self.entered_by_authority = self.get_doc_before_save().entered_by_authority
			return
		if self.is_new():
			self.start()
		elif self.flags.draw_again:
			returns.fill(self, returns.unit_of(self))
		self.nil_confirmed = int(bool(self.nil_confirmed and self.nil_return))

	def start(self) -> None:
		"""Settle who reports what, number the version, draw the rows."""
		self.set("authority" if self.unit_kind == w.ENTERPRISE_UNIT else "enterprise", None)
		self.month = (self.month or "").strip()
		facts = self.facts()
		throw_deficiencies(
			[*return_rules.check_month(facts, getdate()), *return_rules.check_unit(facts)],
			title=_("Who reports what"),
		)
		unit = returns.unit_of(self)
		self.unit_kind = unit.kind
		returns.begin(self)
		version = f" · {self.version_no}" if self.version_no > 1 else ""
		self.set_by_server(title=f"{self.month} {unit.name}{version}"[:140])
		returns.fill(self, unit)

	# --- submission -------------------------------------------------------------------------------------------------
	def check_move(self, old: str, new: str, reason: str) -> list[Deficiency]:
		"""What the domain misses, and whether the rows are still those of the register."""
		found = super().check_move(old, new, reason)
		unit = returns.unit_of(self)
		return [*found, *return_rules.check_drawing(self.facts().rows, draw(unit, self.month))]

	def check_actor(self, old: str, new: str, move: object) -> None:
		if not predicate.in_scope(self, "write"):
			frappe.throw(_("Only the unit that reports submits its return."), frappe.PermissionError)

	def check_people(self, old: str, new: str, move: object) -> list[Deficiency]:
		"""Filled in by one, reviewed by another; alone with a reason."""
		return return_rules.check_reviewer(
			self.facts(), frappe.session.user, returns.others_could_review(self)
		)

	def after_status_change(self, old: str, new: str) -> None:
		returns.send(self, returns.unit_of(self))

	def paper(self) -> OfficialList:
		"""The return as it is printed and written to a workbook, in the reader's language."""
		names = [get_fullname(user) if user else "" for user in (self.prepared_by, self.reviewed_by)]
		return paper(self.facts(), *names, translate=_)


def on_doctype_update() -> None:
	"""Two officers who begin the same version at once do not both succeed, whatever the way they came."""
	for name, columns in UNIQUE.items():
		frappe.db.add_unique("Hazard Return", columns, constraint_name=name)
