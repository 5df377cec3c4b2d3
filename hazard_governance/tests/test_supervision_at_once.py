"""Two officers at the same moment: an application is decided once, a case is opened once, a number is given once."""

import frappe
from frappe.utils import add_days, getdate, today

from hazard_governance.api import supervision as api
from hazard_governance.tests import base
from hazard_governance.tests.at_once import in_threads, remove_records
from hazard_governance.tests.base import letter
from hazard_governance.tests.supervision_world import APPLICATION


class TestAtOnce(base.GovernanceTestCase):
	ENTERPRISE, OFFICE = "Test Works Two Officers", "Test Office Two Officers"

	def setUp(self) -> None:
		super().setUp()
		self.applicant = base.make_user("Enterprise Safety Officer", name="two-officers-applicant")
		self.officers = [base.make_user("County Safety Office", name=f"two-officers-{n}") for n in range(2)]
		base.make_authority(self.OFFICE, members=tuple(self.officers))
		base.make_enterprise(self.ENTERPRISE, members=(self.applicant,))
		self.hazards = [self.hazard(title) for title in ("Dust", "Gas")]
		frappe.db.commit()

	def tearDown(self) -> None:
		frappe.db.rollback()
		frappe.set_user("Administrator")
		remove_records(self.ENTERPRISE)
		for doctype, name in (
			("Supervision Authority", self.OFFICE),
			("Regulated Enterprise", self.ENTERPRISE),
		):
			frappe.delete_doc(doctype, name, ignore_missing=True, force=1)
		frappe.db.commit()
		frappe.db.savepoint("before_test")
		super().tearDown()

	def hazard(self, title: str) -> str:
		with base.as_user(self.applicant):
			return base.make_major_hazard(enterprise=self.ENTERPRISE, hazard_title=title).name

	def draft(self, hazard: str, **values):
		return frappe.get_doc(
			{
				"doctype": "Supervision Case",
				"hazard": hazard,
				"kind": "Listed",
				"authority": self.OFFICE,
				"letter_no": letter(3),
				"issued_on": today(),
				"signatory": "Director Wu",
				"leader": "Director Wu",
				"requirements": "Remove the dust",
				"due_on": add_days(today(), 20),
				**values,
			}
		)

	def one_of_two(self, work) -> str:
		"""Both try at once: one succeeds, the other is told; returns what the successful one gave."""
		results, errors = in_threads(work, self.officers)
		self.assertEqual((len(results), len(errors)), (1, 1), errors)
		self.assertIsInstance(
			errors[0], (frappe.ValidationError, frappe.DuplicateEntryError, frappe.QueryDeadlockError)
		)
		frappe.db.rollback()
		return results[0]

	def test_an_application_is_decided_once(self) -> None:
		with base.as_user(self.officers[0]):
			case = self.draft(self.hazards[0]).insert()
			case.workflow_state = "Case In Force"
			case.save()
		with base.as_user(self.applicant):
			case.reload()
			case.append("extensions", {"new_due": add_days(today(), 40), **APPLICATION})
			case.save()
		frappe.db.commit()
		row = case.extensions[0].name

		def decide(index: int) -> str:
			decision = ("Granted", "Refused")[index]
			api.decide_extension(case.name, row, decision, "As found on site")
			frappe.db.commit()
			return decision

		decided = self.one_of_two(decide)
		stored = frappe.get_doc("Supervision Case", case.name)
		days = 40 if decided == "Granted" else 20
		self.assertEqual(
			(stored.extensions[0].decision, stored.due_on), (decided, getdate(add_days(today(), days)))
		)
		self.assertEqual(
			stored.extensions[0].decided_by, self.officers[("Granted", "Refused").index(decided)]
		)

	def test_a_case_is_opened_once(self) -> None:
		def open_case(index: int) -> str:
			case = self.draft(self.hazards[0], letter_no=letter(3 + index)).insert()
			frappe.db.commit()
			return case.name

		opened = self.one_of_two(open_case)
		self.assertEqual(
			frappe.get_all("Supervision Case", {"hazard": self.hazards[0]}, pluck="name", order_by="name"),
			[opened],
		)

	def test_a_number_is_given_once_whatever_the_hazard(self) -> None:
		def open_case(index: int) -> str:
			case = self.draft(self.hazards[index]).insert()
			frappe.db.commit()
			return case.name

		opened = self.one_of_two(open_case)
		filters = {"authority": self.OFFICE, "letter_no": letter(3)}
		self.assertEqual(frappe.get_all("Supervision Case", filters, pluck="name", order_by="name"), [opened])
