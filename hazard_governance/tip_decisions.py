"""What an office does with a tip: a hazard, a duplicate, a rejection with its reason, or another office's business."""

from collections.abc import Collection

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from hazard_governance import repeats, scope, time_chain
from hazard_governance.domain import time_words as times
from hazard_governance.domain import tip_words as w
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.facts import Hazard
from hazard_governance.domain.informer import THE_PUBLIC
from hazard_governance.domain.tips import check_decision
from hazard_governance.messages import throw_deficiencies
from hazard_governance.permissions import predicate
from hazard_governance.permissions.table import LEVEL_COLUMNS, STAND_IN_ROLES

TIP = "Hazard Tip"
# what of the hazard the officer words; everything else follows from the tip
WORDED = ("hazard_title", "place", "existing_condition", "possible_harm", "scope_of_influence")


def for_decision(name: str) -> Document:
	"""The tip, locked, for an officer who may decide on it. PermissionError for others, ValidationError when it is
	decided already."""
	tip = frappe.get_doc(TIP, name, for_update=True)
	tip.check_permission("write")
	require_officer(tip)
	if tip.status != w.RECEIVED:
		frappe.throw(
			_("{0} is decided already: {1}.").format(name, _(tip.status, context=TIP)),
			title=_("Decided already"),
		)
	return tip


def require_officer(tip: Document, enterprise: str | None = None) -> None:
	"""Raise PermissionError unless the user acts for an authority that covers the tip and has no interest in the
	enterprise it is about."""
	user = frappe.session.user
	if user == "Administrator":
		return
	if not set(frappe.get_roles(user)) & STAND_IN_ROLES or not predicate.acting_authorities(user, tip):
		frappe.throw(
			_("Only an officer of an authority that supervises this place decides on the tip."),
			frappe.PermissionError,
		)
	if predicate.has_interest(user, enterprise or tip.enterprise):
		frappe.throw(
			_("You belong to the enterprise that the tip is about. Another officer must decide."),
			frappe.PermissionError,
		)


def make_hazard(name: str, enterprise: str, values: dict, photos: Collection[str] | None = None) -> str:
	"""Register a hazard out of a tip; returns its name.

	values: WORDED fields as the officer worded them, the tip's own words where nothing is given. photos: rows of the tip
	whose photos are handed over; None: all of them.
	"""
	tip = for_decision(name)
	throw_deficiencies(check_decision(w.BECAME_HAZARD, "", "", "", enterprise))
	require_officer(tip, enterprise)
	given = {field: values[field] for field in WORDED if values.get(field)}
	hazard = frappe.get_doc(
		{
			"doctype": "Hazard",
			"hazard_title": tip.subject,
			"place": tip.place,
			"existing_condition": tip.description,
			**given,
			"enterprise": enterprise,
			"source": v.PUBLIC_REPORT,
			# the moment of the tip could lead to whoever gave it: it is in the chain, which the enterprise does not see
			"found_on": now_datetime(),
			"found_by_name": _(THE_PUBLIC, lang=frappe.db.get_default("lang") or "en"),
			"evidence": [
				{"file": row.file, "kind": "Before", "taken_on": row.taken_on}
				for row in tip.photos
				if photos is None or row.name in photos
			],
		}
	)
	hazard.insert()
	_decide(tip, w.BECAME_HAZARD, hazard=hazard.name, enterprise=enterprise)
	_enter_times(hazard.name, tip)
	return hazard.name


def mark_duplicate(name: str, hazard: str) -> None:
	"""The tip is about a hazard that is on the register, within what the officer acts on. It counts in the times of that
	hazard all the same: whoever reports after a tip has not reported by themselves."""
	tip = for_decision(name)
	throw_deficiencies(check_decision(w.DUPLICATE, "", "", hazard))
	known = frappe.get_doc("Hazard", hazard)
	known.check_permission("read")
	if frappe.session.user != "Administrator" and not predicate.acting_authorities(
		frappe.session.user, known
	):
		frappe.throw(
			_("{0} is not supervised by an authority of yours. Choose another hazard.").format(hazard),
			frappe.PermissionError,
		)
	if known.stage == v.WITHDRAWN:
		frappe.throw(_("{0} is withdrawn. Choose a hazard that is on the register.").format(hazard))
	_decide(tip, w.DUPLICATE, hazard=hazard, enterprise=known.enterprise)
	_enter_times(hazard, tip)


def reject(name: str, ground: str, reason: str) -> None:
	"""The tip is not accepted, for one of the grounds and a reason in words."""
	tip = for_decision(name)
	throw_deficiencies(check_decision(w.REJECTED, ground, reason, ""))
	_decide(tip, w.REJECTED, rejection_ground=ground, reason=reason)


def hand_over(name: str, region: str, industry: str | None, note: str) -> None:
	"""Hand the tip to the offices of another region, or of an industry (Work Safety Law, article 73: what is not one's
	own duty is handed on). The term for the answer runs on."""
	tip = for_decision(name)
	if not frappe.db.exists("Supervision Region", region) or scope.places_of(region)["city"] != tip.city:
		frappe.throw(_("Region: choose the city or one of its counties."))
	if industry and not frappe.db.exists("Industry Sector", industry):
		frappe.throw(_("Industry: {0} does not exist.").format(industry))
	if not note.strip():
		frappe.throw(_("Write why the tip is handed over."))
	said = _("Handed over to {0}: {1}").format(" ".join(filter(None, (region, industry))), note.strip())
	tip.add_comment("Info", frappe.utils.escape_html(said))
	tip.update({"enterprise": None, "region": region, "industry": industry or None})
	# it leaves the officer's scope; that they may decide on it was asked above
	tip.by_server().save(ignore_permissions=True)


def alike(tip: Document, user: str) -> list[dict]:
	"""Hazards that the tip may be about among those `user` sees, the most alike first: the search that the form of a
	hazard offers (`repeats.alike`), of the enterprise where it is known, of the very same place elsewhere."""
	facts = Hazard(
		enterprise=tip.enterprise or "",
		place=tip.place or "",
		existing_condition=tip.description or "",
		hazard_title=tip.subject or "",
	)
	return repeats.alike(facts, user, elsewhere=True)


def _decide(tip: Document, status: str, **values) -> None:
	acting = predicate.acting_authorities(frappe.session.user, tip)
	tip.update(
		{
			**values,
			"status": status,
			"decided_at": now_datetime(),
			"decided_by": frappe.session.user,
			"handled_by": acting[0] if acting else None,
		}
	)
	tip.by_server().save()


def _enter_times(hazard: str, tip: Document) -> None:
	"""The moment that the server took the tip, in the chain of the hazard (domain/leniency.py)."""
	time_chain.record(hazard, times.TIP_RECEIVED, tip.received_at, tip=tip.name)


def regions_of(city: str | None) -> list[str]:
	"""The city and all that lies in it: where a tip may be handed over to."""
	own = frappe.db.get_value("Supervision Region", city, ["lft", "rgt"], as_dict=True) if city else None
	if not own:
		return []
	return frappe.get_all(
		"Supervision Region",
		filters={"lft": [">=", own.lft], "rgt": ["<=", own.rgt]},
		pluck="name",
		order_by="lft asc",
	)


def known_regions() -> list[dict]:
	"""{name, level} of the regions a tip may be sent for: cities, counties and development zones."""
	levels = [level for level, column in LEVEL_COLUMNS.items() if column != "township"]
	return frappe.get_all(
		"Supervision Region",
		filters={"level": ["in", levels]},
		fields=["name", "level"],
		order_by="lft asc",
	)
