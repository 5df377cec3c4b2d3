"""What a step of the ladder proposes to an authority: a supervision case that waits for its confirmation.

Proposing is all: the case is in status Proposed, and the authority confirms it with letter, deadline and leader, or
does not adopt it with a reason (order 16/2007, article 20). A step proposes once; what is there already stays.
"""

import frappe
from frappe import _

from hazard_governance.domain import escalation as rules
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deadlines import DueItem
from hazard_governance.domain.deficiency import Phrase
from hazard_governance.domain.escalation import Escalation
from hazard_governance.domain.supervision import UNDONE
from hazard_governance.domain.supervision_terms import RUNNING, rank
from hazard_governance.messages import phrase_text
from hazard_governance.permissions import predicate
from hazard_governance.records import load_record
from hazard_governance.reporting.monthly import reporting_units

# proposal -> (kind of the case, its level)
CASES = {
	v.PROPOSE_DEPARTMENTAL: (v.DEPARTMENTAL, v.COUNTY),
	v.PROPOSE_LISTING: (v.LISTED, v.COUNTY),
	v.PROPOSE_RAISING: (v.LISTED, v.CITY),
}


def propose(due: Escalation) -> tuple[str | None, tuple[Phrase, ...]]:
	"""(case, what is said of it). The case is made unless there is one; a hazard without an office gets none."""
	proposal, item = due.step.proposal, due.item
	said = Phrase(rules.PROPOSED, (proposal,))
	if proposal not in CASES or not item.hazard:
		return None, (said,)
	kind, level = CASES[proposal]
	if there := _case_there(item.hazard, kind, level):
		return there, (said, Phrase(rules.CASE_RUNS, (there,)))
	authority = _authority(item, proposal)
	if not authority:
		return None, (said, Phrase(rules.NO_OFFICE))
	case = _make(item, kind, level, authority, due)
	return (case, (said, Phrase(rules.CASE_PROPOSED, (case,)))) if case else (None, (said,))


def _case_there(hazard: str, kind: str, level: str) -> str | None:
	"""A case of the kind, of this level or a higher one, that was neither turned down nor ended."""
	filters: dict = {"hazard": hazard, "kind": kind, "status": ("not in", (*UNDONE, v.DELISTED))}
	if kind == v.LISTED:
		filters["level"] = ("in", v.CASE_LEVELS[rank(level) :])
	return frappe.db.get_value("Supervision Case", filters, "name")


def _authority(item: DueItem, proposal: str) -> str | None:
	"""Who would supervise: the department, or the safety committee office of the county or of the city."""
	units = reporting_units()
	wanted = {
		v.PROPOSE_DEPARTMENTAL: item.competent_authority,
		v.PROPOSE_LISTING: units.get(item.county),
		v.PROPOSE_RAISING: units.get(item.city),
	}[proposal]
	hazard = frappe._dict(doctype="Hazard", name=item.hazard)
	return wanted if wanted and predicate.covers(wanted, hazard) else None


def _make(item: DueItem, kind: str, level: str, authority: str, due: Escalation) -> str | None:
	"""Name of the case; None when the hazard takes none, which is logged: one hazard does not keep the others waiting."""
	reason = _("Proposed by the ladder: {0}, {1}.").format(
		_(item.clock), phrase_text(rules.step_name(due.step.days))
	)
	frappe.db.savepoint("proposed_case")
	try:
		case = frappe.new_doc("Supervision Case")
		case.update({"hazard": item.hazard, "kind": kind, "level": level, "authority": authority})
		_take_over(case, item, level, reason)
		# the ladder proposes for nobody in particular; the authority itself confirms or refuses
		case.insert(ignore_permissions=True)
	except frappe.ValidationError:
		frappe.db.rollback(save_point="proposed_case")
		frappe.clear_messages()
		frappe.log_error(
			title=f"Proposed case of {item.hazard}", reference_doctype="Hazard", reference_name=item.hazard
		)
		return None
	case.add_comment("Info", reason)
	return case.name


def _take_over(case, item: DueItem, level: str, reason: str) -> None:
	"""A listed case of a lower level that runs is raised: the proposal takes it over once it is confirmed."""
	running = [c for c in load_record(item.hazard).cases if c.status in RUNNING and c.kind == v.LISTED]
	lower = next((c for c in running if rank(c.level) < rank(level)), None)
	if lower:
		copied = {"requirements": lower.requirements, "due_on": lower.due_on}
		case.update({**copied, "report_every_days": lower.report_every_days})
		case.set_by_server(raised_from=lower.name, raising_reason=reason)
