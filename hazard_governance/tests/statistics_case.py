"""The world of the two lists with what the statistics count besides: accountability, causes, plans, suspensions, the log;
and the whole rows that are expected of it."""

from unittest.mock import patch

import frappe

from hazard_governance.domain.statistical_return import FIGURE_COLUMNS
from hazard_governance.domain.statistics import RATES
from hazard_governance.reporting import statistics
from hazard_governance.tests import base
from hazard_governance.tests.list_world import TODAY, WORKS, ListTestCase, run, store

RETURN, COMPARISON = "Monthly Statistical Return", "County Comparison"
NOVEMBER = {"period": "2026-11"}


def return_row(group: str, idx: int | None = None, **values) -> dict:
	"""A whole row: what is not named is 0, or "-" where it is a rate."""
	row = {column.fieldname: "-" if column.fieldname in RATES else 0 for column in FIGURE_COLUMNS}
	assert values.keys() <= row.keys(), values.keys() - row.keys()
	total = {"is_total": True} if idx is None else {}
	return {"idx": idx, "group": group, **row, **values, **total}


class StatisticsTestCase(ListTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.scope = {
			"city": base.CITY,
			"region": base.COUNTY,
			"county": base.COUNTY,
			"industry": base.MANUFACTURING,
			"enterprise": WORKS,
		}
		cls.decide_accountability()
		cls.analyse()
		cls.plan()
		cls.suspend()
		cls.log()

	@classmethod
	def decide_accountability(cls) -> None:
		"""Two decided on the overdue hazard in November; one of them refers the case to the judiciary."""
		actions = frappe.get_all(
			"Accountability Action",
			filters={"hazard": cls.overdue, "status": ("in", ("Decided", "Executed"))},
			pluck="name",
			order_by="responsibility_class asc",
		)
		for action in actions:
			frappe.db.set_value("Accountability Action", action, "decided_at", "2026-11-06 10:00:00")
		cls.child("Accountability Action Measure", actions[0], measure="Referral to Judicial Authority")

	@classmethod
	def child(cls, doctype: str, parent: str, **values) -> str:
		parenttype, parentfield = {
			"Accountability Action Measure": ("Accountability Action", "measures"),
			"Root Cause Analysis Cause": ("Root Cause Analysis", "causes"),
			"Remediation Plan Measure": ("Remediation Plan", "measures"),
			"Source Governance Plan Item": ("Source Governance Plan", "items"),
			"Hazard Stage Log": ("Hazard", "stage_log"),
		}[doctype]
		return store(doctype, parent=parent, parenttype=parenttype, parentfield=parentfield, **values)

	@classmethod
	def analyse(cls) -> None:
		"""The closed hazard: two root causes, one of them eliminated; its source governed, its risk lowered."""
		analysis = store(
			"Root Cause Analysis",
			hazard=cls.closed,
			status="Approved",
			decided_at="2026-09-20 10:00:00",
			**cls.scope,
		)
		first = cls.child("Root Cause Analysis Cause", analysis, level="Root", failing="Design")
		cls.child("Root Cause Analysis Cause", analysis, level="Root", failing="Standards")
		cls.child("Root Cause Analysis Cause", analysis, level="Direct", failing="Design")
		source = store(
			"Source Governance Plan",
			hazard=cls.closed,
			status="Accepted",
			decided_at="2026-10-28 10:00:00",
			risk_level_before="Major Risk",
			risk_level_after="Low Risk",
			risk_rerated_on="2026-11-03",
			**cls.scope,
		)
		fix = {"cause": first, "status": "Accepted", "done_on": "2026-10-20", "funds": 0.75}
		cls.child("Source Governance Plan Item", source, **fix)

	@classmethod
	def plan(cls) -> None:
		"""The overdue hazard has an approved plan; each of its two measures has all five fixes."""
		plan = store(
			"Remediation Plan",
			hazard=cls.overdue,
			status="Approved",
			decided_at="2026-11-07 10:00:00",
			**cls.scope,
		)
		for funds, no_funds in ((2.5, 0), (0, 1)):
			cls.child(
				"Remediation Plan Measure",
				plan,
				measure="Clean",
				responsible_person="Wang Qiang",
				deadline="2026-11-18",
				contingency="Stop",
				funds=funds,
				no_funds=no_funds,
			)

	@classmethod
	def suspend(cls) -> None:
		store(
			"Production Suspension",
			hazard=cls.overdue,
			status="In Force",
			from_at="2026-11-04 08:00:00",
			**cls.scope,
		)

	@classmethod
	def log(cls) -> None:
		"""The accepted one was accepted before, and opened again."""
		for day, stage in (
			("05", "Rectifying"),
			("10", "Accepted"),
			("14", "Rectifying"),
			("18", "Accepted"),
		):
			cls.child("Hazard Stage Log", cls.accepted, to_stage=stage, changed_at=f"2026-11-{day} 08:00:00")

	def setUp(self) -> None:
		super().setUp()
		target = patch.object(
			statistics, "getdate", lambda *day: frappe.utils.getdate(*day) if day else TODAY
		)
		target.start()
		self.addCleanup(target.stop)

	def rows(self, report: str, who: str, **wanted) -> list[dict]:
		return run(report, self.users[who], {**NOVEMBER, **wanted})["result"]


CLOSED = {
	"enterprises": 1,
	"major_enterprises": 1,
	"major_found": 1,
	"major_total": 1,
	"major_self_found": 1,
	"major_rectified": 1,
	"major_rate": "100.0%",
	"major_closed_out": 1,
	"major_not_due": 1,
	"recurring_rate": "0.0%",
	"filing_rate": "0.0%",
	"funds": 0.75,
	"root_causes": 2,
	"root_causes_eliminated": 1,
	"causes_eliminated_rate": "50.0%",
	"major_risk_lowered": 1,
	"risk_lowered_rate": "100.0%",
}
OVERDUE = {
	"enterprises": 1,
	"major_enterprises": 1,
	"major_found": 1,
	"major_total": 1,
	"major_self_found": 1,
	"major_rate": "0.0%",
	"major_in_progress": 1,
	"major_due": 1,
	"major_on_time_rate": "0.0%",
	"major_overdue": 1,
	"major_open_planned": 1,
	"major_open_five_fixes": 1,
	"major_listed": 1,
	"suspended_enterprises": 1,
	"recurring_rate": "0.0%",
	"funds": 2.5,
	"persons": 2,
	"persons_direct": 1,
	"persons_leadership": 1,
	"referrals_justice": 1,
}
GENERALS = {"general_total": 2, "general_rate": "0.0%"}
# the department's rows: overdue, closed, general, lowered
WORKS_ROW = {
	**OVERDUE,
	**GENERALS,
	**{k: v for k, v in CLOSED.items() if k.startswith(("root", "cause", "risk", "filing", "major_risk"))},
	"major_found": 2,
	"major_total": 2,
	"major_self_found": 2,
	"major_rectified": 1,
	"major_rate": "50.0%",
	"major_closed_out": 1,
	"major_not_due": 1,
	"funds": 3.25,
}
MINE_ROW = {
	"enterprises": 1,
	"major_enterprises": 1,
	"major_found": 1,
	"major_total": 1,
	"major_rate": "0.0%",
	"major_found_in_period": 1,
	"major_in_progress": 1,
	"major_not_due": 1,
	"recurring_rate": "0.0%",
}
ACCEPTED_ROW = {
	"enterprises": 1,
	"major_enterprises": 1,
	"major_found": 1,
	"major_total": 1,
	"major_self_found": 1,
	"major_rectified": 1,
	"major_rate": "100.0%",
	"major_found_in_period": 1,
	"major_rectified_in_period": 1,
	"major_due": 1,
	"major_on_time": 1,
	"major_on_time_rate": "100.0%",
	"recurring_rate": "0.0%",
	"filing_rate": "0.0%",
	"risk_lowered_rate": "0.0%",
}
COUNTY_TOTAL = {
	**WORKS_ROW,
	"enterprises": 2,
	"major_enterprises": 2,
	"major_found": 3,
	"major_total": 3,
	"major_rate": "33.3%",
	"major_found_in_period": 1,
	"major_in_progress": 2,
	"major_not_due": 2,
}
CITY_TOTAL = {
	**COUNTY_TOTAL,
	"enterprises": 3,
	"major_enterprises": 3,
	"major_found": 4,
	"major_total": 4,
	"major_self_found": 3,
	"major_rectified": 2,
	"major_rate": "50.0%",
	"major_found_in_period": 2,
	"major_rectified_in_period": 1,
	"major_due": 2,
	"major_on_time": 1,
	"major_on_time_rate": "50.0%",
	"risk_lowered_rate": "50.0%",
}
