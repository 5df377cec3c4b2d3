"""Runs the tests of the app on test sites, one process a site, all sites taking modules from one list.

    python bench_tests.py SITE[,SITE...] [MODULE...]      with the bench's Python, in a sites folder

Without modules: every test module of the app. Prints one line a module, what failed in full, and last what unittest
prints: `Ran 12 tests in 3s`, then OK or FAILED (...). Exit code 1 when anything failed.
"""

import io
import json
import multiprocessing
import queue
import sys
import time
import unittest
from pathlib import Path

import frappe
import frappe.utils.scheduler

APP = "hazard_governance"
SECONDS = Path("../module-seconds.json")  # beside the sites folder
COUNTS = ("failures", "errors", "skipped", "unexpectedSuccesses")
NAMES = {"unexpectedSuccesses": "unexpected successes"}


def modules() -> list[str]:
	"""Every test module, what takes longest first: it should not be left for the end. One that never ran here comes before
	all others, the one with the most lines first."""
	package = Path(frappe.get_app_path(APP)) / "tests"
	files = {f"{APP}.tests.{path.stem}": path.stat().st_size for path in package.glob("test_*.py")}
	took = seconds()
	return sorted(files, key=lambda name: (name in took, -took.get(name, files[name]), name))


def seconds() -> dict[str, float]:
	"""How long each module took when it last ran here."""
	try:
		return json.loads(SECONDS.read_text("utf-8"))
	except (FileNotFoundError, json.JSONDecodeError):
		return {}


def prepare(site: str) -> None:
	"""As Frappe's own runner does before the first test."""
	frappe.init(site=site)
	frappe.connect()
	frappe.flags.in_test = True
	frappe.clear_cache()
	frappe.utils.scheduler.disable_scheduler()
	for path in frappe.get_hooks("before_tests", app_name=APP):
		frappe.get_attr(path)()
	# the masters of every class: its factories find them instead of making them once more
	for factory in ("make_region_tree", "make_sectors"):
		frappe.get_attr(f"{APP}.tests.base.{factory}")()
	frappe.db.commit()


def run_module(name: str) -> dict:
	"""Name, counts, seconds and, of what failed, the report."""
	frappe.set_user("Administrator")
	stream, begun = io.StringIO(), time.monotonic()
	suite = unittest.defaultTestLoader.loadTestsFromName(name)
	result = unittest.TextTestRunner(stream, verbosity=0).run(suite)
	return {
		"module": name,
		"ran": result.testsRun,
		"seconds": time.monotonic() - begun,
		"report": "" if result.wasSuccessful() else stream.getvalue(),
		**{count: len(getattr(result, count)) for count in COUNTS},
	}


def work(site: str, waiting: multiprocessing.Queue, done: multiprocessing.Queue) -> None:
	"""One process: takes modules until the list is empty. What breaks it off counts as an error of the module."""
	prepare(site)
	while name := waiting.get():
		try:
			done.put(run_module(name))
		except BaseException as error:  # the others go on; the parent fails the run
			done.put({"module": name, "ran": 0, "seconds": 0, "report": repr(error), "errors": 1})
			raise
	frappe.destroy()


def main(sites: list[str], wanted: list[str]) -> int:
	begun = time.monotonic()
	if not wanted:
		frappe.init(site=sites[0])
		wanted = modules()
		frappe.destroy()
	waiting, done = multiprocessing.Queue(), multiprocessing.Queue()
	for name in [*wanted, *[None] * len(sites)]:
		waiting.put(name)
	workers = [multiprocessing.Process(target=work, args=(site, waiting, done)) for site in sites]
	for worker in workers:
		worker.start()
	results = [show(row) for row in collect(workers, done, len(wanted))]
	took = {row["module"]: round(row["seconds"], 1) for row in results if row["ran"]}
	SECONDS.write_text(json.dumps({**seconds(), **took}, indent=1), "utf-8")
	left_out = len(wanted) - len(results)
	totals = {count: sum(row.get(count, 0) for row in results) for count in COUNTS}
	totals["errors"] += left_out
	print(f"\nRan {sum(row['ran'] for row in results)} tests in {time.monotonic() - begun:.0f}s\n")
	said = ", ".join(f"{NAMES.get(count, count)}={n}" for count, n in totals.items() if n)
	failed = any(n for count, n in totals.items() if count != "skipped")
	print(("FAILED" if failed else "OK") + (f" ({said})" if said else ""), flush=True)
	return int(failed)


def collect(workers: list, done: multiprocessing.Queue, number: int):
	"""Results as they come; ends early when every process has ended."""
	received = 0
	while received < number:
		if done.empty() and not any(worker.is_alive() for worker in workers):
			print("The runner broke off before every module had run.")
			return
		try:
			yield done.get(timeout=1)
			received += 1
		except queue.Empty:
			continue


def show(row: dict) -> dict:
	verdict = "FAILED" if row["report"] else "ok"
	name = row["module"].removeprefix(f"{APP}.tests.")
	print(f"  {name:<36} {row['ran']:>4} tests {row['seconds']:>6.1f}s  {verdict}", flush=True)
	if row["report"]:
		print(row["report"], flush=True)
	return row


if __name__ == "__main__":
	multiprocessing.set_start_method("spawn")
	sys.exit(main(sys.argv[1].split(","), sys.argv[2:]))
