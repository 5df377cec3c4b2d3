"""Who reads and writes enforcement decisions: drafts are the authorities' own, the decided one is its enterprise's too."""

import json
import threading

import frappe
from frappe.model.workflow import apply_workflow

from hazard_governance import time_chain
from hazard_governance.api import time_chain as times_api
from hazard_governance.permissions.table import GOVERNED
from hazard_governance.tests import base
from hazard_governance.tests.enforcement_case import DECISION, SPARED, EnforcementCase
from hazard_governance.tests.personas import allowed, call
from hazard_governance.tests.steps import COUNTY_OFFICE, DEPARTMENT

EVIDENCE, PENALTY = "Enforcement Decision Evidence", "Enforcement Decision Penalty"


class TestReading(EnforcementCase):
	def setUp(self) -> None:
		super().setUp()
		hazard = self.reported_hazard()
		with self.as_user(self.county):
			photo = base.make_photo("evidence.jpg")
		values = {**SPARED, "internal_note": "Watch this one"}
		values["evidence"] = [{**SPARED["evidence"][0], "file": photo}]
		self.doc = self.decision(hazard, **values)
		self.file = frappe.db.get_value("File", {"attached_to_name": self.doc.name}, "name")
		self.doc.add_comment("Comment", "They will complain")
		self.hazard = hazard

	def doors(self, user: str) -> dict[str, bool]:
		"""Through which doors the user sees the decision."""
		doc, filters = self.doc, {"name": self.doc.name}
		with self.as_user(user):
			base.clear_scope_cache()
			return {
				"document": allowed(lambda: call("frappe.client.get", doctype=DECISION, name=doc.name)),
				"list": allowed(lambda: frappe.get_list(DECISION, filters=filters, order_by="name asc")),
				"count": allowed(lambda: call("frappe.client.get_count", doctype=DECISION, filters=filters)),
				"rows": allowed(
					lambda: frappe.get_list(
						EVIDENCE,
						parent_doctype=DECISION,
						filters={"parent": doc.name},
						order_by="name asc",
					)
				),
				"form": allowed(
					lambda: call("frappe.desk.form.load.getdoc", doctype=DECISION, name=doc.name).get("docs")
				),
				"search": allowed(
					lambda: call("frappe.desk.search.search_link", doctype=DECISION, txt=doc.name)
				),
				"assess": allowed(
					lambda: call(
						"hazard_governance.api.enforcement.assess", hazard=doc.hazard, decision=doc.name
					)
				),
				"next documents": self.listed_on_the_hazard(),
				"photo": allowed(lambda: frappe.get_doc("File", self.file).has_permission("read")),
			}

	def listed_on_the_hazard(self) -> bool:
		if not frappe.get_doc("Hazard", self.hazard.name).has_permission("read"):
			return False
		documents = call("hazard_governance.api.hazard.progress", hazard=self.hazard.name)["documents"]
		return self.doc.name in [row["name"] for row in documents]

	def test_drafts_and_decided_ones_by_role(self):
		authorities = (self.county, self.head, self.department, self.city, self.task_force)
		own = (self.officer, self.principal)
		others = (self.outsider, self.other_county, self.reporter, self.owner, self.registrar)
		for status, who in (("Draft", authorities), ("Decided", (*authorities, *own))):
			if status == "Decided":
				self.doc = self.decided(self.doc)
			for user in (*authorities, *own, *others):
				with self.subTest(status=status, user=user):
					seen = self.doors(user)
					self.assertEqual(set(seen.values()), {user in who}, seen)
		self.doc = self.act(self.doc, "Revoke Enforcement Decision", self.head, reason="New facts")
		self.assertEqual(set(self.doors(self.principal).values()), {False})

	def test_the_enterprise_reads_the_decision_and_not_how_it_came_about(self):
		self.doc = self.decided(self.doc)
		for user, told in ((self.principal, False), (self.county, True)):
			with self.as_user(user):
				docinfo = call("frappe.desk.form.load.getdoc", doctype=DECISION, name=self.doc.name)
				again = call("frappe.desk.form.load.get_docinfo", doctype=DECISION, name=self.doc.name)
				for answer in (docinfo["docinfo"], again["docinfo"]):
					said = [row["content"] for row in answer["comments"]]
					self.assertEqual(bool(said), told, user)
				stored = call("frappe.client.get", doctype=DECISION, name=self.doc.name)
				self.assertEqual(stored.get("internal_note"), "Watch this one" if told else None)
				self.assertTrue(stored["finding_grounds"])

	def test_versions_are_not_sent_to_the_enterprise(self):
		doc = self.decided(self.doc)
		frappe.get_doc(
			{"doctype": "Version", "ref_doctype": DECISION, "docname": doc.name, "data": '{"changed": []}'}
		).insert(ignore_permissions=True)
		for user, told in ((self.principal, False), (self.county, True)):
			with self.as_user(user):
				answer = call("frappe.desk.form.load.getdoc", doctype=DECISION, name=doc.name)
				self.assertEqual(bool(answer["docinfo"]["versions"]), told, user)


class TestWriting(EnforcementCase):
	def test_only_officers_of_an_authority_that_covers_the_hazard_prepare_one(self):
		hazard = self.reported_hazard()
		values = {"doctype": DECISION, "hazard": hazard.name, **SPARED}
		for user, authority in (
			(self.officer, COUNTY_OFFICE),
			(self.principal, COUNTY_OFFICE),
			(self.outsider, COUNTY_OFFICE),
			(self.other_county, "Steps Other County Office"),
			(self.other_county, COUNTY_OFFICE),
			(self.task_force, COUNTY_OFFICE),
			(self.registrar, COUNTY_OFFICE),
			(self.county, DEPARTMENT),
			(self.department, COUNTY_OFFICE),
		):
			with self.subTest(user=user, authority=authority):
				self.assertRefused(
					"", self.insert, {**values, "authority": authority}, user, exc=frappe.PermissionError
				)
		for user, authority in (
			(self.department, DEPARTMENT),
			(self.city, "Steps City Safety Committee Office"),
		):
			self.assertEqual(self.insert({**values, "authority": authority}, user).status, "Draft")

	def test_an_officer_who_belongs_to_the_enterprise_neither_prepares_nor_decides(self):
		hazard = self.reported_hazard()
		doc = self.decision(hazard)
		both = base.make_user("County Safety Office", name="steps-both-sides")
		base.make_authority(COUNTY_OFFICE, members=(both,))
		base.make_enterprise("Steps Works", members=(both,))
		self.assertRefused("", self.decided, doc, both, exc=frappe.PermissionError)
		frappe.delete_doc(DECISION, doc.name)
		self.assertRefused("", self.decision, hazard, both, exc=frappe.PermissionError)

	def test_others_change_and_decide_nothing(self):
		doc = self.decision(self.reported_hazard())
		for user in (self.officer, self.department, self.city, self.task_force, self.other_county):
			with self.subTest(user=user):
				self.assertRefused(
					"", self.save, doc, user, finding_grounds="Mine", exc=frappe.PermissionError
				)
				with self.as_user(user):
					self.assertFalse(
						allowed(
							lambda: call(
								"frappe.client.set_value",
								doctype=DECISION,
								name=doc.name,
								fieldname={"status": "Decided", "workflow_state": "Enforcement Decided"},
							)
						)
					)
				self.assertEqual(self.fresh(doc).status, "Draft")

	def test_a_row_is_not_written_past_its_decision(self):
		doc = self.decided(self.penalised(self.reported_hazard()))
		row = doc.penalties[0]
		for user in ("Administrator", self.county):
			with self.as_user(user):
				for door in (
					lambda: call(
						"frappe.client.set_value", doctype=PENALTY, name=row.name, fieldname="amount", value=1
					),
					lambda: frappe.delete_doc(PENALTY, row.name),
				):
					self.assertRaises(frappe.ValidationError, door)
		self.assertEqual(self.fresh(doc).penalties[0].amount, 30000)

	def test_the_assessment_of_a_draft_is_for_those_who_may_make_one(self):
		hazard = self.reported_hazard()
		expected = {
			self.county: True,
			self.department: True,
			self.city: True,
			self.task_force: False,
			self.officer: False,
			self.outsider: False,
			self.other_county: False,
		}
		for user, told in expected.items():
			with self.subTest(user=user), self.as_user(user):
				asked = allowed(
					lambda: call("hazard_governance.api.enforcement.assess", hazard=hazard.name, values="{}")
				)
				self.assertEqual(asked, told)

	def test_values_sent_with_the_question_change_no_stored_decision(self):
		doc = self.decided(self.decision(self.reported_hazard()))
		with self.as_user(self.county):
			sent = json.dumps({"production_continued": "Yes"})
			answer = call(
				"hazard_governance.api.enforcement.assess", hazard=doc.hazard, decision=doc.name, values=sent
			)
		self.assertEqual(answer["outcome"], "Lenient")


class TestAtOnce(EnforcementCase):
	"""Officers in transactions of their own: what they leave behind is removed by hand."""

	ENTERPRISE = "Steps Works At Once"

	@classmethod
	def tearDownClass(cls) -> None:
		super().tearDownClass()
		# committed with the hazards; other tests list every authority there is
		for doctype in ("Regulated Enterprise", "Supervision Authority"):
			for name in frappe.get_all(doctype, {"name": ["like", "Steps %"]}, pluck="name", order_by="name"):
				frappe.delete_doc(doctype, name, force=1)
		frappe.db.commit()

	def tearDown(self) -> None:
		frappe.db.rollback()
		frappe.set_user("Administrator")
		names = frappe.get_all(
			"Hazard", filters={"enterprise": self.ENTERPRISE}, pluck="name", order_by="name asc"
		)
		for doctype in GOVERNED:
			for table in frappe.get_meta(doctype).get_table_fields():
				parents = frappe.get_all(
					doctype, filters={"enterprise": self.ENTERPRISE}, pluck="name", order_by="name asc"
				)
				frappe.db.delete(table.options, {"parent": ("in", parents or [""])})
			frappe.db.delete(doctype, {"enterprise": self.ENTERPRISE})
		frappe.db.delete("Comment", {"reference_name": ("in", names or [""])})
		frappe.db.commit()
		frappe.db.savepoint("before_test")
		super().tearDown()

	def at_once(self, *works) -> tuple[list, list[Exception]]:
		"""Run each (user, work) in a thread and transaction of its own; (results, errors)."""
		results, errors, site = [], [], frappe.local.site
		barrier = threading.Barrier(len(works))

		def run(user, work):
			frappe.init(site)
			frappe.connect()
			frappe.set_user(user)
			try:
				barrier.wait(30)
				results.append(work())
				frappe.db.commit()
			except Exception as error:
				errors.append(error)
				frappe.db.rollback()
			finally:
				frappe.destroy()

		threads = [threading.Thread(target=run, args=pair) for pair in works]
		for thread in threads:
			thread.start()
		for thread in threads:
			thread.join(120)
		return results, errors

	def test_of_two_authorities_that_decide_at_once_one_decides(self):
		base.make_enterprise(self.ENTERPRISE, members=(self.officer,))
		hazard = self.hazard(
			enterprise=self.ENTERPRISE, immediate_measures=[{"measure": "Out", "taken_by": "Li"}]
		)
		ours = self.decision(hazard)
		theirs = self.decision(hazard, self.department, **{**SPARED, "authority": DEPARTMENT})
		frappe.db.commit()

		def deciding(name):
			return lambda: apply_workflow(frappe.get_doc(DECISION, name), "Decide Enforcement").name

		results, errors = self.at_once(
			(self.head, deciding(ours.name)), (self.department_head, deciding(theirs.name))
		)
		self.assertEqual((len(results), len(errors)), (1, 1), errors)
		self.assertIn("has decided on this hazard already", str(errors[0]))
		frappe.db.rollback()
		self.assertEqual(time_chain.check(hazard.name)["faults"], [])
		self.assertEqual(self.kinds(hazard).count("Enforcement Decided"), 1)

	def test_entries_written_at_once_make_one_chain(self):
		base.make_enterprise(self.ENTERPRISE, members=(self.officer,))
		hazard = self.hazard(enterprise=self.ENTERPRISE)
		frappe.db.commit()

		def inspect():
			return times_api.record_inspection(hazard.name, COUNTY_OFFICE)

		def measure():
			doc = frappe.get_doc("Hazard", hazard.name)
			doc.append("immediate_measures", {"measure": "Stop", "taken_by": "Li"})
			return doc.save().name

		_results, errors = self.at_once(
			(self.county, inspect), (self.head, inspect), (self.head, inspect), (self.officer, measure)
		)
		frappe.db.rollback()
		self.assertEqual((errors, time_chain.check(hazard.name)["faults"]), ([], []))
		self.assertEqual(len(self.kinds(hazard)), 5)
