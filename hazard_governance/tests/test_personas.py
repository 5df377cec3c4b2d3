"""Everybody at every door, compared with one table (issue: who sees and does what)."""

import json

import frappe

from hazard_governance.permissions import table as scopes
from hazard_governance.tests import base, personas
from hazard_governance.tests.personas import call

# What each person sees and may do. H: hazards, S: analysis and plan, T: accountability actions, as keys of
# hazards; R: reports and exports of hazards; W: hazards written to; V: analysis and plan written to; U:
# accountability actions written to. C has no members: the offices that cover it enter its papers (standing_in.py).
ALL, COUNTY_1, COAL = "A1 A2 B1 C1", "A1 A2 C1", "B1 C1"
EXPECTED = {
	#                        H          S          T          R      W          V        U
	"reporter A":           ("A1",      "",        "",        False, "A1",      "",      ""),
	"measure owner A":      ("A1",      "",        "",        False, "",        "",      ""),
	"safety officer A":     ("A1 A2",   "A1 A2",   "A1 A2",   True,  "A1 A2",   "A1 A2", "A1 A2"),
	"principal A":          ("A1 A2",   "A1 A2",   "A1 A2",   True,  "A1 A2",   "A1 A2", "A1 A2"),
	"reporter B":           ("B1",      "",        "",        False, "B1",      "",      ""),
	"measure owner B":      ("B1",      "",        "",        False, "",        "",      ""),
	"safety officer B":     ("B1",      "B1",      "B1",      True,  "B1",      "B1",    "B1"),
	"principal B":          ("B1",      "B1",      "B1",      True,  "B1",      "B1",    "B1"),
	"county 1":             (COUNTY_1,  COUNTY_1,  COUNTY_1,  True,  COUNTY_1,  "C1",    COUNTY_1),
	"county 2":             ("B1",      "B1",      "B1",      True,  "B1",      "",      "B1"),
	"coal department 1":    ("C1",      "C1",      "C1",      True,  "C1",      "C1",    "C1"),
	"coal department city": (COAL,      COAL,      COAL,      True,  COAL,      "C1",    COAL),
	"city office":          (ALL,       ALL,       ALL,       True,  ALL,       "C1",    ALL),
	"task force":           (ALL,       ALL,       ALL,       True,  "",        "",      ""),
	"registrar":            (COUNTY_1,  COUNTY_1,  COUNTY_1,  True,  COUNTY_1,  "",      ""),
	"liaison":              ("",        "",        "",        False, "",        "",      ""),
	"manager":              ("",        "",        "",        False, "",        "",      ""),
	"role only":            ("",        "",        "",        False, "",        "",      ""),
	"system manager":       ("",        "",        "",        False, "",        "",      ""),
	"guest":                ("",        "",        "",        False, "",        "",      ""),
}  # fmt: skip
# referrals: those seen (A1 was sent to the liaison's organ, B1 is county 2's draft), and those written to
REFERRALS = {
	"county 1": ("A1", ""),
	"county 2": ("B1", "B1"),
	"coal department city": ("B1", ""),
	"city office": ("A1 B1", ""),
	"task force": ("A1 B1", ""),
	"liaison": ("A1", "A1"),
}
EXPECTED = {persona: (*row, *REFERRALS.get(persona, ("", ""))) for persona, row in EXPECTED.items()}

READ_COLUMN = {"Hazard": 0, "Root Cause Analysis": 1, "Remediation Plan": 1, "Accountability Action": 2}
READ_COLUMN["Case Referral"] = 7
WRITE_COLUMN = {"Hazard": 4, "Root Cause Analysis": 5, "Remediation Plan": 5, "Accountability Action": 6}
WRITE_COLUMN["Case Referral"] = 8
# a field anybody with the right may change in a draft
FREE_FIELD = {
	"Hazard": "risk_point",
	"Root Cause Analysis": "team",
	"Remediation Plan": "goals",
	"Accountability Action": "organisation",
	# the sender's while it is a draft, the recipient's once it was sent
	"Case Referral": "receipt_no",
}
CHILD = {
	"Hazard": "Hazard Evidence",
	"Root Cause Analysis": "Root Cause Analysis Cause",
	"Remediation Plan": "Remediation Plan Measure",
	"Case Referral": "Case Referral Person",
}
OFFICERS = {"safety officer A", "safety officer B"}
NO_REPORT = {
	"Supervision List": {"registrar"},
	"Numbers in Other Systems": {"registrar", "task force"},
	"Accountability Register": {"registrar", *OFFICERS},
}
# figures only, or hazards that are not among these: tested row by row by themselves
FIGURES = {
	"Accountability Comparison",
	"Accountability Not Begun",
	"Cause Tracing Statistics",
	"County Comparison",
	"Hazard Heat Map",
	"Look-back Assessment",
	"Look-back Signals",
	"Monthly Statistical Return",
	"Penalty Counts",
}
# reports that name only hazards with which something is wrong
FEWER = {"Hazard Return Completeness", "Overdue Hazards", "Responsibility Check"}
# step documents that the role may read on the screen but not take out in bulk
NO_EXPORT = {
	"Root Cause Analysis": {"registrar"},
	"Remediation Plan": {"registrar"},
	"Accountability Action": {"registrar", "safety officer A", "safety officer B"},
	"Case Referral": set(personas.PEOPLE),
}


class TestPersonas(base.GovernanceTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.world = personas.World()

	def tearDown(self) -> None:
		super().tearDown()
		self.assertFalse(self.mismatches, "\n".join(self.mismatches))

	def setUp(self) -> None:
		super().setUp()
		self.mismatches: list[str] = []

	# --- walking the table --------------------------------------------------------------------------------------
	def expected(self, persona: str, column: int) -> set[str]:
		return set(EXPECTED[persona][column].split())

	def walk(self, door: str, seen, column=READ_COLUMN, doctypes=personas.DOCTYPES, minus=None) -> None:
		"""Compare what `seen(doctype)` shows each persona, as keys of hazards, with the table."""
		for persona, user in self.world.users.items():
			for doctype in doctypes:
				expected = self.expected(persona, column[doctype])
				if minus and persona in minus.get(doctype, ()):
					expected = set()
				with base.as_user(user):
					found = seen(doctype)
				if found != expected:
					self.mismatches.append(
						f"{door} / {persona} / {doctype}: {sorted(found)} not {sorted(expected)}"
					)

	def listed(self, doctype: str, method: str, /, **arguments) -> set[str]:
		"""Keys of the documents named anywhere in the answer; a refusal is an empty answer."""
		answer: list = []
		personas.allowed(lambda: answer.append(call(method, **arguments)))
		text = frappe.as_json(answer) if not isinstance(answer, str) else answer
		return {
			key
			for key, doc in self.world.docs[doctype].items()
			if json.dumps(doc.name) in text or doc.name in text
		}

	def each(self, doctype: str, door) -> set[str]:
		"""Keys of the documents that `door(name, key)` lets through one by one."""
		docs = self.world.docs[doctype]
		return {key for key, doc in docs.items() if personas.allowed(door, doc.name, key)}

	# --- lists ------------------------------------------------------------------------------------------------
	def test_list(self) -> None:
		self.walk(
			"list", lambda dt: self.listed(dt, "frappe.client.get_list", doctype=dt, limit_page_length=0)
		)

	def test_desk_list(self) -> None:
		self.walk(
			"desk list",
			lambda dt: self.listed(
				dt, "frappe.desk.reportview.get_list", doctype=dt, fields='["name"]', limit_page_length=100
			),
		)

	def test_count(self) -> None:
		for method in ("frappe.client.get_count", "frappe.desk.reportview.get_count"):
			for persona, user in self.world.users.items():
				for doctype in personas.DOCTYPES:
					names = [doc.name for doc in self.world.docs[doctype].values()]
					arguments = {
						"doctype": doctype,
						"filters": json.dumps([[doctype, "name", "in", names]]),
						"fields": "[]",
					}
					counted: list[int] = []
					with base.as_user(user):
						personas.allowed(lambda a=arguments, c=counted, m=method: c.append(call(m, **a)))
					expected = len(self.expected(persona, READ_COLUMN[doctype]))
					if (counted or [0])[0] != expected:
						self.mismatches.append(f"{method} / {persona} / {doctype}: {counted} not {expected}")

	def test_child_rows(self) -> None:
		def rows(doctype: str) -> set[str]:
			return self.listed(
				doctype,
				"frappe.client.get_list",
				doctype=CHILD[doctype],
				parent=doctype,
				fields='["parent"]',
				limit_page_length=0,
			)

		self.walk("child rows", rows, doctypes=tuple(CHILD))

	def test_search(self) -> None:
		for method in ("frappe.desk.search.search_link", "frappe.desk.search.search_widget"):
			self.walk(
				method,
				lambda dt, method=method: self.listed(
					dt,
					method,
					doctype=dt,
					txt="Persona hazard",
					page_length=100,
					ignore_user_permissions=1,
					filter_fields='["name"]',
					reference_doctype="Hazard",
				),
			)

	def test_global_search(self) -> None:
		for user in self.world.users.values():
			with base.as_user(user):
				found = self.listed("Hazard", "frappe.utils.global_search.search", text="Persona hazard")
			self.assertEqual(found, set())

	# --- one document -----------------------------------------------------------------------------------------
	def test_open(self) -> None:
		for method in ("frappe.client.get", "frappe.desk.form.load.getdoc"):
			self.walk(
				method,
				lambda dt, method=method: self.each(
					dt, lambda name, _key: call(method, doctype=dt, name=name)
				),
			)

	def test_link_field(self) -> None:
		def fetched(doctype: str):
			return lambda name, _key: call(
				"frappe.client.validate_link", doctype=doctype, docname=name, fields='["hazard_title"]'
			).get("hazard_title")

		self.walk("link field", lambda dt: self.each(dt, fetched(dt)))
		self.walk(
			"value",
			lambda dt: self.each(
				dt,
				lambda name, _key: call(
					"frappe.client.get_value", doctype=dt, filters=name, fieldname="enterprise"
				),
			),
		)

	def test_print(self) -> None:
		self.walk(
			"print",
			lambda dt: self.each(
				dt, lambda name, _key: call("frappe.www.printview.get_html_and_style", doc=dt, name=name)
			),
		)

	def test_file_download(self) -> None:
		from frappe.utils.response import download_private_file
		from werkzeug.test import EnvironBuilder
		from werkzeug.wrappers import Request

		def download(_name: str, key: str) -> bool:
			# the access log of a GET is committed, that of a POST is not
			environ = EnvironBuilder(path=self.world.files[key], method="POST").get_environ()
			frappe.local.request = Request(environ)
			return download_private_file(self.world.files[key]).status_code == 200

		self.addCleanup(lambda: delattr(frappe.local, "request"))
		self.walk("file", lambda dt: self.each(dt, download), doctypes=("Hazard",))

	def test_share(self) -> None:
		for persona, user in self.world.users.items():
			for doctype in personas.DOCTYPES:
				with base.as_user("Administrator"):
					shared = self.each(
						doctype,
						lambda name, _key, u=user, dt=doctype: frappe.share.add(dt, name, user=u, notify=0),
					)
				self.compare("share", persona, doctype, shared, READ_COLUMN)

	def test_assignment(self) -> None:
		for persona, user in self.world.users.items():
			for doctype in personas.DOCTYPES:

				def assign(name: str, _key: str, dt: str = doctype, user: str = user) -> bool:
					arguments = {
						"doctype": dt,
						"name": name,
						"assign_to": json.dumps([user]),
						"description": "Look",
					}
					call("frappe.desk.form.assign_to.add", **arguments)
					return True

				with base.as_user("Administrator"):
					assigned = self.each(doctype, assign)
				self.compare("assignment", persona, doctype, assigned, READ_COLUMN)

	def compare(self, door: str, persona: str, doctype: str, found: set[str], column: dict) -> None:
		expected = self.expected(persona, column[doctype])
		if found != expected:
			self.mismatches.append(f"{door} / {persona} / {doctype}: {sorted(found)} not {sorted(expected)}")

	def test_api_write(self) -> None:
		def write(doctype: str):
			return lambda name, key: call(
				"frappe.client.set_value",
				doctype=doctype,
				name=name,
				fieldname=FREE_FIELD[doctype],
				value=f"Written {key}",
			)

		self.walk("write", lambda dt: self.each(dt, write(dt)), column=WRITE_COLUMN)

	# --- taking out -------------------------------------------------------------------------------------------
	def test_report(self) -> None:
		names = [name for name in scopes.REPORTS if name not in FIGURES]
		self.assertTrue(names)
		for persona, user in self.world.users.items():
			for report in names:
				barred = not EXPECTED[persona][3] or persona in NO_REPORT.get(report, ())
				expected = set() if barred else self.expected(persona, 0)
				for asked_as in (user, "Administrator"):
					with base.as_user(user):
						found = self.titles_in_report(report, asked_as)
					if found - expected or (report not in FEWER and found != expected):
						self.mismatches.append(
							f"{report} / {persona}: {sorted(found)} not {sorted(expected)}"
						)

	def titles_in_report(self, report: str, asked_as: str) -> set[str]:
		answer: list = []
		arguments = {"report_name": report, "filters": "{}", "user": asked_as}
		personas.allowed(lambda: answer.append(call("frappe.desk.query_report.run", **arguments)))
		text = frappe.as_json([row.get("result") for row in answer])
		return {key for key, doc in self.world.docs["Hazard"].items() if doc.name in text}

	def test_export(self) -> None:
		def exported(doctype: str) -> set[str]:
			found: list = []
			arguments = {
				"doctype": doctype,
				"fields": json.dumps([f"`tab{doctype}`.`name`"]),
				"file_format_type": "CSV",
				"title": doctype,
				"filters": "[]",
			}

			def export() -> bool:
				found.append(
					frappe.safe_decode(call("frappe.desk.reportview.export_query", **arguments).filecontent)
				)
				return True

			personas.allowed(export)
			return {key for key, doc in self.world.docs[doctype].items() if doc.name in "".join(found)}

		no_export = {
			"Hazard": {"reporter A", "reporter B", "measure owner A", "measure owner B"},
			**NO_EXPORT,
		}
		self.walk("export", exported, minus=no_export)
