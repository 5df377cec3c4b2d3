"""Who gave a tip: encrypted with the key of the site, beside the tip and not in it.

No field of any DocType holds it, so no list, report, export, print, version, search, mail or answer of the API can. It
is written once when the tip comes in, and read at two places: `shown_to` for the one role that may see it, and
`words_of_hazard`, which masks it in what leaves with a case.
"""

import json

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime
from frappe.utils.password import get_decrypted_password, set_encrypted_password

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


def shown_to(tip: Document, user: str, reason: str) -> Informer:
	"""The informer of `tip`, for a user with the one role that may know, who sees the tip; that it was shown stays on
	record. PermissionError for everybody else, Administrator included."""
	if CONFIDANT_ROLE not in predicate.roles_on(user, tip):
		frappe.throw(
			_("Only a {0} of an authority that handles this tip is shown who gave it.").format(
				_(CONFIDANT_ROLE)
			),
			frappe.PermissionError,
		)
	if not reason.strip():
		frappe.throw(_("Write why you need to know who gave the tip."))
	tip.note_disclosure(user, now_datetime(), reason.strip())
	return _read(tip.name)


def words_of_hazard(hazard: str) -> frozenset[str]:
	"""Words that would tell who gave the tips that the hazard came of, to be masked; shown to nobody."""
	tips = frappe.get_all(TIP, filters={"hazard": hazard, "is_named": 1}, pluck="name", order_by="name asc")
	return frozenset(word for tip in tips for word in _read(tip).words)
