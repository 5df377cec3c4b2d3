"""What the tests of bad input share: every way a client writes a record, and proof that a refused one left nothing."""

import csv
import io
import json
import os
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import frappe
import frappe.client
from frappe.api.v1 import create_doc
from frappe.core.doctype.data_import.importer import Importer
from frappe.desk.form.save import savedocs
from frappe.utils import strip_html

from hazard_governance.tests import base, ways_in
from hazard_governance.tests.steps import ENTERPRISE, StepsTestCase

REFUSALS = (frappe.ValidationError, frappe.PermissionError, frappe.DuplicateEntryError, frappe.NameError)
BESIDE = ("Comment", "DocShare", "File", "ToDo", "User", "Version", "Workflow Action")


class BadInputCase(StepsTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.manager = base.make_user("Hazard Governance Manager", name="steps-manager")
		cls.tables = frappe.get_all(
			"DocType",
			filters={"module": "Hazard Governance", "issingle": 0, "is_virtual": 0},
			pluck="name",
			order_by="name asc",
		)

	def tearDown(self) -> None:
		super().tearDown()
		# what was refused may have been cached before
		frappe.cache.delete_keys("document_cache::")

	# --- what is stored --------------------------------------------------------------------------------------
	def stored(self) -> dict:
		"""What every table of the app holds, and those that records leave traces in: a sum for each, of all its rows as
		this transaction sees them. Read some hundred times, only to be compared."""
		tables = ", ".join(f"`tab{name}`" for name in (*self.tables, *BESIDE))
		sums = frappe.db.sql(f"CHECKSUM TABLE {tables}")
		return {table.split(".", 1)[1]: number for table, number in sums} | {"on disk": files_on_disk()}

	def refused(self, words: str | tuple[str, ...], user: str, calls: Callable | dict[str, Callable]) -> None:
		"""Every call, made by `user`, is refused in words that hold each of `words`; afterwards nothing has changed,
		even before the transaction is undone."""
		words = (words,) if isinstance(words, str) else words
		calls = calls if isinstance(calls, dict) else {"once": calls}
		before = self.stored()
		for way, call in calls.items():
			with self.subTest(words=words, way=way):
				said = self.said_by(call, user)
				for word in words:
					self.assertIn(word, said)
				self.assert_unchanged(before)

	def said_by(self, call: Callable, user: str) -> str:
		"""The plain words of the refusal; fails when there is none, or when it is no refusal but a breakdown."""
		frappe.clear_messages()
		with base.as_user(user), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
			try:
				call()
			except REFUSALS as error:
				said = [str(error), *(str(frappe.parse_json(m).get("message")) for m in frappe.message_log)]
				return strip_html(" ".join(said))
		said = [str(frappe.parse_json(m).get("message")) for m in frappe.message_log or []]
		self.assertTrue(said, "accepted without a word")
		return strip_html(" ".join(said))

	def assert_unchanged(self, before: dict) -> None:
		for table, rows in self.stored().items():
			self.assertEqual(rows, before[table], f"{table} has changed")

	# --- ways of writing -------------------------------------------------------------------------------------
	def new(self, values: dict) -> dict[str, Callable]:
		"""Every way of making a record."""
		return {
			"insert": lambda: frappe.get_doc(dict(values)).insert(),
			"client.insert": lambda: frappe.client.insert(dict(values)),
			"REST POST": lambda: rest_post(values),
			"form": lambda: savedocs(frappe.as_json(as_form(values)), "Save"),
		}

	def change(self, doc, values: dict) -> dict[str, Callable]:
		"""Every way of changing a record."""

		def saved():
			fresh = frappe.get_doc(doc.doctype, doc.name)
			fresh.update(values)
			fresh.save()

		def client_saved():
			frappe.client.save({**frappe.get_doc(doc.doctype, doc.name).as_dict(), **values})

		return {
			"save": saved,
			"client.save": client_saved,
			"client.set_value": lambda: frappe.client.set_value(doc.doctype, doc.name, dict(values)),
			"REST PUT": lambda: ways_in.rest_put(doc.doctype, doc.name, values),
			"form": lambda: ways_in.desk_save(doc.doctype, doc.name, "Save", values),
		}

	# --- records ---------------------------------------------------------------------------------------------
	def hazard_values(self, **values) -> dict:
		"""What a reporter fills in, with one thing put wrong."""
		return {"doctype": "Hazard", "enterprise": ENTERPRISE, **base.MINIMAL, **values}


def as_form(values: dict) -> dict:
	"""What the form of a new record sends: a name of its own, and rows that know their DocType."""
	doctype = values["doctype"]
	tables = {field.fieldname: field.options for field in frappe.get_meta(doctype).get_table_fields()}
	rows = {
		table: [{"doctype": tables[table], "__islocal": 1, **row} for row in found]
		for table, found in values.items()
		if table in tables
	}
	return {"name": f"new-{frappe.scrub(doctype)}-x", "__islocal": 1, "docstatus": 0, **values, **rows}


def files_on_disk() -> tuple[str, ...]:
	"""Names of the uploaded files of the site."""
	return tuple(
		sorted(
			name for kind in ("private", "public") for name in os.listdir(frappe.get_site_path(kind, "files"))
		)
	)


def rest_post(values: dict) -> None:
	"""What POST /api/resource/<doctype> runs."""
	form = frappe._dict(data=frappe.as_json(values))
	with patch.object(frappe.local, "form_dict", form):
		try:
			create_doc(values["doctype"])
		finally:
			frappe.flags.api_name_set = False


def import_new(doctype: str, rows: list[dict]) -> list[str]:
	"""The core's data import of new records from a CSV file; returns what its log says."""
	with tempfile.TemporaryDirectory() as folder:
		path = Path(folder) / "new.csv"
		with path.open("w", newline="", encoding="utf-8") as stream:
			writer = csv.DictWriter(stream, fieldnames=list(rows[0]))
			writer.writeheader()
			writer.writerows(rows)
		importer = Importer(doctype, file_path=str(path), import_type="Insert New Records", console=True)
		importer.data_import.update({"name": frappe.generate_hash(length=10), "payload_count": len(rows)})
		log = []
		with (
			ways_in.nothing_committed(),
			redirect_stdout(io.StringIO()),
			patch.object(importer.data_import, "db_set"),
			patch(
				"frappe.core.doctype.data_import.importer.create_import_log",
				lambda name, index, details: log.append(details),
			),
		):
			try:
				importer.import_data()
			finally:
				frappe.flags.in_import = False
	return [json.dumps(entry.get("messages"), default=str) for entry in log]
