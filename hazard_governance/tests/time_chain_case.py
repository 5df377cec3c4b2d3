"""What the tests of server times share: looking at a chain, and what somebody does who has the database at hand."""

import frappe

from hazard_governance import time_chain
from hazard_governance.domain import time_chain as rules
from hazard_governance.tests import base
from hazard_governance.tests.steps import StepsTestCase

ENTRY = "Hazard Time Entry"
MEASURE = {"measure": "Machines stopped", "taken_by": "Wang"}


class TimeChainCase(StepsTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.manager = base.make_user("Hazard Governance Manager", name="steps-manager")

	def chain(self, hazard) -> list[tuple[str, dict]]:
		entries = time_chain.entries_of([hazard.name]).get(hazard.name, [])
		return [(entry.kind, rules.read(entry)) for entry in entries]

	def kinds(self, hazard) -> list[str]:
		return [kind for kind, _said in self.chain(hazard)]

	def faults(self, hazard) -> list[str]:
		return [fault["message"] for fault in time_chain.check(hazard.name)["faults"]]

	def entry(self, hazard, sequence: int = 1):
		return frappe.get_doc(ENTRY, time_chain.entry_name(hazard.name, sequence))

	def change(self, hazard, sequence: int, /, **values) -> None:
		"""What somebody does who has the database at hand."""
		table = frappe.qb.DocType(ENTRY)
		query = frappe.qb.update(table).where(table.hazard == hazard.name).where(table.sequence == sequence)
		for column, value in values.items():
			query = query.set(table[column], value)
		query.run()
