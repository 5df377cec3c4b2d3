"""Case Referral (移送): to discipline inspection, or to police and prosecution; two procedures, one exchange.

The sending authority prepares and sends; a second officer sends what the first prepared. From then on the record and its
hand-over file belong to both sides: the recipient receives, refuses and answers, and sees nothing else of the hazard.
Notice 54/2023 step 3; 长纪办发〔2023〕19号, 长检会〔2022〕7号.
"""

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime

from hazard_governance import informers, letters, referral_package, referrals
from hazard_governance.domain import referral as rules
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import Deficiency
from hazard_governance.domain.letters import tidied
from hazard_governance.governed import AUTHORITY_SIDE, GovernedDocument
from hazard_governance.permissions import predicate
from hazard_governance.step_checks import check_input, refuse_foreign_authority

OF_RECIPIENT = (v.RECEIVED, v.REFUSED, v.ANSWERED)


class CaseReferral(GovernedDocument):
	prefilled_tables = ("items",)

	def set_missing(self) -> None:
		self.letter_no = tidied(self.letter_no) or None
		if self.kind != v.TO_JUSTICE:
			self.copy_to = None
		referrals.fill_persons(self)
		for row in self.results:
			row.recorded_by = row.recorded_by or frappe.session.user
			row.recorded_at = row.recorded_at or now_datetime()

	def validate_document(self) -> None:
		check_input(self)
		refuse_foreign_authority(self, "authority")
		letters.refuse_taken(self)
		self.check_recipient()
		self.check_writer()

	def check_recipient(self) -> None:
		"""An organ of the hazard's own region, or of one above it."""
		for fieldname in ("recipient", "copy_to"):
			organ = self.get(fieldname)
			region = organ and frappe.db.get_value("Supervision Authority", organ, "region")
			if organ and region not in (self.region, self.township, self.county, self.city):
				frappe.throw(
					_("{0}: {1} is not of the region of this hazard. Choose another.").format(
						_(self.meta.get_label(fieldname)), organ
					)
				)

	def check_writer(self) -> None:
		"""The sender's officers write until it is sent, the recipient's liaisons afterwards."""
		if frappe.session.user == "Administrator" or self.flags.ignore_permissions:
			return
		if self.stored_status == v.DRAFT:
			predicate.require_authority(self, self.authority)
		else:
			self.require_recipient_side()

	@property
	def is_on_paper(self) -> bool:
		"""Whether nobody of the recipient uses the system: the sender then records what came back on paper."""
		organ = self.get("referred_to") or self.recipient
		return not frappe.db.exists("Supervision Authority Member", {"parent": organ})

	def require_recipient_side(self) -> None:
		"""Raise PermissionError unless the user acts for the recipient, or for the sender where it is no user."""
		if self.is_on_paper:
			predicate.require_authority(self, self.authority)
		else:
			predicate.require_recipient(self)

	# --- moves ------------------------------------------------------------------------------------------------
	def acting_side(self, old: str, new: str) -> str:
		return AUTHORITY_SIDE

	def check_actor(self, old: str, new: str, move: object) -> None:
		if new in OF_RECIPIENT and old != v.DRAFT:
			self.require_recipient_side()
		else:
			super().check_actor(old, new, move)

	def check_people(self, old: str, new: str, move: object) -> list[Deficiency]:
		"""The domain asks who sends: a second officer, or a lone clerk with a reason."""
		return []

	def check_move(self, old: str, new: str, reason: str) -> list[Deficiency]:
		found = super().check_move(old, new, reason)
		if new == v.SENT:
			found += rules.check_words(self.facts(), informers.words(self.record()))
		paper = self.is_on_paper
		if new == v.RECEIVED:
			found += rules.check_receipt(self.facts(), paper)
		elif new == v.REFUSED:
			found += rules.check_refusal(self.facts(), paper)
		return found

	def after_status_change(self, old: str, new: str) -> None:
		now = now_datetime()
		if old == v.DRAFT:
			self.update({"sent_at": now, "referred_to": self.recipient, "copied_to": self.copy_to})
			referral_package.send(self)
		if new in (v.RECEIVED, v.REFUSED):
			self.update({"received_at": now, "received_by": frappe.session.user})
		if new == v.RECEIVED:
			self.answer_due = rules.answer_due(self.kind, getdate(), self.record().settings)
		elif new == v.ANSWERED:
			self.answered_at = now

	def after_saved(self, old: str, new: str) -> None:
		if old == new:
			return
		referrals.tell(self, new)
		if new == v.RECEIVED:
			referrals.receipt_actions(self)
