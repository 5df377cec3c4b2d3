"""Words of the ledgers: Chinese from the app's own translation file, and back; labels from the DocTypes. No frappe."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.accountability import CATALOGUE

PACKAGE = Path(__file__).parents[1]
DOCTYPES = PACKAGE / "hazard_governance" / "doctype"
YES, NO = "是", "否"
# links to masters whose names are our own English words
NAMED_CHOICES = {("Accountability Action Measure", "measure"): tuple(spec.measure_name for spec in CATALOGUE)}


@cache
def _table() -> dict[tuple[str, str], str]:
	with (PACKAGE / "translations" / "zh.csv").open(encoding="utf-8", newline="") as file:
		rows = [row for row in csv.reader(file) if len(row) > 1]
	return {(row[0], row[2] if len(row) > 2 else ""): row[1] for row in rows}


def zh(text: str, context: str = "") -> str:
	"""The Chinese for one of the app's English words, as on the forms of the DocType `context`; the word itself
	without one."""
	table = _table()
	return table.get((text, context)) or table.get((text, "")) or text


@cache
def _meta(doctype: str) -> dict:
	scrubbed = doctype.lower().replace(" ", "_")
	fields = json.loads((DOCTYPES / scrubbed / f"{scrubbed}.json").read_text(encoding="utf-8"))["fields"]
	return {field["fieldname"]: field for field in fields if "fieldname" in field}


def label(doctype: str, fieldname: str) -> str:
	"""Chinese label of a field as on the form; the fieldname where the DocType has no such field."""
	return zh(_meta(doctype).get(fieldname, {}).get("label") or fieldname, doctype)


def choices(doctype: str, fieldname: str) -> tuple[str, ...]:
	"""Values that a field may hold, in English as stored; () for a field that takes any text."""
	return v.SELECTS.get((doctype, fieldname)) or NAMED_CHOICES.get((doctype, fieldname), ())


def to_chinese(doctype: str, fieldname: str, value: str) -> str:
	"""A stored choice in Chinese; other text as it is."""
	return zh(value, doctype) if value in choices(doctype, fieldname) else value


def from_chinese(doctype: str, fieldname: str, text: str) -> str | None:
	"""The stored choice for a word in Chinese or English; None when it is neither."""
	known = choices(doctype, fieldname)
	return {**{zh(choice, doctype): choice for choice in known}, **{choice: choice for choice in known}}.get(
		text
	)
