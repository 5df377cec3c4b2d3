"""Acts of officers on tips from the public, by the functions that the buttons of the desk call."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import DocType

from hazard_governance import tip_decisions, tip_informers
from hazard_governance.api import tips as tips_api
from hazard_governance.domain import tip_words as w
from hazard_governance.domain.deficiency import N_
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.portal import forms, pages
from hazard_governance.portal.acts.model import Act, Request

TIP, HAZARD = "Hazard Tip", "Hazard"
MOST = 300
PHOTO = "photo-"


# --- who may -------------------------------------------------------------------------------------------------------------
def may_decide(doc: Document, row: str = "") -> bool:
	"""Whether the tip waits for a decision and the user is an officer who may give it; asked once a page."""
	if doc.flags.portal_may_decide is None:
		doc.flags.portal_may_decide = doc.status == w.RECEIVED and _is_officer(doc)
	return doc.flags.portal_may_decide


def _is_officer(doc: Document) -> bool:
	if not frappe.has_permission(TIP, "write", doc=doc):
		return False
	try:
		tip_decisions.require_officer(doc)
	except frappe.PermissionError:
		frappe.clear_messages()
		return False
	return True


# --- a hazard ------------------------------------------------------------------------------------------------------------
def _enterprises() -> list[str]:
	"""Enterprises within the user's scope, as far as a list of choices is of use; any other one may be typed."""
	enterprise = DocType("Regulated Enterprise")
	query = frappe.qb.from_(enterprise).select(enterprise.name).where(enterprise.disabled == 0)
	return apply_scope(query.orderby(enterprise.name).limit(MOST), enterprise, "Regulated Enterprise").run(
		pluck=True
	)


def _enterprise_field(doc: Document) -> forms.Field:
	names = _enterprises()
	told = doc.enterprise_name or ""
	return forms.of(
		TIP,
		"enterprise",
		kind="datalist",
		required=True,
		options=forms.choices(names),
		whole=False,
		value=doc.enterprise or (told if told in names else ""),
		help=_("As told: {0}").format(told) if told else "",
	)


def _known_enterprise(typed: str) -> str:
	"""The enterprise of this name within scope; the same words whether there is none or it is not the user's."""
	enterprise = DocType("Regulated Enterprise")
	query = frappe.qb.from_(enterprise).select(enterprise.name).where(enterprise.disabled == 0)
	found = apply_scope(query.where(enterprise.name == typed), enterprise, "Regulated Enterprise").run(
		pluck=True
	)
	if not found:
		frappe.throw(
			_("{0}: there is no {1} in your region. Choose one from the list.").format(
				forms.of(TIP, "enterprise").label, typed
			)
		)
	return found[0]


def _hazard_fields(doc: Document, row: str) -> list[forms.Field]:
	start = tips_api.prefill(doc.name)
	return [
		_enterprise_field(doc),
		*(
			forms.of(HAZARD, name, value=start.get(name) or "", required=name in ("hazard_title", "place"))
			for name in tip_decisions.WORDED
		),
		*(
			forms.Field(
				f"{PHOTO}{photo['number']}",
				_("Hand over photo {0}").format(photo["number"]),
				"check",
				value=1,
			)
			for photo in start["photos"]
		),
	]


def _make_hazard(request: Request) -> str:
	chosen = [photo.name for photo in request.doc.photos if request.values.get(f"{PHOTO}{photo.number}")]
	name = tip_decisions.make_hazard(
		request.doc.name, _known_enterprise(request.values["enterprise"]), request.values, chosen
	)
	return pages.link(f"hazard/{name}")


# --- a duplicate ---------------------------------------------------------------------------------------------------------
def _duplicate_fields(doc: Document, row: str) -> list[forms.Field]:
	options = tuple(
		(
			found["name"],
			" · ".join(filter(None, (found["hazard_title"], found["enterprise"], found["register_no"]))),
		)
		for found in tip_decisions.alike(doc, frappe.session.user)
	)
	return [
		forms.Field(
			"hazard",
			_("Hazard on the Register"),
			"datalist",
			True,
			_("Number of the hazard or its register number. What is alike is offered while you type."),
			options,
			row,
			whole=False,
		)
	]


def _mark_duplicate(request: Request) -> None:
	hazard, typed = DocType(HAZARD), request.values["hazard"]
	query = (
		frappe.qb.from_(hazard)
		.select(hazard.name)
		.where((hazard.name == typed) | (hazard.register_no == typed))
		.orderby(hazard.name)
	)
	found = apply_scope(query, hazard, HAZARD).run(pluck=True)
	if not found:
		frappe.throw(
			_("{0}: {1} is not on the register, or you may not see it. Look it up under Hazards.").format(
				_("Hazard on the Register"), typed
			)
		)
	tip_decisions.mark_duplicate(request.doc.name, found[0])


# --- not accepted, handed on ---------------------------------------------------------------------------------------------
def _reject(request: Request) -> None:
	tip_decisions.reject(request.doc.name, request.values["rejection_ground"], request.values["reason"])


def _hand_over_fields(doc: Document, row: str) -> list[forms.Field]:
	regions = tip_decisions.regions_of(doc.city)
	sectors = frappe.get_list("Industry Sector", pluck="name", order_by="name asc", limit_page_length=MOST)
	return [
		forms.of(
			TIP, "region", kind="select", required=True, options=forms.choices(regions), value=doc.city or ""
		),
		forms.of(TIP, "industry", kind="select", options=forms.choices(sectors)),
		forms.Field("note", _("Why", context="Hazard Tip"), "long", True),
	]


def _hand_over(request: Request) -> str:
	values = request.values
	tip_decisions.hand_over(request.doc.name, values["region"], values["industry"] or None, values["note"])
	# it may be another office's now
	return pages.link("tips")


def _name_enterprise(request: Request) -> None:
	request.doc.enterprise = _known_enterprise(request.values["enterprise"])
	request.doc.save()


def _keep(request: Request) -> None:
	tip_informers.keep_longer(request.doc.name, frappe.session.user, request.values["keep_informer"])


ACTS = (
	Act(
		"tip-hazard",
		TIP,
		N_("Register as Hazard"),
		N_("The tip became this hazard. Whoever gave it learns so by their code."),
		may_decide,
		_make_hazard,
		_hazard_fields,
		main=True,
		note=N_(
			"The enterprise sees what stands here and the photos you hand over. Leave out what would tell who gave the tip."
		),
	),
	Act(
		"tip-duplicate",
		TIP,
		N_("Mark as Duplicate"),
		N_("The tip is marked as a duplicate."),
		may_decide,
		_mark_duplicate,
		_duplicate_fields,
	),
	Act(
		"tip-reject",
		TIP,
		N_("Do Not Accept"),
		N_("The tip is not accepted."),
		may_decide,
		_reject,
		lambda doc, row: [
			forms.of(TIP, "rejection_ground", required=True),
			forms.of(TIP, "reason", label=_("What Was Done to Look Into It"), required=True),
		],
	),
	Act(
		"tip-hand-over",
		TIP,
		N_("Hand Over the Tip"),
		N_("The tip is handed over."),
		may_decide,
		_hand_over,
		_hand_over_fields,
	),
	Act(
		"tip-enterprise",
		TIP,
		N_("Name the Enterprise"),
		N_("The enterprise is entered; county and industry follow from it."),
		may_decide,
		_name_enterprise,
		lambda doc, row: [_enterprise_field(doc)],
	),
	Act(
		"tip-keep",
		TIP,
		N_("Keep the Informer's Data"),
		N_("It is recorded whether the informer's data is still needed."),
		lambda doc, row: tip_informers.may_keep_longer(frappe.session.user, doc),
		_keep,
		lambda doc, row: [forms.of(TIP, "keep_informer", value=doc.keep_informer or "")],
	),
)
