"""What a form of a document sent: rows added, changed and taken out, values as the controllers want them, files kept.

Only fields of the form are read, and the form holds only what the user may write: whatever else a request carries is not
looked at. A row is known by its name; one that the document does not hold is refused.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from hazard_governance.messages import field_label
from hazard_governance.portal import document_words as words
from hazard_governance.portal import forms, rich_text
from hazard_governance.portal.document_form import (
	Builder,
	Form,
	conditions,
	fields_of_part,
	required_now,
	shown_value,
)
from hazard_governance.portal.link_choices import Choices, refused
from hazard_governance.portal.writing import Writing

NEW = re.compile(r"new-(\d{1,3})")
# a browser sends these even when they are empty
ALWAYS_SENT = frozenset({"text", "long", "rich", "select", "datalist", "date", "datetime", "number"})
KEPT, GONE, HTML = ".kept", ".gone", ".html"


class Input:
	"""The document in memory as one request wants it. `posted`: what was sent, None: nothing yet.

	stale: somebody has changed it since; rows that came to it meanwhile are kept.
	"""

	def __init__(
		self, writing: Writing, part: str, posted: Mapping | None, files: dict[str, str], stale: bool = False
	) -> None:
		self.writing, self.doc, self.part = writing, writing.doc, part
		self.posted, self.files, self.stale = posted, files, stale
		self.sent = forms.Sent()
		self.keys: dict[str, list[str]] = {}
		# rows that the document holds and the form did not: a colleague's, or one that may not go
		self.unsent: set[int] = set()
		self.tables = [df for df in fields_of_part(self.doc.doctype, part) if df.fieldtype == "Table"]
		for df in self.tables:
			self._lay_out(df)

	# --- rows ------------------------------------------------------------------------------------------------------------
	def _lay_out(self, df) -> None:
		table = df.fieldname
		column = self.writing.key_column(table)
		held = {
			row.name or row.get(column or "") or f"new-{number}": row
			for number, row in enumerate(self.doc.get(table), 1)
		}
		if self.posted is None or not self.writing.table(df):
			self.keys[table] = list(held)
			return
		rows = {key: held.get(key) or self._new_row(df, key) for key in self._posted_keys(table)}
		left = {key: row for key, row in held.items() if key not in rows}
		kept = {key: row for key, row in left.items() if self.stale or not self.writing.removable(table, row)}
		self.unsent |= {id(row) for row in left.values()}
		self._put(
			table, {**rows, **kept} if not column else {key: rows.get(key) or held[key] for key in held}
		)

	def _posted_keys(self, table: str) -> list[str]:
		pattern = re.compile(rf"{re.escape(table)}\.([A-Za-z0-9_-]+)")
		return [match.group(1) for name in self.posted if (match := pattern.fullmatch(name))]

	def _new_row(self, df, key: str) -> Document:
		if self.stale and not NEW.fullmatch(key) and self.writing.grows(df.fieldname):
			# a colleague took the row out; what was typed into it is kept
			return self._blank(df)
		if not NEW.fullmatch(key) or not self.writing.grows(df.fieldname):
			frappe.throw(
				_("{0}: this row is no longer part of the document. Open the page again.").format(
					field_label(self.doc.doctype, df.fieldname)
				)
			)
		return self._blank(df)

	def _blank(self, df) -> Document:
		return frappe.new_doc(df.options, parent_doc=self.doc, parentfield=df.fieldname)

	def _put(self, table: str, rows: dict[str, Document]) -> None:
		self.doc.set(table, list(rows.values()))
		for number, row in enumerate(self.doc.get(table), 1):
			row.idx = number
		self.keys[table] = list(rows)

	def _rows(self, table: str) -> dict[str, Document]:
		return dict(zip(self.keys[table], self.doc.get(table), strict=True))

	def add(self, table: str) -> None:
		"""Another row, empty, where the table grows."""
		df = next((df for df in self.tables if df.fieldname == table), None)
		if df and self.writing.table(df) and self.writing.grows(table):
			self._put(table, {**self._rows(table), self._next_key(table): self._blank(df)})

	def remove(self, table: str, key: str) -> None:
		"""Take a row out, where it may go."""
		if table not in self.keys:
			return
		rows = self._rows(table)
		if key in rows and self.writing.removable(table, rows[key]):
			self._put(table, {name: row for name, row in rows.items() if name != key})

	def fill(self, key: str) -> None:
		"""Let the record fill in what one button stands for."""
		for filling in words.FILLINGS.get(self.doc.doctype, ()):
			if filling.key == key:
				filling.fill(self.doc)
		for table, keys in self.keys.items():
			for row in self.doc.get(table)[len(keys) :]:
				keys.append(self._next_key(table))
				row.idx = len(keys)

	def drop_untouched(self) -> None:
		"""Take out new rows in which nothing was typed."""
		for df in self.tables:
			table = df.fieldname
			rows = self._rows(table)
			touched = {key: row for key, row in rows.items() if row.name or not self._is_blank(df, key)}
			if self.writing.grows(table) and len(touched) < len(rows):
				self._put(table, touched)

	def _is_blank(self, df, key: str) -> bool:
		"""Whether nothing was entered in a row beside what stands in every new one."""
		columns = [c for c in frappe.get_meta(df.options).fields if not c.default and c.fieldtype != "Check"]
		names = [f"{df.fieldname}.{key}.{column.fieldname}" for column in columns]
		sent = (
			self.posted.get(name) or self.posted.get(name + KEPT) or self.files.get(name) for name in names
		)
		return NEW.fullmatch(key) is not None and not any(str(value or "").strip() for value in sent)

	def _next_key(self, table: str) -> str:
		numbers = [int(match.group(1)) for key in self.keys[table] if (match := NEW.fullmatch(key))]
		return f"new-{max(numbers, default=0) + 1}"

	# --- values ----------------------------------------------------------------------------------------------------------
	def form(self) -> Form:
		"""The form as the document in memory stands."""
		return Builder(self.writing, self.part, self.keys).build()

	def read(self) -> Form:
		"""Write what was sent into the document; what is wrong with it stands in `sent`."""
		form = self.form()
		asked = [
			(one, part, df)
			for one in form.fields
			for part, df in [form.bound[one.name]]
			if id(part) not in self.unsent
		]
		for one, part, df in asked:
			self._read(one, part, df)
		for one, part, df in asked:
			if one.name not in self.sent.wrong and _is_missing(one, part, df):
				text = _("{0} is empty. Fill it in.").format(one.said or one.label)
				self.sent.wrong[one.name] = text
		return form

	def _read(self, one: forms.Field, part: Document, df) -> None:
		if one.name not in self.posted and one.name + HTML not in self.posted and one.kind in ALWAYS_SENT:
			return
		if one.kind in ("file", "photo"):
			self._take(one, part, df, self._file(one, part.get(df.fieldname) or ""))
		elif one.kind == "rich":
			self._take(one, part, df, self._rich(one))
		elif not self._untouched(one):
			self._plain(one, part, df)

	def _untouched(self, one: forms.Field) -> bool:
		"""Whether the field came back as it was shown: a moment without its seconds changes nothing."""
		sent = self.posted.get(one.name)
		if one.kind == "check":
			return cint(sent) == cint(one.value)
		return isinstance(sent, str) and sent.replace("\r\n", "\n") == str(one.value)

	def _plain(self, one: forms.Field, part: Document, df) -> None:
		sent = forms.read([replace(one, required=False)], self.posted, None)
		self.sent.values |= sent.values
		self.sent.wrong |= sent.wrong
		value = sent.values[one.name]
		if isinstance(value, str):
			value = value.replace("\r\n", "\n")
		if (
			one.kind == "datalist"
			and not sent.wrong
			and (wrong := refused(df, value, Choices(one.options, one.whole)))
		):
			self.sent.wrong[one.name] = wrong
		if one.name not in self.sent.wrong:
			part.set(df.fieldname, value if value != "" else None)

	def _file(self, one: forms.Field, stored: str) -> str:
		if one.name in self.files:
			return self.files[one.name]
		if cint(self.posted.get(one.name + GONE)):
			return ""
		kept = self.posted.get(one.name + KEPT) or stored
		# the controllers ask whether the user may use it
		return kept if kept == stored or kept.startswith("/private/files/") else stored

	def _rich(self, one: forms.Field) -> str:
		html = self.posted.get(one.name + HTML)
		if html:
			return html
		marked = (self.posted.get(one.name) or "").replace("\r\n", "\n").strip()
		stored = rich_text.Rich(str(one.value))
		return stored if marked == stored.marked else rich_text.as_html(marked)

	def _take(self, one: forms.Field, part: Document, df, value: str) -> None:
		part.set(df.fieldname, value or None)
		self.sent.values[one.name] = rich_text.Rich(value) if one.kind == "rich" else value

	# --- shown again -----------------------------------------------------------------------------------------------------
	def shown(self, stored: Document | None = None) -> Form:
		"""The form with everything that was sent; beside it what `stored` holds, where that is something else."""
		form = self.form()
		rows = {row.name: row for row in stored.get_all_children()} if stored else {}

		def change(one: forms.Field) -> forms.Field:
			part, df = form.bound[one.name]
			one = replace(one, value=self.sent.values.get(one.name, one.value))
			held = (rows.get(part.name) if part.get("parentfield") else stored) if stored else None
			if held is not None and (now := shown_value(df, held.get(df.fieldname))) != one.value:
				one = replace(one, now=str(now) or _("empty"))
			return one

		form.change(change)
		return form


def _is_missing(one: forms.Field, part: Document, df) -> bool:
	"""Whether a mandatory field is empty that matters beside what else was sent."""
	if not (one.required or required_now(df, part)) or part.get(df.fieldname) not in (None, ""):
		return False
	return all(condition.holds(part) for condition in conditions(df) if condition)
