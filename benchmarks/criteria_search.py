"""How often the criterion that fits is offered first, and among the first five.

    $BENCH/env/bin/python benchmarks/criteria_search.py [development|held_out] [--misses]

Reads descriptions of benchmarks/criteria/<set>.tsv (code, industry of the enterprise, words of whoever saw it; none is a
copy of a summary) and compares three ways on the shipped criteria. The held-out set is for measuring only: words and
weights are chosen on the development set. Needs no site.
"""

import argparse
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from hazard_governance.criteria_search import CriteriaIndex, words_of
from hazard_governance.domain.criterion_offers import Match, offers
from hazard_governance.domain.facts import Criterion
from hazard_governance.setup.criteria_data import library
from hazard_governance.setup.demo_data.reference import SECTOR_BY_NAME, industries_of

DAY = date(2026, 11, 1)
FOLDER = Path(__file__).parent / "criteria"


def read(name: str) -> list[tuple[str, str, str]]:
	lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
	return [tuple(line.split("\t")) for line in lines if line.strip()]


def main() -> None:
	"""Measures and prints."""
	parser = argparse.ArgumentParser(
		description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
	)
	parser.add_argument("set", nargs="?", default="held_out", choices=("development", "held_out"))
	parser.add_argument("--misses", action="store_true")
	options = parser.parse_args()
	cases = read(options.set)
	rows = [{"name": row["code"], **row} for row in library()]
	criteria = {row["name"]: Criterion.from_mapping(row) for row in rows}
	started = time.perf_counter()
	index = CriteriaIndex(rows)
	print(f"index of {len(rows)} criteria: {1000 * (time.perf_counter() - started):.0f} ms")
	ways = {
		"shipped": index.search,
		"same characters, unweighted (baseline)": lambda text: by_overlap(text, rows, characters),
		"same pairs of characters, unweighted (baseline)": lambda text: by_overlap(text, rows, plain_pairs),
	}
	print(f"{options.set}: {len(cases)} descriptions of {len({code for code, _, _ in cases})} criteria")
	for label, way in ways.items():
		measure(label, way, cases, criteria, options.misses and label == "shipped")


def measure(label, way, cases, criteria, tell_misses) -> None:
	first = five = 0
	started = time.perf_counter()
	for code, sector, text in cases:
		applicable = industries_of(sector)
		found = offers(way(text), criteria, DAY, applicable, {sector, SECTOR_BY_NAME[sector].parent})
		names = [offer.criterion.name for offer in found if not offer.against]
		rank = names.index(code) + 1 if code in names else 0
		first += rank == 1
		five += 1 <= rank <= 5
		if tell_misses and rank != 1:
			print(f"  {rank or '-':>3} {code} {text} | {' '.join(words_of(text))} -> {names[:3]}")
	spent = 1000 * (time.perf_counter() - started) / len(cases)
	print(f"{label}: top-1 {first / len(cases):.0%}, top-5 {five / len(cases):.0%}, {spent:.1f} ms each")


def characters(text: str) -> set[str]:
	return {c for c in text if c.isalnum()}


def plain_pairs(text: str) -> set[str]:
	return {text[i : i + 2] for i in range(len(text) - 1)}


def by_overlap(text: str, rows: list[dict], parts) -> list[Match]:
	asked = parts(text)
	shared = [Match(row["name"], len(asked & parts(row["summary"])), ()) for row in rows]
	return [match for match in shared if match.score]


if __name__ == "__main__":
	main()
