"""Reporting in the field: without signal the page opens and keeps what is reported; with signal each is sent once."""

import re
from uuid import uuid4

import pytest
from acts import no_wider_than_the_screen
from axe_playwright_python.sync_playwright import Axe
from conftest import PASSWORD
from people import OFFICER, REPORTER
from pictures import write_picture
from playwright.sync_api import expect

WORKS = "Test Works One"
REPORT, PHOTO = re.compile(r"api\.field\.report"), re.compile(r"api\.field\.add_photo")
KEPT = """async () => {
	const registration = await navigator.serviceWorker.ready;
	const names = await caches.keys();
	return registration.active && names.length === 1 && !!(await caches.match("/report-hazard"));
}"""


@pytest.fixture
def field(person):
	"""`field(user)`: somebody with the page on their phone, kept for times without signal."""

	def open_page(user: str):
		desk = person(user, phone=True)
		desk.expect_error("ERR_INTERNET_DISCONNECTED", "")
		open_kept(desk)
		return desk

	return open_page


def open_kept(desk) -> None:
	desk.page.goto(f"{desk.base_url}/report-hazard")
	expect(desk.page.locator("#report")).to_be_visible()
	desk.page.wait_for_function(KEPT)


def cut(desk, off: bool = True) -> None:
	desk.page.context.set_offline(off)


def fill(desk, title: str, files=()) -> None:
	page = desk.page
	page.locator("#hazard_title").fill(title)
	page.locator("#place").fill("Grinding shop")
	page.locator("#enterprise").fill(WORKS)
	page.locator("#measure").fill("Machine stopped")
	page.locator("#photos").set_input_files([str(file) for file in files])
	expect(page.locator("#chosen img")).to_have_count(len(files))
	page.locator("#save").click()


def stored(desk, title: str) -> list[dict]:
	"""Hazards with this title as the server has them, each with its files."""
	query = {
		"filters": f'{{"hazard_title": "{title}"}}',
		"fields": '["name", "photo", "found_on", "registered_by"]',
	}
	rows = desk.page.request.get(f"{desk.base_url}/api/resource/Hazard", params=query).json()["data"]
	for row in rows:
		row["doc"] = desk.page.request.get(f"{desk.base_url}/api/resource/Hazard/{row['name']}").json()[
			"data"
		]
	return rows


def item(desk, title: str, state: str):
	return desk.page.locator(f'#queue .item[data-state="{state}"]', has_text=title)


def test_the_page_in_both_languages(field, language):
	tongue = language(REPORTER)
	desk = field(REPORTER)
	expect(desk.page.locator("h1")).to_have_text({"en": "Report a Hazard", "zh": "上报隐患"}[tongue])
	no_wider_than_the_screen(desk)
	found = Axe().run(desk.page)
	assert not found.violations_count, found.generate_report()
	desk.shot(f"field-1-{tongue}", full=True)


def test_each_report_is_sent_once_however_often_the_signal_fails(field, tmp_path):
	title = f"Guard of the press removed {uuid4().hex[:6]}"
	desk = field(REPORTER)
	page = desk.page
	cut(desk)
	page.reload()
	expect(page.locator("#report")).to_be_visible()
	expect(page.locator("#signal")).to_have_class(re.compile("offline"))
	files = [write_picture(tmp_path / f"field-{n}.png", grey=90 + n) for n in (1, 2, 3)]
	fill(desk, title, files)
	fill(desk, title + " second")
	expect(item(desk, title, "waiting")).to_have_count(2)
	desk.shot("field-2", full=True)
	page.reload()
	expect(item(desk, title, "waiting")).to_have_count(2)

	# back: the server stores the first report, and later its second photo; both answers are lost on the way
	desk.expect_error("ERR_FAILED", "api.field.")
	lost: list[str] = []
	page.route(REPORT, lambda route: lose(route, lost), times=1)
	cut(desk, False)
	wait_until(desk, lambda: len(lost) == 1)
	expect(item(desk, title, "waiting")).to_have_count(2)
	assert len(stored(desk, title)) == 1
	page.route(PHOTO, lambda route: lose_all_but_the_first(route, lost))
	page.locator("#send-now").click()
	wait_until(desk, lambda: len(lost) == 3)
	expect(item(desk, title, "waiting")).to_have_count(2)
	page.unroute(PHOTO)
	page.locator("#send-now").click()
	expect(item(desk, title, "sent")).to_have_count(2)

	(hazard,) = stored(desk, title)
	assert hazard["photo"] and len(hazard["doc"]["evidence"]) == 2, "three photos, each once"
	assert len(hazard["doc"]["immediate_measures"]) == 1
	assert hazard["registered_by"] == REPORTER
	assert len(stored(desk, title + " second")) == 1
	no_wider_than_the_screen(desk)
	desk.shot("field-3", full=True)


def wait_until(desk, happened) -> None:
	for _turn in range(600):
		if happened():
			break
		desk.page.wait_for_timeout(100)
	assert happened()
	# what is under way in the page comes to its end
	desk.moment(300)


def lose(route, lost: list[str]) -> None:
	"""The server has it, and the answer never comes."""
	route.fetch()
	route.abort()
	lost.append(route.request.url)


def lose_all_but_the_first(route, lost: list[str]) -> None:
	if len(lost) == 1:
		lost.append("not lost")
		route.continue_()
	else:
		lose(route, lost)


def test_a_sign_in_that_ends_loses_nothing_and_gives_nobody_elses_away(field):
	title = f"Ladder without feet {uuid4().hex[:6]}"
	desk = field(REPORTER)
	page = desk.page
	for status in ("403", "401"):
		desk.expect_error(status, "api.field.")
	cut(desk)
	fill(desk, title)
	expect(item(desk, title, "waiting")).to_have_count(1)
	page.context.clear_cookies()
	cut(desk, False)
	expect(page.locator("#sign-in")).to_be_visible()
	expect(item(desk, title, "waiting")).to_have_count(1)

	# the phone goes round: a colleague signs in, sees nothing of it and sends nothing of it
	desk.login(OFFICER, PASSWORD)
	open_kept(desk)
	expect(page.locator("#queue .item")).to_have_count(0)
	fill(desk, "Socket broken")
	expect(item(desk, "Socket broken", "sent")).to_have_count(1)
	assert not stored(desk, title)

	page.request.get(f"{desk.base_url}/api/method/logout")
	desk.login(REPORTER, PASSWORD)
	open_kept(desk)
	expect(item(desk, title, "sent")).to_have_count(1)
	(hazard,) = stored(desk, title)
	assert hazard["registered_by"] == REPORTER


def test_what_the_server_refuses_is_corrected_and_sent(field):
	desk = field(REPORTER)
	desk.expect_error("417", "api.field.report").expect_error("403", "api.field.report")
	fill(desk, "Floor wet <b>everywhere</b>")
	refused = item(desk, "Floor wet", "refused")
	expect(refused).to_have_count(1)
	refused.locator("button").first.click()
	title = f"Floor wet everywhere {uuid4().hex[:6]}"
	desk.page.locator("#hazard_title").fill(title)
	desk.page.locator("#save").click()
	expect(item(desk, title, "sent")).to_have_count(1)
	assert len(stored(desk, title)) == 1
