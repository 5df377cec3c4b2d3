"""The monthly return (月报): its rows, what its submission asks for, and what a receiver may answer.

Notice 长安办发〔2023〕54号, part 4 (1): enterprises report their major hazards every month to the office of the place
and to the industry's department; counties and departments collect them into the monthly list with one number a hazard.
The rows are those of the Monthly Major Hazard List (lists.py), drawn from the register and frozen when the return is
submitted: what becomes of a hazard afterwards stands in the next return. A month without any is reported as nil.

Values in, values out; standard library only.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date

from hazard_governance.domain import return_words as w
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.articles import NOTICE_RETURN, SECOND_PERSON
from hazard_governance.domain.deficiency import N_, Deficiency, missing
from hazard_governance.domain.facts_returns import HazardReturn, HazardReturnReceipt, HazardReturnRow
from hazard_governance.domain.lists import (
	ListedHazard,
	Row,
	Translate,
	accountability_text,
	basis_text,
	identity,
	month_bounds,
	monthly_hazards,
	monthly_rows,
	remarks_text,
)

DOCTYPE = "Hazard Return"
UNITS_SEPARATOR = "、"
# Int columns of a row that say nothing about the hazard
_OF_THE_TABLE = ("name", "idx")
ROW_COLUMNS = tuple(field.name for field in fields(HazardReturnRow) if field.name not in _OF_THE_TABLE)


# --- rows ------------------------------------------------------------------------------------------------------
def return_rows(
	hazards: Iterable[ListedHazard], month: str, today: date, translate: Translate = identity
) -> tuple[HazardReturnRow, ...]:
	"""The rows of `month` (YYYY-MM) as of `today`, in list order. Choices keep the words of the vocabulary; `translate`
	gives the language in which sentences (basis, accountability, remarks) are frozen."""
	listed = monthly_hazards(hazards, month)
	rows = zip(listed, monthly_rows(listed, month, today), strict=True)
	return tuple(_row(hazard, row, month, translate) for hazard, row in rows)


def _row(hazard: ListedHazard, row: Row, month: str, translate: Translate) -> HazardReturnRow:
	known = {name: row[name] for name in ROW_COLUMNS if name in row}
	return HazardReturnRow.from_mapping(
		{
			**known,
			"register_no": hazard.register_no,
			"verification": hazard.verification,
			"basis": basis_text(hazard, translate),
			"listed": hazard.listed,
			"filed": hazard.stage == v.FILED,
			"accountability": accountability_text(hazard, translate),
			"remarks": remarks_text(hazard, month, translate),
			"counts": hazard.counts,
		}
	)


def merged_rows(
	register: Iterable[HazardReturnRow], returns: Iterable[tuple[str, Sequence[HazardReturnRow]]]
) -> tuple[HazardReturnRow, ...]:
	"""The city's month out of the returns of its counties and departments: every hazard once, with the units whose
	returns hold it.

	register: rows of the whole city as of today, which is how a hazard is told. returns: (unit, frozen rows), the
	latest submitted last; a hazard that stands in returns only keeps the row reported last.
	"""
	reported: dict[str, HazardReturnRow] = {}
	units: dict[str, list[str]] = {}
	for unit, rows in returns:
		for row in rows:
			reported[row.hazard] = row
			units.setdefault(row.hazard, []).append(unit)
	merged = {**reported, **{row.hazard: row for row in register}}
	told = (
		replace(row, name="", idx=0, reported_by=UNITS_SEPARATOR.join(dict.fromkeys(units.get(name, ()))))
		for name, row in merged.items()
	)
	return tuple(sorted(told, key=lambda row: (row.county, not row.register_no, row.register_no, row.hazard)))


def is_nil(rows: Sequence[HazardReturnRow]) -> bool:
	"""零报告: there is no row. A withdrawn hazard that is still shown is a row."""
	return not rows


def plain_rows(rows: Iterable[HazardReturnRow]) -> tuple[HazardReturnRow, ...]:
	"""The rows without what only the table knows about them, so that two drawings can be compared."""
	return tuple(replace(row, name="", idx=0) for row in rows)


def difference(drawn: Iterable[HazardReturnRow], now: Iterable[HazardReturnRow]) -> tuple[int, int, int]:
	"""(added, removed, changed): how many hazards the register has more, has no more, or tells otherwise by now."""
	before = {row.hazard: row for row in plain_rows(drawn)}
	after = {row.hazard: row for row in plain_rows(now)}
	changed = sum(before[name] != after[name] for name in before.keys() & after.keys())
	return len(after.keys() - before.keys()), len(before.keys() - after.keys()), changed


def fingerprint(rows: Iterable[HazardReturnRow]) -> str:
	"""SHA-256 over the rows in their order, by which an altered one is found."""
	values = [[str(getattr(row, column) or "") for column in ROW_COLUMNS] for row in rows]
	return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()


# --- submitting ------------------------------------------------------------------------------------------------
def check_month(doc: HazardReturn, today: date) -> list[Deficiency]:
	"""The month is written as YYYY-MM and has begun by `today`."""
	found = missing(
		DOCTYPE,
		"month",
		doc.month,
		N_("The month is empty. Enter year and month, like 2026-11."),
		article=NOTICE_RETURN,
	)
	if found:
		return found
	try:
		first, _last = month_bounds(doc.month)
	except ValueError:
		message = N_("{0} is not a month. Enter year and month, such as 2026-11.")
		return [Deficiency(DOCTYPE, "month", message, (doc.month,), NOTICE_RETURN)]
	if first > today:
		message = N_("{0} has not begun. Report this month or an earlier one.")
		return [Deficiency(DOCTYPE, "month", message, (doc.month,), NOTICE_RETURN)]
	return []


def check_unit(doc: HazardReturn) -> list[Deficiency]:
	"""A return names who reports: an enterprise, or the authority that collected the month, never both."""
	if doc.unit_kind == w.ENTERPRISE_UNIT:
		return missing(
			DOCTYPE, "enterprise", doc.enterprise, N_("The enterprise is empty. Choose who reports.")
		)
	return missing(DOCTYPE, "authority", doc.authority, N_("The authority is empty. Choose who reports."))


def check_submission(doc: HazardReturn, today: date) -> list[Deficiency]:
	"""Everything that keeps a return from being submitted, the reviewer left out."""
	found = [*check_month(doc, today), *check_unit(doc)]
	if is_nil(doc.rows) and not doc.nil_confirmed:
		message = N_(
			"There is no major hazard in this month. Tick the confirmation of the nil return, or register what is missing."
		)
		found.append(Deficiency(DOCTYPE, "nil_confirmed", message, (), NOTICE_RETURN))
	if doc.version_no > 1:
		message = N_("This version takes the place of an earlier one. Write what is corrected.")
		found += missing(DOCTYPE, "correction_reason", doc.correction_reason, message)
	return found


def check_drawing(drawn: Iterable[HazardReturnRow], now: Iterable[HazardReturnRow]) -> list[Deficiency]:
	"""What is signed is what the register says: rows drawn too early are drawn again and looked at again."""
	counts = difference(drawn, now)
	if not any(counts):
		return []
	message = N_(
		"The register has changed since the rows were drawn (new: {0}, gone: {1}, changed: {2}). Draw the rows again and look at them."
	)
	return [Deficiency(DOCTYPE, "rows", message, counts, NOTICE_RETURN)]


def check_reviewer(doc: HazardReturn, reviewer: str, others: bool) -> list[Deficiency]:
	"""填报人 and 审核人 are two people. Where the unit has nobody else who could review (`others` False), the same one
	submits with a reason, which the receivers see."""
	if reviewer not in (doc.prepared_by, doc.owner):
		return []
	if others:
		message = N_(
			"{0} prepared this return and does not review it. Let a second person of the unit submit it."
		)
		return [Deficiency(DOCTYPE, "prepared_by", message, (reviewer,), SECOND_PERSON)]
	return missing(
		DOCTYPE,
		"lone_clerk_reason",
		doc.lone_clerk_reason,
		N_("Nobody else of the unit could review this return. Write why you submit it alone."),
		article=SECOND_PERSON,
	)


# --- receiving -------------------------------------------------------------------------------------------------
def new_receipts(office: str, department: str) -> tuple[HazardReturnReceipt, ...]:
	"""The rows of a return just submitted: one for each receiver."""
	wanted = ((w.LOCAL_OFFICE, office), (v.INDUSTRY_AUTHORITY, department))
	return tuple(HazardReturnReceipt(capacity=capacity, authority=name) for capacity, name in wanted if name)


def receipt_state(receipts: Sequence[HazardReturnReceipt]) -> str:
	"""Of the whole return: Returned as soon as one receiver returned it, Received when all have received it, "" when
	nobody is to receive it."""
	states = {receipt.status for receipt in receipts}
	if not states:
		return ""
	if w.RETURNED in states:
		return w.RETURNED
	return w.AWAITING_RECEIPT if w.AWAITING_RECEIPT in states else w.RECEIVED


def check_response(
	doc: HazardReturn, receipt: HazardReturnReceipt, decision: str, reason: str, newer: str = ""
) -> list[Deficiency]:
	"""What keeps a receiver from answering. newer: name of a submitted version that takes the place of this one.

	The first answer stands: who finds a mistake later asks the unit for a correction.
	"""
	row = HazardReturnReceipt.DOCTYPE
	if doc.status != v.SUBMITTED:
		return [Deficiency(DOCTYPE, "status", N_("Only a submitted return is received or returned."))]
	if newer:
		message = N_("{0} takes the place of this version. Answer that one.")
		return [Deficiency(DOCTYPE, "supersedes", message, (newer,))]
	if receipt.status != w.AWAITING_RECEIPT:
		message = N_("{0} has answered already ({1}, {2}). Load the form again.")
		return [Deficiency(row, "status", message, (receipt.authority, receipt.status, receipt.decided_by))]
	if decision not in (w.RECEIVED, w.RETURNED):
		return [Deficiency(row, "status", N_("Choose whether the return is received or returned."))]
	if decision == w.RETURNED:
		return missing(row, "reason", reason, N_("The reason is empty. Write what has to be corrected."))
	return []


def check_correction(doc: HazardReturn, newer: str = "") -> list[Deficiency]:
	"""A correction is a new version beside the submitted one. newer: name of a version that is there already."""
	if doc.status != v.SUBMITTED:
		return [Deficiency(DOCTYPE, "status", N_("A draft needs no new version. Change it directly."))]
	if newer:
		return [
			Deficiency(DOCTYPE, "supersedes", N_("There is a later version: {0}. Open that one."), (newer,))
		]
	return []
