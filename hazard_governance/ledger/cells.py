"""Reading one cell: what the field asks for, or an error in words."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime

from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.facts import Facts
from hazard_governance.ledger.words import NO, YES, choices, from_chinese, zh

TEXT, DATE, DATETIME, BOOL, INT, FLOAT = "str", "date | None", "datetime | None", "bool", "int", "float"
FORMATS = (
	"%Y-%m-%d",
	"%Y/%m/%d",
	"%Y.%m.%d",
	"%Y年%m月%d日",
	"%Y-%m-%d %H:%M",
	"%Y/%m/%d %H:%M",
	"%Y-%m-%d %H:%M:%S",
)

NO_DATE = N_("{0} is not a date. Write it as 2026-11-24.")
NO_NUMBER = N_("{0} is not a number. Write digits only.")
NO_CHECK = N_("{0} is neither 是 nor 否. Write one of them.")
NO_CHOICE = N_("{0} is not among the choices: {1}.")


class CellError(ValueError):
	"""message: English template marked for translation; args: its values."""

	def __init__(self, message: str, *values: object) -> None:
		super().__init__(message)
		self.message = message
		self.values = tuple(str(value) for value in values)


def kind_of(facts_class: type[Facts], fieldname: str) -> str:
	"""The type of a field, as it is annotated."""
	return next(str(field.type) for field in fields(facts_class) if field.name == fieldname)


def read(value: object, doctype: str, fieldname: str, kind: str) -> object:
	"""The value of a cell for a field; None or "" when the cell is empty. CellError when it cannot be read."""
	if value is None or (isinstance(value, str) and not value.strip()):
		return "" if kind == TEXT else None
	if kind == TEXT:
		return read_text(value, doctype, fieldname)
	return READERS[kind](value)


def read_text(value: object, doctype: str, fieldname: str) -> str:
	"""Text; of a field with choices the stored choice."""
	text = _plain(value)
	if not choices(doctype, fieldname):
		return text
	chosen = from_chinese(doctype, fieldname, text)
	if chosen is None:
		raise CellError(NO_CHOICE, text, "、".join(zh(c, doctype) for c in choices(doctype, fieldname) if c))
	return chosen


def _plain(value: object) -> str:
	if isinstance(value, datetime | date):
		return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
	if isinstance(value, float) and value.is_integer():
		return str(int(value))
	return str(value).strip()


def read_datetime(value: object) -> datetime:
	"""A moment from a date cell or from text in one of the usual forms."""
	if isinstance(value, datetime):
		return value
	if isinstance(value, date):
		return datetime(value.year, value.month, value.day)
	for form in FORMATS:
		try:
			return datetime.strptime(str(value).strip(), form)
		except ValueError:
			continue
	raise CellError(NO_DATE, value)


def read_date(value: object) -> date:
	"""A day, likewise."""
	return read_datetime(value).date()


def read_float(value: object) -> float:
	"""A number; thousands separators and the unit 万元 are let pass."""
	if isinstance(value, bool):
		raise CellError(NO_NUMBER, value)
	try:
		return float(str(value).replace(",", "").replace("，", "").replace("万元", "").strip())
	except ValueError:
		raise CellError(NO_NUMBER, value) from None


def read_bool(value: object) -> bool:
	"""是 or 否 (also 有/无, yes/no, 1/0)."""
	text = str(value).strip().lower()
	if text in (YES, "有", "yes", "true", "1"):
		return True
	if text in (NO, "无", "no", "false", "0"):
		return False
	raise CellError(NO_CHECK, value)


READERS = {
	DATE: read_date,
	DATETIME: read_datetime,
	BOOL: read_bool,
	FLOAT: read_float,
	INT: lambda value: int(read_float(value)),
}
