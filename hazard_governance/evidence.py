"""Files of governed documents: private, really pictures where a picture is asked for, and kept once they are evidence.

Two ends meet here. `File` events (hooks.py) guard the file itself; governed documents call `check_attachments` when they
are validated and `attach_rows` when they are written.
"""

import mimetypes
from dataclasses import asdict
from math import ceil

import frappe
from frappe import _
from frappe.model.base_document import BaseDocument
from frappe.model.document import Document
from frappe.utils import cint, get_datetime, now_datetime

from hazard_governance import images
from hazard_governance.frozen import is_frozen, is_server_owned
from hazard_governance.messages import field_label
from hazard_governance.permissions.table import WITH_FILES

ATTACH = ("Attach", "Attach Image")
PRIVATE = "/private/files/"
TAKEN_ON_KEPT = 7 * 24 * 3600
OWN_DELETER = "hazard_governance.evidence.delete_file_data_content"
# what says where a file belongs and which bytes it is
FIXED = ("attached_to_doctype", "attached_to_name", "file_url", "is_private", "content_hash")


# --- File events ---------------------------------------------------------------------------------------------
def before_insert(file: Document, method: str | None = None) -> None:
	"""A file of a governed document is private, not too big, and a picture where the field asks for one."""
	if file.is_folder:
		return
	taken = _taken(file)
	if file.attached_to_doctype in WITH_FILES:
		_keep_rules(file)
	# a photo from the telephone belongs to a document only later
	if taken != images.Taken():
		values = {**asdict(taken), "at": str(taken.at or "")}
		frappe.cache.set_value(
			_cache_key(file.file_url), frappe.as_json(values), expires_in_sec=TAKEN_ON_KEPT
		)


def _keep_rules(file: Document) -> None:
	if file.is_remote_file:
		_refuse(_("{0} is an address outside this site. Upload the file itself.").format(file.file_url))
	content = _bytes(file)
	if not file.flags.made_by_server:
		_check_size(len(content), file.file_name)
	if file.attached_to_field and _asks_for_picture(file.attached_to_doctype, file.attached_to_field):
		_check_picture(content, file.file_name, "")
	if not cint(file.is_private):
		_make_private(file, content)


def refuse_upload(file: Document) -> None:
	"""Asked with the permission to create a File, the only moment before Frappe writes it to the disk under another
	name, or opens a .jpg and fails without words."""
	content, doctype, fieldname = file.get("content"), file.attached_to_doctype, file.attached_to_field
	if doctype not in WITH_FILES or not isinstance(content, bytes):
		return
	_check_size(len(content), file.file_name)
	named = mimetypes.guess_type(file.file_name or "")[0] or ""
	if named.startswith("image/") or (fieldname and _asks_for_picture(doctype, fieldname)):
		_check_picture(content, file.file_name, "")


def before_validate(file: Document, method: str | None = None) -> None:
	"""A file that belongs to a governed document stays its file, private, with the same bytes."""
	before = file.get_doc_before_save()
	if not before or before.attached_to_doctype not in WITH_FILES:
		return
	if not frappe.db.exists(before.attached_to_doctype, before.attached_to_name):
		return  # uploaded to a form that was never saved
	for fieldname in FIXED:
		if (before.get(fieldname) or "") != (file.get(fieldname) or ""):
			_refuse(
				_("{0} belongs to {1} {2} and stays as it is: {3} cannot be changed.").format(
					file.file_name,
					_(before.attached_to_doctype),
					before.attached_to_name,
					field_label("File", fieldname),
				)
			)


def on_trash(file: Document, method: str | None = None) -> None:
	"""Evidence that a document rests on is not deleted, whoever asks."""
	if found := frozen_reference(file):
		_refuse(found)


def delete_file_data_content(file: Document, only_thumbnail: bool = False) -> None:
	"""Refuse before the bytes are gone: File deletes them before any event of other apps runs.

	Otherwise hand on to whoever else stores files, or to Frappe.
	"""
	if not only_thumbnail:
		on_trash(file)
	others = [path for path in frappe.get_hooks("delete_file_data_content") if path != OWN_DELETER]
	if others:
		frappe.get_attr(others[0])(file, only_thumbnail=only_thumbnail)
	else:
		file.delete_file_from_filesystem(only_thumbnail=only_thumbnail)


def frozen_reference(file: Document) -> str:
	"""Why the file cannot go: the frozen field of its document that refers to it; "" when it can."""
	doctype, name = file.attached_to_doctype, file.attached_to_name
	if doctype not in WITH_FILES or not frappe.db.exists(doctype, name):
		return ""
	doc = frappe.get_doc(doctype, name)
	frozen = doc.frozen_fields() if hasattr(doc, "frozen_fields") else frozenset()
	for part, fieldname in attach_fields(doc):
		table = part.get("parentfield") or ""
		kept = is_frozen(frozen, fieldname, table) or is_server_owned(part, fieldname)
		if part.get(fieldname) == file.file_url and kept:
			return _("{0} is evidence of {1} {2} ({3}) and can no longer be deleted.").format(
				file.file_name, _(doctype), name, field_label(doctype, table or fieldname)
			)
	return ""


# --- governed documents ----------------------------------------------------------------------------------------
def check_attachments(doc: Document) -> None:
	"""Every file newly named in a field of `doc` or its rows is there, private, the user's to use, and fits the field."""
	stored = _stored_values(doc)
	for part, fieldname in attach_fields(doc):
		value = part.get(fieldname)
		if value and stored.get((part.doctype, part.name, fieldname)) != value:
			_check_attachment(doc, part, fieldname, value)
		if part.doctype == "Hazard Evidence" and part.file and not part.taken_on:
			part.taken_on = recalled(part.file).at


def attach_rows(doc: Document) -> None:
	"""Attach every file named in `doc` or its rows to `doc`, so that whoever reads it sees the file.

	The form uploads to a document that has no number yet; Frappe then links the files of its own fields, not of rows.
	"""
	named = {part.get(fieldname): (part, fieldname) for part, fieldname in attach_fields(doc)}
	named = {url: where for url, where in named.items() if url and str(url).startswith("/")}
	if not named:
		return
	files = frappe.get_all(
		"File",
		filters={"file_url": ("in", list(named))},
		fields=["name", "file_url", "owner", "attached_to_doctype", "attached_to_name"],
		order_by="creation asc",
	)
	mine = {
		row.file_url
		for row in files
		if (row.attached_to_doctype, row.attached_to_name) == (doc.doctype, doc.name)
	}
	for url, (_part, fieldname) in named.items():
		if url not in mine:
			_attach(doc, url, fieldname, [row for row in files if row.file_url == url])


def _attach(doc: Document, url: str, fieldname: str, files: list) -> None:
	for row in files:
		unsaved = row.attached_to_doctype == doc.doctype and str(row.attached_to_name).startswith("new-")
		if row.owner == frappe.session.user and (not row.attached_to_doctype or unsaved):
			frappe.db.set_value(
				"File",
				row.name,
				{
					"attached_to_doctype": doc.doctype,
					"attached_to_name": doc.name,
					"attached_to_field": fieldname,
				},
			)
			return
	if files:
		link = frappe.new_doc("File")
		link.update(
			{
				"file_url": url,
				"attached_to_doctype": doc.doctype,
				"attached_to_name": doc.name,
				"attached_to_field": fieldname,
				"folder": "Home/Attachments",
				"is_private": 1,
			}
		)
		# check_attachments has asked whether the user may use the file; a link to it is the document's own
		link.insert(ignore_permissions=True)


def attach_fields(doc: Document) -> list[tuple[BaseDocument, str]]:
	"""(document or row, fieldname) of every field that may hold a file."""
	return [
		(part, field.fieldname)
		for part in (doc, *doc.get_all_children())
		for field in part.meta.get("fields", {"fieldtype": ("in", ATTACH)})
	]


def _stored_values(doc: Document) -> dict:
	before = doc.get_doc_before_save()
	if not before:
		return {}
	return {
		(part.doctype, part.name, fieldname): part.get(fieldname) for part, fieldname in attach_fields(before)
	}


def _check_attachment(doc: Document, part: BaseDocument, fieldname: str, url: str) -> None:
	label = field_label(part.doctype, fieldname)
	if part.get("parentfield"):
		label = _("{0} (row {1})").format(label, part.idx)
	if not url.startswith(PRIVATE):
		_refuse(_("{0}: {1} is not a private file of this site. Upload the file here.").format(label, url))
	names = frappe.get_all("File", filters={"file_url": url}, pluck="name", order_by="creation asc")
	files = [frappe.get_doc("File", name) for name in names]
	usable = [file for file in files if doc.flags.ignore_permissions or _may_use(file, doc)]
	if not usable:
		_refuse(
			_("{0}: {1} does not exist, or you may not use it. Upload the file again.").format(label, url)
		)
	content = _bytes(usable[0])
	_check_size(len(content), usable[0].file_name)
	if part.meta.get_field(fieldname).fieldtype == "Attach Image":
		_check_picture(content, usable[0].file_name, label)


def _may_use(file: Document, doc: Document) -> bool:
	if (file.attached_to_doctype, file.attached_to_name) == (doc.doctype, doc.name):
		return True
	said = len(frappe.local.message_log)
	allowed = file.has_permission("read")
	# Frappe shows every refusal; here it only means that this record of the same picture is another person's
	del frappe.local.message_log[said:]
	return allowed


# --- bytes -------------------------------------------------------------------------------------------------------
def _bytes(file: Document) -> bytes:
	try:
		content = file.get_content()
	except OSError:
		_refuse(_("{0} is not on the disk of this site. Upload it again.").format(file.file_name))
	return content.encode() if isinstance(content, str) else content


def _asks_for_picture(doctype: str, fieldname: str) -> bool:
	meta = frappe.get_meta(doctype)
	metas = [meta, *(frappe.get_meta(table.options) for table in meta.get_table_fields())]
	fields = [field for m in metas if (field := m.get_field(fieldname)) and field.fieldtype in ATTACH]
	return bool(fields) and all(field.fieldtype == "Attach Image" for field in fields)


def _check_picture(content: bytes, file_name: str, label: str) -> None:
	if not images.is_image(content):
		text = _("{0} is not a picture. Upload a photo (JPG, PNG or WebP).").format(file_name)
		_refuse(_("{0}: {1}").format(label, text) if label else text)


def _check_size(size: int, file_name: str) -> None:
	limit = cint(frappe.get_cached_value("Hazard Governance Settings", None, "max_file_mb")) or 20
	if size > limit * 1024 * 1024:
		_refuse(
			_(
				"{0} is {1} MB; files may be {2} MB at most. Make the photo smaller or split the document."
			).format(file_name, ceil(size / 1024 / 1024 * 10) / 10, limit)
		)


def _make_private(file: Document, content: bytes) -> None:
	"""Write a private copy and drop the public one, unless another record of it shows it in public on purpose."""
	public_url = file.file_url
	file.is_private, file.file_url, file.content_hash = 1, None, None
	file.save_file(content=content)
	if not frappe.db.exists("File", {"file_url": public_url}):
		copy = frappe.new_doc("File")
		copy.update({"file_url": public_url, "file_name": public_url.rsplit("/", 1)[-1]})
		copy.delete_file_from_filesystem()


def _taken(file: Document) -> images.Taken:
	"""The camera's time and place, read from the upload: what is written to disk has lost them."""
	raw = file.get("content")
	if not isinstance(raw, bytes) and file.attached_to_doctype in WITH_FILES and not file.is_remote_file:
		raw = _bytes(file)
	return images.taken(raw) if isinstance(raw, bytes) and raw else images.Taken()


def recalled(url: str) -> images.Taken:
	"""What the camera wrote into a photo uploaded lately; a time that has not come yet is none."""
	values = frappe.parse_json(frappe.cache.get_value(_cache_key(url)) or "{}")
	moment = get_datetime(values.get("at")) if values.get("at") else None
	at = moment if moment and moment <= now_datetime() else None
	return images.Taken(at, values.get("latitude"), values.get("longitude"))


def _cache_key(url: str | None) -> str:
	return f"hazard_governance|taken|{(url or '').rsplit('/', 1)[-1]}"


def _refuse(message: str) -> None:
	frappe.throw(message, title=_("File"))
