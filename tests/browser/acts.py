"""What several of the cases from practice do in the same way, in either language."""

import re
from pathlib import Path

from playwright.sync_api import expect

OFFICE = "Test County Safety Committee Office"
TEXT = {
	"en": {
		"gas": "Gas over the limit in the return airway of face 3105",
		"out": "Power off, 23 people out to the main intake",
		"hose": "Gas hose led through the kitchen wall",
		"alone": "One person runs the restaurant; there is no team",
		"dust": "No explosion relief on the dust collector",
	},
	"zh": {
		"gas": "3105工作面回风流瓦斯超限",
		"out": "切断电源，23人撤至主进风巷",
		"hose": "燃气软管穿越厨房墙体",
		"alone": "个体餐馆仅店主一人，没有班组",
		"dust": "除尘系统未设置泄爆装置",
	},
}


def new_hazard(desk, fields: dict[str, str], photo: Path | None = None) -> str:
	"""The quick entry; returns the hazard's name."""
	desk.goto("hazard")
	desk.page.evaluate("frappe.new_doc('Hazard')")
	dialog = desk.page.locator(".modal:visible").last
	for fieldname, value in fields.items():
		desk.fill(fieldname, value, dialog)
	if photo:
		desk.attach("photo", photo, dialog)
	dialog.locator(".btn-modal-primary:visible").click()
	desk.page.wait_for_function("window.cur_frm && cur_frm.doctype === 'Hazard' && !cur_frm.is_new()")
	desk.settle()
	return desk.doc("name")


def go(desk, hazard: str, doctype: str) -> None:
	"""Begin a document from the step bar, which a phone shows as well."""
	desk.open_form("Hazard", hazard)
	for step in desk.page.locator(".hg-step").all():
		step.click()
		target = desk.page.locator(".hg-details .hg-go").filter(
			has_text=re.compile(rf"^\s*\+ {re.escape(desk.word(doctype))}\s*$")
		)
		if target.count():
			target.first.click()
			desk.page.wait_for_function(
				"dt => window.cur_frm && cur_frm.doctype === dt && cur_frm.is_new()", arg=doctype
			)
			desk.settle()
			return
	raise AssertionError(f"nobody offers a new {doctype}")


def fill(desk, values: dict[str, str]):
	for fieldname, value in values.items():
		desk.fill(fieldname, value)
	return desk


def measure(desk, text: str, photo: Path | None = None, withdrawn: bool = False) -> None:
	desk.button("Record a Measure")
	dialog = desk.page.locator(".modal:visible").last
	desk.fill("measure", text, dialog)
	if withdrawn:
		desk.fill("people_withdrawn", "1", dialog)
	if photo:
		desk.fill("done", "1", dialog).attach("after_photo", photo, dialog)
	confirm(desk, dialog)


def confirm(desk, dialog) -> None:
	dialogs = desk.page.locator(".modal:visible")
	shown = dialogs.count()
	dialog.locator(".btn-modal-primary:visible").click()
	expect(dialogs).to_have_count(shown - 1)
	desk.settle()


def no_wider_than_the_screen(desk) -> None:
	wide = desk.page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
	if wide <= 1:
		return
	beyond = desk.page.evaluate(
		"""() => [...document.querySelectorAll("body *")]
			.filter((one) => one.offsetParent && !one.closest(".form-tabs-list"))
			.filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
			.map((one) => `${one.parentElement.className} > ${one.tagName}.${one.className}: ${one.innerText}`)
			.slice(0, 12)"""
	)
	raise AssertionError(f"the page is {wide} px wider than the screen: {beyond}")


def verify_alone(county, hazard) -> None:
	go(county, hazard, "Hazard Verification")
	county.fill("lone_clerk_reason", "The office has one clerk").save().action("Decide as Lone Clerk")
	assert county.doc("status") == "Decided"
