"""Repeats of a stored hazard: what is offered, and the one click that decides. Every method asks for the permission it
needs in its first lines."""

import frappe
from frappe.utils import get_fullname

from hazard_governance import repeats
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.facts import Hazard
from hazard_governance.domain.repeats import decision_on
from hazard_governance.permissions import predicate
from hazard_governance.permissions.table import ENTERPRISE_ROLES


@frappe.whitelist()
def candidates(hazard: str) -> dict:
	"""What this hazard may repeat: {state, may_decide, authorities, rows}. Needs read permission on the hazard.

	rows: as `api.hazard.similar`, with the decision taken on each ({decision, authority, decided_by, decided_at,
	reason}); hazards decided on come first. authorities: those the user may decide for; empty: for the enterprise.
	"""
	doc = frappe.get_doc("Hazard", hazard)
	doc.check_permission("read")
	facts = Hazard.from_mapping(doc)
	found = repeats.alike(facts, frappe.session.user, elsewhere=True)
	rows = [
		*_decided(facts, found),
		*(repeats.told(row) for row in found if not decision_on(facts, row["name"])),
	]
	authorities = predicate.acting_authorities(frappe.session.user, doc)
	return {
		"state": doc.repeat_state,
		"may_decide": doc.stage != v.WITHDRAWN and bool(authorities or _is_enterprise(doc)),
		"authorities": authorities,
		"rows": rows,
	}


@frappe.whitelist(methods=["POST"])
def decide(hazard: str, earlier: str, decision: str, reason: str = "", authority: str = "") -> dict:
	"""Confirm or reject that the hazard is `earlier` come back; returns `candidates` afterwards.

	Needs read permission on the hazard, and a role of its enterprise or membership of an authority that acts on it;
	PermissionError otherwise. decision: "Confirmed" or "Rejected". reason: needed where an authority changes what an
	authority decided.
	"""
	doc = frappe.get_doc("Hazard", hazard)
	doc.check_permission("read")
	repeats.decide(doc, earlier, decision, reason, authority)
	return candidates(hazard)


def _is_enterprise(doc) -> bool:
	user = frappe.session.user
	return user == "Administrator" or bool(
		predicate.roles_on(user, doc) & ENTERPRISE_ROLES or predicate.stands_in(user, doc)
	)


def _decided(facts: Hazard, found: list[dict]) -> list[dict]:
	"""The hazards decided on that the user may see, in the order of the decisions, whether alike enough today or not."""
	alike = {row["name"]: row for row in found}
	names = [row.earlier_hazard for row in facts.repeat_decisions]
	if not names:
		return []
	# get_list: only what lies in the user's scope
	seen = frappe.get_list(
		"Hazard",
		filters={"name": ["in", names]},
		fields=list(repeats.COLUMNS),
		order_by="found_on desc, name asc",
	)
	stored = {row.name: row for row in seen}
	rows = []
	for row in facts.repeat_decisions:
		if row.earlier_hazard not in stored:
			continue
		plain = {"score": row.score / 100, "reasons": (), "same_enterprise": True}
		rows.append(
			{
				**repeats.told({**plain, **stored[row.earlier_hazard], **alike.get(row.earlier_hazard, {})}),
				"decision": row.decision,
				"authority": row.authority,
				"decided_by": get_fullname(row.decided_by),
				"decided_at": row.decided_at,
				"reason": row.reason,
			}
		)
	return rows
