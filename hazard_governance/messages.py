"""What the rules find missing, told to a person in their language."""

from collections.abc import Iterable
from datetime import date, datetime

import frappe
from frappe import _
from frappe.utils import escape_html, format_date, format_datetime

from hazard_governance.domain.deficiency import Deficiency, Phrase, unique
from hazard_governance.domain.papers import words


def _words(value: object, html: bool) -> str:
	if isinstance(value, Phrase):
		return _(value.message).format(*(_words(arg, html) for arg in value.args))
	if isinstance(value, date):
		return _day(value)
	if isinstance(value, str):
		return escape_html(_(value)) if html else _(value)
	return str(value)


def _day(value: date | datetime) -> str:
	"""As documents write it in Chinese; otherwise in the format that the site or the user chose."""
	with_time = isinstance(value, datetime)
	if frappe.local.lang.startswith("zh"):
		return words.moment(value, _) if with_time else words.day(value, _)
	return format_datetime(value) if with_time else format_date(value)


def field_label(doctype: str, fieldname: str) -> str:
	"""Translated label of a field; the translated name of the DocType when it has no such field."""
	field = frappe.get_meta(doctype).get_field(fieldname) if fieldname else None
	return _(field.label, context=doctype) if field and field.label else _(doctype)


def sentence(deficiency: Deficiency, html: bool = True) -> str:
	"""One translated sentence of what is missing: field label, row, words.

	With `html` values are escaped and the article follows; without, it is plain text for a form that shows both apart.
	"""
	text = _(deficiency.message).format(*(_words(arg, html) for arg in deficiency.args))
	label = field_label(deficiency.doctype, deficiency.fieldname) if deficiency.doctype else ""
	if label and deficiency.row:
		label = _("{0} (row {1})").format(label, deficiency.row)
	if label and not text.startswith(label):
		text = words.labelled(label, text, _)
	if deficiency.article and html:
		text = _("{0} ({1})").format(text, _(deficiency.article))
	return text


def phrase_text(phrase: Phrase) -> str:
	"""A phrase of the domain, translated, as plain text."""
	return _words(phrase, html=False)


def as_dicts(deficiencies: Iterable[Deficiency]) -> list[dict]:
	"""The deficiencies as rows for a form: doctype, fieldname, row, name, label, message (both translated)."""
	return [
		{
			"doctype": d.doctype,
			"fieldname": d.fieldname,
			"row": d.row,
			"name": d.name,
			"label": field_label(d.doctype, d.fieldname) if d.doctype else "",
			"message": sentence(d, html=False),
			"article": _(d.article) if d.article else "",
		}
		for d in unique(deficiencies)
	]


def throw_deficiencies(
	deficiencies: Iterable[Deficiency],
	title: str | None = None,
	exc: type[Exception] = frappe.ValidationError,
) -> None:
	"""Raise `exc` once, with every deficiency in one message; do nothing when there is none.

	`title` is already translated.
	"""
	found = unique(deficiencies)
	if not found:
		return
	sentences = [sentence(d) for d in found]
	if len(sentences) == 1:
		message = sentences[0]
	else:
		message = "<ul>{}</ul>".format("".join(f"<li>{text}</li>" for text in sentences))
	frappe.throw(message, exc, title=title or _("Not complete yet"))
