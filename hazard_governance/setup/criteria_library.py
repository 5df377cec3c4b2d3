"""Puts the shipped criteria on a site: each once, whatever an administrator made of it since."""

from collections.abc import Iterable

import click
import frappe
from frappe.model.document import Document, bulk_insert

from hazard_governance import criteria
from hazard_governance.setup.criteria_data import library
from hazard_governance.setup.demo_site.manifest import Manifest
from hazard_governance.setup.memory import Memory

DOCTYPE = "Hazard Criterion"


def ensure_criteria(memory: Memory) -> None:
	"""Insert the criteria this site has never had, in one statement, each checked as if it were saved by itself.

	One of an industry the site no longer has is left for the next migrate, and told.
	"""
	rows = [row for row in library() if not memory.has(DOCTYPE, row["code"])]
	if not rows:
		return
	there = set(frappe.get_all(DOCTYPE, pluck="name", order_by="name asc"))
	sectors = set(frappe.get_all("Industry Sector", pluck="name", order_by="name asc"))
	_take_over({row["code"] for row in rows} & there)
	fresh = [row for row in rows if row["code"] not in there and row["industry"] in sectors]
	if fresh:
		bulk_insert(DOCTYPE, [_checked(row) for row in fresh])
		criteria.end_replaced({row["replaces_document"] for row in fresh if row["replaces_document"]})
	homeless = [row["code"] for row in rows if row["code"] not in there and row["industry"] not in sectors]
	if homeless:
		click.secho(
			f"{len(homeless)} criteria ({homeless[0]} …) are of an industry that this site does not have",
			fg="yellow",
		)
	_remember(memory, there, rows, set(homeless))


def _checked(row: dict) -> Document:
	doc = frappe.new_doc(DOCTYPE)
	doc.update({**row, "name": row["code"]})
	doc.validate()
	return doc


def _remember(memory: Memory, there: set[str], rows: Iterable[dict], homeless: set[str]) -> None:
	for row in rows:
		if row["code"] not in homeless:
			memory.remember(DOCTYPE, row["code"], made=row["code"] not in there)


def _take_over(codes: set[str]) -> None:
	"""What an earlier version's demo brought along belongs to the library now, and stays when the demo goes."""
	manifest = Manifest.load()
	if codes & set(manifest.names(DOCTYPE)):
		manifest.made[DOCTYPE] = [name for name in manifest.names(DOCTYPE) if name not in codes]
		manifest.save()
