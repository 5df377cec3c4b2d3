"""Server times on a site: written by acts on every way in; officers vouch for reports by hand and inspections."""

import json
from unittest.mock import patch

import frappe
from frappe.utils import add_to_date, get_datetime, now_datetime

from hazard_governance import time_chain
from hazard_governance.api import hazard as hazard_api
from hazard_governance.api import time_chain as api
from hazard_governance.domain import time_words as times
from hazard_governance.tests import base
from hazard_governance.tests.steps import COUNTY_OFFICE, DEPARTMENT
from hazard_governance.tests.time_chain_case import MEASURE, TimeChainCase


class TestWriting(TimeChainCase):
	def test_registered_by_its_enterprise_with_the_servers_time_whatever_is_sent(self):
		before = now_datetime()
		hazard = self.hazard(
			registered_at="2020-01-01 00:00:00",
			chain_count=7,
			chain_hash="0" * 64,
			creation="2020-01-01 00:00:00",
		)
		entry = self.entry(hazard)
		self.assertEqual(self.kinds(hazard), [times.REGISTERED_BY_ENTERPRISE])
		self.assertEqual(
			(entry.recorded_by, entry.owner, entry.previous_hash or ""), (self.officer, self.officer, "")
		)
		self.assertTrue(before <= entry.recorded_at == entry.happened_at <= now_datetime())
		self.assertTrue(entry.recorded_at.microsecond)
		self.assertEqual((hazard.chain_count, hazard.chain_hash), (1, entry.entry_hash))
		self.assertEqual(time_chain.head(hazard.name), (1, entry.entry_hash))
		self.assertEqual(
			(entry.enterprise, entry.county, entry.city), (hazard.enterprise, base.COUNTY, base.CITY)
		)
		self.assertEqual(json.loads(entry.payload)["source"], "Self-Inspection")

	def test_registered_by_an_authority_with_its_order(self):
		with self.as_user(self.county):
			hazard = base.make_hazard(
				enterprise=base.make_enterprise("Steps Works"),
				source="Enforcement Inspection",
				inspection_document="J 1",
				rectification_order_no="Z 1",
			)
		self.assertEqual(self.kinds(hazard), [times.REGISTERED_BY_AUTHORITY, times.ORDER_ISSUED])
		self.assertEqual(self.chain(hazard)[1][1]["rectification_order_no"], "Z 1")

	def test_every_act_of_the_way_leaves_one_entry(self):
		hazard = self.hazard()
		row = {"kind": "First", "authority": COUNTY_OFFICE, "method": "System"}
		self.save(hazard, self.officer, immediate_measures=[MEASURE], authority_reports=[row])
		self.save(hazard, self.officer, unit="North")
		self.act(hazard, "Start Rectification", self.officer)
		hazard = frappe.get_doc("Hazard", hazard.name)
		with self.as_user(self.county):
			hazard_api.give_receipt(hazard.name, hazard.authority_reports[0].name, "R 1")
		verification = self.insert(
			{"doctype": "Hazard Verification", "hazard": hazard.name, "authority": DEPARTMENT},
			self.department,
		)
		colleague = base.make_user("Supervising Department", name="steps-department-two")
		base.make_authority(DEPARTMENT, members=(colleague,))
		self.act(verification, "Decide Verification", colleague)
		self.set_stage(hazard, "Accepted")
		self.act(hazard, "Return to Rectification", self.county, reason="Dust again")
		chain = self.chain(hazard)
		self.assertEqual(
			[kind for kind, _said in chain],
			[
				times.REGISTERED_BY_ENTERPRISE,
				times.REPORT_SENT,
				times.MEASURE_STARTED,
				times.STAGE_CHANGED,
				times.REPORT_RECEIVED,
				times.CLASS_VERIFIED,
				times.REOPENED,
			],
		)
		self.assertEqual(chain[6][1], {"from": "Accepted", "to": "Rectifying", "reason": "Dust again"})
		self.assertEqual(chain[4][1]["receipt_no"], "R 1")
		self.assertEqual(self.faults(hazard), [])

	def test_a_planned_measure_starts_with_the_rectification(self):
		hazard = self.hazard()
		self.plan(hazard)
		self.act(hazard, "Start Rectification", self.officer)
		self.assertEqual(self.kinds(hazard)[1:], [times.MEASURE_STARTED, times.STAGE_CHANGED])

	def test_a_source_or_day_that_is_changed_afterwards_is_noted_with_both_values(self):
		hazard = self.hazard(source="Public Report")
		self.save(hazard, self.officer, source="Self-Inspection")
		kind, said = self.chain(hazard)[-1]
		self.assertEqual(kind, times.FACTS_CHANGED)
		self.assertEqual(said, {"source": ["Public Report", "Self-Inspection"], "by_enterprise": True})

	def test_a_failed_save_leaves_no_entry(self):
		hazard = self.hazard()
		self.assertRefused("future", self.save, hazard, self.officer, found_on="2190-01-01 00:00:00")
		self.assertEqual(self.kinds(hazard), [times.REGISTERED_BY_ENTERPRISE])

	def test_a_clock_set_back_dates_nothing_before_what_it_follows(self):
		hazard = self.hazard()
		first = self.entry(hazard).recorded_at
		with patch.object(time_chain, "now_datetime", lambda: add_to_date(first, hours=-3)):
			self.save(hazard, self.officer, immediate_measures=[MEASURE])
		self.assertEqual(self.entry(hazard, 2).recorded_at, first)
		self.assertEqual(self.faults(hazard), [])

	def test_a_number_given_again_goes_on_with_the_chain_of_the_deleted_hazard(self):
		with self.as_user(self.officer):
			hazard = base.make_hazard(enterprise=base.make_enterprise("Steps Works"))
		frappe.delete_doc("Hazard", hazard.name)
		self.assertEqual(self.kinds(hazard), [times.REGISTERED_BY_ENTERPRISE, times.HAZARD_DELETED])
		self.assertEqual(time_chain.check(hazard.name)["faults"], [])
		with self.as_user(self.officer):
			again = base.make_hazard(enterprise=base.make_enterprise("Steps Works"))
		self.assertEqual(again.name, hazard.name)
		self.assertEqual(self.kinds(again)[1:], [times.HAZARD_DELETED, times.REGISTERED_BY_ENTERPRISE])
		self.assertEqual((again.chain_count, self.faults(again)), (3, []))


class TestReportsByHand(TimeChainCase):
	def reported(self, **values):
		"""A hazard whose enterprise says that it telephoned the county an hour after the finding."""
		hazard = self.hazard()
		found = get_datetime(hazard.found_on)
		row = {
			"kind": "First",
			"authority": COUNTY_OFFICE,
			"method": "Telephone",
			"sent_at": add_to_date(found, hours=1),
			"received_at": add_to_date(found, hours=1),
			"received_by": "Somebody",
			**values,
		}
		return self.save(hazard, self.officer, authority_reports=[row]), found

	def test_what_the_enterprise_says_of_a_receipt_is_only_noted(self):
		hazard, _found = self.reported()
		self.assertEqual(self.kinds(hazard)[1:], [times.REPORT_NOTED])
		row = hazard.authority_reports[0]
		self.assertEqual((row.received_user, row.recorded_at), (None, None))
		entry = self.entry(hazard, 2)
		self.assertEqual(entry.happened_at, entry.recorded_at)

	def test_nobody_signs_for_the_receiver_by_form_or_api(self):
		sent = {"received_user": self.county, "recorded_at": "2020-01-01 00:00:00"}
		hazard, _found = self.reported(**sent)
		rows = [{**hazard.authority_reports[0].as_dict(), **sent}]
		hazard = self.save(hazard, self.officer, authority_reports=rows)
		self.assertEqual(hazard.authority_reports[0].received_user, None)
		self.assertEqual(self.kinds(hazard)[1:], [times.REPORT_NOTED])

	def test_an_officer_who_saves_the_hazard_does_not_vouch_for_the_enterprise(self):
		hazard, _found = self.reported()
		hazard = self.save(hazard, self.county, unit="North")
		self.assertEqual(hazard.authority_reports[0].received_user, None)

	def test_the_receiving_officer_records_with_proof_and_the_report_counts_from_then(self):
		hazard, found = self.reported()
		said = add_to_date(found, hours=2)
		proof = self.photo(self.county)
		with self.as_user(self.county):
			api.confirm_report(hazard.name, hazard.authority_reports[0].name, said, proof, "T 12")
		entry = self.entry(hazard, 3)
		self.assertEqual(
			(entry.kind, entry.happened_at, entry.recorded_by), (times.REPORT_RECEIVED, said, self.county)
		)
		self.assertGreater(entry.recorded_at, said)
		payload = json.loads(entry.payload)
		self.assertEqual(
			(payload["receipt_no"], payload["proof"], len(payload["proof_sha256"])), ("T 12", proof, 64)
		)
		row = frappe.get_doc("Hazard", hazard.name).authority_reports[0]
		self.assertEqual((row.received_at, row.received_user, row.receipt_file), (said, self.county, proof))

	def test_without_proof_it_counts_from_now(self):
		hazard, found = self.reported()
		with self.as_user(self.county):
			api.confirm_report(hazard.name, hazard.authority_reports[0].name, add_to_date(found, hours=2))
		entry = self.entry(hazard, 3)
		self.assertEqual(entry.happened_at, entry.recorded_at)

	def test_once_recorded_the_receipt_stands(self):
		hazard, found = self.reported()
		name = hazard.authority_reports[0].name
		with self.as_user(self.county):
			api.confirm_report(hazard.name, name, add_to_date(found, hours=2), self.photo(self.county))
			self.assertRefused(
				"acknowledged", api.confirm_report, hazard.name, name, add_to_date(found, hours=1)
			)
		for user in (self.officer, self.county, "Administrator"):
			fresh = frappe.get_doc("Hazard", hazard.name)
			earlier = add_to_date(found, minutes=5)
			rows = [{**fresh.authority_reports[0].as_dict(), "received_at": earlier, "sent_at": earlier}]
			fresh = self.save(fresh, user, authority_reports=rows)
			self.assertEqual(fresh.authority_reports[0].received_at, add_to_date(found, hours=2))
		self.assertEqual(self.kinds(hazard).count(times.REPORT_RECEIVED), 1)

	def test_it_is_confirmed_in_a_late_stage_too(self):
		hazard, found = self.reported()
		self.set_stage(hazard, "Accepted")
		with self.as_user(self.county):
			api.confirm_report(hazard.name, hazard.authority_reports[0].name, add_to_date(found, hours=2))
		self.assertEqual(self.kinds(hazard)[-1], times.REPORT_RECEIVED)

	def test_others_confirm_nothing_and_no_impossible_time(self):
		hazard, found = self.reported()
		name = hazard.authority_reports[0].name
		for user in (self.officer, self.department, self.other_county, self.task_force):
			with self.as_user(user):
				self.assertRefused(
					"",
					api.confirm_report,
					hazard.name,
					name,
					add_to_date(found, hours=1),
					exc=frappe.PermissionError,
				)
		foreign = self.photo(self.outsider)
		with self.as_user(self.county):
			for words, moment, proof in (
				("future", add_to_date(now_datetime(), hours=1), ""),
				("before the hazard was found", add_to_date(found, minutes=-1), ""),
				("you may not use it", add_to_date(found, hours=1), foreign),
			):
				self.assertRefused(words, api.confirm_report, hazard.name, name, moment, proof)
		self.assertNotIn(times.REPORT_RECEIVED, self.kinds(hazard))

	def test_a_report_through_the_system_is_not_dated_by_hand(self):
		hazard, found = self.reported(method="System")
		with self.as_user(self.county):
			self.assertRefused(
				"server's time",
				api.confirm_report,
				hazard.name,
				hazard.authority_reports[0].name,
				add_to_date(found, hours=1),
			)

	def test_an_inspection_begins_now_or_as_its_record_proves(self):
		hazard = self.hazard()
		began = add_to_date(now_datetime().replace(microsecond=0), hours=-20)
		with self.as_user(self.county):
			self.assertRefused("document number", api.record_inspection, hazard.name, COUNTY_OFFICE, began)
			self.assertRefused(
				"future",
				api.record_inspection,
				hazard.name,
				COUNTY_OFFICE,
				add_to_date(now_datetime(), days=1),
			)
			api.record_inspection(hazard.name, COUNTY_OFFICE)
			api.record_inspection(hazard.name, COUNTY_OFFICE, began, "J 7", self.photo(self.county))
		now, proved = self.entry(hazard, 2), self.entry(hazard, 3)
		self.assertEqual(now.happened_at, now.recorded_at)
		self.assertEqual((proved.kind, proved.happened_at), (times.INSPECTION_BEGUN, began))
		self.assertEqual(json.loads(proved.payload)["document"], "J 7")
		self.assertEqual(frappe.get_doc("Hazard", hazard.name).evidence[-1].caption, "Inspection record J 7")
		for user in (self.officer, self.other_county, self.task_force):
			with self.as_user(user):
				self.assertRefused(
					"", api.record_inspection, hazard.name, COUNTY_OFFICE, exc=frappe.PermissionError
				)
