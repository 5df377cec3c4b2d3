"""The report Penalty Counts: whole rows by role, and the counts on the forms. As of 1 March 2024, the day after a leap day."""

from datetime import date
from unittest.mock import patch

import frappe

from hazard_governance.api import enforcement as api
from hazard_governance.reporting import penalty_counts
from hazard_governance.tests import base
from hazard_governance.tests.list_world import run, store
from hazard_governance.tests.personas import call

REPORT = "Penalty Counts"
WORKS, MINE, OTHER = "Count Works", "Count Mine", "Count Other Works"
TODAY = date(2024, 3, 1)
LAW_113 = "Work Safety Law, article 113 (1)"


WORKS_HALF = {
	"enterprise": WORKS,
	"county": base.COUNTY,
	"industry": base.MANUFACTURING,
	"rule": "Penalties in 180 days",
	"article": LAW_113,
	"number": 2,
	"limit": 3,
	"window_from": date(2023, 9, 3),
	"window_to": TODAY,
	"latest_on": TODAY,
	"drops_out_on": date(2024, 3, 2),
	"crossed_on": None,
	"open_majors": 1,
	"state": "Near the Line",
	"is_warning": True,
	"is_crossed": False,
	"warning": f"One more until 01-03-2024 crosses the line of {LAW_113} (2 of 3).",
}
WORKS_YEAR = {
	**WORKS_HALF,
	"rule": "Penalties in one year",
	"limit": 4,
	"window_from": date(2023, 3, 1),
	"drops_out_on": date(2024, 9, 4),
	"state": "Clear of the Line",
	"is_warning": False,
	"warning": "",
}
MINE_COAL = {
	**WORKS_HALF,
	"enterprise": MINE,
	"industry": base.COAL,
	"rule": "Coal mine producing with a major hazard, in three months",
	"article": "Coal Mine Safety Regulations, article 70 (2)",
	"number": 1,
	"limit": 2,
	"window_from": date(2023, 12, 1),
	"latest_on": date(2023, 12, 1),
	"drops_out_on": date(2024, 3, 2),
	# found twice within three months by then
	"crossed_on": date(2023, 12, 1),
	"warning": "One more until 01-03-2024 crosses the line of Coal Mine Safety Regulations, article 70 (2) (1 of 2).",
}
OTHER_HALF = {
	**WORKS_HALF,
	"enterprise": OTHER,
	"county": base.OTHER_COUNTY,
	"number": 3,
	"latest_on": date(2023, 12, 1),
	"drops_out_on": date(2024, 3, 30),
	"crossed_on": date(2023, 12, 1),
	"state": "Over the Line",
	"is_warning": False,
	"is_crossed": True,
	"warning": f"The line of {LAW_113} is crossed since 01-12-2023: 3 times, 3 are the limit.",
}
OTHER_YEAR = {
	**OTHER_HALF,
	"rule": "Penalties in one year",
	"number": 4,
	"limit": 4,
	"window_from": date(2023, 3, 1),
	"drops_out_on": date(2024, 3, 2),
	"warning": f"The line of {LAW_113} is crossed since 01-12-2023: 4 times, 4 are the limit.",
}
EVERYTHING = (OTHER_YEAR, OTHER_HALF, MINE_COAL, WORKS_HALF, WORKS_YEAR)


class TestPenaltyCounts(base.GovernanceTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		u = cls.users = {
			"county": base.make_user("County Safety Office", name="count-county"),
			"other county": base.make_user("County Safety Office", name="count-county-two"),
			"department": base.make_user("Supervising Department", name="count-department"),
			"city": base.make_user("City Safety Office", name="count-city"),
			"task force": base.make_user("Governance Task Force", name="count-task-force"),
			"registrar": base.make_user("Emergency Management Registrar", name="count-registrar"),
			"officer": base.make_user("Enterprise Safety Officer", name="count-officer"),
			"reporter": base.make_user("Hazard Reporter", name="count-reporter"),
			"outsider": base.make_user("Enterprise Principal", name="count-outsider"),
			"alone": base.make_user("County Safety Office", name="count-alone"),
		}
		base.make_authority("Count County Office", members=(u["county"], u["registrar"]))
		base.make_authority("Count County Two Office", region=base.OTHER_COUNTY, members=(u["other county"],))
		base.make_authority("Count City Office", region=base.CITY, members=(u["city"], u["task force"]))
		base.make_authority(
			"Count Coal Bureau",
			kind="Industry Authority",
			industries=(base.COAL,),
			members=(u["department"],),
		)
		base.make_enterprise(WORKS, members=(u["officer"], u["reporter"]))
		base.make_enterprise(MINE, industry=base.COAL)
		base.make_enterprise(OTHER, region=base.OTHER_COUNTY, members=(u["outsider"],))
		cls.make_decisions()

	@classmethod
	def make_decisions(cls) -> None:
		works, mine, other = (cls.make_hazard(name) for name in (WORKS, MINE, OTHER))
		# two decisions of three penalties: one is 180 days old to the day (a leap day between), one of today
		cls.penalise(works, WORKS, ("2023-09-03", "No. 1"), ("2023-09-03", "No. 1"), ("2024-03-01", "No. 2"))
		# what does not count: not served, on a person, under another law, not decided, after today
		cls.penalise(works, WORKS, (None, "No. 3"))
		cls.penalise(works, WORKS, ("2024-02-01", "No. 4"), target="Person")
		cls.penalise(works, WORKS, ("2024-02-01", "No. 5"), law="Order 16/2007")
		cls.penalise(works, WORKS, ("2024-02-01", "No. 6"), status="Draft")
		cls.penalise(works, WORKS, ("2024-03-02", "No. 7"))
		# the leap day of 2024 less three months: the last day that still counts for coal on 1 March is 1 December
		cls.store_decision(mine, MINE, production_continued="Yes", visited_at="2023-12-01 10:00:00")
		cls.store_decision(mine, MINE, production_continued="Yes", visited_at="2023-11-30 10:00:00")
		cls.store_decision(mine, MINE, production_continued="No", visited_at="2024-02-01 10:00:00")
		cls.penalise(other, OTHER, *((f"2023-{month}-01", f"O {month}") for month in (10, 11, 12)))
		enterprise = frappe.get_doc("Regulated Enterprise", OTHER)
		rows = (
			{"law": "Work Safety Law", "counted_on": "2023-03-01", "decision_no": "Old 1"},
			{"law": "Work Safety Law", "counted_on": "2023-12-01", "decision_no": "O  12"},  # the same paper
			{"law": "Other", "counted_on": "2023-12-02", "decision_no": "Old 2"},
		)
		for row in rows:
			enterprise.append("penalties_elsewhere", {"occurrence": "Administrative Penalty", **row})
		enterprise.save()

	@classmethod
	def make_hazard(cls, enterprise: str) -> str:
		criterion = (
			base.make_criterion("TEST-COAL", base.COAL) if enterprise == MINE else base.make_criterion()
		)
		return base.make_major_hazard(enterprise=enterprise, criterion=criterion).name

	@classmethod
	def store_decision(cls, hazard: str, enterprise: str, **values) -> str:
		scope = frappe.db.get_value(
			"Regulated Enterprise", enterprise, ["region", "county", "city", "industry"], as_dict=True
		)
		return store(
			"Enforcement Decision",
			**{"hazard": hazard, "enterprise": enterprise, "status": "Decided", **scope, **values},
		)

	@classmethod
	def penalise(
		cls, hazard: str, enterprise: str, *served: tuple, status: str = "Decided", **values
	) -> None:
		decision = cls.store_decision(hazard, enterprise, status=status)
		for day, number in served:
			store(
				"Enforcement Decision Penalty",
				parent=decision,
				parenttype="Enforcement Decision",
				parentfield="penalties",
				**{
					"target": "Enterprise",
					"kind": "Fine",
					"law": "Work Safety Law",
					"served_on": day,
					"decision_no": number,
					**values,
				},
			)

	def setUp(self) -> None:
		super().setUp()
		for module in (penalty_counts, api):
			clock = patch.object(module, "getdate", lambda: TODAY)
			clock.start()
			self.addCleanup(clock.stop)

	def rows(self, persona: str, **filters) -> list[dict]:
		result = run(REPORT, self.users[persona], filters)["result"]
		return [row for row in result if isinstance(row, dict)]

	def ours(self, rows: list[dict]) -> list[dict]:
		return [row for row in rows if row["enterprise"] in (WORKS, MINE, OTHER)]

	def test_whole_rows_by_role(self):
		expected = {
			"city": EVERYTHING,
			"task force": EVERYTHING,
			"county": (MINE_COAL, WORKS_HALF, WORKS_YEAR),
			"other county": (OTHER_YEAR, OTHER_HALF),
			"department": (MINE_COAL,),
			"alone": (),
		}
		for persona, rows in expected.items():
			with self.subTest(persona):
				self.assertEqual(self.ours(self.rows(persona)), list(rows))

	def test_enterprises_and_registrars_do_not_run_it(self):
		for persona in ("officer", "reporter", "outsider", "registrar"):
			with self.subTest(persona):
				self.assertRaises(frappe.PermissionError, self.rows, persona)

	def test_the_request_does_not_choose_the_user(self):
		with self.as_user(self.users["department"]):
			answer = call(
				"frappe.desk.query_report.run", report_name=REPORT, filters="{}", user=self.users["city"]
			)
		self.assertEqual(self.ours(answer["result"]), [MINE_COAL])

	def test_filters(self):
		for filters, rows in (
			({"enterprise": MINE}, [MINE_COAL]),
			({"enterprise": "Nobody"}, []),
			({"region": base.OTHER_COUNTY}, [OTHER_YEAR, OTHER_HALF]),
			({"industry": base.COAL}, [MINE_COAL]),
			({"authority": "Count Coal Bureau"}, [MINE_COAL]),
			({"warnings_only": 1}, list(EVERYTHING[:4])),
		):
			with self.subTest(filters):
				self.assertEqual(self.ours(self.rows("city", **filters)), rows)
		self.assertRefused("does not exist", self.rows, "city", region="Nowhere")

	def test_the_form_shows_every_rule_that_holds(self):
		with self.as_user(self.users["county"]):
			counts = call("hazard_governance.api.enforcement.penalty_counts", enterprise=WORKS)
		self.assertEqual(
			[(c["number"], c["limit"], c["state"]) for c in counts],
			[(2, 3, "Near the Line"), (2, 4, "Clear of the Line")],
		)
		self.assertEqual([e["reference"] for e in counts[0]["events"]], ["No.1", "No.2"])
		self.assertEqual(counts[0]["warning"], WORKS_HALF["warning"])
		with self.as_user(self.users["county"]):
			coal = call("hazard_governance.api.enforcement.penalty_counts", enterprise=MINE)
		self.assertEqual([c["number"] for c in coal], [0, 0, 1])

	def test_who_sees_the_counts_of_an_enterprise(self):
		expected = {
			"county": True,
			"city": True,
			"task force": True,
			"officer": True,
			"other county": False,
			"department": False,
			"outsider": False,
			"reporter": False,
			"registrar": False,
			"alone": False,
		}
		for persona, told in expected.items():
			with self.subTest(persona), self.as_user(self.users[persona]):
				ask = lambda: call(  # noqa: E731
					"hazard_governance.api.enforcement.penalty_counts", enterprise=WORKS
				)
				if told:
					self.assertEqual([c["number"] for c in ask()], [2, 2])
				else:
					self.assertRaises(frappe.PermissionError, ask)

	def test_records_of_elsewhere_are_the_offices(self):
		row = {
			"occurrence": "Administrative Penalty",
			"law": "Work Safety Law",
			"counted_on": "2024-01-05",
			"decision_no": "E 1",
		}
		for persona, written in (("officer", 0), ("county", 1)):
			with self.as_user(self.users[persona]):
				doc = frappe.get_doc("Regulated Enterprise", WORKS)
				doc.append("penalties_elsewhere", dict(row))
				doc.save()
			stored = frappe.get_doc("Regulated Enterprise", WORKS)
			self.assertEqual(len(stored.penalties_elsewhere), written, persona)
		for words, wrong in (
			("The law is empty", {"law": ""}),
			("future", {"counted_on": "2190-01-01"}),
			("negative", {"amount": -1}),
		):
			with self.as_user(self.users["county"]):
				doc = frappe.get_doc("Regulated Enterprise", WORKS)
				doc.append("penalties_elsewhere", {**row, "decision_no": "E 2", **wrong})
				self.assertRefused(words, doc.save)
