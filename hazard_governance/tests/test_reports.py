"""The two lists as reports: whole rows for each role, filters, export, number of queries."""

import json
from datetime import date
from io import BytesIO
from unittest.mock import patch

import frappe
from frappe.desk import query_report
from openpyxl import load_workbook

from hazard_governance.api import lists
from hazard_governance.reporting import filters, listing
from hazard_governance.tests import base

MONTHLY, SUPERVISION = "Monthly Major Hazard List", "Supervision List"
TODAY = date(2026, 11, 24)
COUNTY_OFFICE, OTHER_OFFICE, CITY_OFFICE = (
	"List County One Office",
	"List County Two Office",
	"List City Office",
)
DEPARTMENT = "List Industry Department"
WORKS, MINE, OTHER_WORKS = "List Works A", "List Mine B", "List Works C"
PERSON = "Zhang Wuming"
MONTH = {"month": "2026-11"}


def store(doctype: str, **values) -> str:
	"""A row as it stands in the database after its own workflow, which is not what is tested here."""
	doc = frappe.get_doc({"doctype": doctype, **values})
	doc.name = doc.name or frappe.generate_hash(length=10)
	doc.db_insert()
	return doc.name


def run(report: str, reader: str, wanted: dict | None = None, **request) -> dict:
	with base.as_user(reader):
		return query_report.run(report, filters=dict(wanted or {}), **request)


def names(report: str, user: str, wanted: dict | None = None) -> list[str]:
	return [row["hazard"] for row in run(report, user, wanted)["result"]]


class TestLists(base.GovernanceTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		base.clear_scope_cache()
		cls.make_people()
		cls.make_hazards()
		cls.make_cases()

	@classmethod
	def make_people(cls) -> None:
		cls.users = {
			"county": base.make_user("County Safety Office", name="list-county-one"),
			"other county": base.make_user("County Safety Office", name="list-county-two"),
			"department": base.make_user("Supervising Department", name="list-department"),
			"city": base.make_user("City Safety Office", name="list-city"),
			"task force": base.make_user("Governance Task Force", name="list-task-force"),
			"registrar": base.make_user("Emergency Management Registrar", name="list-registrar"),
			"officer": base.make_user("Enterprise Safety Officer", name="list-officer"),
			"principal": base.make_user("Enterprise Principal", name="list-principal"),
			"reporter": base.make_user("Hazard Reporter", name="list-reporter"),
			"owner": base.make_user("Rectification Owner", name="list-owner"),
			"liaison": base.make_user("Discipline Liaison", name="list-liaison"),
			"alone": base.make_user("County Safety Office", name="list-no-membership"),
		}
		u = cls.users
		base.make_authority(COUNTY_OFFICE, members=(u["county"], u["registrar"]))
		base.make_authority(OTHER_OFFICE, region=base.OTHER_COUNTY, members=(u["other county"],))
		base.make_authority(CITY_OFFICE, region=base.CITY, members=(u["city"], u["task force"]))
		base.make_authority(
			DEPARTMENT,
			kind="Industry Authority",
			industries=(base.MANUFACTURING,),
			members=(u["department"],),
		)
		base.make_enterprise(
			WORKS,
			competent_authority=DEPARTMENT,
			members=(u["officer"], u["principal"], u["reporter"], u["owner"]),
		)
		base.make_enterprise(MINE, industry=base.COAL)
		base.make_enterprise(OTHER_WORKS, region=base.OTHER_COUNTY)

	@classmethod
	def make_hazards(cls) -> None:
		cls.overdue = cls.make_hazard(
			WORKS,
			register_no="990402-202610-0001",
			verification="Verified",
			stage="Rectifying",
			registered_at="2026-10-12 08:00:00",
			rectification_due="2026-11-20",
			responsible_person="Wang Qiang",
			step_description="Complete",
			step_cause_analysis="In Progress",
		)
		cls.pending = cls.make_hazard(MINE, source="Public Report", registered_at="2026-11-02 02:10:00")
		cls.accepted = cls.make_hazard(
			OTHER_WORKS,
			register_no="990403-202611-0001",
			verification="Verified",
			stage="Accepted",
			registered_at="2026-11-03 08:00:00",
			rectification_due="2026-11-18",
			accepted_on="2026-11-18",
		)
		cls.closed = cls.make_hazard(
			WORKS,
			register_no="990402-202609-0001",
			stage="Closed Out",
			registered_at="2026-09-01 08:00:00",
			closed_out_on="2026-10-31",
		)
		cls.general = cls.make_hazard(WORKS, classification="General", registered_at="2026-11-04 08:00:00")
		cls.lowered = cls.make_hazard(
			WORKS,
			register_no="990402-202610-0002",
			classification="General",
			verification="Verified",
			stage="Rectifying",
			registered_at="2026-10-13 08:00:00",
		)
		cls.verify(cls.overdue, decided_at="2026-10-14 09:00:00")
		cls.verify(
			cls.lowered,
			outcome="Changed",
			previous_classification="Major",
			classification="General",
			decided_at="2026-11-05 09:00:00",
		)
		store(
			"Hazard Authority Report",
			parent=cls.overdue,
			parenttype="Hazard",
			parentfield="authority_reports",
			kind="First",
			sent_at="2026-10-12 09:30:00",
		)
		for responsibility_class, status in (
			("Direct", "Decided"),
			("Leadership", "Executed"),
			("Managerial", "Draft"),
		):
			store(
				"Accountability Action",
				hazard=cls.overdue,
				enterprise=WORKS,
				person_name=PERSON,
				responsibility_class=responsibility_class,
				status=status,
				county=base.COUNTY,
				city=base.CITY,
				industry=base.MANUFACTURING,
			)

	@classmethod
	def make_hazard(cls, enterprise: str, **values) -> str:
		criterion = (
			base.make_criterion("TEST-COAL", base.COAL) if enterprise == MINE else base.make_criterion()
		)
		hazard = base.make_major_hazard(enterprise=enterprise, criterion=criterion)
		values = {"found_on": values["registered_at"], "registered_by": cls.users["county"], **values}
		frappe.db.set_value("Hazard", hazard.name, values, update_modified=False)
		return hazard.name

	@classmethod
	def verify(cls, hazard: str, **values) -> None:
		store(
			"Hazard Verification",
			hazard=hazard,
			**{"status": "Decided", "outcome": "Confirmed", "decided_by": cls.users["county"], **values},
		)

	@classmethod
	def make_cases(cls) -> None:
		scope = {
			"city": base.CITY,
			"region": base.COUNTY,
			"county": base.COUNTY,
			"industry": base.MANUFACTURING,
		}
		cls.listed = store(
			"Supervision Case",
			name="SC-LIST-1",
			hazard=cls.overdue,
			enterprise=WORKS,
			kind="Listed",
			level="City",
			authority=CITY_OFFICE,
			letter_no="Letter 3",
			issued_on="2026-11-04",
			leader="Zhou Zheng",
			requirements="Stop and clean",
			due_on="2026-11-20",
			report_every_days=7,
			status="In Force",
			**scope,
		)
		for day, text in (("2026-11-16", "Fans ordered"), ("2026-11-09", "Cleaned")):
			store(
				"Supervision Case Progress",
				parent=cls.listed,
				parenttype="Supervision Case",
				parentfield="progress",
				reported_on=day,
				progress=text,
			)
		store(
			"Supervision Case Urging",
			parent=cls.listed,
			parenttype="Supervision Case",
			parentfield="urgings",
			urged_on="2026-11-21",
			kind="Reminder Letter",
		)
		store(
			"Supervision Case",
			name="SC-LIST-2",
			hazard=cls.accepted,
			enterprise=OTHER_WORKS,
			kind="Departmental",
			authority=OTHER_OFFICE,
			status="Not Adopted",
			**{**scope, "county": base.OTHER_COUNTY, "region": base.OTHER_COUNTY},
		)

	def setUp(self) -> None:
		super().setUp()
		for target in (
			patch.object(listing, "getdate", lambda: TODAY),
			patch.object(filters, "nowdate", TODAY.isoformat),
		):
			target.start()
			self.addCleanup(target.stop)

	# --- whole rows ----------------------------------------------------------------------------------------------
	def monthly_row(self, **values) -> dict:
		return {
			"month": "2026-11",
			"source": "Self-Inspection",
			"existing_condition": base.DESCRIBED["existing_condition"],
			"basis": "Test standard 1",
			"place": base.MINIMAL["place"],
			"industry": base.MANUFACTURING,
			"competent_authority": "",
			"responsible_person": "",
			"rectification_due": None,
			"overdue": "No",
			"listed": "No",
			"completed_on": None,
			"filed": "No",
			"accountability": "None yet",
			"prepared_by": "list-county-one",
			"reviewed_by": "",
			"reported_on": None,
			"remarks": "",
			"recurring": "No",
			"campaign": "",
			"step_description": "Not Started",
			"step_cause_analysis": "Not Started",
			"step_accountability": "Not Started",
			"step_immediate_rectification": "Not Started",
			"step_source_governance": "Not Started",
			"is_overdue": False,
			"is_pending": False,
			**values,
		}

	def expected_monthly(self) -> dict[str, dict]:
		for hazard in (self.pending, self.accepted, self.lowered):
			frappe.db.set_value("Hazard", hazard, "step_description", "Not Started", update_modified=False)
		return {
			"overdue": self.monthly_row(
				hazard=self.overdue,
				reporting_unit=COUNTY_OFFICE,
				register_no="990402-202610-0001",
				enterprise=WORKS,
				county=base.COUNTY,
				competent_authority=DEPARTMENT,
				found_on=date(2026, 10, 12),
				responsible_person="Wang Qiang",
				rectification_due=date(2026, 11, 20),
				stage="Rectifying",
				overdue="Yes",
				listed="Yes",
				accountability="Persons: 2 (direct 1, managerial 0, leadership 1)",
				reviewed_by="list-county-one",
				reported_on=date(2026, 10, 12),
				remarks="Carried over from 2026-10",
				verification="Verified",
				step_description="Complete",
				step_cause_analysis="In Progress",
				is_overdue=True,
			),
			"lowered": self.monthly_row(
				hazard=self.lowered,
				reporting_unit=COUNTY_OFFICE,
				register_no="990402-202610-0002",
				enterprise=WORKS,
				county=base.COUNTY,
				competent_authority=DEPARTMENT,
				found_on=date(2026, 10, 13),
				stage="Rectifying",
				reviewed_by="list-county-one",
				remarks="Carried over from 2026-10; Reclassified as general on 2026-11-05",
				verification="Verified",
			),
			"pending": self.monthly_row(
				hazard=self.pending,
				reporting_unit=COUNTY_OFFICE,
				register_no="Pending Verification",
				enterprise=MINE,
				county=base.COUNTY,
				industry=base.COAL,
				source="Public Report",
				found_on=date(2026, 11, 2),
				reported_on=date(2026, 11, 2),
				stage="Registered",
				verification="Pending Verification",
				is_pending=True,
			),
			"accepted": self.monthly_row(
				hazard=self.accepted,
				reporting_unit=OTHER_OFFICE,
				register_no="990403-202611-0001",
				enterprise=OTHER_WORKS,
				county=base.OTHER_COUNTY,
				found_on=date(2026, 11, 3),
				rectification_due=date(2026, 11, 18),
				stage="Accepted",
				completed_on=date(2026, 11, 18),
				verification="Verified",
			),
		}

	def test_each_role_gets_whole_rows_of_its_own_scope_and_nothing_else(self) -> None:
		rows = self.expected_monthly()
		seen = {
			"county": ("overdue", "lowered", "pending"),
			"registrar": ("overdue", "lowered", "pending"),
			"other county": ("accepted",),
			"department": ("overdue", "lowered"),
			"city": ("overdue", "lowered", "pending", "accepted"),
			"task force": ("overdue", "lowered", "pending", "accepted"),
			"officer": ("overdue", "lowered"),
			"principal": ("overdue", "lowered"),
			"alone": (),
		}
		for who, keys in seen.items():
			with self.subTest(who):
				expected = [{"idx": number, **rows[key]} for number, key in enumerate(keys, start=1)]
				self.assertEqual(run(MONTHLY, self.users[who], MONTH)["result"], expected)

	def test_those_without_the_report_are_refused(self) -> None:
		for who in ("reporter", "owner", "liaison"):
			for report in (MONTHLY, SUPERVISION):
				with self.subTest((who, report)), self.assertRaises(frappe.PermissionError):
					run(report, self.users[who], MONTH)
		with self.assertRaises(frappe.PermissionError):
			run(MONTHLY, "Guest", MONTH)
		with self.assertRaises(frappe.PermissionError):
			run(SUPERVISION, self.users["registrar"])

	def test_the_user_named_in_the_request_is_ignored(self) -> None:
		result = run(MONTHLY, self.users["other county"], MONTH, user="Administrator")["result"]
		self.assertEqual([row["hazard"] for row in result], [self.accepted])
		result = run(MONTHLY, self.users["other county"], MONTH, user=self.users["county"])["result"]
		self.assertEqual([row["hazard"] for row in result], [self.accepted])

	def test_a_user_permission_narrows_the_list_whatever_user_the_request_names(self) -> None:
		city = self.users["city"]
		frappe.get_doc(
			{
				"doctype": "User Permission",
				"user": city,
				"allow": "Regulated Enterprise",
				"for_value": OTHER_WORKS,
				"apply_to_all_doctypes": 1,
			}
		).insert()
		self.addCleanup(frappe.cache.hdel, "user_permissions", city)
		for request in ({}, {"user": "Administrator"}):
			with self.subTest(request):
				result = run(MONTHLY, city, MONTH, **request)["result"]
				self.assertEqual([row["hazard"] for row in result], [self.accepted])

	def test_persons_held_to_account_leave_as_numbers_only(self) -> None:
		for who in ("county", "officer", "city"):
			answer = frappe.as_json(run(MONTHLY, self.users[who], MONTH))
			self.assertIn("Persons: 2", answer)
			self.assertNotIn(PERSON, answer)

	def test_whole_rows_of_the_supervision_list(self) -> None:
		case = {
			"idx": 1,
			"case_no": "SC-LIST-1",
			"register_no": "990402-202610-0001",
			"enterprise": WORKS,
			"hazard_title": base.MINIMAL["hazard_title"],
			"level": "City Level",
			"authority": CITY_OFFICE,
			"letter_no": "Letter 3",
			"issued_on": date(2026, 11, 4),
			"leader": "Zhou Zheng",
			"requirements": "Stop and clean",
			"due_on": date(2026, 11, 20),
			"report_cycle": "Every 7 days",
			"latest_progress": "2026-11-16 Fans ordered",
			"overdue": "Yes",
			"extension_applied_on": None,
			"extension_granted_on": None,
			"extension_new_due": None,
			"extension_reason": "",
			"urgings": "Reminder Letter × 1",
			"verdict": "",
			"delisted_on": None,
			"delisting_no": "",
			"status": "In Force",
			"kind": "Listed",
			"county": base.COUNTY,
			"industry": base.MANUFACTURING,
			"hazard": self.overdue,
			"stage": "Rectifying",
			"progress_due": date(2026, 11, 23),
			"is_overdue": True,
			"is_progress_overdue": True,
			"is_unsupervised": False,
		}
		empty = {key: None if isinstance(value, date) else "" for key, value in case.items()}
		unsupervised = {
			**empty,
			"idx": 2,
			"register_no": "Pending Verification",
			"enterprise": MINE,
			"hazard_title": base.MINIMAL["hazard_title"],
			"overdue": "No",
			"extension_applied_on": None,
			"extension_granted_on": None,
			"extension_new_due": None,
			"delisted_on": None,
			"status": "No Supervision Case",
			"county": base.COUNTY,
			"industry": base.COAL,
			"hazard": self.pending,
			"stage": "Registered",
			"is_overdue": False,
			"is_progress_overdue": False,
			"is_unsupervised": True,
		}
		self.assertEqual(run(SUPERVISION, self.users["county"])["result"], [case, unsupervised])
		self.assertEqual(run(SUPERVISION, self.users["officer"])["result"], [case])
		self.assertEqual(run(SUPERVISION, self.users["department"])["result"], [case])
		self.assertEqual(names(SUPERVISION, self.users["other county"]), [self.accepted])
		self.assertEqual(run(SUPERVISION, self.users["alone"])["result"], [])

	# --- filters -------------------------------------------------------------------------------------------------
	def test_filters_of_the_monthly_list(self) -> None:
		city = self.users["city"]
		for wanted, expected in (
			({"region": base.COUNTY}, [self.overdue, self.lowered, self.pending]),
			({"region": base.CITY, "stage": "Accepted"}, [self.accepted]),
			({"authority": DEPARTMENT}, [self.overdue, self.lowered]),
			({"authority": OTHER_OFFICE}, [self.accepted]),
			({"industry": base.COAL}, [self.pending]),
			({"enterprise": OTHER_WORKS}, [self.accepted]),
			({"source": "Public Report"}, [self.pending]),
			({"include_carried_over": 0}, [self.pending, self.accepted]),
			({"month": "2026-09"}, [self.closed]),
			({"month": "2026-10"}, [self.closed, self.overdue, self.lowered]),
			({"month": "2026-08"}, []),
			({"enterprise": "No Such Works"}, []),
		):
			with self.subTest(wanted):
				self.assertEqual(names(MONTHLY, city, {**MONTH, **wanted}), expected)

	def test_a_campaign_is_a_filter(self) -> None:
		campaign = frappe.get_doc(
			{
				"doctype": "Hazard Campaign",
				"campaign_name": "List Campaign",
				"from_date": "2026-01-01",
				"to_date": "2026-12-31",
			}
		).insert()
		frappe.db.set_value("Hazard", self.pending, "campaign", campaign.name)
		self.assertEqual(
			names(MONTHLY, self.users["city"], {**MONTH, "campaign": campaign.name}), [self.pending]
		)

	def test_industry_takes_in_what_lies_below(self) -> None:
		below = frappe.get_doc(
			{
				"doctype": "Industry Sector",
				"sector_name": "List Opencast",
				"sector_code": "LOC",
				"parent_industry_sector": None,
			}
		).insert(ignore_permissions=True)
		parent = frappe.db.get_value("Industry Sector", base.COAL, ["lft", "rgt"], as_dict=True)
		frappe.db.set_value("Industry Sector", base.COAL, {"rgt": parent.rgt + 2})
		frappe.db.set_value("Industry Sector", below.name, {"lft": parent.lft + 1, "rgt": parent.lft + 2})
		frappe.db.set_value("Hazard", self.pending, "industry", below.name)
		self.assertIn(self.pending, names(MONTHLY, self.users["city"], {**MONTH, "industry": base.COAL}))

	def test_filters_of_the_supervision_list(self) -> None:
		city = self.users["city"]
		for wanted, expected in (
			({}, [self.overdue, self.pending, self.accepted]),
			({"show_unsupervised": 0}, [self.overdue]),
			({"kind": "Listed"}, [self.overdue]),
			({"kind": "Departmental"}, [self.overdue, self.pending, self.accepted]),  # none has such a case
			({"status": "Not Adopted"}, [self.accepted]),
			({"overdue_only": 1}, [self.overdue]),
			({"authority": CITY_OFFICE, "show_unsupervised": 0}, [self.overdue]),
			({"authority": OTHER_OFFICE}, [self.accepted]),
			({"stage": "Registered"}, [self.pending]),
			({"region": base.OTHER_COUNTY}, [self.accepted]),
			({"industry": base.COAL}, [self.pending]),
		):
			with self.subTest(wanted):
				self.assertEqual(names(SUPERVISION, city, wanted), expected)

	def test_wrong_filters_are_named(self) -> None:
		county = self.users["county"]
		for wanted, words in (
			({"month": "2026-13"}, "Reporting Month: 2026-13 is no month."),
			({"month": "2026-12"}, "Reporting Month: 2026-12 has not begun."),
			({"region": "Atlantis"}, "Supervision Region: Atlantis does not exist."),
			({"authority": "Nobody"}, "Supervision Authority: Nobody does not exist."),
			({"industry": "Alchemy"}, "Industry and Field: Alchemy does not exist."),
			({"campaign": "None"}, "Hazard Campaign: None does not exist."),
			({"stage": "Done"}, "Status of the Hazard: Done is not among the choices."),
			({"source": ["like", "%"]}, "The filter source takes one value only."),
		):
			with self.subTest(wanted):
				self.assertRefused(words, run, MONTHLY, county, {**MONTH, **wanted})

	def test_the_filters_of_the_caller_stay_as_they_are(self) -> None:
		wanted = {"month": "", "region": base.COUNTY}
		with base.as_user(self.users["county"]):
			listing.monthly(wanted, self.users["county"])
		self.assertEqual(wanted, {"month": "", "region": base.COUNTY})

	# --- totals, export ------------------------------------------------------------------------------------------
	def test_totals_chart_and_summary(self) -> None:
		answer = run(MONTHLY, self.users["city"], MONTH)
		self.assertEqual(
			[(card["label"], card["value"]) for card in answer["report_summary"]],
			[
				("Major Hazards", 3),
				("Enterprises Concerned", 3),
				("Pending Verification", 1),
				("Rectified", 1),
				("Rectification Rate", "33.3%"),
				("On-Time Rectification Rate", "50.0%"),
				("Overdue Hazards", 1),
				("Listed for Supervision", 1),
			],
		)
		self.assertEqual(answer["chart"]["data"]["labels"], [base.COUNTY, base.OTHER_COUNTY])
		self.assertIn(f'<th scope="row" style="text-align: left">{base.COUNTY}</th>', answer["message"])
		self.assertEqual(answer["columns"][0]["label"], "Row No.")
		self.assertEqual(len(answer["columns"]), 34)

	def test_names_are_escaped_in_the_totals(self) -> None:
		region = "<img src=x>"
		frappe.db.set_value("Hazard", self.pending, "county", region)
		message = run(MONTHLY, self.users["city"], MONTH)["message"]
		self.assertIn("&lt;img src=x&gt;", message)
		self.assertNotIn(region, message)

	def exported(self, reader: str, **form) -> list[list]:
		with base.as_user(reader), patch.object(frappe.local, "form_dict", frappe._dict(form)):
			query_report.export_query()
		content = frappe.local.response.pop("filecontent")
		return [list(row) for row in load_workbook(BytesIO(content)).active.iter_rows(values_only=True)]

	def test_the_export_of_frappe_holds_the_same_scope(self) -> None:
		rows = self.exported(
			self.users["other county"],
			report_name=MONTHLY,
			file_format_type="Excel",
			filters=json.dumps(MONTH),
			visible_idx="[]",
			user="Administrator",
		)
		self.assertEqual(rows[0][:4], ["Row No.", "Reporting Month", "Reporting Unit", "Unified Register No."])
		self.assertEqual([row[3] for row in rows[1:]], ["990403-202611-0001"])

	def downloaded(self, user: str, report: str, wanted: dict | None = None):
		with base.as_user(user):
			lists.download(report, json.dumps(wanted or {}))
		self.assertEqual(frappe.local.response.pop("type"), "binary")
		self.filename = frappe.local.response.pop("filename")
		return load_workbook(BytesIO(frappe.local.response.pop("filecontent"))).active

	def test_the_official_workbook_holds_the_same_scope(self) -> None:
		sheet = self.downloaded(self.users["county"], MONTHLY, MONTH)
		self.assertEqual(self.filename, "monthly_major_hazard_list_2026-11.xlsx")
		self.assertEqual(sheet["A2"].value, f"Reporting Unit: {COUNTY_OFFICE}")
		self.assertEqual(
			[sheet.cell(row, 4).value for row in (4, 5, 6)],
			["990402-202610-0001", "990402-202610-0002", "Pending Verification"],
		)
		self.assertIsNone(sheet["A7"].value)
		sheet = self.downloaded(self.users["department"], SUPERVISION)
		self.assertEqual([sheet["B4"].value, sheet["B5"].value], ["SC-LIST-1", None])

	def test_the_official_workbook_is_refused_like_the_report(self) -> None:
		for who in ("reporter", "owner", "liaison"):
			with self.subTest(who), base.as_user(self.users[who]), self.assertRaises(frappe.PermissionError):
				lists.download(MONTHLY, json.dumps(MONTH))
		with base.as_user("Guest"), self.assertRaises(frappe.PermissionError):
			lists.download(MONTHLY, json.dumps(MONTH))
		self.assertRefused("is no official list", lists.download, "User", exc=frappe.DoesNotExistError)

	# --- queries -------------------------------------------------------------------------------------------------
	def queries(self, make_list, wanted: dict) -> int:
		user = self.users["city"]
		with base.as_user(user), patch.object(frappe.db, "sql", wraps=frappe.db.sql) as sql:
			make_list(wanted, user)
		return sql.call_count

	def test_the_number_of_queries_does_not_grow_with_the_rows(self) -> None:
		before = self.queries(listing.monthly, MONTH), self.queries(listing.supervision, {})
		rows = len(names(MONTHLY, self.users["city"], MONTH))
		for _n in range(rows):
			hazard = self.make_hazard(WORKS, registered_at="2026-11-05 08:00:00")
			store(
				"Supervision Case",
				hazard=hazard,
				kind="Listed",
				status="In Force",
				county=base.COUNTY,
				city=base.CITY,
			)
			self.make_hazard(MINE, registered_at="2026-11-05 08:00:00")
		self.assertEqual(len(names(MONTHLY, self.users["city"], MONTH)), 3 * rows)
		after = self.queries(listing.monthly, MONTH), self.queries(listing.supervision, {})
		self.assertEqual(before, after)
