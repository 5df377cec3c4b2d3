"""Hazard: quick entry, what the server owns, moves, and what stays on record."""

import frappe

from hazard_governance.tests.base import GovernanceTestCase, make_enterprise, make_hazard, make_user


class TestSmoke(GovernanceTestCase):
	def test_insert(self):
		doc = make_hazard()
		self.assertEqual(doc.stage, "Registered")
