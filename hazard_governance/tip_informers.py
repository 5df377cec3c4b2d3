"""Who gave a tip: encrypted with the key of the site, beside the tip and not in it.

No field of any DocType holds it, so no list, report, export, print, version, search, mail or answer of the API can. It
is written once when the tip comes in, read at two places, `shown_to` for the one role that may see it and
`words_of_hazard`, which masks it in what leaves with a case, and erased once it is no longer needed (tip_erasure.py).
"""

import json

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import format_date, now_datetime
from frappe.utils.password import get_decrypted_password, set_encrypted_password

from hazard_governance.domain.informer import without
from hazard_governance.domain.tip_words import KEPT_FOR
from hazard_governance.domain.tips import Informer
from hazard_governance.permissions import predicate
from hazard_governance.permissions.table import CONFIDANT_ROLE

TIP, FIELD = "Hazard Tip", "informer"


def keep(tip: str, informer: Informer) -> None:
	"""Write down who gave the tip, if they said so."""
	if informer.is_named:
		# a name that no error log repeats
		secret = json.dumps({"name": informer.name, "phone": informer.phone}, ensure_ascii=False)
		set_encrypted_password(TIP, tip, secret, FIELD)


def _read(tip: str) -> Informer:
	secret = get_decrypted_password(TIP, tip, FIELD, raise_exception=False)
	return Informer(**json.loads(secret)) if secret else Informer()


def is_confidant(user: str, tip: Document) -> bool:
	"""Whether `user` holds the one role that may know, for an authority that sees the tip."""
	return CONFIDANT_ROLE in predicate.roles_on(user, tip)


def shown_to(tip: Document, user: str, reason: str) -> Informer:
	"""The informer of `tip`, for a user with the one role that may know, who sees the tip; that it was shown stays on
	record. PermissionError for everybody else, Administrator included."""
	if not is_confidant(user, tip):
		frappe.throw(
			_("Only a {0} of an authority that handles this tip is shown who gave it.").format(
				_(CONFIDANT_ROLE)
			),
			frappe.PermissionError,
		)
	_refuse_erased(tip)
	if not reason.strip():
		frappe.throw(_("Write why you need to know who gave the tip."))
	informer = _read(tip.name)
	# whoever reads the tip reads the reason
	tip.note_disclosure(user, now_datetime(), without(reason.strip(), informer.words))
	return informer


def _refuse_erased(tip: Document) -> None:
	if tip.informer_erased_on:
		frappe.throw(
			_("The informer's data was erased on {0}. Nobody can be told who gave the tip.").format(
				format_date(tip.informer_erased_on)
			)
		)


def words_of_hazard(hazard: str) -> frozenset[str]:
	"""Words that would tell who gave the tips that the hazard came of, to be masked; shown to nobody."""
	tips = frappe.get_all(TIP, filters={"hazard": hazard, "is_named": 1}, pluck="name", order_by="name asc")
	return frozenset(word for tip in tips for word in _read(tip).words)


# --- how long it is kept ---------------------------------------------------------------------------------------
def may_keep_longer(user: str, tip: Document) -> bool:
	"""Whether `user` says what the informer's data is still needed for: the one role that may know it, and officers who
	act on the tip. Nothing is left to say about a tip that nobody left anything with, or whose data is erased."""
	if not tip.is_named or tip.informer_erased_on:
		return False
	return is_confidant(user, tip) or bool(predicate.acting_authorities(user, tip))


def keep_longer(name: str, user: str, kept_for: str) -> None:
	"""Say what the informer's data is still needed for, "" when it no longer is. PermissionError for others than
	`may_keep_longer`."""
	tip = frappe.get_doc(TIP, name, for_update=True)
	tip.check_permission("read")
	_refuse_erased(tip)
	if not may_keep_longer(user, tip):
		frappe.throw(
			_("Only an officer who handles the tip, or its {0}, says how long it is kept.").format(
				_(CONFIDANT_ROLE)
			),
			frappe.PermissionError,
		)
	if kept_for and kept_for not in KEPT_FOR:
		frappe.throw(
			_("{0}: choose one from the list, or nothing.").format(
				_(tip.meta.get_label("keep_informer"), context=TIP)
			)
		)
	tip.keep_informer = kept_for or None
	# the role that may know writes no tip
	tip.by_server().save(ignore_permissions=True)
