"""What the Responsibility Check reads: the open hazards in scope and the authorities' settings, a fixed number of queries."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.query_builder import DocType

from hazard_governance import responsible
from hazard_governance.domain import responsibility_list as check
from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.lists import ENDED_STAGES
from hazard_governance.permissions import members
from hazard_governance.permissions.predicate import apply_scope
from hazard_governance.permissions.table import SECTOR_COLUMN
from hazard_governance.reporting import filters as read
from hazard_governance.reporting.listing import report_cards, report_columns


def as_report(filters: dict | str | None, user: str) -> tuple:
	"""What Frappe wants of a script report; ValidationError naming a filter that is wrong."""
	wanted = read.responsibility_filters(filters)
	hazards = checked_hazards(wanted, user)
	found = check.findings(hazards, responsible.duties(), wanted.view)
	cards = report_cards(check.cards(len(hazards), found), _)
	return report_columns(check.COLUMNS, _), check.rows(found, _), None, None, cards


def checked_hazards(wanted: read.ResponsibilityFilters, user: str) -> list[check.CheckedHazard]:
	"""The hazards in the scope of `user` that are neither closed out, filed nor withdrawn: one query, and one for each
	dissolved authority that an enterprise still names."""
	hazard, enterprise = DocType("Hazard"), DocType("Regulated Enterprise")
	authority = DocType("Supervision Authority")
	query = (
		frappe.qb.from_(hazard)
		.left_join(enterprise)
		.on(enterprise.name == hazard.enterprise)
		.left_join(authority)
		.on(authority.name == enterprise.competent_authority)
		.select(
			hazard.name,
			hazard.hazard_title,
			hazard.register_no,
			hazard.enterprise,
			hazard.industry,
			hazard[SECTOR_COLUMN],
			*(hazard[place] for place in responsible.PLACES),
			enterprise.competent_authority,
			authority.disabled.as_("dissolved"),
		)
		.where(hazard.stage.notin(ENDED_STAGES))
		.orderby(hazard.name)
	)
	if wanted.major_only:
		query = query.where(hazard.classification == words.MAJOR)
	query = wanted.narrow_to_authority(wanted.narrow(query, hazard), hazard)
	rows = apply_scope(query, hazard, "Hazard", user).run(as_dict=True)
	return [_checked(row) for row in rows]


def _in_office(row: dict) -> str | None:
	"""The enterprise's competent authority; only of a dissolved one is the successor looked up, each once."""
	return members.in_office(row["competent_authority"]) if row["dissolved"] else row["competent_authority"]


def _checked(row: dict) -> check.CheckedHazard:
	return check.CheckedHazard(
		name=row["name"],
		matter=responsible.matter_of(row, _in_office(row)),
		hazard_title=row["hazard_title"] or "",
		register_no=row["register_no"] or "",
		enterprise=row["enterprise"],
		county=row["county"] or row["city"] or "",
		dissolved=row["competent_authority"] if row["dissolved"] else "",
	)
