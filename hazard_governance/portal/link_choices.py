"""What may be chosen in a link field of a form of the portal: never more than the reader may see, narrowed to what belongs
to the hazard and its enterprise. Few choices make a list, many a field to type in with proposals."""

from collections.abc import Callable
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from hazard_governance.api import criteria as criteria_api
from hazard_governance.api import hazard as hazard_api
from hazard_governance.domain import vocabulary as v
from hazard_governance.messages import field_label
from hazard_governance.permissions import predicate
from hazard_governance.permissions.members import authority_scopes
from hazard_governance.permissions.values import new_values, stored_values

FEW, MOST = 60, 300
# the kind of authority that a field names
KINDS = {
	("Rectification Report", "filing_authority"): v.EMERGENCY_MANAGEMENT,
	("Production Suspension", "mine_safety_authority"): v.MINE_SAFETY,
}
# fields in which the authority of the session's user stands
ACTING = frozenset({"authority", "examining_authority"})


@dataclass(frozen=True)
class Choices:
	"""(value, label) of each choice; whole: there are no others."""

	options: tuple[tuple[str, str], ...]
	whole: bool = True


class Chooser:
	"""Reads what the link fields of one form offer, each kind once."""

	def __init__(self, doc: Document) -> None:
		self.doc = doc
		self._known: dict[tuple, Choices | None] = {}

	def of(self, df) -> Choices | None:
		"""The choices of a link field; None where the reader may choose nothing in it."""
		# of authorities the field says which kind is meant
		key = (df.options, (df.parent, df.fieldname) if df.options == "Supervision Authority" else None)
		if key not in self._known:
			self._known[key] = READERS.get(df.options, _by_list)(self.doc, df)
		return self._known[key]


def _people(doc: Document, df) -> Choices:
	"""Members of the enterprise, and of the authority that the document is written for."""
	parents = [name for name in (doc.get("enterprise"), doc.get("authority")) if name]
	member = frappe.qb.DocType("Regulated Enterprise Member")
	officer = frappe.qb.DocType("Supervision Authority Member")
	user = frappe.qb.DocType("User")
	found: dict[str, str] = {}
	for table in (member, officer):
		query = frappe.qb.from_(table).inner_join(user).on(user.name == table.user)
		query = query.select(user.name, user.full_name).where(table.parent.isin(parents or [""]))
		found |= dict(query.where(user.enabled == 1).orderby(table.idx).run())
	principal = frappe.db.get_value("Regulated Enterprise", doc.get("enterprise"), "principal_user")
	if principal and principal not in found:
		found[principal] = frappe.utils.get_fullname(principal)
	return Choices(tuple((name, full_name or name) for name, full_name in found.items()))


def _authorities(doc: Document, df) -> Choices:
	"""Those that supervise the hazard; for what an office writes in its own name, the user's own."""
	mine = predicate.acting_authorities(frappe.session.user, doc) if df.fieldname in ACTING else []
	if mine and doc.meta.get_field(df.fieldname) is df:
		return Choices(tuple((name, name) for name in mine))
	kind = KINDS.get((df.parent, df.fieldname))
	return Choices(tuple((name, name) for name in supervising(doc, kind=kind)))


def supervising(doc: Document, **of) -> list[str]:
	"""Authorities that supervise the hazard of a document, by name; `of`: only those of this kind or level, None for any."""
	values = stored_values(doc) or new_values(doc, None) or {}
	filters = {"disabled": 0, **{column: value for column, value in of.items() if value}}
	names = frappe.get_all("Supervision Authority", filters=filters, pluck="name", order_by="name asc")
	return [scope.name for scope in authority_scopes(tuple(names)) if scope.reaches(values)]


def _criteria(doc: Document, df) -> Choices:
	"""Criteria in force that apply to the enterprise; those that the description is likeliest about stand first."""
	hazard = doc if doc.doctype == "Hazard" else frappe.get_cached_doc("Hazard", doc.hazard)
	if not hazard.enterprise:
		return Choices(())
	filters = {"enterprise": hazard.enterprise, "found_on": hazard.found_on}
	rows = hazard_api.criterion_query("Hazard", "", "name", 0, MOST, filters)
	found = {name: _criterion(standard, article, summary) for name, standard, article, summary in rows}
	return Choices(tuple({**_likely(hazard), **found}.items()), whole=len(rows) < MOST)


def _likely(hazard: Document) -> dict[str, str]:
	text = " ".join(filter(None, (hazard.hazard_title, hazard.existing_condition, hazard.possible_harm)))
	return {
		row["name"]: _criterion(row["standard"], row["article"], row["summary"])
		for row in criteria_api.offer(text, hazard.enterprise, cstr(hazard.found_on)[:10])
		if not row["against"]
	}


def _criterion(standard: str, article: str, summary: str) -> str:
	return f"{standard} {article}: {summary}"[:140]


def _measures(doc: Document, df) -> Choices:
	"""The catalogue in its order; an enterprise does not choose what an authority alone decides."""
	filters = {"disabled": 0}
	if not predicate.acting_authorities(frappe.session.user, doc):
		filters["authority_only"] = 0
	names = frappe.get_all(
		"Accountability Measure", filters=filters, pluck="name", order_by="sequence asc, name asc"
	)
	return Choices(tuple((name, _(name)) for name in names))


def _by_list(doc: Document, df) -> Choices | None:
	"""Records of the same hazard or enterprise that the reader may list; none of another app without its permission."""
	if not frappe.has_permission(df.options, "read"):
		return None
	meta = frappe.get_meta(df.options)
	filters: dict[str, object] = {}
	for column in ("hazard", "enterprise"):
		if meta.has_field(column) and doc.get(column):
			filters[column] = doc.get(column)
			break
	if meta.has_field("disabled"):
		filters["disabled"] = 0
	filters["name"] = ("!=", doc.name or "")
	title = meta.get_title_field()
	rows = frappe.get_list(
		df.options,
		filters=filters,
		fields=["name", f"{title} as title"],
		order_by="creation desc",
		limit_page_length=MOST,
		as_list=True,
	)
	options = tuple((name, name if label == name else f"{name}: {label}") for name, label in rows)
	return Choices(options, whole=len(rows) < MOST)


READERS: dict[str, Callable[[Document, object], Choices | None]] = {
	"User": _people,
	"Supervision Authority": _authorities,
	"Hazard Criterion": _criteria,
	"Accountability Measure": _measures,
}


def refused(df, value: str, choices: Choices) -> str:
	"""What is wrong with a value that was typed, "" when it can be chosen."""
	if not value or value in dict(choices.options):
		return ""
	if not choices.whole and frappe.db.exists(df.options, value) and _readable(df.options, value):
		return ""
	return _("{0}: choose one from the list.").format(field_label(df.parent, df.fieldname))


def _readable(doctype: str, name: str) -> bool:
	return bool(frappe.get_list(doctype, filters={"name": name}, limit_page_length=1, order_by="name asc"))
