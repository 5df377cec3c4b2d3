"""A site, its people, and Chromium. ./test sets the environment; without it these tests are skipped."""

import os
import subprocess
from pathlib import Path

import pytest
from people import KEEPER
from pictures import write_picture

PASSWORD = "Hazard-test-1"
# how long a page may take, in milliseconds: bench tests run beside these, and a slow machine is no fault
PATIENCE = 60000
ENVIRONMENT = (
	"HAZARD_URL",
	"HAZARD_SITE",
	"HAZARD_SITES",
	"HAZARD_BENCH",
	"HAZARD_SOURCE",
	"HAZARD_CHROMIUM",
)
CHROMIUM_OPTIONS = (
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
)
PHONE = {
	"viewport": {"width": 390, "height": 844},
	"device_scale_factor": 2,
	"is_mobile": True,
	"has_touch": True,
}
DESKTOP = {"viewport": {"width": 1360, "height": 900}}


@pytest.fixture(scope="session")
def site() -> dict[str, str]:
	missing = [name for name in ENVIRONMENT if not os.environ.get(name)]
	if missing:
		pytest.skip(f"no site to browse: {', '.join(missing)} not set; use ./test")
	settings = {name.removeprefix("HAZARD_").lower(): os.environ[name] for name in ENVIRONMENT}
	run_world(settings)
	return settings


def run_world(settings: dict[str, str]) -> None:
	"""Run world.py on the site, as the owner of the bench."""
	world = Path(__file__).with_name("world.py")
	command = [f"{settings['bench']}/env/bin/python", str(world), settings["site"], PASSWORD]
	owner = os.environ.get("HAZARD_OWNER")
	if os.geteuid() == 0 and owner and owner != "root":
		command = ["setpriv", f"--reuid={owner}", f"--regid={owner}", "--init-groups", *command]
	subprocess.run(
		command,
		check=True,
		cwd=settings["sites"],
		env={**os.environ, "PYTHONPATH": settings["source"], "PYTHONDONTWRITEBYTECODE": "1"},
	)


@pytest.fixture(params=("en", "zh"))
def language(request, keeper):
	"""`language(user, ...)`: the test runs in English and in Chinese; these people read the desk in its language."""
	spoken: list[str] = []

	def speak(*users: str) -> str:
		if request.param != "en":
			spoken.extend(users)
			set_language(keeper, request.param, users)
		return request.param

	yield speak
	set_language(keeper, "en", spoken)


def set_language(keeper, language: str, users) -> None:
	"""These users read the desk in this language from the next page on."""
	for user in users:
		changed = keeper.put(f"/api/resource/User/{user}", data={"language": language})
		assert changed.ok, f"language of {user}: {changed.status} {changed.text()[:300]}"


@pytest.fixture(scope="session")
def keeper(site, playwright_here):
	"""Requests of the person who keeps the site: the accounts."""
	requests = playwright_here.request.new_context(base_url=site["url"])
	answer = requests.post("/api/method/login", form={"usr": KEEPER, "pwd": PASSWORD})
	assert answer.ok, f"login of {KEEPER}: {answer.status} {answer.text()[:300]}"
	yield requests
	requests.dispose()


@pytest.fixture(scope="session")
def playwright_here(site):
	from playwright.sync_api import expect, sync_playwright

	expect.set_options(timeout=PATIENCE)
	with sync_playwright() as playwright:
		yield playwright


@pytest.fixture(scope="session")
def chromium(site, playwright_here):
	browser = playwright_here.chromium.launch(
		executable_path=site["chromium"], args=["--headless", *CHROMIUM_OPTIONS]
	)
	yield browser
	browser.close()


@pytest.fixture(scope="module")
def photo(tmp_path_factory) -> Path:
	return write_picture(tmp_path_factory.mktemp("photos") / "proof.png", grey=90)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
	"""Keep what the screens showed when a test failed."""
	report = (yield).get_result()
	folder = os.environ.get("HAZARD_SCREENS")
	if folder and report.when == "call" and report.failed:
		for number, desk in enumerate(getattr(item, "desks", [])):
			desk.page.screenshot(path=f"{folder}/{item.name}-{number}.png")


@pytest.fixture
def person(site, chromium, request):
	"""`person(user, phone=False)`: somebody signed in (None: nobody) at a desktop or on a phone; console errors fail the
	test. address: of the site, when it is not its own. Further options are those of a browser context."""
	from desk import Desk

	contexts, desks = [], []
	request.node.desks = desks

	def sign_in(user: str | None, phone: bool = False, address: str = site["url"], **options) -> Desk:
		context = chromium.new_context(**{**(PHONE if phone else DESKTOP), **options})
		context.set_default_timeout(PATIENCE)
		contexts.append(context)
		desks.append(Desk(context.new_page(), address))
		return desks[-1].login(user, PASSWORD) if user else desks[-1]

	yield sign_in
	errors = [error for desk in desks for error in desk.errors]
	for context in contexts:
		context.close()
	assert not errors, f"errors in the browser's console: {errors[:5]}"
