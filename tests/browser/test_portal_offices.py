"""Offices without the desk in a browser: a tip from a phone becomes a hazard in the portal and its code tells so, who gave it
is shown to one person, a referral is answered; every page at both widths, with axe-core and the keyboard."""

import re
from uuid import uuid4

import pytest
from acts import no_wider_than_the_screen
from people import CLERK, CONFIDANT, LIAISON
from pictures import write_picture
from playwright.sync_api import expect
from portal import accessible, press, tab_to, visit

WORKS = "Test Works One"
PLACE = {"latitude": 36.195, "longitude": 113.116, "accuracy": 15}
INFORMER = "Zhao Liu"
SAYS = {
	"en": ("Sawdust lies under the open switchboard", "on the register", "tip became this hazard"),
	"zh": ("成品库配电箱敞开，下面堆着锯末", "已列入事故隐患台账", "举报已立为本隐患"),
}


def told(person, tmp_path, tongue: str, text: str) -> tuple:
	"""A passer-by sends a tip with two photos and their name; (their phone, the code)."""
	passer = person(None, phone=True, geolocation=PLACE, permissions=["geolocation"])
	page = passer.page
	page.goto(f"{passer.base_url}/tip?region=990402&_lang={tongue}")
	page.locator("#description").fill(text)
	page.locator("#place").fill("Store, east wall")
	page.locator("#locate").click()
	expect(page.locator("#position")).to_contain_text(re.compile(r"\d"))
	page.locator("#photos").set_input_files(
		[write_picture(tmp_path / f"{uuid4().hex}.png", grey=40 + n) for n in (1, 2)]
	)
	expect(page.locator("#chosen img")).to_have_count(2)
	page.locator("[name=named][value='1']").check()
	page.locator("#informer_name").fill(INFORMER)
	page.locator("#consent").check()
	page.locator("#send").click()
	expect(page.locator("#uploads .good")).to_contain_text("2")
	return passer, page.locator("#code").inner_text()


def page_of_tip(desk, text: str) -> str:
	visit(desk, "/tips")
	desk.page.get_by_role("link", name=text).click()
	expect(desk.page.locator("h1")).to_have_text(text)
	return desk.page.url.split("/hazards")[1]


def checked(desk, *paths: str) -> None:
	for path in paths:
		visit(desk, path)
		assert desk.page.locator("h1").inner_text() not in ("Not Found", "未找到"), path
		no_wider_than_the_screen(desk)
		accessible(desk)


def pictures_shown(desk) -> None:
	pictures = desk.page.locator(".pictures img")
	expect(pictures).to_have_count(2)
	pictures.last.scroll_into_view_if_needed()
	desk.page.wait_for_function("() => [...document.images].every(one => one.complete && one.naturalWidth)")
	desk.page.evaluate("scrollTo(0, 0)")


def test_a_tip_from_a_phone_becomes_a_hazard_without_the_desk(person, language, tmp_path):
	tongue = language(CLERK)
	text, accepted, done = SAYS[tongue]
	text += f" {uuid4().hex[:6]}"
	passer, code = told(person, tmp_path, tongue, text)

	clerk = person(CLERK)
	visit(clerk, "").shot(f"portal-home-tips-{tongue}", full=True)
	visit(clerk, "/tips").shot(f"portal-tips-{tongue}")
	address = page_of_tip(clerk, text)
	assert INFORMER not in clerk.page.content()
	pictures_shown(clerk)
	clerk.shot(f"portal-tip-{tongue}", full=True)
	clerk.page.locator(".acts a").first.click()
	expect(clerk.page.locator("#a-place")).to_have_value("Store, east wall")
	clerk.page.fill("#a-enterprise", WORKS)
	clerk.page.uncheck("#a-photo-1")
	clerk.shot(f"portal-tip-hazard-{tongue}", full=True)
	clerk.page.click("form.act button[type=submit]")
	expect(clerk.page.locator("[role=status]")).to_contain_text(done)
	expect(clerk.page.locator("h1")).to_have_text(text)
	expect(clerk.page.locator(".pictures img")).to_have_count(1)
	visit(clerk, address)
	expect(clerk.page.locator(".acts")).to_have_count(1)  # only for how long the informer's data is kept
	expect(clerk.page.locator(".acts a")).to_have_count(1)

	passer.page.goto(f"{passer.base_url}/tip-status?_lang={tongue}")
	passer.page.locator("#look-up-code").fill(code)
	passer.page.locator("#look-up button").click()
	expect(passer.page.locator("#outcome")).to_contain_text(accepted)


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_pages_of_tips_at_every_width(person, tmp_path, phone):
	text = f"A barrier is missing at the pit {uuid4().hex[:6]}"
	told(person, tmp_path, "en", text)
	clerk = person(CLERK, phone=phone)
	address = page_of_tip(clerk, text)
	name = address.rsplit("/", 1)[1]
	acts = [
		f"/act?act=tip-{act}&on={name}"
		for act in ("hazard", "duplicate", "reject", "hand-over", "enterprise")
	]
	checked(clerk, "/tips", "/tips?status=all", address, "/waiting?list=tips", *acts)
	visit(clerk, address)
	pictures_shown(clerk)
	if phone:
		clerk.shot("portal-tip-phone-en", full=True)
	confidant = person(CONFIDANT, phone=phone)
	checked(confidant, "", "/tips", address, f"{address}/informer")
	if not phone:
		shown_with_the_keyboard(confidant, address)


def shown_with_the_keyboard(confidant, address: str) -> None:
	"""Who gave the tip, the first time without a reason, and gone again on the way back."""
	keyboard, page = confidant.page.keyboard, confidant.page
	visit(confidant, address)
	press(confidant, "Show Informer")
	confidant.expect_error("422", "/informer")
	press(confidant, "Show Informer")
	expect(page.locator("#problems")).to_be_focused()
	accessible(confidant)
	tab_to(confidant, "Why You Need to Know")
	keyboard.type("To pay the reward")
	with page.expect_navigation():
		keyboard.press("Enter")
	expect(page.locator("#informer")).to_contain_text(INFORMER)
	expect(page.locator("#informer")).to_be_focused()
	no_wider_than_the_screen(confidant)
	accessible(confidant)
	press(confidant, "Back to the Tip")
	expect(page.locator("main")).to_contain_text("To pay the reward")
	assert INFORMER not in page.content()


def test_a_tip_is_decided_with_the_keyboard(person, tmp_path):
	text = f"Smoke at the old kiln {uuid4().hex[:6]}"
	told(person, tmp_path, "en", text)
	clerk = person(CLERK)
	keyboard = clerk.page.keyboard
	visit(clerk, "")
	press(clerk, "Tips From the Public")
	press(clerk, text)
	press(clerk, "Do Not Accept")
	tab_to(clerk, "Why Not Accepted")
	keyboard.type("Not Found")
	clerk.expect_error("422", "/hazards/act")
	press(clerk, "Do Not Accept")
	problems = clerk.page.locator("#problems")
	expect(problems).to_contain_text("What Was Done to Look Into It")
	expect(problems).to_be_focused()
	accessible(clerk)
	tab_to(clerk, "What Was Done to Look Into It")
	keyboard.type("Went there twice")
	press(clerk, "Do Not Accept")
	expect(clerk.page.locator("[role=status]")).to_contain_text("The tip is not accepted.")
	expect(clerk.page.locator("main")).to_contain_text("Went there twice")


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_pages_of_referrals_records_and_waiting_lists(person, phone):
	liaison = person(LIAISON, phone=phone)
	visit(liaison, "/referrals")
	with liaison.page.expect_navigation():
		liaison.page.locator("h2 a").first.click()
	address = liaison.page.url.split("/hazards")[1]
	offered = [link.get_attribute("href") for link in liaison.page.locator(".acts a").all()]
	acts = [href.removeprefix("/hazards") for href in offered]
	assert acts
	checked(liaison, "", "/referrals", address, "/waiting?list=referrals", "/waiting?list=answers", *acts)
	if not phone:
		answered_with_the_keyboard(liaison, address)
	clerk = person(CLERK, phone=phone)
	checked(clerk, "/referrals", address, "/waiting?list=verifications", "/waiting?list=paper-referrals")
	if not phone:
		collected(clerk)


def answered_with_the_keyboard(liaison, address: str) -> None:
	keyboard = liaison.page.keyboard
	visit(liaison, address)
	press(liaison, "Receive the Referral")
	tab_to(liaison, "Receipt No. of the Recipient")
	keyboard.type("JS 88")
	press(liaison, "Receive the Referral")
	expect(liaison.page.locator("[role=status]")).to_contain_text("The referral is received.")
	press(liaison, "Answer the Referral")
	accessible(liaison)
	tab_to(liaison, "Outcome")
	keyboard.type("Talk")
	tab_to(liaison, "Result")
	keyboard.type("He was spoken to")
	press(liaison, "Answer the Referral")
	expect(liaison.page.locator("[role=status]")).to_contain_text("The referral is answered.")
	expect(liaison.page.locator("main")).to_contain_text("He was spoken to")
	liaison.shot("portal-referral-en", full=True)


def collected(clerk) -> None:
	"""The record page of a month's return, begun here."""
	visit(clerk, "/act?act=collect-return")
	clerk.page.click("form.act button[type=submit]")
	expect(clerk.page).to_have_url(re.compile("/record/hazard-return/"))
	no_wider_than_the_screen(clerk)
	accessible(clerk)
