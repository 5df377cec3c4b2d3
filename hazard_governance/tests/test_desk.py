"""The desk of each audience: what is on a workspace, that every number on a card is the length of the list it opens, and
that nobody sees the cards, charts and branches of others."""

import json
from datetime import date

import frappe
from frappe.desk.desktop import get_desktop_page, get_workspace_sidebar_items
from frappe.desk.doctype.dashboard.dashboard import get_permitted_cards, get_permitted_charts
from frappe.desk.doctype.kanban_board.kanban_board import update_order_for_single_card
from frappe.model.workflow import WorkflowPermissionError

from hazard_governance import assigning
from hazard_governance.api import calls, desk, measures
from hazard_governance.reporting.card_data import CARDS
from hazard_governance.setup import boards
from hazard_governance.tests import base
from hazard_governance.tests.list_world import MINE, OTHER_WORKS, WORKS, run
from hazard_governance.tests.personas import call
from hazard_governance.tests.reminder_world import ReminderTestCase

ENTERPRISE, AUTHORITY, MANAGER = "Enterprise Hazards", "Hazard Supervision", "Hazard Administration"
TASKS = "My Hazard Tasks"
COMMON = "Hazard Governance"
READERS = ("officer", "principal", "county", "other county", "department", "city", "task force", "registrar")


class TestDesk(ReminderTestCase):
	@classmethod
	def make_people(cls) -> None:
		super().make_people()
		cls.users["manager"] = base.make_user("Hazard Governance Manager", name="list-manager")

	def page(self, persona: str, workspace: str) -> dict:
		with self.as_user(self.users[persona]):
			return get_desktop_page(json.dumps({"name": workspace, "title": workspace, "public": 1}))

	# --- numbers ---------------------------------------------------------------------------------------------
	def test_every_number_is_the_length_of_the_list_it_opens(self):
		"""Through the doors that the browser uses: the card's method, then the list, report or page it leads to."""
		nonzero: dict[str, int] = {}
		for persona in (*READERS, "owner", "reporter", "liaison", "manager"):
			for card in self.cards_of(persona):
				with self.subTest(persona=persona, card=card), self.as_user(self.users[persona]):
					answer = call("hazard_governance.api.desk.card", filters=json.dumps({"card": card}))
					self.assertEqual(answer["value"], self.length_behind(answer), answer)
					nonzero[persona] = nonzero.get(persona, 0) + bool(answer["value"])
		for persona in ("officer", "county", "department", "city"):
			self.assertGreaterEqual(nonzero[persona], 3, f"{persona}: nothing was counted, nothing is proven")

	def cards_of(self, persona: str) -> list[str]:
		roles = set(frappe.get_roles(self.users[persona]))
		return [card.name for card in CARDS.values() if roles & set(card.roles)]

	def length_behind(self, answer: dict) -> int:
		route, options = answer["route"], answer["route_options"]
		if route[0] == "query-report":
			found = run(route[1], frappe.session.user, options)
			return len(found["result"])
		if route == ["call-list"]:
			return len(calls.call_list()["calls"])
		if route == ["my-measures"]:
			return sum(row["status"] == "Open" for row in measures.my_measures())
		_list, doctype, view = route
		self.assertEqual(view, "List")
		filters = [[doctype, field, *condition] for field, condition in options.items()]
		return len(
			frappe.get_list(doctype, filters=filters, pluck="name", order_by="name asc", limit_page_length=0)
		)

	def test_numbers_stay_within_the_scope(self):
		def number(persona: str, card: str) -> int:
			with self.as_user(self.users[persona]):
				return desk.card({"card": card})["value"]

		open_ones = "Open Hazards in Our Charge"
		self.assertGreater(number("city", open_ones), number("county", open_ones))
		self.assertEqual(
			number("city", open_ones), number("county", open_ones) + number("other county", open_ones)
		)
		self.assertEqual(number("alone", open_ones), 0)

	def test_a_card_of_other_roles_is_refused(self):
		for persona, card in (
			("officer", "Open Hazards in Our Charge"),
			("county", "Our Open Hazards"),
			("owner", "Our Overdue Matters"),
			("manager", "Our Open Hazards"),
			("county", "Enterprises Registered"),
		):
			with self.subTest(persona=persona, card=card), self.as_user(self.users[persona]):
				self.assertRefused(
					"Your roles do not allow", desk.card, {"card": card}, exc=frappe.PermissionError
				)
				self.assertFalse(frappe.has_permission("Number Card", doc=card))
		self.assertRefused("not a number card", desk.card, {"card": "Somebody Else's"})
		with self.as_user(self.users["officer"]):
			self.assertTrue(frappe.has_permission("Number Card", doc="Our Open Hazards"))

	# --- workspaces ------------------------------------------------------------------------------------------
	def test_each_audience_sees_its_workspace(self):
		expected = {
			"officer": {COMMON, ENTERPRISE},
			"reporter": {COMMON, TASKS},
			"county": {COMMON, AUTHORITY},
			"city": {COMMON, AUTHORITY},
			"liaison": {COMMON, TASKS},
			"manager": {COMMON, MANAGER},
		}
		ours = {COMMON, ENTERPRISE, AUTHORITY, MANAGER, TASKS}
		for persona, workspaces in expected.items():
			with self.subTest(persona), self.as_user(self.users[persona]):
				pages = {page["name"] for page in get_workspace_sidebar_items()["pages"]}
				self.assertEqual(pages & ours, workspaces)

	def test_a_workspace_holds_the_cards_of_its_reader(self):
		for persona, workspace in (
			("principal", ENTERPRISE),
			("owner", TASKS),
			("liaison", TASKS),
			("registrar", AUTHORITY),
		):
			with self.subTest(persona):
				page = self.page(persona, workspace)
				shown = {row.number_card_name for row in page["number_cards"]["items"]}
				self.assertEqual(shown, set(self.cards_of(persona)))
		self.assertIn("Plans to Approve", {c.number_card_name for c in self.numbers("principal")})
		self.assertNotIn("Plans to Approve", {c.number_card_name for c in self.numbers("officer")})
		charts = {row.chart_name for row in self.page("officer", ENTERPRISE)["charts"]["items"]}
		self.assertEqual(
			charts,
			{
				"Major Hazards in the Five Steps",
				"Open Hazards by Stage",
				"Hazards Registered and Closed Out",
			},
		)
		self.assertFalse(self.page("liaison", TASKS)["charts"]["items"])

	def numbers(self, persona: str) -> list:
		return self.page(persona, ENTERPRISE)["number_cards"]["items"]

	def test_the_dashboard_shows_each_reader_their_own(self):
		for persona, ours, theirs in (
			("officer", "Our Open Hazards", "Open Hazards in Our Charge"),
			("county", "Open Hazards in Our Charge", "Our Open Hazards"),
		):
			with self.subTest(persona), self.as_user(self.users[persona]):
				cards = {row.card for row in get_permitted_cards(COMMON)}
				self.assertIn(ours, cards)
				self.assertNotIn(theirs, cards)
				charts = {row["chart"] for row in get_permitted_charts(COMMON)}
				self.assertEqual("Open Hazards by County" in charts, persona == "county")

	def test_onboarding_and_tour_are_loaded(self):
		frappe.db.set_single_value("System Settings", "enable_onboarding", 1)
		self.addCleanup(frappe.clear_cache)
		frappe.clear_cache()
		found = self.page("officer", COMMON)["onboardings"]["items"]
		self.assertEqual([row["label"] for row in found], ["First Steps of a Safety Officer"])
		self.assertEqual(len(found[0]["items"]), 5)
		self.assertFalse(self.page("reporter", COMMON)["onboardings"]["items"])
		tour = frappe.get_doc("Form Tour", "Hazard")
		meta = frappe.get_meta("Hazard")
		self.assertTrue(all(meta.has_field(step.fieldname) for step in tour.steps))

	# --- charts ----------------------------------------------------------------------------------------------
	def test_charts_count_the_hazards_of_the_list(self):
		for persona in ("officer", "county", "city"):
			with self.subTest(persona), self.as_user(self.users[persona]):
				card = "Our Open Hazards" if persona == "officer" else "Open Hazards in Our Charge"
				counted = desk.card({"card": card})["value"]
				for by in ("stage", "county", "industry"):
					chart = desk.open_hazards_by({"by": by})
					self.assertEqual(sum(sum(d["values"]) for d in chart["datasets"]), counted, by)
				listed = frappe.get_list(
					"Hazard",
					{"classification": "Major", "stage": ["not in", ["Filed", "Withdrawn"]]},
					pluck="name",
					order_by="name asc",
				)
				states = [data["values"] for data in desk.major_hazards_by_step()["datasets"]]
				self.assertTrue(listed)
				self.assertEqual([sum(step) for step in zip(*states, strict=True)], [len(listed)] * 5)
				months = desk.hazards_by_month()
				self.assertEqual(len(months["labels"]), 13)
		with self.as_user(self.users["county"]):
			self.assertEqual(desk.open_hazards_by({"by": "county"})["labels"], [base.COUNTY])
			self.assertRefused("can be grouped by", desk.open_hazards_by, {"by": "enterprise; drop table"})
		for persona in ("manager", "liaison"):
			with self.subTest(persona), self.as_user(self.users[persona]):
				self.assertRefused("", desk.open_hazards_by, {}, exc=frappe.PermissionError)
				self.assertRefused("", desk.major_hazards_by_step, exc=frappe.PermissionError)

	# --- heat map, calendar, trees ---------------------------------------------------------------------------
	def test_cells_of_the_heat_map_are_lists(self):
		for persona in ("officer", "county", "department", "city"):
			for shown in ("Open Hazards", "Past Their Deadline"):
				with self.subTest(persona=persona, shown=shown):
					found = run("Hazard Heat Map", self.users[persona], {"shown": shown})
					self.check_cells(persona, found)
		city = run("Hazard Heat Map", self.users["city"])["result"]
		self.assertEqual(
			[row["place_name"] for row in city], [base.COUNTY, base.OTHER_COUNTY, "Total of All"]
		)
		county = run("Hazard Heat Map", self.users["county"])["result"]
		self.assertEqual({row["place"] for row in county}, {base.COUNTY, None})
		self.assertRefused(
			"is not among the choices", run, "Hazard Heat Map", "Administrator", {"shown": "x"}
		)

	def check_cells(self, persona: str, found: dict) -> None:
		for row in found["result"]:
			if row["place"] is None:
				continue
			for column in found["columns"]:
				if "industry" not in column:
					continue
				filters = {
					**row["conditions"],
					row["column"]: ["=", row["place"]],
					"industry": ["=", column["industry"]],
				}
				with self.as_user(self.users[persona]):
					names = frappe.get_list(
						"Hazard",
						filters=[["Hazard", field, *condition] for field, condition in filters.items()],
						pluck="name",
						order_by="name asc",
						limit_page_length=0,
					)
				self.assertEqual(row[column["fieldname"]], len(names), (row["place"], column["industry"]))

	def test_the_calendar_shows_deadlines_within_the_scope(self):
		def dates(persona: str, **more) -> list[dict]:
			with self.as_user(self.users[persona]):
				return call(
					"hazard_governance.api.desk.due_dates", start="2026-10-01", end="2026-12-31", **more
				)

		city, county = dates("city"), dates("county")
		self.assertTrue({WORKS, MINE, OTHER_WORKS} >= {event["enterprise"] for event in city})
		self.assertTrue(county)
		self.assertNotIn(OTHER_WORKS, {event["enterprise"] for event in county})
		self.assertTrue(all(date(2026, 10, 1) <= event["due"] <= date(2026, 12, 31) for event in city))
		one = dates("county", filters=json.dumps([["Hazard", "name", "=", self.overdue]]))
		self.assertEqual({event["name"] for event in one if event["doctype"] == "Hazard"}, {self.overdue})
		with self.as_user(self.users["county"]):
			self.assertRefused("days at most", desk.due_dates, "2020-01-01", "2026-12-31")
		with self.as_user(self.users["manager"]):
			self.assertRefused("", desk.due_dates, "2026-11-01", "2026-11-30", exc=frappe.PermissionError)

	def test_trees_count_what_lies_below_within_the_scope(self):
		def branch(persona: str, doctype: str, parent: str, name: str) -> dict:
			with self.as_user(self.users[persona]):
				return next(row for row in desk.tree(doctype, parent) if row["value"] == name)

		region, sector = "Supervision Region", "Industry Sector"
		with self.as_user(self.users["city"]):
			open_ones = desk.card({"card": "Open Hazards in Our Charge"})["value"]
		self.assertEqual(branch("city", region, region, base.CITY)["hazards"], open_ones)
		self.assertGreater(branch("city", region, base.CITY, base.OTHER_COUNTY)["hazards"], 0)
		self.assertEqual(branch("county", region, base.CITY, base.OTHER_COUNTY)["hazards"], 0)
		self.assertEqual(branch("city", sector, sector, base.COAL)["hazards"], 1)
		self.assertEqual(branch("officer", sector, sector, base.COAL)["hazards"], 0)
		manager = branch("manager", region, region, base.CITY)
		self.assertIsNone(manager["hazards"])
		self.assertGreaterEqual(manager["enterprises"], 3)
		self.assertRefused("not shown as a tree", desk.tree, "Hazard", exc=frappe.PermissionError)

	# --- notices ---------------------------------------------------------------------------------------------
	def test_who_is_named_rectification_owner_is_told(self):
		hazard = frappe.get_doc("Hazard", self.general)
		with self.as_user(self.users["officer"]):
			hazard.responsible_user = self.users["owner"]
			hazard.save()
		log = {"document_type": "Hazard", "document_name": self.general, "for_user": self.users["owner"]}
		subject = frappe.db.get_value("Notification Log", log, "subject")
		self.assertIn("You are responsible for the rectification", subject)
		self.assertFalse(
			frappe.db.exists("Notification Log", {**log, "for_user": self.users["other county"]})
		)

	def test_every_notice_can_be_written(self):
		analysis = frappe._dict(hazard_title="Dust layer", status="Approved", classification="Major")
		for name in frappe.get_all(
			"Notification", filters={"module": COMMON}, pluck="name", order_by="name asc"
		):
			notice = frappe.get_doc("Notification", name)
			with self.subTest(name):
				notice.validate_condition()
				for text in (notice.subject, notice.get_template()):
					self.assertIn("Dust layer", frappe.render_template(text, {"doc": analysis}))

	# --- assignments -----------------------------------------------------------------------------------------
	def switch(self, setting: str) -> None:
		frappe.db.set_single_value("Hazard Governance Settings", setting, 1)
		frappe.clear_document_cache("Hazard Governance Settings", "Hazard Governance Settings")
		self.addCleanup(
			frappe.clear_document_cache, "Hazard Governance Settings", "Hazard Governance Settings"
		)

	def asked(self, doctype: str, name: str) -> list[tuple[str, str]]:
		return [
			(row.allocated_to, row.status)
			for row in frappe.get_all(
				"ToDo",
				filters={"reference_type": doctype, "reference_name": name},
				fields=["allocated_to", "status"],
				order_by="creation asc",
			)
		]

	def test_who_verifies_is_asked_within_the_scope_when_the_settings_say_so(self):
		with self.as_user(self.users["officer"]):
			quiet = base.make_major_hazard(enterprise=WORKS)
		self.assertEqual(self.asked("Hazard", quiet.name), [])
		self.switch("assign_verification")
		with self.as_user(self.users["officer"]):
			hazard = base.make_major_hazard(enterprise=WORKS)
		self.assertEqual(self.asked("Hazard", hazard.name), [(self.users["county"], "Open")])
		with self.as_user(self.users["officer"]):
			hazard.reload()
			hazard.place = "Hall 7"
			hazard.save()
		self.assertEqual(len(self.asked("Hazard", hazard.name)), 1)
		hazard.reload()
		hazard.set_by_server(verification="Verified")
		hazard.save()
		self.assertEqual(self.asked("Hazard", hazard.name), [(self.users["county"], "Closed")])

	def test_what_was_submitted_is_put_to_the_principal(self):
		self.switch("assign_approvals")
		analysis = frappe.get_doc({"doctype": "Root Cause Analysis", "hazard": self.pending}).insert()
		analysis.status, analysis.prepared_by = "Submitted", self.officer_of("officer of mine")
		assigning.on_update(analysis)
		self.assertEqual(self.asked(analysis.doctype, analysis.name), [], "the mine has no principal here")
		principal = base.make_user("Enterprise Principal", name="list-principal-of-mine")
		base.make_enterprise(MINE, members=(principal,))
		assigning.on_update(analysis)
		self.assertEqual(self.asked(analysis.doctype, analysis.name), [(principal, "Open")])
		analysis.status = "Approved"
		assigning.on_update(analysis)
		self.assertEqual(self.asked(analysis.doctype, analysis.name), [(principal, "Closed")])

	# --- boards ----------------------------------------------------------------------------------------------
	def test_a_dragged_card_is_refused_with_the_action_to_use(self):
		board = frappe.get_doc("Kanban Board", boards.HAZARD_BOARD)
		self.assertEqual(
			[column.column_name for column in board.columns],
			["Registered", "Rectifying", "Pending Acceptance", "Accepted", "Closed Out", "Filed"],
		)
		columns = {column.column_name: column for column in board.columns}
		columns["Registered"].order = json.dumps([self.pending])
		board.save()
		for persona, target, words in (
			("county", "Rectifying", "Start Rectification"),
			("county", "Closed Out", "Start Rectification"),
			("officer of mine", "Rectifying", "Start Rectification"),
		):
			with self.subTest(persona=persona, target=target), self.as_user(self.officer_of(persona)):
				self.assertRefused(
					words,
					update_order_for_single_card,
					board.name,
					self.pending,
					"Registered",
					target,
					"0",
					"0",
					exc=WorkflowPermissionError,
				)
		self.assertEqual(frappe.db.get_value("Hazard", self.pending, "stage"), "Registered")

	def officer_of(self, persona: str) -> str:
		if persona in self.users:
			return self.users[persona]
		user = base.make_user("Enterprise Safety Officer", name="list-officer-of-mine")
		base.make_enterprise(MINE, members=(user,))
		return user

	def test_boards_are_made_once(self):
		board = frappe.get_doc("Kanban Board", boards.CASE_BOARD)
		self.assertFalse([column.order for column in board.columns if json.loads(column.order or "[]")])
		memory = boards.Memory.load()
		self.assertTrue(all(memory.has(boards.DOCTYPE, name) for name in boards.BOARDS))
		frappe.delete_doc("Kanban Board", boards.CASE_BOARD)
		boards.ensure_boards(memory)
		self.assertFalse(frappe.db.exists("Kanban Board", boards.CASE_BOARD))
