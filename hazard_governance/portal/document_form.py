"""The form of a document as its DocType describes it, with what the session's user may write of it now: sections and
fields in their order, tables as groups of fields, conditions in words."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr

from hazard_governance import people_names
from hazard_governance.domain.form_conditions import Clause, Condition, parse
from hazard_governance.messages import field_label
from hazard_governance.portal import document_words as words
from hazard_governance.portal import forms, record, rich_text
from hazard_governance.portal.link_choices import FEW, Choices, Chooser
from hazard_governance.portal.writing import KINDS, Writing

RADIOS = 4


@dataclass
class Row:
	"""A row of a table: its key, what stands above it and its neighbours, what the server keeps in it, its fields."""

	key: str
	doc: Document
	title: str
	group: str
	told: list[dict]
	fields: list[forms.Field]
	removable: bool


@dataclass
class Table:
	name: str
	label: str
	help: str
	rows: list[Row]
	grows: bool
	fillings: list[words.Filling]
	focus: bool = False


@dataclass
class Section:
	label: str
	help: str
	parts: list[forms.Field | Table] = field(default_factory=list)


@dataclass
class Form:
	"""bound: where each field is written: name -> (document or row, its DocField)."""

	sections: list[Section]
	bound: dict[str, tuple[Document, object]]
	fillings: list[words.Filling]

	@property
	def tables(self) -> list[Table]:
		return [part for section in self.sections for part in section.parts if isinstance(part, Table)]

	@property
	def fields(self) -> list[forms.Field]:
		return list(self._fields())

	def _fields(self) -> Iterator[forms.Field]:
		for section in self.sections:
			for part in section.parts:
				if isinstance(part, Table):
					for row in part.rows:
						yield from row.fields
				else:
					yield part

	def change(self, change: Callable[[forms.Field], forms.Field]) -> None:
		"""Every field as `change` gives it back."""
		for section in self.sections:
			section.parts = [part if isinstance(part, Table) else change(part) for part in section.parts]
		for table in self.tables:
			for row in table.rows:
				row.fields = [change(one) for one in row.fields]


def parts_of(doctype: str) -> list[tuple[str, str]]:
	"""(key, label) of the parts of a long form, one for each tab; a form without tabs has one part with no name."""
	tabs = [df for df in frappe.get_meta(doctype).fields if df.fieldtype == "Tab Break"]
	return [(df.fieldname, _(df.label, context=doctype)) for df in tabs] or [("", "")]


def fields_of_part(doctype: str, part: str) -> list:
	"""DocFields of a part; what stands before the first tab belongs to it."""
	found, present = [], parts_of(doctype)[0][0]
	for df in frappe.get_meta(doctype).fields:
		if df.fieldtype == "Tab Break":
			present = df.fieldname
		elif present == part:
			found.append(df)
	return found


def is_open(writing: Writing, part: str) -> bool:
	"""Whether the user may write anything in this part now."""
	if not writing.open:
		return False
	within = None
	for df in fields_of_part(writing.doc.doctype, part):
		if df.fieldtype == "Section Break":
			within = df
		elif _open(writing, df) and not (within and _never(within, writing.doc)):
			return True
	return False


def _open(writing: Writing, df) -> bool:
	if df.fieldtype != "Table":
		return writing.field(df) and not _never(df, writing.doc)
	if not writing.table(df):
		return False
	columns = frappe.get_meta(df.options).fields
	rows = [*writing.doc.get(df.fieldname), *([None] if writing.grows(df.fieldname) else [])]
	return any(writing.column(df.fieldname, column, row) for row in rows for column in columns)


def _never(df, doc: Document) -> bool:
	"""Whether a condition that nothing of the form can change keeps the field away."""
	condition = parse(df.depends_on)
	kept = condition and all(_kept(doc, name) for name in condition.fields)
	return bool(kept) and not condition.holds(doc)


def _kept(doc: Document, name: str) -> bool:
	df = doc.meta.get_field(name)
	return not df or bool(df.read_only) or name in ("return_reason", "status")


# --- building -----------------------------------------------------------------------------------------------------------
class Builder:
	"""Builds the form of one part. keys: key of each row in a table, by its place."""

	def __init__(self, writing: Writing, part: str, keys: dict[str, list[str]]) -> None:
		self.writing, self.doc, self.part, self.keys = writing, writing.doc, part, keys
		self.doctype = writing.doc.doctype
		self.chooser = Chooser(writing.doc)
		self.bound: dict[str, tuple[Document, object]] = {}
		self.own_choices: dict[tuple[str, str], words.Options] = {}
		self.names: dict[str, str] | None = None

	def build(self) -> Form:
		dfs = fields_of_part(self.doctype, self.part)
		self.present = {df.fieldname for df in dfs if df.fieldtype != "Table" and self.writing.field(df)}
		sections, section, within = [], Section("", ""), None
		for df in dfs:
			if df.fieldtype == "Section Break":
				sections.append(section)
				section = Section(_(df.label, context=self.doctype) if df.label else "", _help(df))
				within = parse(df.depends_on)
			elif df.fieldtype == "Table":
				section.parts += self._table(df, within)
			elif self.writing.field(df):
				section.parts += self._field(df, within)
		found = [one for one in (*sections, section) if one.parts]
		return Form(found, self.bound, [f for f in words.FILLINGS.get(self.doctype, ()) if not f.table])

	def _field(self, df, within: Condition | None) -> list[forms.Field]:
		shown, when, note = _relevance((within, *conditions(df)), self.doc, self.present, "", self.doctype)
		if not shown:
			return []
		label = field_label(self.doctype, df.fieldname)
		return self._one(df, self.doc, df.fieldname, label, when=when, note=note)

	def _one(self, df, part: Document, name: str, said: str, when: str, note: str) -> list[forms.Field]:
		kind, options, whole = KINDS[df.fieldtype], (), True
		if df.fieldtype == "Link":
			choices = self.chooser.of(df)
			if choices is None:
				return []
			whole = choices.whole
			kind, options = _chosen(choices, part.get(df.fieldname))
		elif df.fieldtype == "Select":
			options = _options(df, part)
			if (
				part.get("parentfield")
				and self.writing.key_column(part.parentfield)
				and len(options) <= RADIOS
			):
				kind = "radio"
			if not options:
				return []
		self.bound[name] = (part, df)
		return [
			forms.Field(
				name=name,
				label=field_label(df.parent, df.fieldname),
				kind=kind,
				required=bool(df.reqd),
				help=" ".join(filter(None, (_help(df), note))),
				options=options,
				value=shown_value(df, part.get(df.fieldname)),
				said=said,
				when=when,
				whole=whole,
			)
		]

	# --- tables -----------------------------------------------------------------------------------------------------------
	def _table(self, df, within: Condition | None) -> list[Table]:
		table, writing = df.fieldname, self.writing
		if not writing.table(df):
			return []
		conditions = (within, parse(df.depends_on))
		# a table is hidden by what the server keeps, not by what is being typed beside it
		if not all(c is None or c.fields & self.present or c.holds(self.doc) for c in conditions):
			return []
		label = _(df.label, context=self.doctype)
		rows = [
			self._row(df, label, key, row, number)
			for number, (key, row) in enumerate(zip(self.keys[table], self.doc.get(table), strict=True), 1)
		]
		grows = writing.grows(table)
		if not grows and not any(row.fields for row in rows):
			return []
		fillings = [one for one in words.FILLINGS.get(self.doctype, ()) if one.table == table]
		return [Table(table, label, _help(df), rows, grows, fillings)]

	def _row(self, df, label: str, key: str, row: Document, number: int) -> Row:
		table, columns = df.fieldname, frappe.get_meta(df.options).fields
		present = {column.fieldname for column in columns if self.writing.column(table, column, row)}
		fields: list[forms.Field] = []
		for column in columns:
			name = f"{table}.{key}.{column.fieldname}"
			if column.fieldname in words.CHOSEN.get(df.options, {}):
				fields += self._of_record(table, column, row, name, number)
			elif column.fieldname in present:
				shown, when, note = _relevance(
					conditions(column), row, present, f"{table}.{key}.", df.options
				)
				if shown:
					said = _said(df.options, column.fieldname, number)
					fields += self._one(column, row, name, said, when=when, note=note)
		asked = {self.bound[one.name][1].fieldname for one in fields}
		return Row(
			key=key,
			doc=row,
			title=words.title_of(row, label, number),
			group=_(row.get(words.GROUPS.get(row.doctype, "")) or "", context=row.doctype),
			told=self._told(row, columns, asked),
			fields=fields,
			removable=self.writing.removable(table, row),
		)

	def _of_record(self, table: str, column, row: Document, name: str, number: int) -> list[forms.Field]:
		"""A column in which something of the record is chosen, although its DocType calls it text or hides it."""
		labelled, read = words.CHOSEN[column.parent][column.fieldname]
		if not self.writing.chosen_column(table, column, row):
			return []
		if (column.parent, column.fieldname) not in self.own_choices:
			self.own_choices[(column.parent, column.fieldname)] = read(self.doc)
		options = self.own_choices[(column.parent, column.fieldname)]
		if not options:
			return []
		_kind, options = _chosen(Choices(options), row.get(column.fieldname))
		self.bound[name] = (row, column)
		value, said = row.get(column.fieldname) or "", _said(column.parent, labelled, number)
		return [
			forms.Field(
				name, field_label(column.parent, labelled), "select", options=options, value=value, said=said
			)
		]

	def _told(self, row: Document, columns: list, asked: set[str]) -> list[dict]:
		"""What stands in the row and is not this user's to write."""
		said = asked | words.IN_TITLE.get(row.doctype, frozenset())
		if "cause" in asked:
			said |= {"cause_text"}
		found = []
		for df in columns:
			if df.fieldname in said or df.hidden or df.fieldtype in record.LAYOUT:
				continue
			value = record.value_of(row, df, self._people())
			if value:
				found.append({"label": _(df.label, context=row.doctype), **value})
		return found

	def _people(self) -> dict[str, str]:
		if self.names is None:
			self.names = people_names.named_in(self.doc)
		return self.names


# --- one field ------------------------------------------------------------------------------------------------------------
def shown_value(df, value: object) -> object:
	"""The value as the field of the page shows it, and sends it back when nobody touched it."""
	if df.fieldtype == "Check":
		return cint(value)
	if value in (None, ""):
		return ""
	if df.fieldtype == "Datetime":
		return cstr(value).replace(" ", "T")[:16]
	if df.fieldtype in ("Int", "Float"):
		return "" if not value else f"{value:.6f}".rstrip("0").rstrip(".")
	if df.fieldtype == "Text Editor":
		return rich_text.Rich(cstr(value))
	return cstr(value).replace("\r\n", "\n")


def _help(df) -> str:
	return _(df.description) if df.description else ""


def _said(doctype: str, fieldname: str, number: int) -> str:
	return _("{0} (row {1})").format(field_label(doctype, fieldname), number)


def _options(df, part: Document) -> words.Options:
	choices = tuple(
		(choice, _(choice, context=df.parent)) for choice in (df.options or "").split("\n") if choice
	)
	return words.options_of_row(part, df.fieldname, choices)


def _chosen(choices: Choices, value: object) -> tuple[str, words.Options]:
	"""Kind and options: a list where the choices are few; what is chosen already stays a choice."""
	options = choices.options
	if value and value not in dict(options):
		options = (*options, (cstr(value), cstr(value)))
	return ("select" if choices.whole and len(options) <= FEW else "datalist"), options


# --- conditions -------------------------------------------------------------------------------------------------------------
def conditions(df) -> tuple[Condition | None, ...]:
	"""What must hold for a field to be filled in, as its DocType says."""
	kept = parse(df.read_only_depends_on)
	return parse(df.depends_on), kept.contrary() if kept else None


def _relevance(
	asked_of: tuple[Condition | None, ...], part: Document, present: set[str], prefix: str, doctype: str
) -> tuple[bool, str, str]:
	"""Whether the field stands in the form, what the browser has to look at, and the same in words. A condition on
	something that this form does not change is settled here."""
	asked, notes = [], []
	for condition in filter(None, asked_of):
		if not condition.fields & present:
			if not condition.holds(part):
				return False, "", ""
		elif condition.single and condition.fields <= present:
			clause = condition.single
			asked.append({"name": prefix + clause.field, "in": clause.choices, "not": clause.negated})
			notes.append(_note(clause, doctype))
	return True, json.dumps(asked) if asked else "", " ".join(notes)


def _note(clause: Clause, doctype: str) -> str:
	label = field_label(doctype, clause.field)
	if not clause.choices:
		return (
			_("Not if “{0}” is filled in.") if clause.negated else _("Only if “{0}” is filled in.")
		).format(label)
	choices = _(" or ").join(_(choice, context=doctype) for choice in clause.choices)
	return (_("Not if “{0}” is {1}.") if clause.negated else _("Only if “{0}” is {1}.")).format(
		label, choices
	)


def required_now(df, part: Document) -> bool:
	"""Whether what was sent beside it makes the field mandatory."""
	condition = parse(df.mandatory_depends_on)
	return bool(condition) and condition.holds(part)


def with_value(one: forms.Field, value: object) -> forms.Field:
	return replace(one, value=value)
