"""The demo: every hazard reaches its stage through the controllers as its users, and goes without a trace."""

import json
import os
from collections import Counter
from datetime import datetime

import frappe
from frappe.desk import query_report
from frappe.utils import add_days, getdate

from hazard_governance import time_chain
from hazard_governance.domain import stages, steps
from hazard_governance.permissions.table import WITH_FILES
from hazard_governance.portal import waiting
from hazard_governance.records import load_record
from hazard_governance.setup import demo
from hazard_governance.setup.demo_data import build, places
from hazard_governance.setup.demo_data.hazards import HAZARDS
from hazard_governance.setup.demo_data.oversight import LOOK_BACKS
from hazard_governance.setup.demo_data.portal_people import PORTAL_PEOPLE
from hazard_governance.setup.demo_data.tips import CONFIDANT, TIPS
from hazard_governance.setup.demo_site.clock import Clock
from hazard_governance.setup.demo_site.manifest import Manifest
from hazard_governance.tests import demo_views
from hazard_governance.tests.base import GovernanceTestCase
from hazard_governance.tests.list_world import run
from hazard_governance.tests.portal_case import PortalVisits

# found to be sham by a look-back and opened again, which the ledgers do not tell
REOPENED = frozenset(spec.hazard for spec in LOOK_BACKS if spec.finding == "Sham")

MASTERS = (
	"User",
	"Contact",
	"Company",
	"Account",
	"Employee",
	"Supplier",
	"Regulated Enterprise",
	"Supervision Authority",
	"Supervision Region",
	"Hazard Register Counter",
	"Hazard Criterion",
	"Hazard Campaign",
)
LOADED_AT = datetime(2026, 11, 24, 10)
SERVER_DAYS = ("register_no", "verified_on", "accepted_on", "closed_out_on", "filed_on", "withdrawn_on")
LEFT_BY_DOCUMENTS = ("File", "Comment", "Version", "Workflow Action", "Project", "Task", "Notification Log")


def counts() -> dict[str, int]:
	"""Rows of everything that the demo makes."""
	return {doctype: frappe.db.count(doctype) for doctype in (*WITH_FILES, *MASTERS, *LEFT_BY_DOCUMENTS)}


class TestDemo(PortalVisits, GovernanceTestCase):
	maxDiff = None

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		frappe.set_user("Administrator")
		# as of a day that stands still, so that every row of the lists does
		clock = Clock()
		clock.__enter__()
		cls.addClassCleanup(clock.__exit__)
		clock.set(LOADED_AT)
		cls.before = counts()
		cls.summary = demo.load()
		cls.names = dict(zip((s.key for s in HAZARDS), Manifest.load().names("Hazard"), strict=True))

	def hazards(self, **filters) -> list[dict]:
		return frappe.get_all(
			"Hazard",
			filters={"name": ["in", list(self.names.values())], **filters},
			fields=[
				"name",
				"stage",
				"source",
				"classification",
				"register_no",
				"rectification_due",
				"county",
			],
			order_by="name asc",
		)

	def test_hazards_by_stage_and_by_source(self) -> None:
		rows = self.hazards()
		self.assertEqual(self.summary["loaded"], len(HAZARDS))
		expected = Counter("Rectifying" if s.key in REOPENED else s.stage for s in HAZARDS)
		self.assertEqual(Counter(r.stage for r in rows), expected)
		self.assertEqual(Counter(r.source for r in rows), Counter(s.source for s in HAZARDS))
		self.assertEqual({r.stage for r in rows}, set(stages.STAGES))
		self.assertEqual(len({r.county for r in rows}), len(places.COUNTIES))

	def test_every_hazard_still_passes_the_gates_behind_it(self) -> None:
		for row in self.hazards(stage=["in", stages.PATH]):
			record = load_record(row.name)
			for stage in stages.PATH[1 : stages.PATH.index(row.stage) + 1]:
				found = stages.gate(stage, record, getdate())
				if record.source_governance and record.source_governance.reopened_for:
					# what a repeat re-opened is to be done again; nothing else of the filing is undone
					found = [d for d in found if d.doctype != "Source Governance Plan"]
				with self.subTest(hazard=row.name, stage=stage):
					self.assertEqual([d.text for d in found], [])

	def test_some_are_overdue_and_register_numbers_have_no_gap(self) -> None:
		open_stages = ("Rectifying", "Pending Acceptance")
		late = [
			r
			for r in self.hazards(stage=["in", open_stages])
			if r.rectification_due and r.rectification_due < getdate()
		]
		self.assertGreaterEqual(len(late), 8)
		for prefix in {r.register_no.rpartition("-")[0] for r in self.hazards() if r.register_no}:
			given = sorted(r.register_no for r in self.hazards(register_no=["like", f"{prefix}-%"]))
			self.assertEqual(given, [f"{prefix}-{n:04d}" for n in range(1, len(given) + 1)])

	def test_everything_happened_on_its_day_as_in_the_ledgers(self) -> None:
		"""What only the server writes: the days and the register number are those of the offline ledgers."""
		for expected in build.records(getdate()):
			if expected.hazard.name in REOPENED:
				continue
			hazard = load_record(self.names[expected.hazard.name]).hazard
			with self.subTest(expected.hazard.name):
				self.assertEqual(getdate(hazard.registered_at), getdate(expected.hazard.registered_at))
				for fieldname in SERVER_DAYS:
					self.assertEqual(
						getattr(hazard, fieldname) or None,
						getattr(expected.hazard, fieldname) or None,
						fieldname,
					)
				moments = [row.changed_at for row in hazard.stage_log]
				self.assertEqual(moments, sorted(moments))

	def test_the_clock_is_right_again(self) -> None:
		self.assertEqual(getdate(), LOADED_AT.date())

	def test_every_row_of_every_view(self) -> None:
		"""After a change of the demo data or of a rule, HAZARD_WRITE_EXPECTED=1 writes the table anew: read the
		difference before keeping it."""
		seen = {name: demo_views.view(*wanted) for name, wanted in demo_views.VIEWS.items()}
		if os.environ.get("HAZARD_WRITE_EXPECTED"):
			text = json.dumps(seen, ensure_ascii=False, indent=1, sort_keys=True)
			demo_views.EXPECTED.write_text(text + "\n", "utf-8")
		expected = json.loads(demo_views.EXPECTED.read_text("utf-8"))
		self.assertEqual(seen.keys(), expected.keys())
		for name in demo_views.VIEWS:
			with self.subTest(name):
				self.assertGreater(len(seen[name]["rows"]), 0)
				self.assertEqual(seen[name], expected[name])

	def test_the_showcase_is_complete_with_three_tiers_of_accountability(self) -> None:
		record = load_record(self.names["XH-01"])
		self.assertEqual(record.hazard.stage, "Filed")
		self.assertEqual({s.status for s in steps.five_steps(record, getdate()).values()}, {"Complete"})
		tiers = {action.responsibility_class for action in record.actions}
		self.assertEqual(tiers, {"Direct", "Managerial", "Leadership"})
		self.assertEqual(record.report.status, "Filed")
		self.assertIn("泄爆", record.report.analysis)
		self.assertTrue(record.plan.project)

	def test_a_repeat_re_opened_what_was_filed_and_was_answered_for_mildly(self) -> None:
		states = ("RD-07", "XH-06", "XH-08", "RD-03", "XH-01")
		found = [load_record(self.names[key]).hazard.repeat_state for key in states]
		self.assertEqual(found, ["Confirmed", "Confirmed", "Suspected", "Rejected", ""])
		record = load_record(self.names["RD-05"])
		self.assertEqual(
			(record.hazard.stage, record.hazard.step_source_governance), ("Filed", "In Progress")
		)
		self.assertEqual(record.source_governance.reopened_for, self.names["RD-07"])
		with self.as_user("city@changzhi.example"):
			rows = query_report.run("Accountability Comparison")["result"]
			waiting = query_report.run("Accountability Not Begun")["result"]
		(repeat,) = [row for row in rows if row["hazard"] == self.names["RD-07"]]
		self.assertEqual(len(repeat["signals"].split(", ")), 4)
		self.assertGreaterEqual(len(waiting), 10)

	def test_supervision_in_both_kinds_with_urging_and_an_extension(self) -> None:
		cases = frappe.get_all(
			"Supervision Case",
			filters={"hazard": ["in", list(self.names.values())]},
			fields=["name", "kind", "status", "due_on", "original_due"],
			order_by="name asc",
		)
		kinds = Counter((c.kind, c.status) for c in cases)
		self.assertGreaterEqual(kinds["Listed", "In Force"], 5)
		self.assertEqual(kinds["Listed", "Delisted"], 1)
		self.assertEqual(kinds["Departmental", "Proposed"], 1)
		self.assertEqual(len([c for c in cases if c.due_on != c.original_due]), 1)

	def test_returns_in_every_state_and_a_report_that_shows_something(self) -> None:
		rows = frappe.get_all(
			"Hazard Return",
			filters={"city": places.CITY},
			fields=[
				"unit_kind",
				"status",
				"receipt_state",
				"version_no",
				"nil_return",
				"entered_by_authority",
			],
			order_by="name asc",
		)
		states = Counter((row.unit_kind, row.status, row.receipt_state or "") for row in rows)
		self.assertEqual(
			states,
			{
				("Enterprise", "Submitted", "Received"): 2,
				("Enterprise", "Submitted", "Returned"): 1,
				("Enterprise", "Submitted", "Awaiting Receipt"): 1,
				("Department", "Submitted", "Awaiting Receipt"): 1,
				("County", "Submitted", "Received"): 1,
				("County", "Submitted", "Awaiting Receipt"): 1,
				("County", "Draft", ""): 1,
				("City", "Submitted", ""): 1,
			},
		)
		self.assertEqual(sum(row.version_no == 2 for row in rows), 1)
		self.assertTrue([row for row in rows if row.entered_by_authority])
		self.assertTrue([row for row in rows if row.nil_return])
		last_month = add_days(getdate().replace(day=1), -1)
		with self.as_user("city@changzhi.example"):
			answer = query_report.run(
				"Hazard Return Completeness", {"month": f"{last_month:%Y-%m}", "show_everybody": 1}
			)
		found = Counter(row["finding"] for row in answer["result"])
		self.assertFalse(found["Altered After Submission"] or found["Register Number Missing"], found)
		self.assertEqual(found["Reported Late"], 1)
		self.assertGreaterEqual(found["Not Reported"], 15)
		self.assertGreaterEqual(found["Complete"], 3)

	def test_nothing_was_done_by_administrator(self) -> None:
		# reminders are the server's
		for doctype in sorted({*WITH_FILES} - {"Hazard Reminder"}):
			filters = {"enterprise": ["in", [e.name for e in places.ENTERPRISES]], "owner": "Administrator"}
			if doctype == "Follow-up Inspection":
				# drawn by lot: nobody prepared it
				filters["draw"] = ["is", "not set"]
			self.assertEqual(frappe.db.count(doctype, filters), 0, doctype)
		moved_by = frappe.get_all(
			"Hazard Stage Log",
			filters={"parent": ["in", list(self.names.values())]},
			pluck="changed_by",
			order_by="creation asc",
		)
		self.assertNotIn("Administrator", moved_by)
		self.assertTrue(moved_by)

	def test_people_were_told_of_their_deadlines_and_no_mail_went_out(self) -> None:
		told = frappe.get_all(
			"Hazard Reminder",
			filters={"hazard": ["in", list(self.names.values())]},
			fields=["recipient", "channel", "proposal"],
			order_by="creation asc",
		)
		self.assertGreater(len({row.recipient for row in told if row.recipient}), 10)
		self.assertLessEqual({row.channel for row in told}, {"Notice in the Desk", "Nobody to Tell"})
		self.assertEqual({row.proposal for row in told}, {""})
		self.assertFalse(frappe.db.count("Hazard Governance Mail"))

	def test_loading_twice_changes_nothing(self) -> None:
		before = counts()
		self.assertEqual(demo.load(), self.summary)
		self.assertEqual(counts(), before)

	def test_removing_leaves_nothing_behind(self) -> None:
		self.assertEqual(demo.remove(), {"removed": len(HAZARDS), "kept": {}})
		self.assertEqual(counts(), self.before)
		self.assertEqual(Manifest.load().made, {})

	def test_a_master_that_something_else_uses_stays(self) -> None:
		office = places.BY_KEY["luzhou-anwei"].name
		frappe.get_doc(
			{
				"doctype": "Regulated Enterprise",
				"enterprise_name": "Works That Is No Demo",
				"region": places.LUZHOU,
				"industry": "机械",
				"competent_authority": office,
				"principal_name": "Somebody",
			}
		).insert(ignore_permissions=True)
		kept = demo.remove()["kept"]
		self.assertEqual(kept["Supervision Authority"], [office])
		self.assertEqual(kept["Supervision Region"], [places.LUZHOU, places.CITY])
		self.assertTrue(frappe.db.exists("Regulated Enterprise", "Works That Is No Demo"))

	def test_only_the_manager_loads_and_removes(self) -> None:
		# Frappe's `only_for` asks nobody while tests run
		frappe.local.flags.in_test = False
		self.addCleanup(frappe.local.flags.update, {"in_test": True})
		for user in ("city@changzhi.example", "principal@xinghe.example"):
			with self.as_user(user):
				self.assertRaises(frappe.PermissionError, demo.load)
				self.assertRaises(frappe.PermissionError, demo.remove)
		with self.as_user("manager@changzhi.example"):
			self.assertEqual(demo.load()["loaded"], len(HAZARDS))

	def test_decisions_of_every_outcome_and_the_counts_they_lead_to(self) -> None:
		rows = frappe.get_all(
			"Enforcement Decision",
			filters={"hazard": ["in", list(self.names.values())]},
			fields=["hazard", "status", "computed_outcome", "decided_outcome", "penalty", "chain_whole"],
			order_by="name asc",
		)
		keys = {name: key for key, name in self.names.items()}
		found = {
			keys[r.hazard]: (r.status, r.computed_outcome, r.decided_outcome, r.penalty, r.chain_whole)
			for r in rows
		}
		spared = ("Decided", "Lenient", "Lenient", "Exempted", 1)
		fined = ("Decided", "Not Lenient", "Not Lenient", "Penalty Imposed", 1)
		self.assertEqual(
			found,
			{
				"HF-04": spared,
				"RD-04": spared,
				"XH-03": fined,
				"RD-03": fined,
				"RD-07": fined,
				"HF-06": ("Decided", "Concealed", "Concealed", "Penalty Imposed", 1),
				"AT-03": ("Decided", "Not Lenient", "Lenient", "Exempted", 1),
				"JY-01": ("Draft", None, "", "", 0),
			},
		)
		rows = run("Penalty Counts", "city@changzhi.example", {"warnings_only": 1})["result"]
		near = {(row["enterprise"], row["number"], row["limit"]) for row in rows if row.get("is_warning")}
		runda, hongfeng = (places.ENTERPRISE_BY_KEY[key].name for key in ("runda", "hongfeng"))
		self.assertLessEqual({(runda, 2, 3), (hongfeng, 1, 2)}, near)

	def test_every_chain_of_server_times_is_whole(self) -> None:
		for key, name in self.names.items():
			self.assertEqual(time_chain.check(name)["faults"], [], key)

	# --- tips, and people without the desk -------------------------------------------------------------------------
	def tips(self, **filters) -> list[dict]:
		return frappe.get_all(
			"Hazard Tip",
			filters={"region": ["in", Manifest.load().names("Supervision Region")], **filters},
			fields=["*"],
			order_by="received_at asc",
		)

	def test_tips_in_every_state_each_sent_by_nobody(self) -> None:
		rows = self.tips()
		self.assertEqual(Counter(row.status for row in rows), Counter(spec.status for spec in TIPS))
		self.assertEqual({row.owner for row in rows}, {"Guest"})
		self.assertTrue([row for row in rows if row.status == "Received" and row.answer_due < getdate()])
		for row in rows:
			self.assertEqual(bool(row.hazard), row.status in ("Became Hazard", "Duplicate"), row.subject)
			self.assertEqual(bool(row.decided_by), row.status != "Received")
		(kept,) = self.tips(keep_informer=["is", "set"])
		look = frappe.get_doc("Hazard Tip", kept.name).disclosures[0]
		self.assertEqual((look.user, kept.status), (CONFIDANT, "Became Hazard"))
		photos = frappe.get_all(
			"Hazard Tip Photo",
			filters={"parent": ["in", [row.name for row in rows]]},
			fields=["taken_on", "latitude"],
			order_by="creation asc",
		)
		self.assertEqual(len(photos), sum(len(spec.photos) for spec in TIPS))
		self.assertTrue(all(row.taken_on for row in photos) and any(row.latitude for row in photos))

	def test_people_without_the_desk_begin_on_the_portal(self) -> None:
		for person in PORTAL_PEOPLE:
			with self.subTest(person.user):
				self.assertEqual(frappe.db.get_value("User", person.user, "user_type"), "Website User")
				page = self.visit(person.user, "/hazards", language="zh")
				self.assertEqual(page.status, 200)
				self.assertNotIn("您不是任何", page.text)
		with self.as_user("portal@luzhou.example"):
			self.assertEqual(len(waiting.by_key("tips").items), 2)
		seen = self.visit("confidant@luzhou.example", "/hazards/tips", status="all")
		self.assertIn("5 rows", seen.text)
		for spec in TIPS:
			for secret in filter(None, (spec.name, spec.phone)):
				self.assertNotIn(secret, seen.html)
