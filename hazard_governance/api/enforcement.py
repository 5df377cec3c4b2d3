"""Methods of the Enforcement Decision form, and the rolling counts that it and the enterprise's form show."""

import frappe
from frappe import _
from frappe.utils import getdate

from hazard_governance import enforcement, penalties
from hazard_governance.domain.penalty_counts import Count, counts_of
from hazard_governance.messages import phrase_text

DOCTYPE = "Enforcement Decision"
FINDINGS = ("measures_effective", "measures_begun_earlier", "production_continued", "hidden")


@frappe.whitelist()
def assess(hazard: str, decision: str = "", values: dict | str | None = None) -> dict:
	"""The assessment of a decision as the form shows it (enforcement.shown); nothing is saved.

	decision: a stored one, which the user may read; without, the user must be one who may make one for the hazard.
	values: findings of a draft as they stand in the form.
	"""
	if decision:
		doc = frappe.get_doc(DOCTYPE, decision)
		doc.check_permission("read")
	else:
		doc = frappe.get_doc({"doctype": DOCTYPE, "hazard": hazard})
		doc.check_permission("create")
	if doc.status != "Decided":
		sent = frappe.parse_json(values) or {}
		doc.update({name: sent[name] for name in FINDINGS if name in sent})
	return enforcement.shown(doc)


@frappe.whitelist()
def penalty_counts(enterprise: str) -> list[dict]:
	"""Where an enterprise stands with each line of the law today: {rule, article, number, limit, state, warning, ...}.

	For who may read the enterprise and enforcement decisions.
	"""
	frappe.has_permission("Regulated Enterprise", "read", doc=enterprise, throw=True)
	frappe.has_permission(DOCTYPE, "read", throw=True)
	found = penalties.penalised(frappe.session.user, enterprise=enterprise)
	today = getdate()
	return [_told(one) for row in found for one in counts_of(row.events, today, row.is_coal)]


def _told(one: Count) -> dict:
	return {
		"rule": _(one.rule.label),
		"article": _(one.rule.article),
		"number": one.number,
		"limit": one.rule.limit,
		"state": one.state,
		"warning": phrase_text(one.warning) if one.warning else "",
		"window_from": one.window[0],
		"drops_out_on": one.drops_out_on,
		"crossed_on": one.crossed_on,
		"events": [{"on": event.on, "reference": event.reference} for event in one.events],
	}
