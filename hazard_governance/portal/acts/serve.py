"""The page of an act: GET shows its form, POST does it.

POST alone changes anything, with the token of the session. Sent twice, the second finds what the first did. A form of a
document that somebody has changed since is not carried out; it is shown again with what was typed. Whatever goes wrong is
undone as a whole and told in words at the fields.
"""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from hazard_governance.portal import forms, pages
from hazard_governance.portal.acts import registry
from hazard_governance.portal.acts.model import Act, Request

SAVEPOINT = "portal_act"
REMEMBERED = 24 * 60 * 60
ANSWERABLE = (frappe.ValidationError, frappe.PermissionError, frappe.DoesNotExistError)


class Stale(frappe.ValidationError):
	"""The document is not the one that the form was shown for."""


def show(context: dict) -> None:
	"""The page of the act that the address names."""
	show_act(context, pages.argument("act"), pages.argument("on"), pages.argument("row"))


def show_act(context: dict, key: str, on: str, row: str) -> None:
	"""The form of an act, or after POST its result; NotFound where the act is not the user's."""
	act = registry.find(key, row)
	if act is None:
		raise pages.NotFound
	posted = pages.is_sent()
	if posted:
		to_what_was_done(pages.argument("once"))
	doc = _document(act, on)
	if not act.may(doc, row):
		if posted and doc is not None:
			changed_meanwhile(context, doc)
			return
		raise pages.NotFound
	fields = act.fields(doc, row)
	# as stored: saving touches it in memory even where it fails
	modified = cstr(doc.modified) if doc is not None else ""
	sent, problems = None, []
	if posted:
		sent = forms.read(fields, frappe.local.request.form, frappe.local.request.files)
		problems = list(sent.wrong.values()) or _act(act, doc, row, sent)
	_form(context, act, doc, row, fields, sent, problems)
	context.update(modified=modified)


def _document(act: Act, on: str) -> Document | None:
	return pages.document(act.doctype, on) if act.doctype else None


def _form(context: dict, act: Act, doc, row: str, fields: list, sent, problems: list[str]) -> None:
	wrong = {**forms.place(problems, fields), **(sent.wrong if sent else {})}
	context.update(
		template="hazard_governance/templates/portal/act.html",
		title=_(act.label),
		act=act,
		doc=doc,
		row=row,
		about=about(doc),
		back=pages.record_link(doc) if doc is not None else pages.link(""),
		fields=forms.shown(fields, sent),
		wrong=wrong,
		problems=problems,
		files_again=bool(sent and sent.files),
		# a form that is shown again is the same form: what it did once it does not do twice
		once=pages.argument("once") if problems else frappe.generate_hash(length=20),
	)
	if problems:
		context.update(http_status_code=422)


def about(doc) -> list[str]:
	"""What the page of an act says of its document: title, enterprise and number."""
	if doc is None:
		return []
	number = doc.get("register_no") or ""
	lines = [
		doc.get("hazard_title") or doc.get("title") or doc.get("subject") or doc.name,
		f"{doc.get('enterprise') or ''} {number}".strip(),
	]
	return [line for line in lines if line]


def changed_meanwhile(context: dict, doc: Document) -> None:
	"""The act is the user's no longer: somebody else has done it, or taken the document further."""
	context.update(
		template="hazard_governance/templates/portal/changed.html",
		title=_("Changed Meanwhile"),
		about=about(doc),
		back=pages.record_link(doc),
		http_status_code=409,
	)


# --- doing it ----------------------------------------------------------------------------------------------------
def _act(act: Act, doc, row: str, sent: forms.Sent) -> list[str]:
	require_token()
	if not pages.argument("once"):
		return [_("This form was not sent as a whole. Send it again.")]
	one_at_a_time(pages.argument("once"))
	kept: list[str] = []
	request = Request(doc, row, sent.values, _keeper(sent, kept))
	try:
		problems = carry_out(doc, lambda: act.run(request), _(act.done))
	except frappe.Redirect:
		raise
	except Exception:
		_drop(kept)
		raise
	_drop(kept)
	return problems


def carry_out(doc, run: Callable[[], str | None], done: str) -> list[str]:
	"""Let `run` do it and leave for the address that it returns (None: the page of `doc`); what is wrong in words, with
	nothing of it done. `doc`: what the form was shown for, None for something new."""
	frappe.db.savepoint(SAVEPOINT)
	try:
		_require_unchanged(doc)
		address = run()
	except ANSWERABLE as wrong:
		_undo()
		return forms.sentences(wrong) or [_("You may not do this.")]
	except frappe.QueryDeadlockError:
		# the database has undone everything already
		frappe.db.rollback()
		return [_("Somebody else was saving at the same moment. Send again.")]
	except Exception:
		# what the error page leaves behind would be committed with it
		frappe.db.rollback()
		raise
	address = address or pages.record_link(frappe.get_doc(doc.doctype, doc.name) if doc else None)
	said = [text for message in frappe.local.message_log for text in forms.sentences(_text(message))]
	frappe.clear_messages()
	once = pages.argument("once")
	_remember(once, address, [done, *said])
	pages.redirect(with_done(address, once))
	return []


def _undo() -> None:
	"""Undo the act. A save that began again after a deadlock has given up the savepoint, and everything with it."""
	try:
		frappe.db.rollback(save_point=SAVEPOINT)
	except frappe.db.OperationalError:
		frappe.db.rollback()


def _text(message: object) -> str:
	found = frappe.parse_json(message) if isinstance(message, str) else message
	return cstr(found.get("message")) if isinstance(found, dict) else cstr(message)


def require_token() -> None:
	"""Ask for the token of the session: Frappe lets a session without a token through; here there is none without."""
	saved = frappe.local.session.data.get("csrf_token")
	if not saved or frappe.local.request.form.get("csrf_token") != saved:
		frappe.throw(_("Your session has ended. Open the page again."), frappe.CSRFTokenError)


def _require_unchanged(doc) -> None:
	if doc is not None and pages.argument("modified") != cstr(doc.modified):
		raise Stale(stale_words())


def stale_words() -> str:
	return _("This was changed by somebody else since you opened the page. Look at it again, then send.")


def _keeper(sent: forms.Sent, kept: list[str]):
	def keep(name: str, doc: Document | None = None) -> str:
		"""Store an upload as a private file; its address, "" when nothing was uploaded."""
		upload = sent.files.get(name)
		if upload is None:
			return ""
		file = frappe.new_doc("File")
		file.update({"file_name": upload.filename, "content": upload.stream.read(), "is_private": 1})
		if doc is not None and not doc.is_new() and frappe.has_permission(doc.doctype, "write", doc=doc):
			file.update({"attached_to_doctype": doc.doctype, "attached_to_name": doc.name})
		file.insert()
		kept.append(file.file_url)
		return file.file_url

	return keep


def _drop(urls: list[str]) -> None:
	"""Bytes of uploads whose records were undone, unless another record holds the same picture."""
	for url in urls:
		if not frappe.get_all("File", filters={"file_url": url}, limit=1, order_by="creation asc"):
			copy = frappe.new_doc("File")
			copy.update({"file_url": url, "file_name": url.rsplit("/", 1)[-1], "is_private": 1})
			copy.delete_file_from_filesystem()


# --- once -----------------------------------------------------------------------------------------------------------
def one_at_a_time(once: str) -> None:
	"""Two clicks come one after the other; the second finds what the first did."""
	frappe.db.get_value("User", frappe.session.user, "name", for_update=True)
	to_what_was_done(once)


def to_what_was_done(once: str) -> None:
	"""Leave for the result of what was sent already."""
	found = said(once)
	if found:
		pages.redirect(with_done(found["address"], once))


def _remember(once: str, address: str, texts: list[str]) -> None:
	frappe.cache.set_value(
		pages.done_key(once), frappe.as_json({"address": address, "said": texts}), expires_in_sec=REMEMBERED
	)
	frappe.db.after_rollback.add(lambda: frappe.cache.delete_value(pages.done_key(once)))


def said(once: str) -> dict | None:
	"""{address, said} of an act of the session's user, None when there was none."""
	found = frappe.cache.get_value(pages.done_key(once)) if once else None
	return frappe.parse_json(found) if found else None


def with_done(address: str, once: str) -> str:
	"""The address with the key of what is said there."""
	page, _hash, anchor = address.partition("#")
	joined = f"{page}{'&' if '?' in page else '?'}done={once}"
	return f"{joined}#{anchor}" if anchor else joined
