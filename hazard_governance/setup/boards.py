"""The Kanban boards of the desk: hazards by stage, supervision cases by status.

A board only shows. A card dragged into another column is refused by the controller, which names the action to use.
"""

import json

import frappe

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.setup.memory import Memory

DOCTYPE = "Kanban Board"
HAZARD_BOARD, CASE_BOARD = N_("Hazard Stages"), N_("Supervision Case Board")
_COLOURS = {
	v.REGISTERED: "Orange",
	v.RECTIFYING: "Yellow",
	v.PENDING_ACCEPTANCE: "Blue",
	v.ACCEPTED: "Cyan",
	v.CLOSED_OUT: "Green",
	v.FILED: "Green",
	v.PROPOSED: "Orange",
	v.IN_FORCE: "Red",
	v.ACCEPTANCE_REQUESTED: "Blue",
	v.DELISTED: "Green",
}
# board -> DocType, field of the columns, columns in their order, fields on a card
BOARDS = {
	HAZARD_BOARD: (
		"Hazard",
		"stage",
		tuple(stage for stage in v.STAGES if stage != v.WITHDRAWN),
		("enterprise", "classification", "rectification_due"),
	),
	CASE_BOARD: (
		"Supervision Case",
		"status",
		(v.PROPOSED, v.IN_FORCE, v.ACCEPTANCE_REQUESTED, v.DELISTED),
		("enterprise", "authority", "due_on"),
	),
}


def ensure_boards(memory: Memory) -> None:
	"""Make the boards a site has never had; one that somebody changed or deleted is left alone."""
	for name, (doctype, field, columns, shown) in BOARDS.items():
		if memory.has(DOCTYPE, name):
			continue
		made = not frappe.db.exists(DOCTYPE, name)
		if made:
			_make(name, doctype, field, columns, shown)
		memory.remember(DOCTYPE, name, made=made)


def _make(name: str, doctype: str, field: str, columns: tuple[str, ...], shown: tuple[str, ...]) -> None:
	board = frappe.new_doc(DOCTYPE)
	board.update(
		{
			"kanban_board_name": name,
			"reference_doctype": doctype,
			"field_name": field,
			"private": 0,
			"show_labels": 1,
			"fields": json.dumps(shown),
		}
	)
	for column in columns:
		board.append(
			"columns", {"column_name": column, "status": "Active", "indicator": _COLOURS.get(column, "Gray")}
		)
	# the installer acts for the site, not for a user
	board.insert(ignore_permissions=True)
	for row in board.columns:
		# Frappe notes the names of all cards there are, for whoever reads the board
		row.order = "[]"
	board.save(ignore_permissions=True)
