"""Words for what a person does in the desk: log in, fill a field, add a row, use a workflow action."""

from __future__ import annotations

import os
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

# toasts are gone in some seconds anyway; not every date picker knows seconds, and one that does not shows "ss"
TIDY = """() => {
	document.querySelectorAll("#alert-container .desk-alert").forEach((alert) => alert.remove());
	document.querySelectorAll("input").forEach((input) => {
		if (/:ss$/.test(input.value)) input.value = input.value.replace(/:ss$/, ":00");
	});
}"""

# nothing is under way, and has not been for some moments: what one answer asks for next has begun by then. Counted in
# turns of the page too, which are longer where the processor is somebody else's
IDLE = """(turn) => {
	const busy = document.readyState !== "complete" || (window.frappe && frappe.request && frappe.request.ajax_count > 0);
	const now = performance.now();
	if (busy || !window.hg_idle || hg_idle.turn !== turn) window.hg_idle = { turn, since: now, seen: 0 };
	hg_idle.seen += 1;
	return !busy && now - hg_idle.since >= 150 && hg_idle.seen > 5;
}"""


class Desk:
	"""One signed-in person in front of one browser page.

	Console errors are collected in ``errors``; realtime (socket.io) is left out, because the
	test site is served without it.
	"""

	def __init__(self, page: Page, base_url: str):
		self.page = page
		self.base_url = base_url
		self.turn = 0
		self.errors: list[str] = []
		self.expected: list[tuple[str, str]] = []
		page.on("console", self._note_console)
		page.on("pageerror", lambda error: self.errors.append(str(error)))
		page.on("response", self._note_refusal)

	def _note_console(self, message) -> None:
		location = (message.location or {}).get("url", "")
		if self._is_expected(message.text, location):
			return
		if message.type == "error" and "socket.io" not in message.text + location:
			self.errors.append(f"{message.text} ({location})")

	def _note_refusal(self, response) -> None:
		"""What the console leaves out: what was asked for when the server refused."""
		if self._is_expected(str(response.status), response.url):
			return
		if response.status in (403, 417) and "socket.io" not in response.url:
			self.errors.append(f"{response.status} on {response.url}: {response.request.post_data}")

	def _is_expected(self, text: str, location: str) -> bool:
		return any(words in text and part in location for words, part in self.expected)

	def expect_error(self, text: str, location: str) -> Desk:
		"""From now on a console line (or a status) with this text about this address is part of the test, such as a cut
		network or a refusal that is looked for."""
		self.expected.append((text, location))
		return self

	def login(self, user: str, password: str) -> Desk:
		response = self.page.request.post(
			f"{self.base_url}/api/method/login", form={"usr": user, "pwd": password}
		)
		assert response.ok, f"login of {user}: {response.status} {response.text()[:300]}"
		return self

	def goto(self, route: str) -> Desk:
		self.page.goto(f"{self.base_url}/app/{route}")
		self.page.wait_for_function("window.frappe && frappe.boot && frappe.get_route_str !== undefined")
		self.settle()
		return self

	def settle(self) -> None:
		"""Wait until the desk has nothing under way."""
		self.page.wait_for_load_state("load")
		self.turn += 1
		self.page.wait_for_function(IDLE, arg=self.turn)

	def moment(self, milliseconds: int) -> None:
		"""Let this time pass on the page's own clock: what it had planned until then has happened, however late."""
		self.page.evaluate("ms => new Promise((done) => setTimeout(done, ms))", milliseconds)

	def open_form(self, doctype: str, name: str) -> Desk:
		self.goto(f"{doctype.lower().replace(' ', '-')}/{name}")
		self.page.wait_for_function(
			"([dt, dn]) => window.cur_frm && cur_frm.doctype === dt && cur_frm.docname === dn",
			arg=[doctype, name],
		)
		self.settle()
		return self

	@property
	def form(self) -> Locator:
		return self.page.locator(".page-container:visible .form-page").first

	def doc(self, fieldname: str):
		return self.page.evaluate("f => cur_frm.doc[f]", fieldname)

	def day(self, offset: int = 0) -> str:
		"""A day of the site's calendar, which may be ahead of this machine's."""
		return self.page.evaluate("o => frappe.datetime.add_days(frappe.datetime.get_today(), o)", offset)

	def now(self) -> str:
		"""The site's time to the minute: not every date picker keeps seconds."""
		return self.page.evaluate("frappe.datetime.now_datetime()")[:16] + ":00"

	def word(self, label: str) -> str:
		"""A label of the app in the language of the person in front of the desk."""
		return self.page.evaluate("label => __(label)", label)

	def tab(self, fieldname: str) -> Desk:
		"""Open a tab of the form, by its label or by the name of its field."""
		tabs = self.page.locator(".page-container:visible .form-tabs .nav-link")
		by_field = tabs.and_(self.page.locator(f'[data-fieldname="{fieldname}"]'))
		(by_field if by_field.count() else tabs.filter(has_text=fieldname)).first.click()
		self.moment(150)
		return self

	def control(self, fieldname: str, within: Locator | None = None) -> Locator:
		scope = within or self.page.locator(".page-container:visible")
		return scope.locator(f'.frappe-control[data-fieldname="{fieldname}"]:visible').first

	def fill(self, fieldname: str, value: str, within: Locator | None = None) -> Desk:
		"""Type a value as a person would; a link is taken from the list it offers."""
		control = self.control(fieldname, within)
		control.scroll_into_view_if_needed()
		kind = control.get_attribute("data-fieldtype")
		if kind == "Select":
			control.locator("select").select_option(value)
		elif kind == "Check":
			control.locator("input[type=checkbox]").first.set_checked(value not in ("", "0"))
		elif kind in ("Text", "Small Text", "Code"):
			self._type(control.locator("textarea"), value)
		elif kind == "Text Editor":
			control.locator(".ql-editor[contenteditable=true]").fill(value)
		elif kind == "Link":
			field = control.locator("input")
			shown = self.word(value)
			field.click()
			field.fill(shown)
			option = control.locator("[role=listbox] [role=option]").filter(has_text=shown).first
			option.click()
		else:
			self._type(control.locator("input").first, value)
		self.moment(80)
		return self

	def _type(self, field: Locator, value: str) -> None:
		"""Fill a field and see that it stays: a form that is still being drawn empties it once more."""
		for _attempt in range(3):
			field.fill(value)
			field.blur()  # Tab would open a new row in the table that follows
			self.moment(120)
			if field.input_value():
				return

	def attach(self, fieldname: str, file: Path, within: Locator | None = None) -> Desk:
		control = self.control(fieldname, within)
		control.scroll_into_view_if_needed()
		control.locator("button.btn-attach").click()
		dialog = self.page.locator(".modal:visible", has=self.page.locator(".file-uploader")).last
		dialog.locator("input[type=file]").first.set_input_files(str(file))
		dialog.locator(".btn-modal-primary:visible").click()
		expect(dialog).to_be_hidden()
		self.settle()  # a stored form saves itself after an upload
		return self

	def add_row(self, table: str, values: dict[str, str], files: dict[str, Path] | None = None) -> Desk:
		"""Add a row to a table through the row's own form."""
		self.settle()
		grid = self.control(table)
		grid.scroll_into_view_if_needed()
		grid.locator(".grid-add-row").click()
		self.moment(150)
		row = grid.locator(".grid-body .grid-row").last
		return self._fill_row(grid, row, values, files)

	def edit_row(
		self, table: str, index: int, values: dict[str, str], files: dict[str, Path] | None = None
	) -> Desk:
		"""Fill row ``index`` (from 1) of a table through the row's own form."""
		grid = self.control(table)
		row = grid.locator(f'.grid-body .grid-row[data-idx="{index}"]')
		return self._fill_row(grid, row, values, files)

	def _open_row(self, row: Locator, form: Locator) -> None:
		"""The row's form stands open: a form that is still being drawn takes no notice of a click, or closes it again."""
		for _attempt in range(5):
			self.settle()
			if form.is_visible():
				return
			row.locator(".btn-open-row").first.click()
			self.moment(100)
		expect(form).to_be_visible()

	def _fill_row(self, grid: Locator, row: Locator, values, files) -> Desk:
		form = grid.locator(".grid-row-open .form-in-grid")
		self._open_row(row, form)
		self.moment(600)  # half a second after it opened, the form puts the cursor into its first field
		for fieldname, value in values.items():
			self.fill(fieldname, value, form)
		for fieldname, file in (files or {}).items():
			self.attach(fieldname, file, form)
		if form.is_visible():  # an upload saves the form, which closes the row
			form.locator(".grid-collapse-row").first.click()
		expect(form).to_be_hidden()
		return self

	def save(self) -> Desk:
		self.settle()
		if self.page.evaluate("cur_frm.is_dirty() || cur_frm.is_new()"):
			self.page.keyboard.press("Control+s")
		self.settle()
		self.page.wait_for_function("window.cur_frm && !cur_frm.is_dirty() && !cur_frm.is_new()")
		return self

	def action(self, label: str, reason: str | None = None) -> Desk:
		"""Use a workflow action from the form's Actions menu."""
		self.moment(300)
		self.page.locator(".page-container:visible .actions-btn-group button").first.click()
		self.page.locator(
			".page-container:visible .actions-btn-group .dropdown-menu .dropdown-item:visible"
		).filter(has_text=re.compile(rf"^\s*{re.escape(self.word(label))}\s*$")).first.click()
		if reason is not None:
			dialog = self.page.locator(".modal:visible").last
			dialog.locator("textarea").fill(reason)
			dialog.locator(".btn-modal-primary:visible").click()
		self.settle()
		return self

	def message(self) -> str:
		"""The text of the message dialog on the screen."""
		dialog = self.page.locator(".msgprint:visible").last
		expect(dialog).to_be_visible()
		return dialog.inner_text()

	def create(self, doctype: str) -> Desk:
		"""Begin the next document from the form's Create menu."""
		self.page.locator(
			".page-container:visible .inner-group-button button", has_text=self.word("Create")
		).first.click()
		self.page.locator(".dropdown-menu:visible a", has_text=self.word(doctype)).first.click()
		self.page.wait_for_function(
			"dt => window.cur_frm && cur_frm.doctype === dt && cur_frm.is_new()", arg=doctype
		)
		self.settle()
		return self

	def choose(self, table: str, index: int, fieldname: str, value: str) -> Desk:
		"""Set one cell of a table in place, as with the mouse in the grid."""
		row = self.control(table).locator(f'.grid-body .grid-row[data-idx="{index}"]')
		cell = row.locator(f'.grid-static-col[data-fieldname="{fieldname}"]')
		cell.scroll_into_view_if_needed()
		cell.click()
		field = cell.locator("select, input, textarea").first
		field.wait_for(state="visible")
		if field.evaluate("e => e.tagName") == "SELECT":
			field.select_option(value)
		else:
			field.fill(value)
			field.press("Tab")
		return self

	def button(self, label: str) -> Desk:
		self.page.locator(
			".page-container:visible button:visible, .page-container:visible .btn:visible",
			has_text=self.word(label),
		).first.click()
		self.settle()
		return self

	def shot(self, name: str, full: bool = False) -> Desk:
		"""Keep what the screen shows in the folder $HAZARD_SCREENSHOTS; without it nothing is written."""
		folder = os.environ.get("HAZARD_SCREENSHOTS")
		if not folder:
			return self
		self.settle()
		self.page.evaluate(TIDY)
		if full:
			self.page.evaluate("window.scrollTo(0, 0)")
		self.moment(600)  # what opens and closes has come to rest
		self.page.screenshot(path=f"{folder}/{name}.png", full_page=full)
		return self
