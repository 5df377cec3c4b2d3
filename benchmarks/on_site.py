"""What the benchmarks share: arguments, and a connected site on which nothing stays."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import frappe

from hazard_governance.tests.page_costs import counted_queries

__all__ = ["arguments", "counted_queries", "on_site"]


def arguments(description: str) -> argparse.ArgumentParser:
	"""A parser that asks for --bench and --site; the benchmark adds its own."""
	parser = argparse.ArgumentParser(
		description=description, formatter_class=argparse.RawDescriptionHelpFormatter
	)
	parser.add_argument("--bench", required=True)
	parser.add_argument("--site", required=True)
	return parser


@contextmanager
def on_site(options: argparse.Namespace) -> Iterator[None]:
	"""Connected to the site as Administrator; what was written is rolled back, what was cached of it forgotten."""
	os.chdir(Path(options.bench) / "sites")
	frappe.init(site=options.site)
	frappe.connect()
	frappe.set_user("Administrator")
	try:
		yield
	finally:
		frappe.db.rollback()
		frappe.clear_cache()
		frappe.destroy()
