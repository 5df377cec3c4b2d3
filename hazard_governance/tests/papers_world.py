"""One major hazard with everything that official papers are printed from, and what each paper must show of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import frappe
from frappe.utils import add_days, get_datetime, getdate, today

from hazard_governance.api import papers as api
from hazard_governance.api import supervision as supervision_api
from hazard_governance.papers import make
from hazard_governance.tests import base
from hazard_governance.tests.base import letter
from hazard_governance.tests.paper_case import DRAFT, PaperTestCase
from hazard_governance.tests.steps import CITY_OFFICE, COUNTY_OFFICE, DEPARTMENT, ENTERPRISE
from hazard_governance.tests.supervision_world import SupervisionTestCase

# what every paper says of its hazard
ABOUT = ("hazard_title", "register_no", "place", "classification", "source", "found_on")


@dataclass(frozen=True)
class Printed:
	"""A paper of a document: who prints it, what its text holds, and which field of the paper's gaps names each value
	that is taken out (fieldname -> fieldname of the deficiency). row: of which row. denied: who may not print it. about: what it says of its hazard."""

	key: str
	doc: object
	user: str
	says: tuple[str, ...]
	lacks: dict[str, str] = field(default_factory=dict)
	row: str = ""
	denied: tuple[str, ...] = ()
	enterprise: str = ENTERPRISE
	about: tuple[str, ...] = ABOUT


def chinese_day(value: object) -> str:
	"""2026年11月25日."""
	day = getdate(value)
	return f"{day.year}年{day.month}月{day.day}日"


def shown(doc, *fieldnames: str) -> tuple[str, ...]:
	"""The values of these fields the way a Chinese paper writes them; a test that asks for an empty one is wrong."""
	return tuple(_shown(doc, name) for name in fieldnames)


def _shown(doc, fieldname: str) -> str:
	value, df = doc.get(fieldname), doc.meta.get_field(fieldname)
	if value in (None, ""):
		raise ValueError(f"{doc.doctype}.{fieldname} is empty in this world")
	write: dict[str, Callable] = {
		"Date": chinese_day,
		"Datetime": lambda moment: (
			f"{chinese_day(moment)}{get_datetime(moment).hour}时{get_datetime(moment):%M分}"
		),
		"Select": lambda word: frappe._(word, "zh", context="Official Paper"),
		"Float": lambda number: f"{number:g}",
	}
	return write.get(df.fieldtype, str)(value)


class PapersWorldCase(PaperTestCase, SupervisionTestCase):
	def verified(self):
		doc = self.insert(
			{
				"doctype": "Hazard Verification",
				"hazard": self.major.name,
				"authority": COUNTY_OFFICE,
				"site_visited_on": today(),
			},
			self.county,
		)
		self.act(doc, "Decide Verification", self.county_head)
		return self.again(self.major)

	def again(self, doc):
		return frappe.get_doc(doc.doctype, doc.name)

	def planned(self):
		doc = self.act(self.plan(self.major), "Submit Plan", self.officer)
		return self.act(doc, "Approve Plan", self.principal)

	def analysed(self):
		doc = self.act(self.analysis(self.major), "Submit Analysis", self.officer)
		return self.act(doc, "Approve Analysis", self.principal)

	def reported(self, plan):
		common = {
			"status_and_cause": "Five millimetres of dust; nobody's task",
			"harm_and_difficulty": "Two weeks",
		}
		rows = [
			{"kind": "First", "authority": COUNTY_OFFICE, "method": "Telephone", **common},
			{"kind": "Full", "authority": DEPARTMENT, "plan": plan.name, **common},
		]
		return self.save(self.major, self.officer, authority_reports=rows)

	def supervised(self):
		"""In force, urged by letter and by telephone, one extension granted and one refused, raised, not yet adopted."""
		case = self.in_force(report_every_days=15, co_operating=[{"authority": DEPARTMENT, "duty": "Helps"}])
		urged = {"urged_on": today(), "content": "Hurry up with the fan"}
		case = self.save(
			case,
			self.county,
			urgings=[
				{**urged, "kind": "Supervision Letter", "letter_no": letter(4)},
				{**urged, "kind": "Interview", "letter_no": letter(5), "content": "Come on Monday"},
				{**urged, "kind": "Telephone Call"},
			],
		)
		case = self.decided(self.applied(case), "Granted", "Delivery is proved", "测安督字[2026] 6 号")
		rows = [row.as_dict() for row in case.extensions]
		later = self.application(new_due=add_days(today(), 90), reason="The fan is later still")
		case = self.decided(self.save(case, self.officer, extensions=[*rows, later]), "Refused", "Enough", "")
		with self.as_user(self.county):
			self.raised = frappe.get_doc(
				"Supervision Case",
				supervision_api.raise_case(
					case.name, CITY_OFFICE, "The enterprise does not move", letter_no=letter(8)
				),
			)
		return self.again(case)

	def decided(self, case, decision: str, remarks: str, number: str):
		with self.as_user(self.county):
			row = case.extensions[-1].name
			supervision_api.decide_extension(case.name, row, decision, remarks, None, number)
		return self.again(case)

	def delisted(self, case):
		case = self.act(case, "Request Acceptance of Case", self.officer)
		self.set_stage(self.major, "Accepted")
		evidence = {"kind": "After", "caption": "After", "file": self.photo(self.county)}
		self.authority_check = self.checked(
			self.county,
			COUNTY_OFFICE,
			evidence=[evidence],
			remarks="Clean as promised",
			team=[
				{
					"member_name": "Engineer Zhou",
					"organisation": "County Office",
					"specialty": "Dust",
					"signed": 1,
				}
			],
		)
		case = self.save(case, self.county, delisting_no=letter(90), delisting_signatory="Director Wu")
		return self.act(case, "Delist", self.county)

	def evaluated(self):
		doc = self.insert(
			{
				"doctype": "Rectification Acceptance",
				"hazard": self.major.name,
				"team": [{"member_name": "Engineer Zhao", "organisation": "Steps Works", "signed": 1}],
				"verdict": "Pass",
				"no_change_reason": "Nothing to add",
			},
			self.officer,
		)
		rows = [{**row.as_dict(), "finding": "Pass", "remark": "Seen"} for row in doc.findings]
		doc = self.act(self.save(doc, self.officer, findings=rows), "Submit Acceptance", self.officer)
		return self.act(doc, "Conclude Acceptance", self.principal)

	# --- the three questions of every paper ----------------------------------------------------------------------
	def check_papers(self, *papers: Printed) -> None:
		for printed in papers:
			with self.subTest(printed.key, row=printed.row):
				self.check_text(printed)
				self.check_doors(printed)
				self.check_gaps(printed)

	def check_text(self, printed: Printed) -> None:
		text = self.text(printed.key, printed.doc, printed.user, row=printed.row, final=True)
		about = shown(frappe.get_doc("Hazard", printed.doc.get("hazard") or printed.doc.name), *printed.about)
		self.assertShows(text, *about, *printed.says, printed.enterprise, "第1页")
		for absent in (DRAFT, "None", "{"):
			self.assertNotIn(absent, text)

	def check_doors(self, printed: Printed) -> None:
		for user in (self.outsider, self.other_county, "Guest", *printed.denied):
			for call in (
				lambda: api.download(printed.key, printed.doc.name, row=printed.row),
				lambda: api.offered(printed.doc.doctype, printed.doc.name),
			):
				with base.as_user(user), self.assertRaises(frappe.PermissionError, msg=user):
					call()
		with base.as_user(printed.user):
			offered = api.offered(printed.doc.doctype, printed.doc.name)
		self.assertIn((printed.key, printed.row), {(row["key"], row["row"]) for row in offered})

	def check_gaps(self, printed: Printed) -> None:
		for emptied, named in printed.lacks.items():
			doc = self.again(printed.doc)
			table, _dot, column = emptied.rpartition(".")
			holders = [row for row in doc.get(table) if row.name == printed.row] if table else [doc]
			for holder in holders:
				holder.set(column, None)
			missing = make.make(printed.key, doc, row=printed.row).missing
			self.assertIn(named, [item.fieldname for item in missing], f"{printed.key} without {emptied}")


__all__ = ["PapersWorldCase", "Printed", "base", "chinese_day", "shown"]
