"""Server times on a site: changed on no way in, read by whom they concern, checked by command and by day, taken over."""

import json
from unittest.mock import patch

import frappe
from frappe.desk.reportview import delete_bulk
from frappe.model.rename_doc import rename_doc
from frappe.utils import add_to_date

from hazard_governance import time_chain, time_chain_watch
from hazard_governance.api import time_chain as api
from hazard_governance.domain import time_chain as rules
from hazard_governance.domain import time_words as times
from hazard_governance.patches.v0_2 import start_time_chains
from hazard_governance.tests import base, ways_in
from hazard_governance.tests.personas import call
from hazard_governance.tests.steps import COUNTY_OFFICE
from hazard_governance.tests.time_chain_case import ENTRY, MEASURE, TimeChainCase


class TestDoors(TimeChainCase):
	"""Nobody adds, changes, renames or deletes an entry, Administrator included."""

	def test_every_door_is_shut(self):
		hazard = self.hazard()
		before = frappe.db.get_value(ENTRY, {"hazard": hazard.name}, "*", as_dict=True)
		for user in ("Administrator", self.city, self.officer, self.manager):
			for label, door in self.doors(hazard, before.name).items():
				with self.subTest(door=label, user=user), self.as_user(user):
					self.shut(door)
					self.assertEqual(frappe.db.count(ENTRY, {"hazard": hazard.name}), 1)
					self.assertEqual(frappe.db.get_value(ENTRY, before.name, "*", as_dict=True), before)
		self.assertEqual(self.faults(hazard), [])

	def doors(self, hazard, name: str) -> dict:
		fresh = {
			"doctype": ENTRY,
			"hazard": hazard.name,
			"sequence": 2,
			"kind": times.REPORT_SENT,
			"recorded_at": "2020-01-01 00:00:00",
			"flags": {"by_server": 1},
		}
		back = {"recorded_at": "2020-01-01 00:00:00"}

		def current():
			return {**frappe.get_doc(ENTRY, name).as_dict(), **back}

		return {
			"insert": lambda: call("frappe.client.insert", doc=dict(fresh)),
			"insert_many": lambda: call("frappe.client.insert_many", docs=[dict(fresh)]),
			"insert by the server's own right": lambda: frappe.get_doc(fresh).insert(ignore_permissions=True),
			"client.save": lambda: call("frappe.client.save", doc=current()),
			"REST PUT": lambda: ways_in.rest_put(ENTRY, name, back),
			"desk save": lambda: ways_in.desk_save(ENTRY, name, "Save", back),
			"set_value": lambda: frappe.client.set_value(ENTRY, name, back),
			"bulk_update": lambda: self.bulk_update({"doctype": ENTRY, "docname": name, **back}),
			"bulk edit": lambda: ways_in.bulk_edit(ENTRY, name, back),
			"data import": lambda: ways_in.data_import(ENTRY, name, back),
			"save past permissions": lambda: frappe.get_doc(current()).save(ignore_permissions=True),
			"delete": lambda: frappe.client.delete(ENTRY, name),
			"bulk delete": lambda: self.bulk_delete(name),
			"delete_doc force": lambda: frappe.delete_doc(ENTRY, name, force=1, ignore_permissions=True),
			"delete_doc past on_trash": lambda: frappe.delete_doc(
				ENTRY, name, force=1, ignore_permissions=True, ignore_on_trash=True
			),
			"rename": lambda: rename_doc(ENTRY, name, "other", force=True, ignore_permissions=True),
			"rename unchecked": lambda: rename_doc(
				ENTRY, name, "other", force=True, ignore_permissions=True, validate=False
			),
			**{label: door for label, door in ways_in.by_docstatus(ENTRY, name).items() if label != "amend"},
		}

	def shut(self, door) -> None:
		frappe.db.savepoint("door")
		try:
			door()
		except Exception:
			frappe.db.rollback(save_point="door")
		finally:
			frappe.clear_messages()
			base.clear_scope_cache()

	def bulk_update(self, row: dict) -> None:
		with ways_in.nothing_committed():
			frappe.client.bulk_update(json.dumps([row]))

	def bulk_delete(self, name: str) -> None:
		with ways_in.nothing_committed():
			delete_bulk(ENTRY, [name])

	def test_the_hazards_own_columns_are_the_servers(self):
		hazard = self.hazard()
		kept = time_chain.head(hazard.name)
		for user in (self.officer, self.county, "Administrator"):
			self.save(hazard, user, chain_count=0, chain_hash="", unit=f"Bay of {user}")
			self.assertEqual(time_chain.head(hazard.name), kept)
		self.assertEqual(self.faults(hazard), [])


class TestWhoReads(TimeChainCase):
	def test_entries_by_role(self):
		hazard = self.hazard()
		with self.as_user(self.county):
			api.record_inspection(hazard.name, COUNTY_OFFICE)
		time_chain.record(hazard.name, times.TIP_RECEIVED, tip="HT-1")
		everything = [times.REGISTERED_BY_ENTERPRISE, times.INSPECTION_BEGUN, times.TIP_RECEIVED]
		expected = {
			self.county: everything,
			self.department: everything,
			self.city: everything,
			self.task_force: everything,
			self.officer: everything[:2],
			self.principal: everything[:2],
			self.registrar: [],
		}
		for user, kinds in expected.items():
			with self.subTest(user=user), self.as_user(user):
				answer = call("hazard_governance.api.time_chain.entries", hazard=hazard.name)
				self.assertEqual([row["kind"] for row in answer["entries"]], kinds)
				own = len(kinds) == 2
				self.assertFalse(own and [row for row in answer["entries"] if "sequence" in row])
				self.assertEqual(answer["whole"], True if len(kinds) == 3 else None)
				listed = (
					frappe.get_list(ENTRY, filters={"hazard": hazard.name}, order_by="name asc")
					if len(kinds) == 3
					else []
				)
				self.assertEqual(len(listed), 3 if len(kinds) == 3 else 0)
				if len(kinds) < 3:
					self.assertRaises(frappe.PermissionError, frappe.get_list, ENTRY, order_by="name asc")
					self.assertFalse(self.entry(hazard).has_permission("read"))
		for user in (self.outsider, self.other_county, self.manager):
			with self.subTest(user=user), self.as_user(user):
				self.assertRaises(
					frappe.PermissionError,
					call,
					"hazard_governance.api.time_chain.entries",
					hazard=hazard.name,
				)


class TestChecking(TimeChainCase):
	def test_the_command_names_what_was_altered_by_sql(self):
		hazard = self.hazard()
		self.save(hazard, self.officer, immediate_measures=[MEASURE])
		self.assertEqual(self.faults(hazard), [])
		said = self.entry(hazard).recorded_at
		self.change(hazard, 1, recorded_at=add_to_date(said, days=-2))
		result = time_chain.check(hazard.name)
		self.assertEqual((result["hazards"], result["entries"]), (1, 2))
		self.assertEqual(
			result["faults"],
			[
				{
					"hazard": hazard.name,
					"sequence": 1,
					"message": "Entry 1 (Registered by the Enterprise) was altered.",
				}
			],
		)
		self.change(hazard, 1, recorded_at=said)
		self.assertEqual(self.faults(hazard), [])

	def test_lost_cut_off_and_exchanged_rows_are_named(self):
		hazard = self.hazard()
		self.save(hazard, self.officer, immediate_measures=[MEASURE])
		self.act(hazard, "Start Rectification", self.officer)
		frappe.db.delete(ENTRY, {"hazard": hazard.name, "sequence": 2})
		self.assertEqual(self.faults(hazard), ["Entry 2 is missing."])
		frappe.db.delete(ENTRY, {"hazard": hazard.name, "sequence": 3})
		self.assertEqual(self.faults(hazard), ["Entry 2 is missing.", "Entry 3 is missing."])
		self.save(hazard, self.officer, source="Public Report")
		self.assertEqual(self.faults(hazard), ["Entry 2 is missing.", "Entry 3 is missing."])
		self.change(hazard, 4, sequence=2)
		self.assertIn(f"Entry 2 ({times.FACTS_CHANGED}) was altered.", self.faults(hazard))

	def test_a_row_slipped_in_is_named_even_when_it_is_sealed(self):
		hazard = self.hazard()
		last = self.entry(hazard)
		forged = {
			**last.as_dict(),
			"sequence": 2,
			"kind": times.REPORT_SENT,
			"previous_hash": last.entry_hash,
		}
		forged["entry_hash"] = rules.seal(rules.TimeEntry.from_mapping(forged))
		time_chain._insert_row(forged)
		self.assertEqual(self.faults(hazard), ["The hazard counts 1 entries, the chain has 2."])

	def test_the_digest_of_a_day_is_the_same_later_and_another_when_a_chain_is_made_anew(self):
		hazard = self.hazard()
		day = add_to_date(self.entry(hazard).recorded_at, seconds=1)
		noted = time_chain.check(hazard.name)["digest"]
		with patch.object(time_chain, "now_datetime", lambda: add_to_date(day, hours=1)):
			self.save(hazard, self.officer, immediate_measures=[MEASURE])
		self.assertEqual(time_chain.check(hazard.name, as_of=str(day))["digest"], noted)
		self.assertNotEqual(time_chain.check(hazard.name)["digest"], noted)

	def test_a_hazard_gone_without_a_word_is_named(self):
		hazard = self.hazard()
		frappe.db.delete("Hazard", {"name": hazard.name})
		self.assertEqual(self.faults(hazard), ["The hazard is gone, and no entry says that it was deleted."])

	def test_the_daily_check_tells_the_manager_and_the_city_of_that_hazard(self):
		other_city = base.make_user("City Safety Office", name="steps-city-two")
		hazard = self.hazard()
		self.change(hazard, 1, payload="{}")
		users = [self.manager, self.city, other_city, self.county, self.officer]
		only = [row for row in time_chain.check(hazard.name)["faults"]]
		with patch.object(
			time_chain, "check", lambda: {"hazards": 1, "entries": 1, "digest": "", "faults": only}
		):
			time_chain_watch.check_daily()
		notices = frappe.get_all(
			"Notification Log",
			filters={"for_user": ["in", users], "subject": ["like", f"%{hazard.name}%"]},
			fields=["for_user", "subject", "document_name"],
			order_by="for_user asc",
		)
		self.assertEqual(
			[(row.for_user, row.document_name) for row in notices],
			sorted([(self.manager, None), (self.city, hazard.name)]),
		)
		self.assertIn("broken", notices[0].subject)

	def test_no_fault_no_notice(self):
		before = frappe.db.count("Notification Log")
		with patch.object(
			time_chain, "check", lambda: {"hazards": 1, "entries": 1, "digest": "", "faults": []}
		):
			time_chain_watch.check_daily()
		self.assertEqual(frappe.db.count("Notification Log"), before)

	def test_the_button_is_the_managers_and_the_citys(self):
		hazard = self.hazard()
		self.change(hazard, 1, payload="{}")
		frappe.local.flags.in_test = False
		self.addCleanup(frappe.local.flags.update, {"in_test": True})
		with self.as_user(self.manager):
			answer = api.check(hazard.name)
			self.assertEqual((answer["entries"], len(answer["faults"])), (1, 1))
		with self.as_user(self.city):
			answer = api.check()
			self.assertIn(hazard.name, [fault["hazard"] for fault in answer["faults"]])
			self.assertNotIn("entries", answer)
		alone = base.make_user("City Safety Office", name="steps-city-alone")
		with self.as_user(alone):
			self.assertEqual(api.check(), {"faults": []})
			self.assertRaises(frappe.PermissionError, api.check, hazard.name)
		for user in (self.county, self.officer, self.department):
			with self.as_user(user):
				self.assertRaises(frappe.PermissionError, api.check)


class TestTakingOver(TimeChainCase):
	def test_a_stored_hazard_gets_its_chain_once_marked_as_taken_over(self):
		hazard = self.hazard(immediate_measures=[MEASURE])
		frappe.db.delete(ENTRY, {"hazard": hazard.name})
		table = frappe.qb.DocType("Hazard")
		frappe.qb.update(table).set(table.chain_count, 0).set(table.chain_hash, None).where(
			table.name == hazard.name
		).run()
		self.assertEqual(self.faults(hazard), ["The hazard has no entry of server times."])
		modified = frappe.db.get_value("Hazard", hazard.name, "modified")
		start_time_chains.execute()
		start_time_chains.execute()
		((kind, said),) = self.chain(hazard)
		self.assertEqual(kind, times.TAKEN_OVER)
		self.assertTrue(said["by_enterprise"] and said["measure_at"])
		entry = self.entry(hazard)
		self.assertEqual(entry.happened_at, frappe.db.get_value("Hazard", hazard.name, "registered_at"))
		self.assertEqual((entry.county, entry.owner), (base.COUNTY, "Administrator"))
		self.assertEqual(
			(self.faults(hazard), frappe.db.get_value("Hazard", hazard.name, "modified")), ([], modified)
		)
		self.save(hazard, self.officer, source="Public Report")
		self.assertEqual(
			(self.kinds(hazard), self.faults(hazard)), ([times.TAKEN_OVER, times.FACTS_CHANGED], [])
		)
