"""Tips from the public on the portal: the list within scope, one tip with its photos, and who gave it for the one role
that may know. What is decided about a tip are acts (acts/tips.py)."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import Case, DocType
from frappe.query_builder.functions import Count
from frappe.utils import format_date, format_datetime, getdate

from hazard_governance import people_names, repeats, tip_decisions, tip_informers
from hazard_governance.domain import tip_words as w
from hazard_governance.domain.tips import is_overdue
from hazard_governance.permissions import predicate
from hazard_governance.portal import forms, menu, pages, record
from hazard_governance.portal.acts import registry, serve

TIP, DISCLOSURE = "Hazard Tip", "Hazard Tip Disclosure"
PAGE = 25
EVERY = "all"
MOST_ALIKE = 5
# what came in, what the office knows by now, and what became of it
TOLD = ("received_at", "answer_due", "description", "place", "enterprise_name")
KNOWN = ("enterprise", "region", "county", "city", "industry")
OUTCOME = ("handled_by", "decided_at", "decided_by", "rejection_ground", "reason")
INFORMER = ("is_named", "has_phone", "keep_informer", "informer_erased_on")


# --- the list ------------------------------------------------------------------------------------------------------------
def show_list(context: dict) -> None:
	"""Tips within scope, those without a decision first and among them the one that has waited longest."""
	pages.with_role(menu.OF_TIPS)
	status = pages.argument("status") or w.RECEIVED
	tip, today = DocType(TIP), getdate()
	total = _narrowed(frappe.qb.from_(tip).select(Count("*")), tip, status).run()[0][0]
	number, last = pages.paged(total, PAGE)
	undecided = Case().when(tip.status == w.RECEIVED, 0).else_(1)
	query = (
		frappe.qb.from_(tip)
		.select(tip.name, tip.subject, tip.place, tip.county, tip.enterprise, tip.status, tip.answer_due)
		.select(tip.received_at, tip.decided_at)
		.orderby(undecided)
		.orderby(tip.decided_at, order=frappe.qb.desc)
		.orderby(tip.received_at)
		.orderby(tip.name)
		.limit(PAGE)
		.offset((number - 1) * PAGE)
	)
	rows = _narrowed(query, tip, status).run(as_dict=True)
	for row in rows:
		row.late = is_overdue(row.status, row.answer_due, today)
	context.update(
		title=_("Tips From the Public"),
		rows=rows,
		total=total,
		number=number,
		last=last,
		status=status,
		statuses=w.STATUSES,
		every=EVERY,
		waits=w.RECEIVED,
		address=lambda page: pages.link("tips", status=status, page=page),
		page_of=page_of,
		format_date=format_date,
	)


def _narrowed(query, tip, status: str):
	if status in w.STATUSES:
		query = query.where(tip.status == status)
	return predicate.apply_scope(query, tip, TIP)


def page_of(name: str) -> str:
	"""Address of the page of a tip."""
	return pages.link(f"tip/{name}")


# --- one tip -------------------------------------------------------------------------------------------------------------
def show(context: dict) -> None:
	"""The page of the tip that the address names."""
	doc = pages.document(TIP, pages.argument("name"))
	acts = registry.offered(doc)
	decides = any(act["key"] == "tip-duplicate" for act in acts)
	if _is_confidant(doc) and doc.is_named and not doc.informer_erased_on:
		acts.append(
			{
				"key": "informer",
				"label": "Show Informer",
				"address": f"{page_of(doc.name)}/informer",
				"main": False,
			}
		)
	names = people_names.named_in(doc)
	context.update(
		title=doc.subject,
		doc=doc,
		status=_(doc.status, context=TIP),
		late=is_overdue(doc.status, doc.answer_due, getdate()),
		waits=doc.status == w.RECEIVED,
		told=[*_facts(doc, TOLD, names), *_position(doc)],
		known=_facts(doc, KNOWN, names),
		outcome=[*_hazard(doc), *_facts(doc, OUTCOME, names)],
		informer=_facts(doc, INFORMER, names),
		looks=[
			{
				"who": names.get(row.user, row.user),
				"when": format_datetime(row.shown_at),
				"why": row.reason,
			}
			for row in doc.disclosures
		],
		photos=photos(doc),
		passed_on=_passed_on(doc),
		alike=alike(doc) if decides else [],
		acts=acts,
	)


def _facts(doc: Document, fields: tuple[str, ...], names: dict[str, str]) -> list[dict]:
	found = []
	for name in fields:
		df = doc.meta.get_field(name)
		if value := record.value_of(doc, df, names):
			found.append({"label": _(df.label, context=TIP), **value})
	return found


def _position(doc: Document) -> list[dict]:
	"""Where the phone was, as far as its owner allowed it."""
	if not doc.latitude and not doc.longitude:
		return []
	where = f"{_degrees(doc.latitude)}, {_degrees(doc.longitude)}"
	text = _("{0} (to {1} m)").format(where, doc.accuracy) if doc.accuracy else where
	return [{"label": _("Position of the Phone"), "text": text}]


def _degrees(value: float) -> str:
	return f"{value:.6f}".rstrip("0").rstrip(".")


def _hazard(doc: Document) -> list[dict]:
	if not doc.hazard:
		return []
	read = frappe.has_permission("Hazard", "read", doc=doc.hazard)
	label = _(doc.meta.get_label("hazard"), context=TIP)
	return [{"label": label, "text": doc.hazard, "link": pages.link(f"hazard/{doc.hazard}") if read else ""}]


def photos(doc: Document) -> list[dict]:
	"""{url, label, said}: each photo is asked for by its address, which asks the permission of the tip; said: when and
	where it was taken, as its camera wrote it."""
	found = []
	for row in doc.photos:
		said = [format_datetime(row.taken_on) if row.taken_on else ""]
		if row.latitude or row.longitude:
			said.append(f"{_degrees(row.latitude)}, {_degrees(row.longitude)}")
		if url := pages.file_link(row.file):
			label = _("Photo {0}").format(row.number)
			found.append({"url": url, "label": label, "said": " · ".join(filter(None, said))})
	return found


def _passed_on(doc: Document) -> list[dict]:
	"""Where the tip has been handed on from, and why; kept beside it as notes, read by whoever reads the tip."""
	rows = frappe.get_all(
		"Comment",
		filters={"reference_doctype": TIP, "reference_name": doc.name, "comment_type": "Info"},
		fields=["content", "creation", "comment_by"],
		order_by="creation asc",
	)
	return [
		{
			"when": format_datetime(row.creation),
			"who": row.comment_by or "",
			"what": " ".join(forms.sentences(row.content)),
		}
		for row in rows
	]


def alike(doc: Document) -> list[dict]:
	"""Hazards on the register that the tip may be about, of those the user sees, the most alike first."""
	found = tip_decisions.alike(doc, frappe.session.user)[:MOST_ALIKE]
	return [
		{**repeats.told(row), "address": registry.address("tip-duplicate", doc.name, row["name"])}
		for row in found
	]


# --- who gave it ---------------------------------------------------------------------------------------------------------
def show_informer(context: dict) -> None:
	"""Who gave the tip, for the one role that may be told, once a reason is written; every look is put on record. What is
	shown stands in this one answer: in no address, no cache and no form."""
	doc = pages.document(TIP, pages.argument("name"))
	if not _is_confidant(doc):
		raise pages.NotFound
	informer, problems = None, []
	if pages.has_request() and frappe.local.request.method == "POST":
		serve.require_token()
		locked = frappe.get_doc(TIP, doc.name, for_update=True)
		try:
			informer = tip_informers.shown_to(locked, frappe.session.user, pages.argument("reason"))
		except frappe.ValidationError as wrong:
			problems = forms.sentences(wrong)
			frappe.clear_messages()
			context.update(http_status_code=422)
	context.update(
		title=_("Show Informer"),
		doc=doc,
		informer=informer,
		problems=problems,
		left=bool(doc.is_named),
		erased_on=format_date(doc.informer_erased_on) if doc.informer_erased_on else "",
		back=page_of(doc.name),
	)


def _is_confidant(doc: Document) -> bool:
	return tip_informers.is_confidant(frappe.session.user, doc)
