"""A city with two counties, a department and three enterprises, six hazards and two cases: what the tests of the two
lists look at, as of 24 November 2026."""

from datetime import date
from unittest.mock import patch

import frappe
from frappe.desk import query_report

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


def units_of_long_ago() -> None:
	"""Units entered this month would owe no earlier one."""
	for doctype in ("Supervision Authority", "Regulated Enterprise"):
		for name in frappe.get_all(doctype, {"name": ["like", "List %"]}, pluck="name", order_by="name"):
			frappe.db.set_value(doctype, name, "creation", "2026-01-01 08:00:00", update_modified=False)


class ListTestCase(base.GovernanceTestCase):
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
			authority=COUNTY_OFFICE,
			method="Paper",
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
