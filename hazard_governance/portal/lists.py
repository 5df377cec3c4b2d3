"""The two official lists as pages: the rows and filters of the script reports, sorted and paged, and the addresses of
their official files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

import frappe
from frappe import _
from frappe.utils import add_months, cint, format_date, nowdate

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.list_columns import ListColumn
from hazard_governance.domain.official_list import OfficialList
from hazard_governance.papers.lists import LIST_PAPERS
from hazard_governance.permissions import predicate
from hazard_governance.portal import forms, menu, pages
from hazard_governance.reporting import filters as read
from hazard_governance.reporting import listing

PAGE = 25
MONTHS_BACK = 36
MOST_CHOICES = 300


@dataclass(frozen=True)
class ListPage:
	"""A list of the portal: its route, its report, what reads it, its filters, and the columns that a screen begins with."""

	route: str
	report: str
	read: Callable[..., OfficialList]
	filters: tuple[str, ...]
	columns: tuple[str, ...]
	with_lines: tuple[str, ...]


MONTHLY = ListPage(
	"monthly-list",
	v.MONTHLY_LIST,
	listing.monthly,
	(
		"month",
		"region",
		"authority",
		"industry",
		"enterprise",
		"source",
		"stage",
		"campaign",
		"include_carried_over",
	),
	(
		"register_no",
		"enterprise",
		"existing_condition",
		"county",
		"found_on",
		"responsible_person",
		"rectification_due",
		"stage",
		"overdue",
		"criterion_match",
	),
	("existing_condition", "basis", "remarks", "accountability"),
)
SUPERVISION = ListPage(
	"supervision-list",
	v.SUPERVISION_LIST,
	listing.supervision,
	("region", "authority", "industry", "kind", "status", "stage", "overdue_only", "show_unsupervised"),
	(
		"register_no",
		"case_no",
		"enterprise",
		"hazard_title",
		"level",
		"authority",
		"leader",
		"due_on",
		"latest_progress",
		"overdue",
		"status",
	),
	("hazard_title", "requirements", "latest_progress", "extension_reason"),
)
CHECKS = {"include_carried_over": 1, "overdue_only": 0, "show_unsupervised": 1}


def show(page: ListPage, context: dict) -> None:
	"""Fill the context of a list page; PermissionError where the report is not for the user."""
	if not menu.may_open(page.report):
		raise pages.NotFound
	values = asked_for(page)
	official, problem = _read(page, values)
	rows = sorted_rows(official.rows if official else [])
	every = pages.argument("columns") == "all"
	number, last = pages.paged(len(rows), PAGE)
	printing = pages.argument("print") == "1"
	shown = rows if printing else rows[(number - 1) * PAGE : number * PAGE]
	columns = _columns(page, official, every)
	context.update(
		title=_(page.report),
		page=page,
		official=official,
		problem=problem,
		filters=[_field(name, values, rows) for name in page.filters],
		columns=columns,
		rows=[_row(row, columns) for row in shown],
		total=len(rows),
		number=number,
		last=last,
		every=every,
		printing=printing,
		address=lambda **changed: address(page, values, **changed),
		sort=_sort(),
		downloads=downloads(page, values) if official else [],
	)


def _read(page: ListPage, values: dict) -> tuple[OfficialList | None, str]:
	"""The list, or in words which filter is wrong."""
	try:
		return page.read(values, frappe.session.user), ""
	except frappe.PermissionError:
		raise
	except frappe.ValidationError as wrong:
		frappe.clear_messages()
		return None, " ".join(forms.sentences(wrong))


def asked_for(page: ListPage) -> dict:
	"""Filters of the address. A form leaves an empty box out, so that one that was sent says so itself."""
	values = {name: pages.argument(name) for name in page.filters}
	sent = pages.argument("filtered") == "1"
	for name, usual in CHECKS.items():
		if name in page.filters:
			values[name] = cint(values[name]) if sent or values[name] else usual
	if "month" in values:
		values["month"] = values["month"] or nowdate()[:7]
	return values


def _field(name: str, values: dict, rows: list[dict]) -> dict:
	label, kind, options = _FIELDS[name]
	return {
		"name": name,
		"label": _(label),
		"kind": kind,
		"options": options(rows) if options else [],
		"value": values[name],
	}


# --- what a filter offers ------------------------------------------------------------------------------------
def _months(_rows: list) -> list[tuple[str, str]]:
	return [(month, month) for month in (add_months(nowdate(), -back)[:7] for back in range(MONTHS_BACK))]


def _words(*choices: str) -> Callable[[list], list[tuple[str, str]]]:
	return lambda _rows: [(choice, _(choice)) for choice in choices]


def _names(doctype: str, **wanted) -> Callable[[list], list[tuple[str, str]]]:
	"""Reference data, which every role of the app reads."""
	return lambda _rows: [
		(name, name)
		for name in frappe.get_list(
			doctype, filters=wanted, pluck="name", order_by="name asc", limit_page_length=MOST_CHOICES
		)
	]


def _enterprises(_rows: list) -> list[tuple[str, str]]:
	"""Those within scope, as far as a list of choices is of use."""
	enterprise = frappe.qb.DocType("Regulated Enterprise")
	query = frappe.qb.from_(enterprise).select(enterprise.name).orderby(enterprise.name).limit(MOST_CHOICES)
	names = predicate.apply_scope(query, enterprise, "Regulated Enterprise").run(pluck=True)
	return [(name, name) for name in names]


_FIELDS: dict[str, tuple[str, str, Callable | None]] = {
	"month": (N_("Reporting Month"), "select", _months),
	"region": (N_("Supervision Region"), "select", _names("Supervision Region")),
	"authority": (N_("Supervision Authority"), "select", _names("Supervision Authority", disabled=0)),
	"industry": (N_("Industry and Field"), "select", _names("Industry Sector")),
	"enterprise": (N_("Enterprise Name"), "datalist", _enterprises),
	"source": (N_("Source of the Hazard"), "select", _words(*v.SOURCES)),
	"stage": (N_("Status of the Hazard"), "select", _words(*v.STAGES)),
	"campaign": (N_("Hazard Campaign"), "select", _names("Hazard Campaign")),
	"kind": (N_("Kind of Supervision"), "select", _words(*read.CASE_KINDS)),
	"status": (N_("Case Status"), "select", _words(*read.CASE_STATUSES)),
	"include_carried_over": (N_("Include Carried-Over Hazards"), "check", None),
	"overdue_only": (N_("Overdue Only"), "check", None),
	"show_unsupervised": (N_("Name Major Hazards Without a Case"), "check", None),
}


# --- rows ------------------------------------------------------------------------------------------------------
def _columns(page: ListPage, official: OfficialList | None, every: bool) -> list[ListColumn]:
	if official is None:
		return []
	if every:
		return [column for column in official.columns if column.official]
	known = {column.fieldname: column for column in official.columns}
	return [known[name] for name in page.columns]


def _sort() -> tuple[str, bool]:
	"""Column and whether it runs down; the order of the list itself by default."""
	wanted = pages.argument("sort")
	return wanted.lstrip("-"), wanted.startswith("-")


def sorted_rows(rows: list[dict]) -> list[dict]:
	"""Rows in the order asked for, empty values last; the order of the official list where nothing is asked."""
	column, down = _sort()
	if not column or not any(column in row for row in rows):
		return rows
	full = [row for row in rows if row.get(column) not in (None, "")]
	empty = [row for row in rows if row.get(column) in (None, "")]
	return sorted(full, key=lambda row: _key(row[column]), reverse=down) + empty


def _key(value: object) -> tuple:
	if isinstance(value, int):
		return (0, value, "")
	if isinstance(value, datetime | date):
		return (1, 0, value.isoformat())
	return (2, 0, str(value))


def _row(row: dict, columns: list[ListColumn]) -> dict:
	case = row.get("case_no")
	return {
		"links": {
			"register_no": pages.link(f"hazard/{row['hazard']}") if row.get("hazard") else "",
			"case_no": pages.record("Supervision Case", case) if case else "",
		},
		"late": bool(row.get("is_overdue")),
		"cells": [(column, _text(row.get(column.fieldname))) for column in columns],
	}


def _text(value: object) -> str:
	if value is None:
		return ""
	return format_date(value) if isinstance(value, datetime | date) else str(value)


# --- addresses -------------------------------------------------------------------------------------------------
def address(page: ListPage, values: dict, /, **changed) -> str:
	"""This page with its filters, its order and its columns, some of them changed; a new order begins at page one."""
	kept = {name: pages.argument(name) for name in ("sort", "columns")}
	sent = {**values, "filtered": "1", **kept, **changed}
	return pages.link(page.route, **{name: value for name, value in sent.items() if value not in (0, "0")})


def downloads(page: ListPage, values: dict) -> list[dict]:
	"""{label, address} of the official files of what is shown, for whoever may print or export it."""
	query = urlencode({"report_name": page.report, "filters": frappe.as_json(values, indent=None)})
	door = "/api/method/hazard_governance.api.lists."
	found = []
	if page.report in LIST_PAPERS and frappe.has_permission("Hazard", "print"):
		found.append({"label": _("Official PDF"), "address": f"{door}paper?{query}"})
	if frappe.has_permission("Hazard", "export"):
		found.append({"label": _("Official Workbook (xlsx)"), "address": f"{door}download?{query}"})
	return found
