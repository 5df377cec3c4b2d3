"""The portal in a browser: somebody without the desk signs in, reports a hazard from a phone, and a county clerk verifies
it with the keyboard alone; every page on the way is looked at by axe-core."""

import re

from acts import no_wider_than_the_screen
from conftest import PASSWORD
from people import CLERK, MEASURER, WORKER
from playwright.sync_api import expect
from portal import accessible, tab_to, visit

PAGES = ("", "/register", "/monthly-list", "/supervision-list", "/returns", "/calls", "/report")


def test_who_has_no_desk_signs_in_to_the_portal(person, site):
	clerk = person(CLERK)
	clerk.page.context.clear_cookies()
	clerk.page.goto(f"{site['url']}/hazards/monthly-list")
	expect(clerk.page).to_have_url(re.compile(r"/login\?redirect-to="))
	clerk.page.fill("#login_email", CLERK)
	clerk.page.fill("#login_password", PASSWORD)
	clerk.page.press("#login_password", "Enter")
	expect(clerk.page).to_have_url(re.compile(r"/hazards/monthly-list"))
	expect(clerk.page.locator(".account")).not_to_contain_text("Desk")


def test_a_hazard_is_reported_from_a_phone_and_verified_with_the_keyboard(person, language, photo):
	tongue = language(CLERK, WORKER)
	worker = visit(person(WORKER, phone=True), "/report")
	page = worker.page
	no_wider_than_the_screen(worker)
	accessible(worker)
	title = f"Guard missing ({tongue})"
	page.fill("#a-hazard_title", title)
	page.fill("#a-place", "Press shop")
	page.click("form.act button[type=submit]") if tongue == "en" else None
	if (
		tongue == "en"
	):  # a photo is not asked for; what was typed is enough, and one more time changes nothing
		expect(page.locator("[role=status]")).to_contain_text("Thank you")
	else:
		page.set_input_files("#a-photo", str(photo))
		page.click("form.act button[type=submit]")
		expect(page.locator("[role=status]")).to_contain_text("隐患已登记")
		picture = page.locator(".pictures img").first
		picture.scroll_into_view_if_needed()
		page.wait_for_function(
			"() => [...document.images].every(image => image.complete && image.naturalWidth)"
		)
	expect(page.locator("h1")).to_have_text(title)
	no_wider_than_the_screen(worker)
	accessible(worker)
	page.evaluate("scrollTo(0, 0)")
	worker.shot(f"portal-hazard-phone-{tongue}")
	address = page.url.split("?")[0].split("/hazards")[1]

	clerk = person(CLERK)
	for path in PAGES if tongue == "en" else PAGES[:3]:
		visit(clerk, path)
		accessible(clerk)
		if not path:
			clerk.shot(f"portal-home-{tongue}", full=True)
	visit(clerk, address)
	if tongue == "zh":
		expect(clerk.page.locator("html")).to_have_attribute("lang", "zh")
		return
	keyboard_only(clerk)
	accessible(clerk)


def keyboard_only(clerk) -> None:
	"""A call about the hazard is recorded without touching a mouse, the first time without what is needed."""
	keyboard = clerk.page.keyboard
	tab_to(clerk, "Verify the Hazard")
	keyboard.press("Enter")
	clerk.page.wait_for_url(re.compile("act=verify"))
	accessible(clerk)
	tab_to(clerk, "Verified Classification")
	keyboard.type("General")
	tab_to(clerk, "Site Visited On")
	keyboard.type("01012040")
	tab_to(clerk, "Verify the Hazard")
	keyboard.press("Enter")
	problems = clerk.page.locator("#problems")
	expect(problems).to_contain_text("Site Visited On")
	expect(problems).to_be_focused()
	accessible(clerk)
	clerk.shot("portal-act-refused-en")
	# Chromium notes an answer of 422 as an error of its own; there is no other
	assert [error for error in clerk.errors if "422" in error] == clerk.errors
	clerk.errors.clear()
	tab_to(clerk, "Site Visited On")
	keyboard.press("Control+a")
	keyboard.press("Delete")
	tab_to(clerk, "Verify the Hazard")
	keyboard.press("Enter")
	expect(clerk.page.locator("[role=status]")).to_contain_text("The verification is recorded.")


def test_what_an_enterprise_has_to_do_on_a_phone(person):
	officer = visit(person(MEASURER, phone=True), "")
	expect(officer.page.locator(".waiting")).to_contain_text("Monthly Returns to Send")
	for path in ("", "/measures", "/returns", "/supervision-list"):
		visit(officer, path)
		no_wider_than_the_screen(officer)
		accessible(officer)
	visit(officer, "").shot("portal-enterprise-phone")
