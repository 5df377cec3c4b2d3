"""What the benchmarks share: arguments, a connected site on which nothing stays, and counted queries."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import frappe


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


@contextmanager
def counted_queries() -> Iterator[list[str]]:
	"""Yields a list that grows by one for every query sent to the database."""
	sent: list[str] = []
	original = frappe.db.sql

	def counting(query, *args, **kwargs):
		sent.append(str(query))
		return original(query, *args, **kwargs)

	frappe.db.sql = counting
	try:
		yield sent
	finally:
		frappe.db.sql = original
