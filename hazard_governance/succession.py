"""An authority that is dissolved in mid-term: its open duties go to a successor that can carry them."""

import frappe
from frappe import _
from frappe.model.document import Document

from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.lists import ENDED_STAGES
from hazard_governance.domain.vocabulary import ACCEPTANCE_REQUESTED, IN_FORCE, PROPOSED
from hazard_governance.permissions import members
from hazard_governance.permissions.table import SECTOR_COLUMN

UNENDED = (PROPOSED, IN_FORCE, ACCEPTANCE_REQUESTED)
REACH = ("name", "county", "city", "township", "industry", SECTOR_COLUMN)
HEIRLESS = N_(
	"Succeeded By: {0} still supervises {1} cases and has verified {2} hazards that are not closed out. Name who takes over."
)
NOT_ANOTHER = N_("Succeeded By: {0} is dissolved itself or leads back to {1}. Choose an authority in office.")
NOT_REACHED = N_("Succeeded By: {0} does not reach {1}, which {2} supervises. Choose an authority that does.")


def check(authority: Document) -> None:
	"""Asked on every save: who is dissolved names an heir for what is open, and the heir is in office and reaches it."""
	if not authority.disabled:
		authority.succeeded_by = None
		return
	changed = authority.has_value_changed("disabled") or authority.has_value_changed("succeeded_by")
	if authority.is_new() or not changed:
		return
	cases, hazards = _open_cases(authority.name), _open_hazards(authority.name)
	if not authority.succeeded_by:
		if cases or hazards:
			frappe.throw(_(HEIRLESS).format(authority.name, len(cases), len(hazards)))
		return
	_check_heir(authority, [*cases, *hazards])


def _open_cases(authority: str) -> list[dict]:
	filters = {"authority": authority, "status": ("in", UNENDED)}
	return frappe.get_all("Supervision Case", filters=filters, fields=REACH, order_by="name asc")


def _open_hazards(authority: str) -> list[dict]:
	"""Those it verified, and so has to check before they are closed out."""
	filters = {"verified_by_authority": authority, "stage": ("not in", ENDED_STAGES)}
	return frappe.get_all("Hazard", filters=filters, fields=REACH, order_by="name asc")


def _check_heir(authority: Document, duties: list[dict]) -> None:
	heir = authority.succeeded_by
	scopes = members.authority_scopes((heir,)) if heir != authority.name else ()
	if not scopes:
		frappe.throw(_(NOT_ANOTHER).format(heir, authority.name))
	beyond = next((duty for duty in duties if not scopes[0].reaches(duty)), None)
	if beyond:
		frappe.throw(_(NOT_REACHED).format(heir, beyond.name, authority.name))
