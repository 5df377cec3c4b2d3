"""What the browser tests rest on: an error in the console, a failed request or a refusal that nobody expected fails the
test in which it happens."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).parent
PAGE = "/tip"
# one test each, run by the same conftest.py
INNER = f'''
def visit(person, script="", **expected):
	desk = person(None)
	for text, part in expected.items():
		desk.expect_error(text, part)
	desk.page.goto(desk.base_url + "{PAGE}")
	desk.page.evaluate("async () => {{ " + script + " }}")
	desk.moment(300)

def test_nothing_happens(person):
	visit(person)

def test_console_error(person):
	visit(person, "console.error('no such thing')")

def test_uncaught_error(person):
	visit(person, "setTimeout(() => {{ throw new Error('nobody catches') }}, 0)")

def test_missing_file(person):
	visit(person, "await fetch('/assets/hazard_governance/js/missing.js')")

def test_refused_request(person):
	visit(person, "await fetch('/api/resource/User')")

def test_nobody_answers(person):
	visit(person, "await fetch('http://127.0.0.1:9/').catch(() => 0)")

def test_an_error_that_is_expected(person):
	visit(person, "console.error('part of the test')", **{{"part of the test": ""}})

def test_an_error_beside_the_expected_one(person):
	visit(person, "console.error('part of the test'); console.error('something else')", **{{"part of the test": ""}})

def test_a_second_person(person):
	visit(person)
	visit(person, "console.error('the second')")
'''
QUIET = {"test_nothing_happens", "test_an_error_that_is_expected"}


def test_what_the_console_says_fails_the_test(site, tmp_path):
	inner, result = tmp_path / "test_inner.py", tmp_path / "result.xml"
	inner.write_text(INNER, "utf-8")
	options = [
		"-q",
		"-p",
		"no:cacheprovider",
		"-p",
		"conftest",
		f"--rootdir={tmp_path}",
		f"--junit-xml={result}",
	]
	environment = {**os.environ, "PYTHONPATH": str(HERE), "PYTEST_ADDOPTS": "", "HAZARD_SCREENS": ""}
	done = subprocess.run(
		[sys.executable, "-m", "pytest", *options, str(inner)],
		cwd=tmp_path,
		env=environment,
		capture_output=True,
		text=True,
	)
	said = {
		case.get("name"): " ".join(error.get("message", "") for error in case.iter("error"))
		for case in ElementTree.parse(result).iter("testcase")
	}
	assert len(said) == INNER.count("def test_"), done.stdout[-2000:]
	assert not done.stdout.count("FAILED "), done.stdout[-2000:]
	assert {name for name, error in said.items() if not error} == QUIET, done.stdout[-2000:]
	for name in said.keys() - QUIET:
		assert "errors in the browser's console" in said[name], (name, said[name])
