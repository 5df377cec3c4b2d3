"""What the demo's people see in the two lists: the views whose every row tests/test_demo.py compares with
data/demo_lists.json.

Names given by the server (hazards and cases) are replaced by the title of the hazard.
"""

from datetime import date
from pathlib import Path

import frappe
from frappe.desk import query_report

from hazard_governance.tests import base

EXPECTED = Path(__file__).parent / "data" / "demo_lists.json"
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
