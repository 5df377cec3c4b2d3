"""Every way by which a client can try to move a governed record on; each as one call, for tests to go through.

A way raises, or swallows its error as Frappe does there (imports, bulk edit): whoever tests looks at what is stored.
"""

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import frappe
from frappe.core.doctype.data_import.importer import Importer
from frappe.desk.doctype.bulk_update.bulk_update import submit_cancel_or_update_docs
from frappe.desk.doctype.kanban_board.kanban_board import update_order_for_single_card
from frappe.desk.form.save import savedocs
from frappe.model.workflow import apply_workflow, bulk_workflow_approval

STATE = "workflow_state"


@contextmanager
def nothing_committed() -> Iterator[None]:
	"""Bulk ways commit and roll back by themselves; in a test both would undo or keep the whole test.

	Without the rollback a half-written row would stay visible, so this is the stricter test.
	"""
	with patch.object(frappe.db, "commit"), patch.object(frappe.db, "rollback"):
		yield


def by_state(
	doctype: str, name: str, state: str, field: str, status: str, action: str
) -> dict[str, Callable]:
	"""Ways that name the workflow state, with the status it stands for or without."""
	both = {STATE: state, field: status}
	return {
		"apply_workflow": lambda: apply_workflow(frappe.get_doc(doctype, name).as_dict(), action),
		"bulk_workflow_approval": lambda: bulk_approval(doctype, name, action),
		"client.set_value of the state": lambda: frappe.client.set_value(doctype, name, STATE, state),
		"client.set_value of both": lambda: frappe.client.set_value(doctype, name, both),
		"client.save": lambda: frappe.client.save({**frappe.get_doc(doctype, name).as_dict(), **both}),
		"REST PUT": lambda: rest_put(doctype, name, both),
		"desk save": lambda: desk_save(doctype, name, "Save", both),
		"bulk edit": lambda: bulk_edit(doctype, name, {STATE: state}),
		"data import": lambda: data_import(doctype, name, {STATE: state}),
	}


def by_status(doctype: str, name: str, field: str, status: str) -> dict[str, Callable]:
	"""Ways that name the status alone, past the workflow."""
	return {
		"client.set_value of the status": lambda: frappe.client.set_value(doctype, name, field, status),
		"REST PUT of the status": lambda: rest_put(doctype, name, {field: status}),
		"bulk edit of the status": lambda: bulk_edit(doctype, name, {field: status}),
		"data import of the status": lambda: data_import(doctype, name, {field: status}),
		"dragged card": lambda: drag_card(doctype, name, field, status),
	}


def by_docstatus(doctype: str, name: str) -> dict[str, Callable]:
	"""Submit, cancel and amend, none of which a governed record knows."""
	return {
		"client.submit": lambda: frappe.client.submit(frappe.get_doc(doctype, name).as_dict()),
		"desk submit": lambda: desk_save(doctype, name, "Submit", {}),
		"REST PUT of docstatus 1": lambda: rest_put(doctype, name, {"docstatus": 1}),
		"REST PUT of docstatus 2": lambda: rest_put(doctype, name, {"docstatus": 2}),
		"client.cancel": lambda: frappe.client.cancel(doctype, name),
		"bulk submit": lambda: bulk_edit(doctype, name, None, "submit"),
		"document.submit": lambda: frappe.get_doc(doctype, name).submit(),
		"document.cancel": lambda: frappe.get_doc(doctype, name).cancel(),
		"amend": lambda: frappe.get_doc({**_copy(doctype, name), "amended_from": name}).insert(),
		"insert submitted": lambda: frappe.get_doc({**_copy(doctype, name), "docstatus": 1}).insert(),
	}


def _copy(doctype: str, name: str) -> dict:
	return frappe.copy_doc(frappe.get_doc(doctype, name)).as_dict()


def rest_put(doctype: str, name: str, values: dict) -> None:
	"""What PUT /api/resource/<doctype>/<name> runs."""
	from frappe.api.v1 import update_doc

	with patch.object(frappe.local, "form_dict", frappe._dict(data=frappe.as_json(values))):
		update_doc(doctype, name)


def desk_save(doctype: str, name: str, action: str, values: dict) -> None:
	"""The Save or Submit button of the form, with whatever the browser puts into the document."""
	doc = {**frappe.get_doc(doctype, name).as_dict(), **values}
	savedocs(frappe.as_json(doc), action)


def bulk_edit(doctype: str, name: str, values: dict | None, action: str = "update") -> list[str]:
	"""Edit of several records at once in the list."""
	with nothing_committed():
		return submit_cancel_or_update_docs(doctype, [name], action, values)


def bulk_approval(doctype: str, name: str, action: str) -> None:
	"""A workflow action on several records at once in the list."""
	with nothing_committed():
		bulk_workflow_approval(json.dumps([name]), doctype, action)


def drag_card(doctype: str, name: str, field: str, status: str) -> None:
	"""A card dragged into another column of a Kanban board by `field`."""
	current = frappe.db.get_value(doctype, name, field)
	board = frappe.get_doc(
		{
			"doctype": "Kanban Board",
			"kanban_board_name": frappe.generate_hash(length=8),
			"reference_doctype": doctype,
			"field_name": field,
			"columns": [
				{"column_name": current, "order": json.dumps([name])},
				{"column_name": status, "order": "[]"},
			],
		}
	).insert(ignore_permissions=True)
	update_order_for_single_card(board.name, name, current, status, "0", "0")


def data_import(doctype: str, name: str, values: dict) -> None:
	"""The core's data import, updating an existing record from a CSV file."""
	with tempfile.TemporaryDirectory() as folder:
		path = Path(folder) / "update.csv"
		with path.open("w", newline="", encoding="utf-8") as stream:
			writer = csv.writer(stream)
			writer.writerow(["ID", *values])
			writer.writerow([name, *values.values()])
		importer = Importer(doctype, file_path=str(path), import_type="Update Existing Records", console=True)
		importer.data_import.update({"name": frappe.generate_hash(length=10), "payload_count": 1})
		talk = redirect_stdout(io.StringIO())
		with nothing_committed(), talk, patch.object(importer.data_import, "db_set"):
			try:
				importer.import_data()
			finally:
				frappe.flags.in_import = False
