"""The two official lists of a user as papers, always within what that user sees."""

from collections.abc import Callable
from datetime import date

import frappe

from hazard_governance.domain import informer
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.papers import lists as papers
from hazard_governance.domain.papers.model import Paper
from hazard_governance.domain.vocabulary import MONTHLY_LIST, SUPERVISION_LIST
from hazard_governance.informers import words
from hazard_governance.ledger import register
from hazard_governance.ledger.sheets import REGISTER_COLUMNS
from hazard_governance.papers.make import in_language, translate
from hazard_governance.permissions.members import memberships
from hazard_governance.records import load_records
from hazard_governance.reporting import filters as read
from hazard_governance.reporting import listing

EMPTY_COLUMN = N_("Row {0}: the column {1} is empty. Fill it in at the hazard {2}.")
# the same in every row of one enterprise's list
SHARED = ("enterprise", "credit_code", "industry", "county")
# shares of the line; a Chinese heading of four characters takes a column of eight
NARROW = {
	"idx": 5,
	"name": 16,
	"source": 7,
	"found_on": 17,
	"found_by": 12,
	"place": 14,
	"existing_condition": 38,
	"scope_of_influence": 18,
	"recurring": 10,
	"classification": 6,
	"measures": 40,
	"responsible_person": 9,
	"funds": 8,
	"due": 17,
	"suspended": 6,
	"posted": 11,
	"reported_on": 17,
	"listed": 6,
	"level": 6,
	"stage": 7,
	"completed_on": 17,
	"accepted_on": 17,
	"closed_out_on": 17,
	"receipt_no": 12,
	"persons": 6,
	"remarks": 13,
}


def monthly(filters: dict | str | None, user: str, language: str) -> Paper:
	"""重大事故隐患清单: of an authority with the columns of the month's return, of an enterprise its own ledger's."""
	wanted = read.monthly_filters(filters)
	enterprise = _own_enterprise(wanted.enterprise, user)
	with in_language(language):
		official = listing.monthly(filters, user)
		if enterprise:
			return _of_enterprise(
				enterprise, [row["hazard"] for row in official.rows], wanted.month, official.nothing
			)
		unit = official.heading[0][1]
		return papers.list_paper(official, papers.MONTHLY_TITLE, unit, wanted.month, _today(), translate)


def supervision(filters: dict | str | None, user: str, language: str) -> Paper:
	"""重大事故隐患督办清单."""
	with in_language(language):
		official = listing.supervision(filters, user)
		unit = official.heading[0][1]
		return papers.list_paper(official, papers.SUPERVISION_TITLE, unit, "", _today(), translate)


LIST_PAPERS: dict[str, Callable[[dict | str | None, str, str], Paper]] = {
	MONTHLY_LIST: monthly,
	SUPERVISION_LIST: supervision,
}


def _today() -> date:
	return listing.getdate()


def _own_enterprise(asked: str, user: str) -> str:
	"""The enterprise whose own list this is: of somebody who acts for no authority, the one asked for or their only one."""
	member = memberships(user)
	if member.authorities or (asked and asked not in member.enterprises):
		return ""
	return asked or (member.enterprises[0] if len(member.enterprises) == 1 else "")


def _of_enterprise(enterprise: str, hazards: list[str], month: str, nothing: str) -> Paper:
	records = list(load_records(hazards).values()) if hazards else []
	# words are asked for only where the public reported a hazard; each of them is encrypted by itself
	rows = [register_row(record, number, words(record)) for number, record in enumerate(records, 1)]
	columns = [
		(column.key, column.header, NARROW.get(column.key, column.width))
		for column in REGISTER_COLUMNS
		if column.key not in SHARED
	]
	values = frappe.db.get_value(
		"Regulated Enterprise", enterprise, ["credit_code", "county", "industry"], as_dict=True
	)
	heading = [
		(translate("Unified Social Credit Code"), values.credit_code or ""),
		(translate("County or Zone"), values.county or ""),
		(translate("Industry and Field"), values.industry or ""),
	]
	return papers.register_paper(
		columns, rows, heading, enterprise, month, _today(), _gaps(rows), nothing, translate
	)


def register_row(
	record: HazardRecord, number: int, withheld: frozenset[str] = frozenset()
) -> dict[str, object]:
	"""The hazard's row of the ledger, under the number it is known by; whoever reported it from the public stays unnamed."""
	row = {**register.to_row(record, number), "name": record.hazard.register_no or record.hazard.name}
	hidden = informer.protected_words(record) | withheld
	if informer.is_protected(record):
		row["found_by"] = informer.MASK
	return {
		key: informer.without(value, hidden) if isinstance(value, str) and key != "name" else value
		for key, value in row.items()
	}


def _gaps(rows: list[dict]) -> list[Deficiency]:
	return [
		Deficiency("", "", EMPTY_COLUMN, (row["idx"], column.header, row["name"]))
		for row in rows
		for column in REGISTER_COLUMNS
		if column.required and row[column.key] in (None, "")
	]
