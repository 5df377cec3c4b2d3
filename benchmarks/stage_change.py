"""What one stage change costs: queries, milliseconds, and the ratio to a plain save of the same record.

    $BENCH/env/bin/python benchmarks/stage_change.py --bench $BENCH --site hazard.localhost [--rounds 20]

Makes hazards with the factories of the tests, times each kind of save on fresh ones, prints a table (medians), and
rolls everything back. Run it as the bench's owner, on a site that is not busy; it is no part of ./test.
"""

import statistics
import time
from collections.abc import Callable

import frappe
from on_site import arguments, counted_queries, on_site


def cost(prepare: Callable, act: Callable, rounds: int) -> tuple[float, float]:
	"""Median (queries, milliseconds) of `act(prepare())` over so many fresh documents; the first round warms caches."""
	queries, times = [], []
	for number in range(rounds + 1):
		doc = prepare()
		with counted_queries() as sent:
			begun = time.perf_counter()
			act(doc)
			taken = time.perf_counter() - begun
		if number:
			queries.append(len(sent))
			times.append(taken * 1000)
	return statistics.median(queries), statistics.median(times)


def new_todo():
	return frappe.get_doc({"doctype": "ToDo", "description": "benchmark"}).insert()


def new_hazard():
	from hazard_governance.tests.base import make_major_hazard

	doc = make_major_hazard(
		immediate_measures=[
			{"measure": "Work stopped", "taken_by": "Foreman", "taken_at": frappe.utils.now()}
		]
	)
	return frappe.get_doc("Hazard", doc.name)


def plain_save(doc) -> None:
	doc.set("description" if doc.doctype == "ToDo" else "existing_condition", frappe.generate_hash())
	doc.save()


def start_rectification(doc) -> None:
	doc.workflow_state = "Hazard Rectifying"
	doc.stage = "Rectifying"
	doc.save()


def main() -> None:
	"""Measures and prints."""
	parser = arguments(__doc__)
	parser.add_argument("--rounds", type=int, default=20)
	options = parser.parse_args()
	with on_site(options):
		measure(options.rounds)


def measure(rounds: int) -> None:
	from hazard_governance.tests.base import make_region_tree, make_sectors

	make_region_tree()
	make_sectors()
	lines = (
		("plain save of a ToDo (the framework alone)", new_todo, plain_save),
		("plain save of a major hazard", new_hazard, plain_save),
		("stage change: Registered to Rectifying", new_hazard, start_rectification),
	)
	results = [(title, *cost(prepare, act, rounds)) for title, prepare, act in lines]
	_title, save_queries, save_time = results[1]
	print(f"{'':<46}{'queries':>9}{'ms':>9}{'queries, ratio':>16}{'ms, ratio':>11}")
	for title, queries, taken in results:
		print(
			f"{title:<46}{queries:>9.0f}{taken:>9.1f}{queries / save_queries:>16.2f}{taken / save_time:>11.2f}"
		)


if __name__ == "__main__":
	main()
