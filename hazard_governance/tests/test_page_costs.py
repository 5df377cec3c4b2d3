"""No page of the portal and no frame of a workspace takes more than 30 queries, for anybody and on a full record, nor more
of them in a larger register."""

import json

import frappe

from hazard_governance import whole_rows
from hazard_governance.asked_once import asked_once, for_a_page
from hazard_governance.domain import vocabulary as v
from hazard_governance.permissions import predicate
from hazard_governance.records import load_record, whole_of
from hazard_governance.tests import base, personas
from hazard_governance.tests.full_record import FullRecord
from hazard_governance.tests.page_costs import (
	MOST_QUERIES,
	counted_queries,
	forget_request,
	kind_of,
	links,
	reached,
)
from hazard_governance.tests.portal_case import PortalVisits

# a person of each side, those who see the full hazard first
EVERYBODY = (
	"county 1",
	"safety officer A",
	"city office",
	"registrar",
	"measure owner A",
	"reporter A",
	"liaison",
)
NEAR = EVERYBODY[:2]
STAGES = (v.REGISTERED, v.PENDING_ACCEPTANCE, v.ACCEPTED, v.CLOSED_OUT, v.FILED)
MORE_HAZARDS = 60


class TestPageCosts(PortalVisits, base.GovernanceTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.world = personas.World()
		cls.hazard = cls.world.name("Hazard", "A1")
		officer = cls.world.users["safety officer A"]
		FullRecord(
			cls.hazard,
			{
				"User": officer,
				"Hazard": cls.hazard,
				"Regulated Enterprise": personas.ENTERPRISE_A,
				"Supervision Authority": "Persona County One Office",
				"Supervision Region": base.COUNTY,
				"Industry Sector": base.MANUFACTURING,
			},
		).fill()
		owned = {"responsible_user": cls.world.users["measure owner A"], "status": v.OPEN}
		frappe.db.set_value("Remediation Plan Measure", {"parenttype": "Remediation Plan"}, owned)
		values = {"classification": v.MAJOR, "verification": v.VERIFIED, "register_no": "990401-202611-0001"}
		frappe.db.set_value(
			"Hazard", cls.hazard, {**values, "verified_by_authority": "Persona County One Office"}
		)

	def setUp(self) -> None:
		super().setUp()
		self.addCleanup(frappe.clear_document_cache, "Hazard", self.hazard)

	def at_stage(self, stage: str) -> None:
		state = f"Hazard {stage}"
		frappe.db.set_value("Hazard", self.hazard, {"stage": stage, "workflow_state": state})

	def visited(self, user: str, address: str) -> tuple[str | None, list[str]]:
		"""The page, None where there is none for this person, and the queries that it took."""
		forget_request()
		with counted_queries() as sent:
			found = self.follow(user, address)
		return (found.html if found.status == 200 else None), sent

	def cost(self, user: str, address: str, sent: list[str] | None = None) -> int:
		"""Queries of a page with warm caches; `sent`: those of a visit that may have filled them."""
		if sent is None or len(sent) > MOST_QUERIES:
			page, sent = self.visited(user, address)
			self.assertIsNotNone(page, address)
		with self.subTest(user=user, page=address):
			self.assertLessEqual(len(sent), MOST_QUERIES, "\n".join(query[:120] for query in sent))
		return len(sent)

	def costs(self, user: str) -> dict[str, int]:
		"""Queries of every page that a person gets to, the full hazard first."""
		sent = {}

		def page(address: str) -> str | None:
			html, sent[address] = self.visited(user, address)
			return html

		return {
			address: self.cost(user, address, sent[address])
			for address in reached(page, [self.hazard], of_a_kind=1)
		}

	def test_no_page_takes_too_many_queries_nor_more_in_a_larger_register(self):
		self.at_stage(v.RECTIFYING)
		costs = {persona: self.costs(self.world.users[persona]) for persona in EVERYBODY}
		kinds = {kind_of(address) for found in costs.values() for address in found}
		self.assertLessEqual({"/hazards", "/hazards/hazard/…", "/hazards/calls", "/hazards/measures"}, kinds)
		for of, least in (
			("/hazards/record/", 12),
			("/hazards/act?", 6),
			("/hazards/write?", 12),
			("/hazards/waiting?", 8),
		):
			self.assertGreaterEqual(len([kind for kind in kinds if kind.startswith(of)]), least, kinds)
		self.grow()
		for persona in NEAR:
			for address, before in costs[persona].items():
				with self.subTest(persona, page=address):
					self.assertLessEqual(self.cost(self.world.users[persona], address), before)

	def test_nor_do_the_hazard_and_its_forms_in_any_other_stage(self):
		forms = set()
		for persona in NEAR:
			user = self.world.users[persona]
			for stage in STAGES:
				self.at_stage(stage)
				address = f"/hazards/hazard/{self.hazard}"
				html, sent = self.visited(user, address)
				self.cost(user, address, sent)
				for form in links(html, "/hazards/act"):
					forms.add(kind_of(form))
					self.cost(user, form)
		self.assertGreaterEqual(len(forms), 6, forms)

	def grow(self) -> None:
		row = frappe.db.get_value("Hazard", self.hazard, "*", as_dict=True)
		copies = [
			list({**row, "name": f"MORE-{number}", "register_no": None, "public_token": None}.values())
			for number in range(MORE_HAZARDS)
		]
		frappe.db.bulk_insert("Hazard", list(row), copies)

	def test_no_frame_of_a_workspace_takes_too_many_queries(self):
		frappe.db.set_single_value("System Settings", "enable_onboarding", 1)
		self.addCleanup(frappe.clear_cache)
		frappe.clear_cache()
		names = frappe.get_all(
			"Workspace", {"module": "Hazard Governance"}, pluck="name", order_by="name asc"
		)
		for persona in EVERYBODY:
			for name in names:
				with self.subTest(persona, workspace=name):
					self.assertLessEqual(self.frame_cost(self.world.users[persona], name), MOST_QUERIES)

	def frame_cost(self, user: str, workspace: str) -> int:
		"""Queries of the frame, 0 where the workspace is not for this person."""
		with self.as_user(user):
			roles = {row.role for row in frappe.get_doc("Workspace", workspace).roles}
			if roles and not roles & set(frappe.get_roles()):
				return 0
			page = json.dumps({"name": workspace, "title": workspace, "public": 1})
			for _round in ("fills the caches", "is counted"):
				forget_request()
				with counted_queries() as sent:
					personas.call("frappe.desk.desktop.get_desktop_page", page=page)
		return len(sent)

	# --- what is read together ---------------------------------------------------------------------------------------
	def test_documents_read_together_are_those_that_frappe_reads(self):
		whole = whole_of(self.hazard)
		for doctype, rows in whole.rows.items():
			self.assertTrue(rows, doctype)
			for read in whole.documents(doctype):
				for doc in (read, whole_rows.document(doctype, read.name)):
					with self.subTest(doctype, status=doc.get("status")):
						self.assertEqual(doc.as_dict(), frappe.get_doc(doctype, doc.name).as_dict())
						self.assertFalse(doc.is_new())
		self.assertIsNone(whole_rows.document("Hazard", "HZ-NONE"))

	def test_a_document_that_is_saved_is_judged_as_it_is_in_memory(self):
		doc = whole_rows.document("Hazard", self.hazard)
		doc.place = "Changed in memory"
		self.assertNotEqual(doc.record().hazard.place, doc.place)
		doc.before_validate()
		self.assertEqual(doc.record().hazard.place, "Changed in memory")

	# --- what is asked once ------------------------------------------------------------------------------------------
	def test_a_page_asks_once_and_a_write_ends_it(self):
		with for_a_page():
			first = whole_of(self.hazard)
			with counted_queries() as sent:
				self.assertIs(whole_of(self.hazard), first)
				self.assertIs(load_record(self.hazard), first.record)
			self.assertEqual(sent, [])
			frappe.db.set_value("Hazard", self.hazard, "place", "Somewhere else")
			self.assertEqual(whole_of(self.hazard).record.hazard.place, "Somewhere else")
			self.assertIsNot(whole_of(self.hazard), whole_of(self.hazard))
		self.assertIsNot(whole_of(self.hazard), whole_of(self.hazard))

	def test_a_scope_that_is_taken_away_is_gone_at_once(self):
		user = self.world.users["county 1"]
		hazard = self.world.docs["Hazard"]["A2"]
		with self.as_user(user), for_a_page():
			self.assertTrue(predicate.may_read(hazard))
			frappe.db.set_value("Hazard", hazard.name, "county", base.OTHER_COUNTY)
			self.assertFalse(predicate.may_read(hazard))

	def test_what_is_kept_is_of_its_arguments_and_its_page(self):
		calls = []

		@asked_once
		def asked(*arguments):
			calls.append(arguments)
			return arguments

		asked(1), asked(1)
		with for_a_page():
			asked(1), asked(1), asked(2)
		with for_a_page():
			asked(1)
		self.assertEqual(calls, [(1,), (1,), (1,), (2,), (1,)])
