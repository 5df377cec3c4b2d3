"""The public warns on a phone, without an account; an officer makes a hazard of it; the code tells the outcome."""

import json
import re
from uuid import uuid4

from acts import no_wider_than_the_screen
from axe_playwright_python.sync_playwright import Axe
from people import COUNTY
from pictures import write_picture
from playwright.sync_api import expect

WORKS = "Test Works One"
PLACE = {"latitude": 36.195, "longitude": 113.116}
SEND = re.compile(r"public_tips\.send")
SAYS = {
	"en": ("Gas alarm of the boiler house is switched off", "Your tip has been received", "on the register"),
	"zh": ("锅炉房燃气报警器被关闭", "您的举报已收到", "已列入事故隐患台账"),
}
UNREAD = {"en": "how the tip is used", "zh": "举报须知"}


def is_accessible(desk) -> None:
	found = Axe().run(desk.page)
	assert not found.violations_count, found.generate_report()


def look_up(desk, code: str, tongue: str, words: str) -> None:
	desk.page.goto(f"{desk.base_url}/tip-status?_lang={tongue}")
	desk.page.locator("#look-up-code").fill(code.lower())
	desk.page.locator("#look-up button").click()
	expect(desk.page.locator("#outcome")).to_contain_text(words)


def test_a_tip_and_what_becomes_of_it(person, language, tmp_path):
	tongue = language(COUNTY)
	text, received, accepted = SAYS[tongue]
	text += f" {uuid4().hex[:6]}"
	passer = person(None, phone=True, geolocation=PLACE, permissions=["geolocation"])
	page = passer.page
	# the poster's address; whoever reads the other language changes it, and keeps the county
	other = "zh" if tongue == "en" else "en"
	page.goto(f"{passer.base_url}/tip?region=990402&_lang={other}")
	page.locator("#description").fill(text)
	page.locator("#language").click()
	expect(page.locator("html")).to_have_attribute("lang", "zh-CN" if tongue == "zh" else "en")
	expect(page.locator("#description")).to_have_value(text)
	assert page.locator("#region").evaluate("e => e.value") == "Test County One"
	no_wider_than_the_screen(passer)
	is_accessible(passer)
	passer.shot(f"tip-1-{tongue}", full=True)

	passer.expect_error("417", "public_tips.send")
	page.locator("#send").click()
	expect(page.locator("#errors .note")).to_contain_text(UNREAD[tongue])  # neither place nor consent
	page.locator("#place").fill("Boiler house, north gate")
	page.locator("#locate").click()
	expect(page.locator("#position")).not_to_be_empty()
	files = [write_picture(tmp_path / f"tip-{n}.png", grey=60 + n) for n in (1, 2)]
	page.locator("#photos").set_input_files(files)
	expect(page.locator("#chosen img")).to_have_count(2)
	page.locator("[name=named][value='1']").check()
	page.locator("#informer_name").fill("Zhao Liu")
	page.locator("#consent").check()
	no_wider_than_the_screen(passer)
	passer.shot(f"tip-2-{tongue}", full=True)

	# the server takes it, the answer is lost: sent again it is the same tip
	page.route(SEND, lambda route: (route.fetch(), route.abort()), times=1)
	passer.expect_error("ERR_FAILED", "public_tips.send")
	page.locator("#send").click()
	expect(page.locator("#errors .note")).to_be_visible()
	page.locator("#send").click()
	expect(page.locator("#code")).to_have_text(re.compile(r"^[2-9A-Z]{5}-[2-9A-Z]{5}$"))
	expect(page.locator("#uploads .good")).to_contain_text("2")
	code = page.locator("#code").inner_text()
	no_wider_than_the_screen(passer)
	is_accessible(passer)
	passer.shot(f"tip-3-{tongue}", full=True)

	look_up(passer, "AAAAA-AAAAA", tongue, "code" if tongue == "en" else "查询码")
	look_up(passer, code, tongue, received)
	is_accessible(passer)

	if tongue == "en":  # the office works once, in the language of most
		return
	office = person(COUNTY)
	asked = {"filters": json.dumps({"subject": text})}
	found = office.page.request.get(f"{office.base_url}/api/resource/Hazard Tip", params=asked).json()["data"]
	assert len(found) == 1, "a tip whose answer was lost stands once"
	office.open_form("Hazard Tip", found[0]["name"])
	assert "Zhao Liu" not in office.page.content()
	assert len(office.doc("photos")) == 2
	office.shot(f"tip-4-{tongue}", full=True)
	office.button("Register as Hazard")
	dialog = office.page.locator(".modal:visible").last
	office.fill("enterprise", WORKS, dialog)
	office.shot(f"tip-5-{tongue}")
	dialog.locator(".btn-modal-primary:visible").click()
	office.page.wait_for_function("window.cur_frm && cur_frm.doctype === 'Hazard' && !cur_frm.is_new()")
	office.settle()
	assert (office.doc("source"), len(office.doc("evidence"))) == ("Public Report", 2)

	look_up(passer, code, tongue, accepted)
	passer.shot(f"tip-6-{tongue}", full=True)
