"""What the search for earlier hazards costs on a large register: queries, rows compared and milliseconds.

    $BENCH/env/bin/python benchmarks/similar_hazards.py --bench $BENCH --site hazard.localhost [--hazards 200000]

Fills the register with copies of one hazard (several hundred enterprises of one city, one of them with 5,000 hazards),
searches as the server does on every entry and as a county and a city officer do on the form, prints medians, and rolls
everything back. Run it as the bench's owner, on a site that is not busy; it is no part of ./test.
"""

import random
import statistics
import time

import frappe
from on_site import arguments, counted_queries, on_site

PLACES = ("车间", "罐区", "配电室", "库房", "装车站台", "办公楼", "锅炉房", "宿舍")
THINGS = (
	"报警器",
	"防护罩",
	"安全阀",
	"接地线",
	"通风机",
	"消防栓",
	"防爆灯",
	"联锁装置",
	"泄爆装置",
	"护栏",
)
FAULTS = ("缺失", "断电停用", "未校验", "损坏", "被拆除", "超期未检", "失效", "安装位置不当")
BIG = "Benchmark Works 0"
BIG_HAS = 5000


def main() -> None:
	"""Measures and prints."""
	parser = arguments(__doc__)
	parser.add_argument("--hazards", type=int, default=200_000)
	parser.add_argument("--rounds", type=int, default=15)
	options = parser.parse_args()
	with on_site(options):
		people = prepare(options.hazards)
		measure(options.rounds, people)


def prepare(hazards: int) -> dict[str, str]:
	"""Fill the register; returns the officers who search."""
	from hazard_governance.tests import base

	base.make_region_tree()
	base.make_sectors()
	people = {
		"county": base.make_user("County Safety Office", name="benchmark-county"),
		"city": base.make_user("City Safety Office", name="benchmark-city"),
	}
	base.make_authority("Benchmark County Office", members=(people["county"],))
	base.make_authority("Benchmark City Office", region=base.CITY, members=(people["city"],))
	criteria = [base.make_criterion(f"BENCHMARK-{number}") for number in range(60)]
	one = base.make_major_hazard(criterion=criteria[0])
	values = frappe.db.get_value("Hazard", one.name, "*", as_dict=True)
	fields = list(values)
	dice = random.Random(54)

	def rows():
		for number in range(hazards):
			works = BIG if number < BIG_HAS else f"Benchmark Works {1 + number % 700}"
			place = f"{dice.randint(1, 9)}号{dice.choice(PLACES)}"
			thing = dice.choice(THINGS)
			text = f"{place}{thing}{dice.choice(FAULTS)}，已{dice.randint(1, 40)}天，当班{dice.randint(2, 60)}人。"
			day = f"20{dice.randint(20, 25)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02} 08:00:00"
			row = {
				**values,
				"name": f"BM-{number:07}",
				"register_no": None,
				"enterprise": works,
				"place": place,
				"criterion": dice.choice(criteria),
				"existing_condition": text,
				"hazard_title": f"{thing}{dice.choice(FAULTS)}",
				"found_on": day,
				"creation": day,
			}
			yield tuple(row[field] for field in fields)

	frappe.db.bulk_insert("Hazard", fields, rows(), chunk_size=5000)
	return people


def measure(rounds: int, people: dict[str, str]) -> None:
	from hazard_governance import repeats
	from hazard_governance.domain.facts import Hazard

	def draft(enterprise: str) -> Hazard:
		dice = random.Random()
		place = f"{dice.randint(1, 9)}号{dice.choice(PLACES)}"
		thing, fault = dice.choice(THINGS), dice.choice(FAULTS)
		return Hazard(
			enterprise=enterprise,
			place=place,
			criterion=f"BENCHMARK-{dice.randint(0, 59)}",
			existing_condition=f"{place}{thing}{fault}，当班8人。",
			hazard_title=f"{thing}{fault}",
		)

	lines = (
		("on entry, an enterprise of some 280 hazards", "Benchmark Works 7", None, False),
		(f"on entry, an enterprise of {BIG_HAS} hazards", BIG, None, False),
		("on the form, county officer, elsewhere as well", BIG, people["county"], True),
		("on the form, city officer, elsewhere as well", BIG, people["city"], True),
	)
	print(f"{'':<50}{'queries':>9}{'offered':>9}{'ms':>9}")
	for title, enterprise, user, elsewhere in lines:
		queries, offered, times = [], [], []
		for number in range(rounds + 1):
			hazard = draft(enterprise)
			with counted_queries() as sent:
				begun = time.perf_counter()
				found = repeats.alike(hazard, user, elsewhere)
				taken = time.perf_counter() - begun
			if number:
				queries.append(len(sent))
				offered.append(len(found))
				times.append(taken * 1000)
		medians = (statistics.median(queries), statistics.median(offered), statistics.median(times))
		print(f"{title:<50}{medians[0]:>9.0f}{medians[1]:>9.0f}{medians[2]:>9.1f}")


if __name__ == "__main__":
	main()
