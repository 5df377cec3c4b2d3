"""The page for reporting in the field after an update of the site: who works on the kept page is told that a newer one
has come; what waits to be sent is there after loading it."""

import pytest
from newer_version import Front
from people import REPORTER
from playwright.sync_api import expect
from test_offline import KEPT, cut, item

VERSION = """() => JSON.parse(document.getElementById("setup").textContent).version"""
CACHES = """() => caches.keys()"""


@pytest.fixture
def front(site):
	with Front(site["url"]) as front:
		yield front


@pytest.fixture
def desk(front, person):
	desk = person(REPORTER, phone=True, address=front.url)
	desk.page.goto(f"{front.url}/report-hazard")
	desk.page.wait_for_function(KEPT)
	return desk


def test_the_kept_page_says_that_a_newer_one_has_come(front, desk):
	page, bar = desk.page, desk.page.locator("#update")
	assert page.evaluate(VERSION) == front.version
	expect(bar).to_be_hidden()
	# a report that waits for the signal, and one that is being written
	desk.expect_error("ERR_INTERNET_DISCONNECTED", "")
	cut(desk)
	for field, text in {"hazard_title": "Kept over the update", "place": "Press shop"}.items():
		page.locator(f"#{field}").fill(text)
	page.locator("#enterprise").fill("Test Works One")
	page.locator("#save").click()
	expect(item(desk, "Kept over the update", "waiting")).to_have_count(1)

	front.update()
	front.signal.clear()  # so weak that the kept page is shown
	cut(desk, False)
	page.reload()
	assert page.evaluate(VERSION) == front.version
	page.locator("#hazard_title").fill("Being written")
	expect(bar).to_be_hidden()
	front.signal.set()
	expect(bar).to_be_visible()
	expect(page.locator("#hazard_title")).to_have_value("Being written")
	desk.shot("field-newer")

	page.locator("#reload").click()
	page.wait_for_function(f"version => ({VERSION})() === version", arg=front.newer)
	expect(item(desk, "Kept over the update", "sent")).to_have_count(1)
	expect(bar).to_be_hidden()
	assert page.evaluate(CACHES) == [f"hazard-report-{front.newer}"]
	cut(desk)
	page.reload()
	assert page.evaluate(VERSION) == front.newer


def test_who_has_the_newer_page_already_is_told_nothing(front, desk):
	page = desk.page
	front.update()
	page.reload()
	assert page.evaluate(VERSION) == front.newer
	page.wait_for_function(
		"async name => String(await caches.keys()) === name", arg=f"hazard-report-{front.newer}"
	)
	page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")
	desk.moment(300)
	expect(page.locator("#update")).to_be_hidden()
