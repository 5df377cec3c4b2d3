"""What the trees of regions and industries read: the branches of a node, and the open hazards and enterprises below each
within the scope of the reader; a fixed number of queries whatever the size of the register."""

from __future__ import annotations

from datetime import date

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count

from hazard_governance.domain import register_views as views
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.trees import Node, totals_below
from hazard_governance.permissions import predicate
from hazard_governance.reporting.cards import count_by

# tree -> (column of the parent, column of a hazard and an enterprise with their own node)
TREES = {
	"Supervision Region": ("parent_supervision_region", "region"),
	"Industry Sector": ("parent_industry_sector", "industry"),
}


def branches(doctype: str, parent: str, user: str, today: date) -> list[dict]:
	"""Nodes below `parent` ("" for those at the top): {value, title, expandable, level, hazards, major, enterprises}.

	Numbers of everything below included; None where the user's roles do not read the register.
	"""
	if doctype not in TREES:
		frappe.throw(_("{0} is not shown as a tree.").format(_(doctype)), frappe.PermissionError)
	parent_column, column = TREES[doctype]
	fields = ["name", "is_group", "lft", "rgt", *(["level"] if doctype == "Supervision Region" else [])]
	nodes = frappe.get_list(doctype, fields=[*fields, parent_column], order_by="lft asc, name asc", limit=0)
	numbers = _numbers(doctype, column, nodes, user, today)
	return [
		{
			"value": node.name,
			"title": node.name,
			"expandable": node.is_group,
			"level": node.get("level") or "",
			**{key: totals and totals[node.name] for key, totals in numbers.items()},
		}
		for node in nodes
		if (node[parent_column] or "") == parent
	]


def _numbers(doctype: str, column: str, nodes: list[dict], user: str, today: date) -> dict[str, dict | None]:
	tree = [Node(node.name, node.lft, node.rgt) for node in nodes]
	numbers: dict[str, dict | None] = {"hazards": None, "major": None, "enterprises": None}
	if frappe.has_permission("Hazard", "read", user=user):
		counted = count_by((column, "classification"), views.HAZARD_VIEWS[views.OPEN](today), user)
		every: dict[str, int] = {}
		major: dict[str, int] = {}
		for (name, classification), number in counted.items():
			every[name] = every.get(name, 0) + number
			if classification == v.MAJOR:
				major[name] = major.get(name, 0) + number
		numbers.update(hazards=totals_below(tree, every), major=totals_below(tree, major))
	if frappe.has_permission("Regulated Enterprise", "read", user=user):
		numbers["enterprises"] = totals_below(tree, _enterprises(column, user))
	return numbers


def _enterprises(column: str, user: str) -> dict[str, int]:
	of = DocType("Regulated Enterprise")
	query = (
		frappe.qb.from_(of)
		.select(of[column], Count("*"))
		.where(of.disabled == 0)
		.groupby(of[column])
		.orderby(of[column])
	)
	return {
		name or "": number
		for name, number in predicate.apply_scope(query, of, "Regulated Enterprise", user).run()
	}
