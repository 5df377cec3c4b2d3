"""Supervision Case and its authorities: one dissolved in mid-term, one that co-operates, two officers at once."""

import frappe
from frappe.utils import add_days, getdate, today

from hazard_governance.api import supervision as api
from hazard_governance.permissions import predicate
from hazard_governance.tests import base
from hazard_governance.tests.list_world import SUPERVISION, run
from hazard_governance.tests.steps import COUNTY_OFFICE
from hazard_governance.tests.supervision_world import DELISTING, SupervisionTestCase


class TestDissolvedAuthority(SupervisionTestCase):
	SUCCESSOR = "Steps County Grand Safety Office"

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.heir = base.make_user("County Safety Office", name="steps-heir")
		base.make_authority(cls.SUCCESSOR, members=(cls.heir,))

	def dissolve(self, **values):
		doc = frappe.get_doc("Supervision Authority", COUNTY_OFFICE)
		doc.update({"disabled": 1, **values})
		doc.save()
		base.clear_scope_cache()

	def test_an_authority_with_open_duties_names_who_takes_over(self):
		self.in_force()
		message = self.assertRefused("Succeeded By", self.dissolve)
		self.assertIn("1", message)
		self.assertRefused("Choose", self.dissolve, succeeded_by=COUNTY_OFFICE)
		self.assertRefused("does not reach", self.dissolve, succeeded_by="Steps Other County Office")
		self.dissolve(succeeded_by=self.SUCCESSOR)
		heir = frappe.get_doc("Supervision Authority", self.SUCCESSOR)
		heir.update({"disabled": 1, "succeeded_by": COUNTY_OFFICE})
		self.assertRefused("Choose", heir.save)

	def test_the_successor_carries_the_case_to_its_end(self):
		self.plan(self.major)
		doc = self.applied()
		self.dissolve(succeeded_by=self.SUCCESSOR)
		row = doc.extensions[0].name
		with self.as_user(self.county):
			self.assertRefused(
				"", api.decide_extension, doc.name, row, "Granted", "x", exc=frappe.PermissionError
			)
		with self.as_user(self.heir):
			api.decide_extension(doc.name, row, "Granted", "The fan is late indeed")
		doc = self.save(doc, self.officer, progress=[{"progress": "Fan fitted"}])
		doc = self.act(doc, "Request Acceptance of Case", self.officer)
		self.set_stage(self.major, "Accepted")
		self.checked(self.heir, self.SUCCESSOR)
		self.save(doc, self.heir, **DELISTING)
		doc = self.act(doc, "Delist", self.heir)
		self.assertEqual((doc.status, doc.authority), ("Delisted", COUNTY_OFFICE))
		(row,) = [r for r in run(SUPERVISION, self.city)["result"] if r.get("case_no") == doc.name]
		self.assertEqual(row["authority"], self.SUCCESSOR)

	def test_a_check_of_the_dissolved_body_still_counts(self):
		self.plan(self.major)
		doc = self.act(self.in_force(), "Request Acceptance of Case", self.officer)
		self.set_stage(self.major, "Accepted")
		check = self.checked(self.county, COUNTY_OFFICE)
		self.dissolve(succeeded_by=self.SUCCESSOR)
		self.save(doc, self.heir, **DELISTING)
		self.assertEqual(self.act(doc, "Delist", self.heir).acceptance, check.name)
		predicate.require_authority(self.major, COUNTY_OFFICE, self.heir)

	def test_without_a_successor_the_message_says_whom_to_ask(self):
		doc = self.applied()
		frappe.db.set_value("Supervision Authority", COUNTY_OFFICE, "disabled", 1)
		base.clear_scope_cache()
		with self.as_user(self.heir):
			self.assertRefused(
				"Ask the administrator",
				api.decide_extension,
				doc.name,
				doc.extensions[0].name,
				"Granted",
				"x",
				exc=frappe.PermissionError,
			)


class TestCoOperation(SupervisionTestCase):
	HELPER = "Steps City Power Bureau"

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.helper = base.make_user("Supervising Department", name="steps-helper")
		# another industry of the county: its scope does not reach the hazard
		base.make_authority(
			cls.HELPER, kind="Industry Authority", industries=(base.GAS,), members=(cls.helper,)
		)

	def reads(self, doctype: str, name: str) -> bool:
		with self.as_user(self.helper):
			listed = name in frappe.get_list(doctype, pluck="name", limit=0, order_by="creation")
			opened = bool(frappe.has_permission(doctype, "read", name))
		self.assertEqual(listed, opened, doctype)
		return listed

	def test_a_co_operating_authority_reads_case_and_hazard_and_writes_nothing(self):
		doc = self.in_force()
		other = self.case(kind="Departmental", letter_no=None)
		plan = self.plan(self.major)
		self.assertFalse(self.reads("Supervision Case", doc.name) or self.reads("Hazard", self.major.name))
		row = {"authority": self.HELPER, "duty": "Cut the power when told"}
		doc = self.save(doc, self.county, co_operating=[row])
		self.assertTrue(self.reads("Supervision Case", doc.name) and self.reads("Hazard", self.major.name))
		self.assertFalse(self.reads("Supervision Case", other.name))
		self.assertFalse(self.reads("Remediation Plan", plan.name))
		report = run(SUPERVISION, self.helper)["result"]
		self.assertEqual([r["case_no"] for r in report], [doc.name])
		self.assertEqual(report[0]["co_operating"], self.HELPER)
		for values in ({"leader": "Other"}, {"progress": [{"progress": "x"}]}):
			self.assertRefused("", self.save, doc, self.helper, exc=frappe.PermissionError, **values)
		self.assertRefused(
			"", self.act, doc, "Request Acceptance of Case", self.helper, exc=frappe.PermissionError
		)
		with self.as_user(self.helper):
			self.assertRefused("", api.propose_letter_no, doc.name, exc=frappe.PermissionError)
			self.assertEqual(api.clock(doc.name)["due"], getdate(add_days(today(), 20)))
			self.assertEqual(predicate.acting_authorities(self.helper, self.major), [])
		doc = self.save(doc, self.county, co_operating=[])
		self.assertFalse(self.reads("Supervision Case", doc.name) or self.reads("Hazard", self.major.name))

	def test_who_does_not_co_operate(self):
		doc = self.in_force()
		for authority in (COUNTY_OFFICE, "Steps Commission"):
			base.make_authority("Steps Commission", kind="Discipline Inspection")
			self.assertRefused(
				authority, self.save, doc, self.county, co_operating=[{"authority": authority}]
			)
		self.assertRefused(
			"Remove one of them",
			self.save,
			doc,
			self.county,
			co_operating=[{"authority": self.HELPER}, {"authority": self.HELPER}],
		)
