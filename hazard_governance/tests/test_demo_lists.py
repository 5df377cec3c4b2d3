"""The two lists over the demo data, as its people see them: every row equals the table in data/demo_lists.json.

The demo is loaded as of the day named there, so that every date stands still. Names given by the server (hazards and
cases) are replaced by the title of the hazard. After a change of the demo data or of a rule, HAZARD_WRITE_EXPECTED=1
writes the table anew: read the difference before keeping it.
"""

import json
import os
import unittest
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import frappe
from frappe.desk import query_report

from hazard_governance.tests import base

EXPECTED = Path(__file__).parent / "data" / "demo_lists.json"
LOADED_AT = "2026-11-24 10:00:00"
MONTHLY, SUPERVISION = "Monthly Major Hazard List", "Supervision List"
VIEWS = {
	"city, this month": (MONTHLY, "city@changzhi.example", {"month": "2026-11"}),
	"city, last month": (MONTHLY, "city@changzhi.example", {"month": "2026-10"}),
	"county office, this month": (MONTHLY, "office@luzhou.example", {"month": "2026-11"}),
	"county office, last month": (MONTHLY, "office@luzhou.example", {"month": "2026-10"}),
	"department, this month": (MONTHLY, "gongxin@luzhou.example", {"month": "2026-11"}),
	"enterprise, this month": (MONTHLY, "safety@xinghe.example", {"month": "2026-11"}),
	"city, supervision": (SUPERVISION, "city@changzhi.example", {}),
	"department, supervision": (SUPERVISION, "gongxin@luzhou.example", {}),
	"department, overdue": (SUPERVISION, "gongxin@luzhou.example", {"overdue_only": 1}),
}


def view(report: str, user: str, filters: dict) -> dict:
	"""Rows, summary and chart of a report as plain JSON."""
	with base.as_user(user):
		answer = query_report.run(report, filters=dict(filters))
	return {
		"rows": [readable(row) for row in answer["result"]],
		"summary": {card["label"]: card["value"] for card in answer["report_summary"]},
		"chart": answer["chart"] and answer["chart"]["data"],
	}


def readable(row: dict) -> dict:
	title = frappe.db.get_value("Hazard", row["hazard"], "hazard_title")
	shown = {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}
	shown["hazard"] = title
	if shown.get("case_no"):
		shown["case_no"] = f"{shown['kind']}: {title}"
	return shown


@unittest.skipIf(find_spec("hazard_governance.setup.demo") is None, "there is no demo data to load")
class TestDemoLists(base.GovernanceTestCase):
	maxDiff = None

	def setUp(self) -> None:
		super().setUp()
		# the clock starts there and goes on: what happens after something has to be later than it
		frozen = self.freeze_time(LOADED_AT, tick=True)
		frozen.__enter__()
		self.addCleanup(frozen.__exit__, None, None, None)
		frappe.get_attr("hazard_governance.setup.demo.load")()

	def test_every_row_of_every_view(self) -> None:
		seen = {name: view(*wanted) for name, wanted in VIEWS.items()}
		if os.environ.get("HAZARD_WRITE_EXPECTED"):
			EXPECTED.write_text(
				json.dumps(seen, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8"
			)
		expected = json.loads(EXPECTED.read_text("utf-8"))
		self.assertEqual(seen.keys(), expected.keys())
		for name in VIEWS:
			with self.subTest(name):
				self.assertGreater(len(seen[name]["rows"]), 0)
				self.assertEqual(seen[name], expected[name])
