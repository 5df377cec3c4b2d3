"""A site, its people, and Chromium. ./test sets the environment; without it these tests are skipped."""

import os
import subprocess
from pathlib import Path

import pytest
from pictures import write_picture

PASSWORD = "Hazard-test-1"
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
	run_world(settings, PASSWORD)
	return settings


def run_world(settings: dict[str, str], *arguments: str) -> None:
	"""Run world.py on the site, as the owner of the bench."""
	world = Path(__file__).with_name("world.py")
	command = [f"{settings['bench']}/env/bin/python", str(world), settings["site"], *arguments]
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
def language(request, site):
	"""`language(user, ...)`: the test runs in English and in Chinese; these people read the desk in its language."""
	spoken: list[str] = []

	def speak(*users: str) -> str:
		if request.param != "en":
			run_world(site, PASSWORD, request.param, *users)
			spoken.extend(users)
		return request.param

	yield speak
	if spoken:
		run_world(site, PASSWORD, "en", *spoken)


@pytest.fixture(scope="session")
def chromium(site):
	from playwright.sync_api import sync_playwright

	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(
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
	test. Further options are those of a browser context."""
	from desk import Desk

	contexts, desks = [], []
	request.node.desks = desks

	def sign_in(user: str | None, phone: bool = False, **options) -> Desk:
		context = chromium.new_context(**{**(PHONE if phone else DESKTOP), **options})
		contexts.append(context)
		desks.append(Desk(context.new_page(), site["url"]))
		return desks[-1].login(user, PASSWORD) if user else desks[-1]

	yield sign_in
	errors = [error for desk in desks for error in desk.errors]
	for context in contexts:
		context.close()
	assert not errors, f"errors in the browser's console: {errors[:5]}"
