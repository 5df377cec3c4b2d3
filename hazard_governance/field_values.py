"""What a field can hold: a value of its kind, a day that exists, a number that fits, an offered choice, plain text.

Forms send clean values; programs, imports and hurried people send all others. Each is put right where its meaning is
plain (a number in a text field, a time with a time zone) and refused by the field's name where it is not. Frappe checks
some of this too, but after the rules of the app have read the values, or only in the database.
"""

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import frappe
from frappe import _
from frappe.model import no_value_fields, table_fields
from frappe.model.base_document import BaseDocument
from frappe.model.document import Document
from frappe.utils import cstr, escape_html, get_datetime, get_system_timezone, getdate, is_invalid_date_string

from hazard_governance.domain.facts_base import to_bool
from hazard_governance.messages import field_label
from hazard_governance.plain_text import refuse_markup

TEXTS = ("Data", "Small Text", "Text", "Long Text", "Text Editor", "Select", "Link", "Attach", "Attach Image")
# year first; a bare "10" would be read as some day of this month
YEAR_FIRST = re.compile(r"\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
# years outside are slips of the hand, and break the arithmetic of clocks
FIRST_YEAR, LAST_YEAR = 1900, 2199
LARGEST = {"Int": 2**31 - 1, "Float": 10**11}


class _WrongValueError(Exception):
	"""What is wrong, as a translated sentence without the field's name."""


def check_values(doc: Document) -> None:
	"""Settle every value of `doc` and its rows. ValidationError naming the field (and row) that cannot hold what it got."""
	for part in (doc, *doc.get_all_children()):
		for field in part.meta.fields:
			value = part.get(field.fieldname)
			if value in (None, "") or field.fieldtype in (*table_fields, *no_value_fields):
				continue
			try:
				part.set(field.fieldname, _settled(field, value))
			except _WrongValueError as wrong:
				frappe.throw(
					_("{0}: {1}").format(_label(part, field.fieldname), wrong), title=_("Please correct")
				)
	_refuse_dead_links(doc)
	refuse_markup(doc)


def _refuse_dead_links(doc: Document) -> None:
	"""LinkValidationError for a link to a record that is not there, of the fields that fetch something from it: Frappe
	looks up what to fetch, finds nothing and takes that for no link at all."""
	named: dict[str, dict[str, str]] = {}
	for part in (doc, *doc.get_all_children()):
		for field in part.meta.get_link_fields():
			if part.get(field.fieldname) and part.meta.get_fields_to_fetch(field.fieldname):
				named.setdefault(field.options, {}).setdefault(
					part.get(field.fieldname), _label(part, field.fieldname)
				)
	for doctype, found in named.items():
		# one query for each DocType linked to, of which a document has two or three
		there = frappe.get_all(
			doctype, filters={"name": ("in", list(found))}, pluck="name", order_by="name asc"
		)
		for name in found.keys() - there:
			frappe.throw(
				_("{0}: {1} does not exist. Choose one from the list.").format(
					found[name], escape_html(name)
				),
				frappe.LinkValidationError,
			)


def require_filled(doc: Document) -> None:
	"""MandatoryError naming every mandatory field of `doc` and its rows that is empty."""
	if doc.flags.ignore_mandatory:
		return
	empty = [
		_("{0} is empty. Fill it in.").format(_label(part, field.fieldname))
		for part in (doc, *doc.get_all_children())
		for field in part.meta.get("fields", {"reqd": 1})
		if _is_empty(part.get(field.fieldname))
	]
	if empty:
		frappe.throw("<br>".join(empty), frappe.MandatoryError, title=_("Please correct"))


def _is_empty(value: Any) -> bool:
	return value is None or value == [] or not cstr(value).strip()


def _label(part: BaseDocument, fieldname: str) -> str:
	label = field_label(part.doctype, fieldname)
	return _("{0} (row {1})").format(label, part.idx) if part.get("parentfield") else label


# --- one value -------------------------------------------------------------------------------------------------
def _settled(field, value: Any) -> Any:
	if isinstance(value, list | tuple | set | dict):
		raise _WrongValueError(_("this is a list. Enter one value."))
	if settle := SETTLERS.get(field.fieldtype):
		return settle(value)
	if field.fieldtype in TEXTS and not isinstance(value, str):
		value = cstr(value)
	if field.fieldtype == "Select":
		_check_choice(field, value)
	return value


def _check_choice(field, value: str) -> None:
	offered = [option.strip() for option in (field.options or "").split("\n")]
	if value not in offered:
		raise _WrongValueError(
			_("{0} is not offered. Choose one of: {1}.").format(
				escape_html(value), ", ".join(_(option) for option in offered if option)
			)
		)


def _moment(value: Any) -> datetime | None:
	if isinstance(value, str) and is_invalid_date_string(value):
		return None
	moment = _read_date(get_datetime, value)
	if not isinstance(moment, datetime):
		raise _no_date(value)
	if moment.tzinfo:
		# clients send the time of another zone, or UTC; the site keeps its own
		moment = moment.astimezone(ZoneInfo(get_system_timezone())).replace(tzinfo=None)
	return _within_years(moment)


def _day(value: Any) -> date | None:
	day = _read_date(getdate, value)
	return _within_years(day) if day else None


def _read_date(read: Callable, value: Any) -> Any:
	if not isinstance(value, str | date) or (isinstance(value, str) and not YEAR_FIRST.match(value)):
		raise _no_date(value)
	messages = list(frappe.local.message_log)
	try:
		return read(value)
	except (ValueError, OverflowError, frappe.ValidationError):
		frappe.local.message_log = messages
		raise _no_date(value) from None


def _no_date(value: Any) -> _WrongValueError:
	return _WrongValueError(
		_("{0} is not a date. Enter year, month and day, such as 2026-05-31.").format(
			escape_html(cstr(value))
		)
	)


def _within_years(value: date) -> date:
	if not FIRST_YEAR <= value.year <= LAST_YEAR:
		raise _WrongValueError(
			_("the year {0} cannot be right. Enter one between {1} and {2}.").format(
				value.year, FIRST_YEAR, LAST_YEAR
			)
		)
	return value


def _whole_number(value: Any) -> int:
	number = _number(value, LARGEST["Int"])
	if number != int(number):
		raise _WrongValueError(_("{0} is not a whole number. Leave out the fraction.").format(number))
	return int(number)


def _decimal(value: Any) -> float:
	return _number(value, LARGEST["Float"])


def _number(value: Any, largest: int) -> float:
	try:
		number = float(value.replace(",", "") if isinstance(value, str) else value)
	except (TypeError, ValueError):
		raise _WrongValueError(
			_("{0} is not a number. Enter digits only.").format(escape_html(cstr(value)))
		) from None
	if not math.isfinite(number) or abs(number) > largest:
		raise _WrongValueError(_("{0} is too large a number. Correct it.").format(cstr(value)))
	return number


def _tick(value: Any) -> int:
	return int(to_bool(value))


SETTLERS: dict[str, Callable[[Any], Any]] = {
	"Datetime": _moment,
	"Date": _day,
	"Int": _whole_number,
	"Float": _decimal,
	"Check": _tick,
}
