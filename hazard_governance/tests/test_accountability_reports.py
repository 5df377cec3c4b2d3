"""The lists of accountability: whole rows of each role, who is refused, and what a hazard is compared with."""

from datetime import date
from unittest.mock import patch

import frappe
from frappe.query_builder import DocType

from hazard_governance.api import accountability as api
from hazard_governance.reporting import held
from hazard_governance.tests import base
from hazard_governance.tests.list_world import (
	COUNTY_OFFICE,
	DEPARTMENT,
	OTHER_WORKS,
	PERSON,
	TODAY,
	WORKS,
	ListTestCase,
	run,
	store,
)

REGISTER, NOT_BEGUN, COMPARISON = (
	"Accountability Register",
	"Accountability Not Begun",
	"Accountability Comparison",
)
REFUSED = ("officer", "registrar", "reporter", "owner", "liaison")
MEASURE_ROW = "Accountability Action Measure"


class TestAccountabilityReports(ListTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		actions = frappe.get_all(
			"Accountability Action",
			filters={"hazard": cls.overdue},
			fields=["name", "responsibility_class"],
			order_by="name asc",
		)
		cls.actions = {row.responsibility_class: row.name for row in actions}
		scope = {"county": base.COUNTY, "city": base.CITY, "industry": base.MANUFACTURING}
		frappe.db.set_value("Hazard", cls.overdue, {"verified_on": "2026-10-14", "recurring": "Yes"})
		cls.set_action("Direct", deciding_side="Enterprise", decided_at="2026-10-22 10:00:00")
		cls.set_action(
			"Leadership",
			deciding_side="Authority",
			authority=COUNTY_OFFICE,
			letter_no="Letter 9",
			responsibility="Related",
			decided_at="2026-11-02 10:00:00",
		)
		cls.set_action("Managerial", deciding_side="Enterprise")
		cls.measure(
			"Direct", measure="Fine", amount=500, executed_on="2026-10-30", proof="/private/files/x.pdf"
		)
		cls.measure("Leadership", measure="Reminder Talk")
		cls.measure("Managerial", measure="Verbal Warning")
		# the other county: one worker, mildly
		frappe.db.set_value("Hazard", cls.accepted, {"verified_on": "2026-11-04"})
		cls.actions["other"] = store(
			"Accountability Action",
			hazard=cls.accepted,
			enterprise=OTHER_WORKS,
			hazard_title=base.MINIMAL["hazard_title"],
			person_name="Li Si",
			responsibility="Primary",
			responsibility_class="Direct",
			deciding_side="Enterprise",
			status="Decided",
			decided_at="2026-11-10 10:00:00",
			**{**scope, "county": base.OTHER_COUNTY},
		)
		cls.set_creation("other", "2026-11-06 09:00:00")
		cls.measure("other", measure="Verbal Warning")
		# nobody has begun for these two: one late, one whose last day is today
		cls.late = cls.make_hazard(
			WORKS,
			register_no="990402-202611-0007",
			verification="Verified",
			verified_on="2026-11-10",
			verified_by_authority=COUNTY_OFFICE,
			stage="Rectifying",
			registered_at="2026-11-08 08:00:00",
		)
		cls.in_time = cls.make_hazard(
			WORKS, verification="Verified", verified_on="2026-11-14", registered_at="2026-11-08 08:00:00"
		)
		frappe.db.set_value("Hazard", cls.lowered, "general_accountability", "Told off")

	@classmethod
	def set_action(cls, key: str, **values) -> None:
		values = {
			"responsibility": "Primary",
			"hazard_title": base.MINIMAL["hazard_title"],
			"register_no": "990402-202610-0001",
			"post": "Foreman",
			**values,
		}
		frappe.db.set_value("Accountability Action", cls.actions[key], values)
		cls.set_creation(key, "2026-10-20 09:00:00")

	@classmethod
	def set_creation(cls, key: str, moment: str) -> None:
		table = DocType("Accountability Action")
		query = frappe.qb.update(table).set(table.creation, moment).where(table.name == cls.actions[key])
		query.run()

	@classmethod
	def measure(cls, key: str, **values) -> None:
		parent = {
			"parent": cls.actions[key],
			"parenttype": "Accountability Action",
			"parentfield": "measures",
		}
		store(MEASURE_ROW, idx=1, **parent, **values)

	def setUp(self) -> None:
		super().setUp()
		today = patch.object(held, "getdate", lambda: TODAY)
		today.start()
		self.addCleanup(today.stop)

	# --- the register ------------------------------------------------------------------------------------------------
	def row(self, key: str, **values) -> dict:
		return {
			"register_no": "990402-202610-0001",
			"enterprise": WORKS,
			"hazard_title": base.MINIMAL["hazard_title"],
			"person_name": PERSON,
			"post": "Foreman",
			"responsibility": "Primary Responsible Person",
			"amount": None,
			"from_date": None,
			"to_date": None,
			"days": None,
			"deciding_side": "Enterprise",
			"authority": "",
			"letter_no": "",
			"decided_on": None,
			"executed_on": None,
			"proof": "No",
			"referral": "",
			"verified_on": date(2026, 10, 14),
			"begun_on": date(2026, 10, 20),
			"days_to_start": 6,
			"repeat": "Yes",
			"county": base.COUNTY,
			"industry": base.MANUFACTURING,
			"hazard": self.overdue,
			"action": self.actions[key],
			"is_open": False,
			**values,
		}

	def expected(self) -> list[dict]:
		return [
			self.row(
				"Direct",
				responsibility_class="Directly Responsible",
				measure="Fine",
				amount=500.0,
				decided_on=date(2026, 10, 22),
				executed_on=date(2026, 10, 30),
				proof="Yes",
				status="Decided",
			),
			self.row(
				"Managerial",
				responsibility_class="Managerially Responsible",
				measure="Verbal Warning",
				status="Draft",
			),
			self.row(
				"Leadership",
				responsibility="Related Responsible Person",
				responsibility_class="Leadership Responsible",
				measure="Reminder Talk",
				deciding_side="Authority",
				authority=COUNTY_OFFICE,
				letter_no="Letter 9",
				decided_on=date(2026, 11, 2),
				status="Executed",
				is_open=True,
			),
			self.row(
				"other",
				register_no="Pending Verification",
				enterprise=OTHER_WORKS,
				person_name="Li Si",
				post="",
				responsibility_class="Directly Responsible",
				measure="Verbal Warning",
				decided_on=date(2026, 11, 10),
				verified_on=date(2026, 11, 4),
				begun_on=date(2026, 11, 6),
				days_to_start=2,
				repeat="No",
				county=base.OTHER_COUNTY,
				hazard=self.accepted,
				status="Decided",
				is_open=True,
			),
		]

	def test_whole_rows_of_the_register_for_each_role(self) -> None:
		rows = self.expected()
		seen = {
			"county": rows[:3],
			"department": rows[:3],
			"principal": rows[:3],
			"other county": rows[3:],
			"city": rows,
			"task force": rows,
			"alone": [],
		}
		for who, own in seen.items():
			for request in ({}, {"user": "Administrator"}):
				with self.subTest(who, **request):
					numbered = [{"idx": n, **row} for n, row in enumerate(own, start=1)]
					self.assertEqual(run(REGISTER, self.users[who], {}, **request)["result"], numbered)

	def test_reporters_and_all_others_without_the_right_are_refused(self) -> None:
		for who in REFUSED:
			for report in (REGISTER, NOT_BEGUN, COMPARISON):
				with self.subTest((who, report)), self.assertRaises(frappe.PermissionError):
					run(report, self.users[who])
		for who in ("county", "department", "principal"):
			with self.subTest(who), self.assertRaises(frappe.PermissionError):
				run(COMPARISON, self.users[who])
		with self.assertRaises(frappe.PermissionError):
			run(NOT_BEGUN, self.users["principal"])
		with self.assertRaises(frappe.PermissionError):
			run(REGISTER, "Guest")

	def test_filters_narrow_the_register_and_wrong_ones_are_named(self) -> None:
		city = self.users["city"]
		for wanted, keys in (
			({"from_date": "2026-10-22", "to_date": "2026-10-22"}, ["Direct"]),
			({"from_date": "2026-11-01"}, ["Leadership", "other"]),
			({"responsibility_class": "Leadership"}, ["Leadership"]),
			({"responsibility": "Related"}, ["Leadership"]),
			({"measure": "Verbal Warning"}, ["Managerial", "other"]),
			({"deciding_side": "Authority"}, ["Leadership"]),
			({"status": "Draft"}, ["Managerial"]),
			({"enterprise": OTHER_WORKS}, ["other"]),
			({"region": base.OTHER_COUNTY}, ["other"]),
			({"authority": DEPARTMENT}, ["Direct", "Managerial", "Leadership"]),
			({"industry": base.COAL}, []),
			({"classification": "General"}, []),
		):
			with self.subTest(**wanted):
				found = [row["action"] for row in run(REGISTER, city, wanted)["result"]]
				self.assertEqual(found, [self.actions[key] for key in keys])
		for wanted, words in (
			({"from_date": "22.10.2026"}, "is no day"),
			({"from_date": "2026-10-22", "to_date": "2026-10-21"}, "Exchange them"),
			({"responsibility_class": "Nobody"}, "Tier of Responsibility"),
			({"measure": "Flogging"}, "does not exist"),
		):
			with self.subTest(**wanted):
				self.assertRefused(words, run, REGISTER, city, wanted)

	def test_totals_by_tier_and_by_measure_stand_above_the_register(self) -> None:
		answer = run(REGISTER, self.users["county"])
		cards = {card["label"]: card["value"] for card in answer["report_summary"]}
		self.assertEqual((cards["Persons"], cards["Person-Cases"], cards["Amount (yuan)"]), (1, 2, "500.00"))
		for words in ("By Tier of Responsibility", "Managerially Responsible", "By Measure", "Reminder Talk"):
			self.assertIn(words, answer["message"])

	# --- not begun ---------------------------------------------------------------------------------------------------
	def test_whole_row_of_what_has_not_begun_for_each_role(self) -> None:
		row = {
			"idx": 1,
			"register_no": "990402-202611-0007",
			"enterprise": WORKS,
			"county": base.COUNTY,
			"industry": base.MANUFACTURING,
			"hazard_title": base.MINIMAL["hazard_title"],
			"classification": "Major",
			"recurring": "No",
			"stage": "Rectifying",
			"verified_on": date(2026, 11, 10),
			"verified_by": COUNTY_OFFICE,
			"start_due": date(2026, 11, 20),
			"days_late": 4,
			"hazard": self.late,
		}
		for who in ("county", "department", "city", "task force"):
			with self.subTest(who):
				self.assertEqual(run(NOT_BEGUN, self.users[who])["result"], [row])
		self.assertEqual(run(NOT_BEGUN, self.users["other county"])["result"], [])
		self.assertEqual(run(NOT_BEGUN, self.users["city"], {"classification": "General"})["result"], [])
		frappe.db.set_single_value("Hazard Governance Settings", "accountability_start_days", 9)
		frappe.clear_document_cache("Hazard Governance Settings")
		self.addCleanup(frappe.clear_document_cache, "Hazard Governance Settings")
		found = [row["hazard"] for row in run(NOT_BEGUN, self.users["county"])["result"]]
		self.assertEqual(found, [self.late, self.in_time])

	def test_the_first_draft_or_the_one_line_of_a_general_hazard_is_a_beginning(self) -> None:
		store("Accountability Action", hazard=self.late, enterprise=WORKS, status="Draft", county=base.COUNTY)
		self.assertEqual(run(NOT_BEGUN, self.users["county"])["result"], [])
		lowered = {"verified_on": "2026-10-14", "general_accountability": ""}
		frappe.db.set_value("Hazard", self.lowered, lowered)
		(row,) = run(NOT_BEGUN, self.users["county"])["result"]
		self.assertEqual((row["hazard"], row["classification"]), (self.lowered, "General"))

	# --- compared ----------------------------------------------------------------------------------------------------
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
				"mild. Nobody of the 1 held to account answers as leader for this major hazard.",
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
