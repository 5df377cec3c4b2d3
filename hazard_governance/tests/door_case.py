"""What the tests of the doors share: an insider and an outsider of one hazard.

`insider` is the safety officer of the enterprise of `hazard`; `outsider` the same of another enterprise, so that
the role opens nothing by itself.
"""

import frappe

from hazard_governance.tests import base
from hazard_governance.tests.personas import allowed, call

INSIDER, OUTSIDER, REPORTER = (
	"door-insider@hazard.test",
	"door-outsider@hazard.test",
	"door-reporter@hazard.test",
)
ADMINISTRATOR_OF_THE_SITE = "door-system@hazard.test"


class DoorTestCase(base.GovernanceTestCase):
	def setUp(self) -> None:
		super().setUp()
		self.insider = base.make_user("Enterprise Safety Officer", name=INSIDER)
		self.outsider = base.make_user("Enterprise Safety Officer", name=OUTSIDER)
		self.system = base.make_user("System Manager", name=ADMINISTRATOR_OF_THE_SITE)
		self.ours = base.make_enterprise("Door Works", members=(self.insider,))
		self.theirs = base.make_enterprise("Door Other Works", members=(self.outsider,))
		self.hazard = base.make_hazard(enterprise=self.ours, hazard_title="Door hazard")
		self.other = base.make_hazard(enterprise=self.theirs, hazard_title="Other hazard")
		self.name = self.hazard.name

	def lets(self, user: str, function, *args, **kwargs) -> bool:
		with base.as_user(user):
			return allowed(function, *args, **kwargs)

	def check(self, function, *args, **kwargs) -> None:
		"""The insider passes, the outsider does not."""
		self.assertTrue(self.lets(self.insider, function, *args, **kwargs), "the insider is stopped")
		self.assertFalse(self.lets(self.outsider, function, *args, **kwargs), "the outsider passes")

	def answers(self, user: str, method: str, **arguments):
		with base.as_user(user):
			return call(method, **arguments)

	def done(self, method: str, **arguments):
		"""A call that counts as let through when it raises nothing."""

		def run() -> bool:
			call(method, **arguments)
			return True

		return run

	def satellite(self, doctype: str, **values) -> str:
		"""A record beside the hazard, as Frappe writes it."""
		doc = frappe.get_doc({"doctype": doctype, **values})
		doc.flags.ignore_links = doc.flags.ignore_mandatory = True
		doc.db_insert() if doctype in (
			"Version",
			"View Log",
			"Activity Log",
			"Deleted Document",
		) else doc.insert(ignore_permissions=True)
		return doc.name
