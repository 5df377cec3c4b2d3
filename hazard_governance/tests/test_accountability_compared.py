"""What a hazard's accountability is compared with: whole rows for the city alone, the panel within each reader's view."""

from datetime import date
from unittest.mock import patch

import frappe

from hazard_governance.api import accountability as api
from hazard_governance.reporting import held
from hazard_governance.tests import base
from hazard_governance.tests.accountability_world import COMPARISON, MEASURE_ROW, AccountabilityTestCase
from hazard_governance.tests.list_world import OTHER_WORKS, PERSON, WORKS, run, store


class TestAccountabilityCompared(AccountabilityTestCase):
	def test_whole_rows_of_the_comparison_for_the_city_alone(self) -> None:
		shared = {
			"industry": base.MANUFACTURING,
			"hazard_title": base.MINIMAL["hazard_title"],
			"classification": "Major",
			"managerial": 0,
			"similar": 1,
			"is_signalled": True,
		}
		rows = [
			{
				**shared,
				"idx": 1,
				"register_no": "990403-202611-0001",
				"enterprise": OTHER_WORKS,
				"county": base.OTHER_COUNTY,
				"aggravating": "",
				"persons": 1,
				"direct": 1,
				"leadership": 0,
				"strongest": "Verbal Warning (1)",
				"usual": "Fine (6)",
				"basis": "same class",
				"signals": "Mild Measure, Leadership Tier Missing",
				"why": "The strongest measure for a major hazard is Verbal Warning; up to Reminder Talk counts as "
				"mild. Of the 1 held to account, nobody answers for this major hazard as a leader.",
				"decided_on": date(2026, 11, 10),
				"hazard": self.accepted,
			}
		]
		for who in ("city", "task force"):
			with self.subTest(who):
				self.assertEqual(run(COMPARISON, self.users[who])["result"], rows)
		both = run(COMPARISON, self.users["city"], {"only_signals": 0})["result"]
		self.assertEqual([row["hazard"] for row in both], [self.accepted, self.overdue])
		self.assertEqual(both[1]["aggravating"], "repeat, listed supervision")
		self.assertEqual((both[1]["strongest"], both[1]["signals"]), ("Fine (6)", ""))
		self.assertEqual(run(COMPARISON, self.users["city"], {"signal": "Below the Usual"})["result"], [])
		frappe.db.set_single_value("Hazard Governance Settings", "mild_severity_aggravated", 6)
		frappe.clear_document_cache("Hazard Governance Settings")
		self.addCleanup(frappe.clear_document_cache, "Hazard Governance Settings")
		found = run(COMPARISON, self.users["city"], {"signal": "Mild Measure"})["result"]
		self.assertEqual({row["hazard"] for row in found}, {self.accepted, self.overdue})

	def test_the_panel_compares_within_the_readers_view_and_signals_to_the_city(self) -> None:
		def seen(who: str, hazard: str) -> dict:
			with base.as_user(self.users[who]):
				return api.comparison(hazard)

		found = seen("city", self.accepted)
		self.assertEqual((found["hazards"], found["persons"], found["basis"]), (1, 2, "same class"))
		self.assertEqual(
			found["measures"], [{"measure": "Reminder Talk", "persons": 1}, {"measure": "Fine", "persons": 1}]
		)
		self.assertEqual(found["own"]["measures"], [{"measure": "Verbal Warning", "persons": 1}])
		self.assertEqual([s["kind"] for s in found["signals"]], ["Mild Measure", "Leadership Tier Missing"])
		self.assertNotIn(PERSON, frappe.as_json(found))
		# a county sees no case of another county, and no signal
		found = seen("other county", self.accepted)
		self.assertEqual((found["hazards"], found["signals"]), (0, []))
		self.assertEqual(found["own"]["persons"], 1)
		for who in ("county", "department", "principal", "officer"):
			with self.subTest(who):
				self.assertEqual(seen(who, self.late)["hazards"], 1)
		for who, hazard in (
			("county", self.accepted),
			("principal", self.accepted),
			("other county", self.late),
		):
			with self.subTest((who, hazard)), self.assertRaises(frappe.PermissionError):
				seen(who, hazard)

	def test_who_reads_no_accountability_is_told_nothing_of_it(self) -> None:
		frappe.db.set_value("Hazard", self.late, "registered_by", self.users["reporter"])
		frappe.db.set_value("Hazard", self.late, "responsible_user", self.users["owner"])
		for who in ("reporter", "owner", "liaison"):
			with base.as_user(self.users[who]), self.subTest(who), self.assertRaises(frappe.PermissionError):
				api.comparison(self.late)

	def test_the_number_of_queries_does_not_grow_with_the_persons(self) -> None:
		def queries() -> int:
			sent = []
			original = frappe.db.sql
			with patch.object(frappe.db, "sql", lambda *a, **k: sent.append(a) or original(*a, **k)):
				held.accountability_register({}, self.users["city"])
				held.accountability_comparison({}, self.users["city"])
			return len(sent)

		queries()
		before = queries()
		for number in range(10):
			name = store(
				"Accountability Action",
				hazard=self.late,
				enterprise=WORKS,
				status="Decided",
				person_name=f"P{number}",
				responsibility_class="Direct",
				county=base.COUNTY,
				city=base.CITY,
				industry=base.MANUFACTURING,
			)
			store(
				MEASURE_ROW,
				parent=name,
				parenttype="Accountability Action",
				parentfield="measures",
				measure="Fine",
			)
		self.assertEqual(queries(), before)
