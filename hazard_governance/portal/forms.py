"""Fields of a form of the portal: labels, kinds and choices are those of the DocTypes, so that a message of a controller
names the very field that stands on the page."""

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

import frappe
from frappe import _
from frappe.utils import cint, get_datetime, getdate, strip_html

from hazard_governance.messages import field_label

KINDS = {
	"Check": "check",
	"Select": "select",
	"Date": "date",
	"Datetime": "datetime",
	"Small Text": "long",
	"Text": "long",
	"Text Editor": "long",
	"Attach": "file",
	"Attach Image": "photo",
	"Int": "number",
	"Float": "number",
	"Link": "select",
}
ACCEPT = {"photo": "image/*", "file": "image/*,application/pdf,.doc,.docx,.xls,.xlsx"}
ITEM = re.compile(r"</?(?:li|ul|br|p|div)\s*/?>", re.IGNORECASE)
LONGEST = 20000


@dataclass(frozen=True)
class Field:
	"""One field. name: of its value; kind: see KINDS, and `radio`, `datalist`, `rich` of long documents; options: (value,
	label) of a select; said: its label as messages of controllers say it, where that is longer; when: what another field
	must hold for it to matter, for the browser; now: what the document holds, where something else was typed; focus:
	the keyboard begins here; whole: `options` are all that can be chosen."""

	name: str
	label: str
	kind: str = "text"
	required: bool = False
	help: str = ""
	options: tuple[tuple[str, str], ...] = ()
	value: object = ""
	group: str = ""
	said: str = ""
	when: str = ""
	now: str = ""
	focus: bool = False
	whole: bool = True

	@property
	def accept(self) -> str:
		return ACCEPT.get(self.kind, "")


def of(doctype: str, fieldname: str, /, **more) -> Field:
	"""The field of a DocType; `more` are values of Field that differ. required follows the DocType unless given."""
	df = frappe.get_meta(doctype).get_field(fieldname)
	options = ()
	if df.fieldtype == "Select":
		options = tuple(
			(choice, _(choice, context=doctype)) for choice in (df.options or "").split("\n") if choice
		)
	values = {
		"name": fieldname,
		"label": field_label(doctype, fieldname),
		"kind": KINDS.get(df.fieldtype, "text"),
		"required": bool(df.reqd),
		"help": _(df.description) if df.description else "",
		"options": options,
		"value": df.default if df.default and df.fieldtype in ("Select", "Check") else "",
	}
	return Field(**{**values, **more})


def choices(values: Iterable[str]) -> tuple[tuple[str, str], ...]:
	"""Names as choices."""
	return tuple((value, value) for value in values if value)


@dataclass
class Sent:
	"""What a form sent: values by name, files by name, and what is wrong with them in words by name."""

	values: dict = field(default_factory=dict)
	files: dict = field(default_factory=dict)
	wrong: dict = field(default_factory=dict)


def read(fields: Iterable[Field], posted: dict, files) -> Sent:
	"""The values of `fields` as the controllers want them; what cannot be read is named at its field."""
	sent = Sent()
	for one in fields:
		if one.kind in ("file", "photo"):
			upload = files.get(one.name) if files else None
			if upload is not None and upload.filename:
				sent.files[one.name] = upload
			elif one.required:
				sent.wrong[one.name] = _("{0}: choose a file.").format(one.label)
			continue
		value, wrong = _value(one, posted.get(one.name))
		sent.values[one.name] = value
		if wrong or (one.required and value in ("", None)):
			sent.wrong[one.name] = wrong or _("{0} is empty. Fill it in.").format(one.said or one.label)
	return sent


def _value(one: Field, raw: object) -> tuple[object, str]:
	text, label = (raw.strip() if isinstance(raw, str) else ""), one.said or one.label
	if one.kind == "check":
		return cint(text), ""
	if len(text) > LONGEST:
		return text, _("{0}: {1} characters are enough. Shorten it.").format(label, LONGEST)
	if one.kind in ("select", "radio") and text and text not in dict(one.options):
		return text, _("{0}: choose one from the list.").format(label)
	if text and one.kind in READ:
		try:
			return READ[one.kind](text), ""
		except (ValueError, TypeError, frappe.ValidationError):
			frappe.clear_messages()
			return text, _("{0}: {1} cannot be read. Enter it again.").format(label, text)
	return text, ""


def _day(text: str) -> str:
	return getdate(text).isoformat()


def _moment(text: str) -> str:
	return get_datetime(text.replace("T", " ")).strftime("%Y-%m-%d %H:%M:%S")


READ: dict[str, Callable[[str], object]] = {"date": _day, "datetime": _moment, "number": float}


def shown(fields: Iterable[Field], sent: Sent | None) -> list[Field]:
	"""The fields with what was sent, so that nobody types it once more."""
	if sent is None:
		return list(fields)
	return [replace(one, value=sent.values.get(one.name, one.value)) for one in fields]


def sentences(error: Exception | str) -> list[str]:
	"""What a controller says, as plain sentences."""
	parts = ITEM.split(str(error))
	return [text for part in parts if (text := html.unescape(strip_html(part)).strip())]


def place(texts: list[str], fields: Iterable[Field]) -> dict[str, str]:
	"""Sentences at the fields that they name: a sentence begins with the label of its field."""
	found: dict[str, str] = {}
	known = sorted(fields, key=lambda one: -len(one.said or one.label))
	for text in texts:
		for one in known:
			if one.label and text.startswith(one.said or one.label):
				found.setdefault(one.name, text)
				break
	return found
