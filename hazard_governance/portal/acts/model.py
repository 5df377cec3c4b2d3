"""What an act of the portal is: for whom it stands there, which fields it asks for, and what it does by the functions that
the desk uses as well."""

from collections.abc import Callable
from dataclasses import dataclass, field

import frappe
from frappe.model.document import Document
from frappe.model.workflow import get_transitions

from hazard_governance import moves
from hazard_governance.asked_once import asked_once
from hazard_governance.portal import forms

Values = dict[str, object]


@dataclass(frozen=True)
class Request:
	"""An act under way: the document it is about (None: of none), the row named in the address, the values sent and the
	uploads. `keep(name, document)` stores an upload and returns its address."""

	doc: Document | None
	row: str
	values: Values
	keep: Callable[..., str]


@dataclass(frozen=True)
class Act:
	"""key: of its address. doctype: of the document it is about, "" for none. label: of the button. done: what is said
	afterwards. may: whether it is offered (the controllers ask again). fields: of the form. run: does it, and returns the
	address to go to, "" for the document's own page. main: the button stands out. actions: of the workflow, which it takes."""

	key: str
	doctype: str
	label: str
	done: str
	may: Callable[[Document, str], bool]
	run: Callable[[Request], str | None]
	fields: Callable[[Document, str], list[forms.Field]] = field(default=lambda doc, row: [])
	main: bool = False
	note: str = ""
	actions: tuple[str, ...] = ()


def transition(doc: Document, *actions: str) -> dict | None:
	"""The transition of one of these actions that the session's user may take now, as the workflow stands."""
	if not moves.active_workflow(doc.doctype) or not doc.get("workflow_state"):
		return None
	row = next((row for row in _transitions(doc) if row["action"] in actions), None)
	if row is None:
		return None
	old, new = doc.get(doc.status_field), _status(doc, row)
	try:
		doc.check_actor(old, new, doc.find_move(old, new))
	except frappe.PermissionError:
		frappe.clear_messages()
		return None
	return None if doc.check_people(old, new, doc.find_move(old, new)) else row


@asked_once
def _transitions(doc: Document) -> list[dict]:
	return get_transitions(doc)


def _status(doc: Document, row: dict) -> str:
	workflow = moves.active_workflow(doc.doctype)
	return moves.status_of(workflow, doc.status_field, row["next_state"]) or doc.get(doc.status_field)


def move(doc: Document, *actions: str, **values) -> Document:
	"""Set `values` and take the transition, in one save; the controller asks everything it asks of the desk."""
	row = transition(doc, *actions)
	if row is None:
		raise frappe.PermissionError
	doc.update(values)
	doc.workflow_state = row["next_state"]
	return doc.save()


def workflow_act(
	key: str,
	doctype: str,
	actions: tuple[str, ...],
	label: str,
	done: str,
	fields: tuple[str, ...] = (),
	**more,
) -> Act:
	"""An act that is one action of the workflow with some fields of the document. `required`: names among them."""
	required, defaults = more.pop("required", ()), more.pop("defaults", None)
	choose = more.pop("choose", None)
	also = more.pop("may", None)

	def form(doc: Document, row: str) -> list[forms.Field]:
		given = defaults(doc) if defaults else {}
		chosen = choose(doc) if choose else {}
		return [
			forms.of(
				doctype,
				name,
				value=given.get(name) or doc.get(name) or "",
				required=name in required,
				**({"options": chosen[name]} if name in chosen else {}),
			)
			for name in fields
		]

	def run(request: Request) -> None:
		values = {name: value if value != "" else None for name, value in request.values.items()}
		for name in fields:
			if name not in values:
				url = request.keep(name, request.doc)
				if url:
					values[name] = url
		move(request.doc, *actions, **values)

	def may(doc: Document, row: str) -> bool:
		return bool(transition(doc, *actions)) and (also is None or also(doc, row))

	return Act(key, doctype, label, done, may, run, form, actions=actions, **more)
