"""Who answers for a hazard (三管三必须): a restaurant's gas hazard is the gas bureau's to see, to supervise and to check;
the city office sees what nobody answers for and what two answer for."""

import frappe
from frappe.utils import add_days, today

from hazard_governance.api import verification as api
from hazard_governance.patches.v0_2 import supervision_chain
from hazard_governance.permissions import predicate
from hazard_governance.setup.workflow_data import CASE
from hazard_governance.tests import base
from hazard_governance.tests.list_world import run, store
from hazard_governance.tests.steps import (
	CITY_OFFICE,
	COUNTY_OFFICE,
	DEPARTMENT,
	ENTERPRISE,
	MINE_SAFETY,
)
from hazard_governance.tests.supervision_world import APPLICATION, SupervisionTestCase

CHECK = "Responsibility Check"
GAS_BUREAU, OTHER_GAS_BUREAU = "Steps County Gas Bureau", "Steps Other County Gas Bureau"
GAS_CRITERION = "TEST-GAS"


class ResponsibilityTestCase(SupervisionTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.gas = base.make_user("Supervising Department", name="steps-gas")
		cls.other_gas = base.make_user("Supervising Department", name="steps-gas-two")
		themes = {"kind": "Industry Authority", "themes": [{"sector": base.GAS}]}
		base.make_authority(GAS_BUREAU, members=(cls.gas,), **themes)
		base.make_authority(OTHER_GAS_BUREAU, region=base.OTHER_COUNTY, members=(cls.other_gas,), **themes)
		base.make_criterion(GAS_CRITERION, industry=base.GAS)

	def gas_hazard(self, **values):
		return self.hazard(**{"hazard_title": "No gas alarm", "criterion": GAS_CRITERION, **values})


class TestSector(ResponsibilityTestCase):
	def sees(self, user: str, doctype: str, name: str) -> bool:
		with self.as_user(user):
			listed = name in frappe.get_list(doctype, pluck="name", limit=0, order_by="creation")
			opened = bool(frappe.has_permission(doctype, "read", name))
		self.assertEqual(listed, opened, f"{user} {doctype}")
		return listed

	def test_the_sector_comes_from_the_criterion_and_from_nobody_else(self):
		gas = self.gas_hazard(hazard_sector=base.COAL)
		self.assertEqual((gas.industry, gas.hazard_sector), (base.MANUFACTURING, base.GAS))
		self.assertFalse(self.major.hazard_sector)
		sent = self.save(self.major, self.officer, hazard_sector=base.GAS)
		self.assertFalse(sent.hazard_sector)

	def test_the_gas_bureau_sees_gas_hazards_of_its_place_and_their_documents_only(self):
		gas = self.gas_hazard()
		plan, other_plan = self.plan(gas), self.plan(self.major)
		for user, expected in ((self.gas, True), (self.other_gas, False), (self.department, True)):
			self.assertEqual(self.sees(user, "Hazard", gas.name), expected, user)
			self.assertEqual(self.sees(user, "Remediation Plan", plan.name), expected, user)
		self.assertFalse(self.sees(self.gas, "Hazard", self.major.name))
		self.assertFalse(self.sees(self.gas, "Remediation Plan", other_plan.name))

	def test_the_gas_bureau_reads_every_enterprise_of_its_place_and_writes_none(self):
		self.assertTrue(self.sees(self.gas, "Regulated Enterprise", ENTERPRISE))
		self.assertFalse(self.sees(self.other_gas, "Regulated Enterprise", ENTERPRISE))
		with self.as_user(self.gas):
			self.assertFalse(frappe.has_permission("Regulated Enterprise", "write", ENTERPRISE))
			self.assertFalse(predicate.in_scope(frappe.get_doc("Regulated Enterprise", ENTERPRISE), "write"))

	def test_the_gas_bureau_registers_what_it_finds_and_nothing_of_another_sector(self):
		with self.as_user(self.gas):
			found = base.make_major_hazard(
				enterprise=ENTERPRISE, criterion=GAS_CRITERION, source="Enforcement Inspection"
			)
			self.assertEqual(found.hazard_sector, base.GAS)
			self.assertRaises(frappe.PermissionError, base.make_major_hazard, enterprise=ENTERPRISE)

	def test_the_gas_bureau_supervises_from_the_proposal_to_the_check(self):
		gas = self.gas_hazard()
		self.plan(gas)
		doc = self.insert(
			{"doctype": "Hazard Verification", "hazard": gas.name, "authority": COUNTY_OFFICE}, self.county
		)
		self.assertEqual(doc.supervising_authority, GAS_BUREAU)
		self.act(doc, "Decide Verification", self.county_head)
		case = frappe.get_doc("Supervision Case", {"hazard": gas.name})
		self.assertEqual((case.authority, case.hazard_sector), (GAS_BUREAU, base.GAS))
		case = self.save(
			case,
			self.gas,
			leader="Director Qi",
			requirements="Fit an alarm",
			due_on=add_days(today(), 9),
		)
		self.assertRefused(
			"", self.act, case, "Confirm Supervision", self.other_gas, exc=frappe.PermissionError
		)
		case = self.act(case, "Confirm Supervision", self.gas)
		self.assertEqual(case.status, "In Force")
		self.assertEqual(predicate.acting_authorities(self.gas, gas), [GAS_BUREAU])
		self.assertEqual(predicate.acting_authorities(self.gas, self.major), [])

	def test_another_criterion_moves_the_hazard_and_its_documents(self):
		plan = self.plan(self.major)
		self.assertFalse(self.sees(self.gas, "Remediation Plan", plan.name))
		self.save(self.major, self.officer, criterion=GAS_CRITERION)
		self.assertTrue(self.sees(self.gas, "Hazard", self.major.name))
		self.assertTrue(self.sees(self.gas, "Remediation Plan", plan.name))
		self.save(self.major, self.officer, criterion="TEST-1")
		self.assertFalse(self.sees(self.gas, "Remediation Plan", plan.name))

	def test_a_sector_that_no_longer_applies_everywhere_takes_its_hazards_back(self):
		gas = self.gas_hazard()
		plan = self.plan(gas)
		sector = frappe.get_doc("Industry Sector", base.GAS)
		sector.cross_industry = 0
		sector.save()
		stored = [
			frappe.db.get_value(*where, "hazard_sector")
			for where in (("Hazard", gas.name), (plan.doctype, plan.name))
		]
		self.assertEqual(stored, [None, None])
		self.assertFalse(self.sees(self.gas, "Hazard", gas.name))
		sector.cross_industry = 1
		sector.save()
		self.assertTrue(self.sees(self.gas, "Remediation Plan", plan.name))

	def test_an_authority_with_sectors_and_industries_answers_for_both(self):
		both = base.make_user("Supervising Department", name="steps-both")
		base.make_authority(
			"Steps Both",
			kind="Industry Authority",
			industries=(base.COAL,),
			members=(both,),
			themes=[{"sector": base.GAS}],
		)
		self.assertTrue(self.sees(both, "Hazard", self.gas_hazard().name))
		self.assertFalse(self.sees(both, "Hazard", self.major.name))


class TestProposal(ResponsibilityTestCase):
	def proposed(self, hazard, user: str | None = None, **values) -> dict:
		with self.as_user(user or self.county):
			return api.propose_supervisor(hazard.name, **values)

	def test_who_is_proposed_and_why(self):
		self.assertEqual(
			self.proposed(self.major),
			{
				"authority": DEPARTMENT,
				"reason": "It answers for the industry of the enterprise.",
				"co_operating": [],
				"doubt": [],
			},
		)
		self.assertEqual(
			self.proposed(self.major, criterion=GAS_CRITERION),
			{
				"authority": GAS_BUREAU,
				"reason": "It answers for hazards of this sector in every enterprise.",
				"co_operating": [DEPARTMENT],
				"doubt": [],
			},
		)
		frappe.db.set_value("Regulated Enterprise", ENTERPRISE, "competent_authority", COUNTY_OFFICE)
		named = self.proposed(self.major)
		self.assertEqual((named["authority"], named["doubt"]), (COUNTY_OFFICE, []))
		base.make_authority("Steps Rival", kind="Industry Authority", industries=(base.MANUFACTURING,))
		frappe.db.set_value("Regulated Enterprise", ENTERPRISE, "competent_authority", None)
		self.assertEqual(self.proposed(self.major)["doubt"], [[DEPARTMENT, "Steps Rival"]])

	def test_only_readers_of_the_hazard_ask(self):
		self.assertTrue(self.proposed(self.major, self.officer)["authority"])
		for user in (self.outsider, self.other_county, self.gas):
			with self.subTest(user):
				self.assertRefused("", self.proposed, self.major, user, exc=frappe.PermissionError)

	def test_a_dissolved_competent_authority_is_followed_to_its_successor(self):
		frappe.db.set_value("Regulated Enterprise", ENTERPRISE, "competent_authority", MINE_SAFETY)
		frappe.db.set_value(
			"Supervision Authority", MINE_SAFETY, {"disabled": 1, "succeeded_by": CITY_OFFICE}
		)
		base.clear_scope_cache()
		self.assertEqual(self.proposed(self.major)["authority"], CITY_OFFICE)
		frappe.db.set_value("Supervision Authority", MINE_SAFETY, "succeeded_by", None)
		base.clear_scope_cache()
		self.assertEqual(self.proposed(self.major)["authority"], DEPARTMENT)


class TestCheck(ResponsibilityTestCase):
	ORPHAN, FAR = "Steps Orphan Farm", "Steps Far Works"

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		if not frappe.db.exists("Industry Sector", "Test Farming"):
			store("Industry Sector", name="Test Farming", sector_name="Test Farming", sector_code="TFA")
		base.make_enterprise(cls.ORPHAN, industry="Test Farming")
		base.make_enterprise(cls.FAR, region=base.OTHER_COUNTY)
		base.make_authority("Steps Rival", kind="Industry Authority", industries=(base.MANUFACTURING,))

	def row(self, idx: int, hazard, **values) -> dict:
		return {
			"idx": idx,
			"hazard": hazard.name,
			"register_no": "Pending Verification",
			"hazard_title": hazard.hazard_title,
			"enterprise": hazard.enterprise,
			"county": hazard.county,
			"industry": hazard.industry,
			"sector": "",
			"level": "",
			"authorities": "",
			"supervised_by": "",
			**values,
		}

	def test_whole_rows_for_each_role(self):
		orphan = base.make_major_hazard(
			enterprise=self.ORPHAN,
			hazard_title="Silo",
			criterion=base.make_criterion("TEST-FARM", "Test Farming"),
		)
		far = base.make_major_hazard(enterprise=self.FAR, hazard_title="Far", criterion=GAS_CRITERION)
		done = base.make_major_hazard(enterprise=self.ORPHAN, hazard_title="Done", criterion="TEST-FARM")
		self.set_stage(done, "Closed Out")
		emergency = "Steps County Emergency Bureau"
		first = self.row(
			1,
			self.major,
			finding="Two Authorities Answer",
			level="County",
			authorities=f"{DEPARTMENT}, Steps Rival",
			supervised_by=DEPARTMENT,
			reason=f"{DEPARTMENT}, Steps Rival answer for the industry {base.MANUFACTURING} at the same level, and the "
			"enterprise names none of them.",
			what_to_do=f"Take {base.MANUFACTURING} out of the industries of one of them, or enter the competent authority "
			"in the enterprise.",
		)
		second = self.row(
			2,
			orphan,
			finding="No Authority Answers",
			supervised_by=emergency,
			reason=f"No authority of {base.COUNTY} answers for the industry Test Farming; only the comprehensive "
			f"supervision of {emergency} reaches it.",
			what_to_do=f"Enter Test Farming among the industries of an authority of {base.COUNTY}, or the competent "
			"authority in the enterprise.",
		)
		expected = {
			self.city: [first, second],
			self.county: [first, second],
			self.task_force: [first, second],
			self.other_county: [],
		}
		for user, rows in expected.items():
			with self.subTest(user):
				self.assertEqual(run(CHECK, user)["result"], rows)
		summary = run(CHECK, self.city)["report_summary"]
		self.assertEqual([card["value"] for card in summary], [3, 1, 1])
		only = run(CHECK, self.city, {"view": "No Authority Answers"})["result"]
		self.assertEqual(only, [{**second, "idx": 1}])
		self.assertEqual(run(CHECK, self.city, {"region": base.OTHER_COUNTY})["result"], [])
		self.assertRefused("not among the choices", run, CHECK, self.city, {"view": "Perhaps"})
		# without its gas bureau the far county has nobody for gas, though others have
		frappe.db.set_value("Supervision Authority", OTHER_GAS_BUREAU, "disabled", 1)
		(gap,) = [row for row in run(CHECK, self.city)["result"] if row["hazard"] == far.name]
		self.assertEqual((gap["finding"], gap["sector"]), ("No Authority Answers", base.GAS))

	def test_those_without_the_report_are_refused(self):
		for user in (self.department, self.gas, self.officer, self.registrar, "Guest"):
			with self.subTest(user), self.assertRaises(frappe.PermissionError):
				run(CHECK, user)


class TestPatch(ResponsibilityTestCase):
	def test_sites_of_before_get_days_ends_and_sectors_once(self):
		gas = self.gas_hazard()
		plan = self.plan(gas)
		for doctype, name in (("Hazard", gas.name), (plan.doctype, plan.name)):
			frappe.db.set_value(doctype, name, "hazard_sector", None)
		doc = self.in_force()
		self.as_if(doc, due_on=add_days(today(), 31), original_due=today())
		rows = [(20, "Granted"), (46, "Refused"), (31, "Granted")]
		for idx, (days, decision) in enumerate(rows, 1):
			store(
				"Supervision Case Extension",
				parent=doc.name,
				parenttype="Supervision Case",
				parentfield="extensions",
				idx=idx,
				new_due=add_days(today(), days),
				decision=decision,
				decided_on=add_days(today(), idx - 4),
				applied_on=add_days(today(), -4),
				**APPLICATION,
			)
		workflow = frappe.get_doc("Workflow", CASE.name)
		ends = ("Case Raised", "Case Withdrawn")
		workflow.states = [row for row in workflow.states if row.state not in ends]
		workflow.transitions = [row for row in workflow.transitions if row.next_state not in ends]
		workflow.save()
		for _turn in range(2):
			supervision_chain.execute()
			stored = frappe.get_doc("Supervision Case", doc.name)
			self.assertEqual([row.days for row in stored.extensions], [20, 0, 11])
			self.assertEqual(
				[
					frappe.db.get_value(plan.doctype, plan.name, "hazard_sector"),
					frappe.db.get_value("Hazard", gas.name, "hazard_sector"),
				],
				[base.GAS, base.GAS],
			)
			shipped = frappe.get_doc("Workflow", CASE.name)
			self.assertEqual([row.state for row in shipped.states if row.state in ends], list(ends))
			self.assertEqual(len(shipped.transitions), len(CASE.transitions))
		saved = self.save(stored, self.county, leader="Director Qi")
		self.assertEqual(str(saved.due_on), add_days(today(), 31))
