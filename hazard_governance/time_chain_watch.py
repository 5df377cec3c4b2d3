"""The daily check of the chains of server times, and who hears of a fault."""

import frappe
from frappe import _

from hazard_governance import time_chain
from hazard_governance.permissions import predicate
from hazard_governance.reminding.daily import notify
from hazard_governance.setup.role_names import CITY_OFFICE, MANAGER

NAMED = 10


def check_daily() -> dict:
	"""Check every chain, write the digest to the log of the site, tell those in charge of a fault. Returns the result."""
	result = time_chain.check()
	frappe.logger("hazard_governance").info(
		"server times: {entries} entries of {hazards} hazards, {faults} faults, digest {digest}".format(
			**{**result, "faults": len(result["faults"])}
		)
	)
	if result["faults"]:
		tell(result["faults"])
	return result


def tell(faults: list[dict]) -> None:
	"""A notice of these faults to the managers, and to each city safety office of those of its own hazards."""
	for user in users_with(MANAGER):
		_notify(user, faults, link=None)
	for user in users_with(CITY_OFFICE):
		own = [fault for fault in faults if is_within_scope(fault, user)]
		if own:
			_notify(user, own, link=own[0]["hazard"])


def is_within_scope(fault: dict, user: str) -> bool:
	"""Whether the fault is about a hazard, or about what is left of one, that `user` may read."""
	name = time_chain.entry_name(fault["hazard"], max(fault["sequence"], 1))
	entry = frappe._dict(doctype=time_chain.ENTRY, name=name, hazard=fault["hazard"])
	hazard = frappe._dict(doctype="Hazard", name=fault["hazard"])
	if frappe.db.exists("Hazard", fault["hazard"]):
		return predicate.may_read(hazard, user)
	return bool(frappe.db.exists(entry.doctype, name)) and predicate.may_read(entry, user)


def users_with(role: str) -> list[str]:
	"""Enabled users who hold the role."""
	held, user = frappe.qb.DocType("Has Role"), frappe.qb.DocType("User")
	return (
		frappe.qb.from_(held)
		.inner_join(user)
		.on(user.name == held.parent)
		.select(user.name)
		.distinct()
		.where(held.parenttype == "User")
		.where(held.role == role)
		.where(user.enabled == 1)
		.orderby(user.name)
		.run(pluck=True)
	)


def _notify(user: str, faults: list[dict], link: str | None) -> None:
	lang = frappe.db.get_value("User", user, "language") or frappe.local.lang
	hazards = list(dict.fromkeys(fault["hazard"] for fault in faults))
	subject = _("Server times of {0} hazards are broken: {1}", lang).format(
		len(hazards), ", ".join(hazards[:NAMED])
	)
	notify(user, ("Hazard", link) if link else (None, None), subject)
