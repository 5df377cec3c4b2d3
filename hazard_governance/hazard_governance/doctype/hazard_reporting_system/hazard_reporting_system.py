"""Hazard Reporting System: the columns that a system of the nation or the province reads. Work Safety Law, article 41."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document

from hazard_governance.domain.outer_systems import (
	NUMBER_FIELDS,
	OuterColumn,
	OuterLayout,
	check_layout,
	parse_codes,
)
from hazard_governance.field_values import check_values, require_filled
from hazard_governance.messages import throw_deficiencies


class HazardReportingSystem(Document):
	def validate(self) -> None:
		check_values(self)
		require_filled(self)
		throw_deficiencies(check_layout(self.layout().columns), title=_("Please correct"))

	def layout(self) -> OuterLayout:
		"""The layout for the domain; ValidationError naming the row whose codes or dates cannot be read."""
		return OuterLayout(
			name=self.system_name,
			number_field=NUMBER_FIELDS[self.number_of],
			columns=tuple(_column(row) for row in self.columns),
			sheet_title=self.sheet_title or "",
			append_numbers=bool(self.append_numbers),
		)


def _column(row: Document) -> OuterColumn:
	try:
		codes = parse_codes(row.codes)
	except ValueError as line:
		frappe.throw(
			_("Row {0}, Codes: {1} is not a code. Write one a line, our word = its code.").format(
				row.idx, line
			)
		)
	return OuterColumn(
		heading=(row.heading or "").strip(),
		value=row.value or "",
		fixed=row.fixed_text or "",
		codes=codes,
		date_format=_date_format(row),
	)


def _date_format(row: Document) -> str:
	written = row.date_format or ""
	if written and date(2026, 11, 24).strftime(written) in ("", written):
		frappe.throw(
			_("Row {0}, Date Format: {1} writes no date. Write it like {2}.").format(
				row.idx, written, "%Y-%m-%d"
			)
		)
	return written
