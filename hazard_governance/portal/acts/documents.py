"""Writing a document: its form as the DocType describes it, by GET; saved by POST, through the controllers of the desk.

A button of the form that saves nothing (another row, a row taken out, filled in from the record) shows the form again with
everything typed so far. Files are stored when they are sent, and stay chosen.
"""

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from hazard_governance import next_documents, supervision_rows
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.portal import forms, pages
from hazard_governance.portal.acts import serve
from hazard_governance.portal.document_form import Form, is_open, parts_of
from hazard_governance.portal.document_input import Input
from hazard_governance.portal.writing import Writing

SAVE, GO_ON = "save", "go-on"
# written by acts of their own as well, or where else they are begun
NOT_BEGUN_HERE = frozenset({"Hazard Verification", "Hazard Return"})
WRITTEN = (
	"Hazard",
	"Hazard Verification",
	"Root Cause Analysis",
	"Accountability Action",
	"Remediation Plan",
	"Production Suspension",
	"Rectification Acceptance",
	"Source Governance Plan",
	"Rectification Report",
	"Study Topic",
	"Supervision Case",
	"Enforcement Decision",
	"Follow-up Inspection",
	"Hazard Return",
)
KINDS = {frappe.scrub(doctype).replace("_", "-"): doctype for doctype in WRITTEN}
SLUGS = {doctype: kind for kind, doctype in KINDS.items()}


# --- what is offered ---------------------------------------------------------------------------------------------------
def offered(doc: Document) -> list[dict]:
	"""{label, address, main} of the parts of a stored document that the session's user may write now."""
	if doc.doctype not in WRITTEN or not _written_here(doc):
		return []
	writing = Writing(doc)
	found = [
		{
			"key": "write",
			"label": N_("Edit the Document") if not key else _("Edit: {0}").format(label),
			"address": pages.link("write", kind=SLUGS[doc.doctype], on=doc.name, part=key),
			"main": False,
		}
		for key, label in parts_of(doc.doctype)
		if is_open(writing, key)
	]
	return found + _studied(doc)


def _written_here(doc: Document) -> bool:
	"""What an enterprise adds to a case it adds by acts of their own, a row at a time."""
	return doc.doctype != "Supervision Case" or supervision_rows.acts_for_case(doc)


def _studied(doc: Document) -> list[dict]:
	"""What its source governance leaves to study is a document of the enterprise, begun from the plan as in the desk."""
	if doc.doctype != "Source Governance Plan":
		return []
	hazard = frappe.get_cached_doc("Hazard", doc.hazard)
	if next_documents.may_begin("Study Topic", hazard) is None:
		return []
	address = pages.link("write", kind=SLUGS["Study Topic"], of=doc.hazard)
	label = _("Begin: {0}").format(_("Study Topic"))
	return [{"key": "write", "label": label, "address": address, "main": False}]


def begun_by(targets: list[dict]) -> list[dict]:
	"""{label, address} of the documents that the user may begin, of `next_documents.targets_of`."""
	return [
		{
			"label": _(target["doctype"]),
			"address": pages.link("write", kind=SLUGS[target["doctype"]], of=target["values"]["hazard"]),
		}
		for target in targets
		if not target["name"] and _begun_here(target["doctype"], target["values"])
	]


def _begun_here(doctype: str, values: dict) -> bool:
	return doctype in SLUGS and doctype not in NOT_BEGUN_HERE and values.get("level") != v.AUTHORITY_CHECK


def _posted() -> bool:
	return pages.has_request() and frappe.local.request.method == "POST"


def _asked(name: str) -> str:
	"""What the address names, or a form says of itself beside its fields."""
	return pages.argument(f"form-{name}" if _posted() else name)


# --- the page ------------------------------------------------------------------------------------------------------------
def show(context: dict) -> None:
	"""The form of the document that the address names, or after POST its result; NotFound where it is not the user's to
	write."""
	doctype, on, of = KINDS.get(_asked("kind")), _asked("on"), _asked("of")
	if not doctype:
		raise pages.NotFound
	posted = _posted()
	if posted:
		serve.to_what_was_done(pages.argument("once"))
	writing = Writing(pages.document(doctype, on) if on else _blank(doctype, of))
	part = _asked("part") or parts_of(doctype)[0][0]
	if part not in dict(parts_of(doctype)) or not _written_here(writing.doc) or not is_open(writing, part):
		if posted and on:
			serve.changed_meanwhile(context, writing.doc)
			return
		raise pages.NotFound
	if posted:
		_answer(context, writing, part)
	else:
		_show_as_stored(context, writing, part, [])


def _show_as_stored(context: dict, writing: Writing, part: str, problems: list[str]) -> None:
	_show(context, writing.doc, Input(writing, part, None, {}).form(), part, problems, {})


def _blank(doctype: str, of: str) -> Document:
	"""A new document with what the server knows of its hazard; NotFound where the user may not begin one."""
	hazard = pages.document("Hazard", of)
	values = next_documents.may_begin(doctype, hazard)
	if values is None or not _begun_here(doctype, values):
		raise pages.NotFound
	doc = frappe.new_doc(doctype)
	doc.update(values)
	if hasattr(doc, "set_missing"):
		doc.copy_scope()
		doc.set_missing()
	return doc


def _answer(context: dict, writing: Writing, part: str) -> None:
	request = frappe.local.request
	serve.require_token()
	if not pages.argument("once") or "form-whole" not in request.form:
		# a form that did not arrive as a whole would take out the rows it lost
		_show_as_stored(context, writing, part, [_("This form was not sent as a whole. Send it again.")])
		return
	serve.one_at_a_time(pages.argument("once"))
	files, refused = _uploads(writing.doc.doctype, request.files)
	sent = _Sent(writing, part, request.form, files, refused)
	do, _colon, what = _asked("do").partition(":")
	if do in (SAVE, GO_ON, ""):
		sent.save(context, go_on=do == GO_ON)
	else:
		sent.change(context, do, what)


class _Sent:
	"""One sending of a form."""

	def __init__(
		self, writing: Writing, part: str, posted: Mapping, files: dict[str, str], refused: dict[str, str]
	) -> None:
		self.writing, self.part, self.posted, self.files, self.refused = writing, part, posted, files, refused
		doc = writing.doc
		# saving in vain leaves a name behind
		self.on, self.of = doc.name or "", _asked("of")
		self.modified = cstr(doc.modified) if self.on else ""
		self.stale = bool(self.on) and pages.argument("modified") != self.modified

	def input(self) -> Input:
		return Input(self.writing, self.part, self.posted, self.files, self.stale)

	def begin_again(self) -> None:
		"""The document as it was before this request changed it in memory."""
		doctype = self.writing.doc.doctype
		self.writing = Writing(frappe.get_doc(doctype, self.on) if self.on else _blank(doctype, self.of))

	def save(self, context: dict, go_on: bool) -> None:
		"""Save what was sent, or show it again with what is wrong."""
		try:
			read = self.input()
		except frappe.ValidationError as wrong:
			self.begin_again()
			_show_as_stored(context, self.writing, self.part, forms.sentences(wrong))
			return
		read.drop_untouched()
		form = read.read()
		wrong = {**read.sent.wrong, **self.refused}
		problems = [serve.stale_words()] if self.stale else list(dict.fromkeys(wrong.values()))
		if not problems:
			problems = serve.carry_out(None, lambda: self._save(go_on), _("Saved."))
			wrong = forms.place(problems, [*form.fields, *_as_fields(form)])
		self._show_again(context, problems, wrong)

	def _save(self, go_on: bool) -> str:
		doc = self.writing.doc
		doc.save() if self.on else doc.insert()
		if go_on:
			part = self.part if len(parts_of(doc.doctype)) > 1 else ""
			return pages.link("write", kind=SLUGS[doc.doctype], on=doc.name, part=part)
		return pages.record_link(doc)

	def _show_again(self, context: dict, problems: list[str], wrong: dict[str, str]) -> None:
		self.begin_again()
		again = self.input()
		again.drop_untouched()
		again.read()
		stored = frappe.get_doc(self.writing.doc.doctype, self.on) if self.stale else None
		_show(context, self.writing.doc, again.shown(stored), self.part, problems, wrong)

	def change(self, context: dict, do: str, what: str) -> None:
		"""Another row, a row less, or what the record fills in; nothing is saved."""
		read = self.input()
		read.read()
		if do == "fill":
			read.fill(what)
			# what stands in the document now is shown, not what was typed before
			read.sent.values = {
				name: value for name, value in read.sent.values.items() if name in read.sent.wrong
			}
		form = self._with_rows(read, do, what)
		_show(context, self.writing.doc, form, self.part, [], self.refused, once=pages.argument("once"))
		context.update(modified=pages.argument("modified"))

	def _with_rows(self, read: Input, do: str, what: str) -> Form:
		table, _dot, key = what.partition(".")
		if do == "add":
			read.add(table)
		elif do == "remove":
			read.remove(table, key)
		form = read.shown()
		for one in form.tables:
			if one.name == table and do in ("add", "remove"):
				_focus(one, on_row=do == "add")
		return form


def _focus(table, on_row: bool) -> None:
	"""The keyboard goes on in the new row, or at the button that adds one."""
	if on_row and table.rows and table.rows[-1].fields:
		fields = table.rows[-1].fields
		fields[0] = forms.replace(fields[0], focus=True)
	else:
		table.focus = True


def _as_fields(form: Form) -> list[forms.Field]:
	"""Tables as fields, for sentences about a whole table."""
	return [forms.Field(table.name, table.label) for table in form.tables]


def _uploads(doctype: str, files) -> tuple[dict[str, str], dict[str, str]]:
	"""Files sent with the form, stored as the desk stores them before the document is saved: (address by field, what is
	wrong with others by field)."""
	kept, refused = {}, {}
	for name, upload in files.items():
		if not upload.filename:
			continue
		fieldname = name.rsplit(".", 1)[-1]
		frappe.db.savepoint("portal_upload")
		file = frappe.new_doc("File")
		file.update(
			{
				"file_name": upload.filename,
				"content": upload.stream.read(),
				"is_private": 1,
				"attached_to_doctype": doctype,
				"attached_to_name": f"new-portal-{frappe.generate_hash(length=10)}",
				"attached_to_field": fieldname,
			}
		)
		try:
			file.insert()
			kept[name] = file.file_url
		except (frappe.ValidationError, frappe.PermissionError) as wrong:
			frappe.db.rollback(save_point="portal_upload")
			frappe.clear_messages()
			refused[name] = " ".join(forms.sentences(wrong)) or _("You may not do this.")
	return kept, refused


def _show(
	context: dict,
	doc: Document,
	form: Form,
	part: str,
	problems: list[str],
	wrong: dict[str, str],
	once: str = "",
) -> None:
	parts = parts_of(doc.doctype)
	stored = bool(doc.name)
	context.update(
		template="hazard_governance/templates/portal/write.html",
		title=dict(parts)[part] if len(parts) > 1 else _(doc.doctype),
		about=serve.about(doc),
		kind=SLUGS[doc.doctype],
		on=doc.name or "",
		of="" if stored else _asked("of"),
		part=part if len(parts) > 1 else "",
		form=form,
		back=pages.record_link(doc) if stored else pages.link(f"hazard/{_asked('of')}"),
		problems=problems,
		wrong=wrong,
		modified=cstr(doc.modified) if stored else "",
		once=once or (pages.argument("once") if problems else frappe.generate_hash(length=20)),
	)
	if problems:
		context.update(http_status_code=422)
