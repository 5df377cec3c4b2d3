"""Enforcement Decision: the result by the rules from server times, and how an authority decides."""

import json

import frappe
from frappe.utils import add_days, add_to_date, get_datetime, now_datetime, today

from hazard_governance import time_chain
from hazard_governance.api import enforcement as api
from hazard_governance.api import time_chain as times_api
from hazard_governance.domain import phrases
from hazard_governance.domain import time_words as times
from hazard_governance.tests import base
from hazard_governance.tests.enforcement_case import (
	DECISION,
	FOUND_GOOD,
	PHOTOS,
	SPARED,
	EnforcementCase,
)
from hazard_governance.tests.steps import COUNTY_OFFICE, DEPARTMENT
from hazard_governance.tests.test_look_back import LookBackTestCase


class TestResult(EnforcementCase):
	def result(self, hazard, user: str | None = None, **findings) -> dict:
		with self.as_user(user or self.county):
			return api.assess(hazard.name, values=json.dumps({**FOUND_GOOD, **findings}))

	def test_self_reported_before_the_inspection_and_under_effective_measures(self):
		hazard = self.reported_hazard()
		self.inspected(hazard)
		result = self.result(hazard)
		self.assertEqual((result["outcome"], result["live"], result["whole"]), ("Lenient", True, True))
		self.assertIn("before anybody else had found it", self.texts(result, "In Favour"))
		self.assertEqual(self.texts(result, "Against", "Concealment", "Note"), "")

	def test_each_finding_of_the_officer_turns_it(self):
		hazard = self.reported_hazard()
		for findings, outcome, words in (
			({}, "Lenient", "effective measures are under way"),
			({"measures_effective": "No"}, "Not Lenient", "not effective"),
			({"measures_effective": ""}, "Not Lenient", "No officer has found yet"),
			({"production_continued": "Yes"}, "Concealed", "production went on"),
			({"hidden": "Yes"}, "Lenient", "stands against the finding"),
		):
			result = self.result(hazard, **findings)
			self.assertEqual(result["outcome"], outcome, findings)
			self.assertIn(words, self.texts(result, "In Favour", "Against", "Concealment", "Note"))

	def test_an_inspection_proved_to_be_earlier_comes_first(self):
		hazard = self.reported_hazard()
		self.inspected(hazard, hours_ago=5)
		result = self.result(hazard, hidden="Yes")
		self.assertEqual(result["outcome"], "Concealed")
		self.assertIn("only after the inspection", self.texts(result, "Against"))

	def test_a_report_by_telephone_counts_from_its_receipt_with_proof_and_not_without(self):
		hazard = self.reported_hazard()
		found = get_datetime(hazard.found_on)
		self.inspected(hazard, hours_ago=2)
		self.assertEqual(self.result(hazard, measures_begun_earlier=1)["outcome"], "Not Lenient")
		row = {"kind": "First", "authority": COUNTY_OFFICE, "method": "Telephone", "sent_at": found}
		hazard = self.save(hazard, self.officer, authority_reports=[row, dict(row)])
		told = add_to_date(found, minutes=20)
		with self.as_user(self.county):
			times_api.confirm_report(hazard.name, hazard.authority_reports[0].name, told)
		self.assertEqual(self.result(hazard, measures_begun_earlier=1)["outcome"], "Not Lenient")
		with self.as_user(self.county):
			times_api.confirm_report(hazard.name, hazard.authority_reports[1].name, told, base.make_photo())
		result = self.result(hazard, measures_begun_earlier=1)
		self.assertEqual(result["outcome"], "Lenient")
		self.assertIn("Late entry is not concealment", self.texts(result, "In Favour"))
		self.assertIn("steps-county", self.texts(result, "In Favour"))

	def test_what_the_enterprise_itself_says_of_times_and_source_changes_nothing(self):
		with self.as_user(self.county):
			hazard = base.make_major_hazard(
				enterprise=base.make_enterprise("Steps Works"), source="Enforcement Inspection"
			)
		back = add_days(hazard.found_on, -3)
		row = {
			"kind": "First",
			"authority": COUNTY_OFFICE,
			"method": "Telephone",
			"sent_at": back,
			"received_at": back,
		}
		for user in (self.officer, self.principal, "Administrator"):
			doc = self.fresh(hazard)
			doc.update({"source": "Self-Inspection", "registered_at": back, "found_on": back})
			doc.update({"immediate_measures": [{"measure": "Stopped", "taken_by": "Li", "taken_at": back}]})
			doc.update({"authority_reports": [row]})
			with self.as_user(user):
				doc.save()
			self.assertEqual(self.result(hazard)["outcome"], "Not Lenient", user)
		self.assertIn("changed the source", self.texts(self.result(hazard), "Note"))

	def test_a_tip_and_a_broken_chain_weigh_in(self):
		hazard = self.reported_hazard()
		time_chain.record(hazard.name, times.TIP_RECEIVED, add_to_date(now_datetime(), hours=-1), tip="HT-1")
		result = self.result(hazard)
		self.assertEqual((result["outcome"], result["whole"]), ("Not Lenient", True))
		self.assertIn("a tip had come in", self.texts(result, "Against"))
		frappe.db.delete("Hazard Time Entry", {"hazard": hazard.name, "sequence": 2})
		result = self.result(hazard)
		self.assertFalse(result["whole"])
		self.assertIn("broken", self.texts(result, "Note"))

	def test_a_repeat_is_named_and_decides_where_the_setting_says_so(self):
		hazard = self.reported_hazard(recurring="Yes", earlier_hazard_reference="HZ of 2021")
		result = self.result(hazard)
		self.assertEqual(result["outcome"], "Lenient")
		self.assertIn("repeat", self.texts(result, "Note"))
		settings = frappe.get_doc("Hazard Governance Settings")
		settings.lenient_to_repeats = 0
		settings.save()
		result = self.result(hazard)
		self.assertEqual(result["outcome"], "Not Lenient")
		self.assertIn("repeat", self.texts(result, "Against"))


class TestSham(LookBackTestCase):
	def test_a_sham_rectification_turns_leniency_and_a_second_decision_follows_the_first(self):
		hazard = self.closed(immediate_measures=[{"measure": "Machines stopped", "taken_by": "Wang"}])
		values = {"doctype": DECISION, "hazard": hazard.name, "authority": COUNTY_OFFICE}
		first = self.act(
			self.insert({**values, **SPARED}, self.county), "Decide Enforcement", self.county_head
		)
		self.assertEqual(first.computed_outcome, "Lenient")
		self.decided(self.look_back(hazard), "Sham", new_due=add_days(today(), 10))
		kinds = [entry.kind for entry in time_chain.entries_of([hazard.name])[hazard.name]]
		self.assertEqual(kinds[-2:], [times.LOOKED_BACK, times.REOPENED])
		again = {"follows_decision": first.name, "new_facts": "Found sham", "decided_outcome": "Not Lenient"}
		again.update({"deviation_reason": "A warning letter went out before", "penalty": "Exempted"})
		second = self.insert({**values, **SPARED, **again}, self.county)
		second = self.act(second, "Decide Enforcement", self.county_head)
		self.assertEqual(second.computed_outcome, "Not Lenient")
		self.assertIn("sham", second.reasons)
		self.assertEqual(self.fresh(first).computed_outcome, "Lenient")
		self.assertEqual(time_chain.check(hazard.name)["faults"], [])


class TestDeciding(EnforcementCase):
	def test_decided_by_a_second_officer_with_result_reasons_and_seal_frozen(self):
		hazard = self.reported_hazard()
		doc = self.decision(hazard)
		self.assertEqual(
			(doc.status, doc.prepared_by, doc.finding_officer), ("Draft", self.county, self.county)
		)
		self.assertEqual((doc.computed_outcome, doc.reasons, doc.chain_count), (None, None, 0))
		self.assertEqual(
			(doc.evidence[0].recorded_by, bool(doc.evidence[0].recorded_at)), (self.county, True)
		)
		self.assertRefused("Self approval", self.decided, doc, self.county)
		doc = self.decided(doc)
		self.assertEqual(
			(doc.status, doc.decided_by, doc.computed_outcome), ("Decided", self.head, "Lenient")
		)
		self.assertEqual(doc.chain_whole, 1)
		entry = frappe.get_doc("Hazard Time Entry", time_chain.entry_name(hazard.name, doc.chain_count))
		self.assertEqual((entry.kind, entry.entry_hash), (times.FINDING_RECORDED, doc.chain_hash))
		self.assertEqual(
			self.kinds(hazard),
			[
				times.REGISTERED_BY_ENTERPRISE,
				times.MEASURE_STARTED,
				times.FINDING_RECORDED,
				times.ENFORCEMENT_DECIDED,
			],
		)
		self.assertEqual(time_chain.check(hazard.name)["faults"], [])

	def test_the_reasons_stay_as_they_were_and_are_shown_in_the_readers_language(self):
		hazard = self.reported_hazard()
		doc = self.decided(self.decision(hazard))
		told = [phrase.text for _bearing, phrase in phrases.thaw(doc.reasons)]
		time_chain.record(hazard.name, times.LOOKED_BACK, finding="Sham")
		self.inspected(hazard, hours_ago=9)
		self.assertEqual([p.text for _b, p in phrases.thaw(self.fresh(doc).reasons)], told)
		with self.as_user(self.principal):
			shown = api.assess(hazard.name, doc.name)
			self.assertEqual((shown["outcome"], shown["live"]), ("Lenient", False))
			frappe.local.lang = "zh"
			self.addCleanup(setattr, frappe.local, "lang", "en")
			shown = api.assess(hazard.name, doc.name)
		self.assertEqual(shown["label"], "不予处罚")
		self.assertIn("早于他人发现", self.texts(shown, "In Favour"))

	def test_what_was_decided_is_frozen_and_revoked_with_a_reason(self):
		hazard = self.reported_hazard()
		doc = self.decided(self.decision(hazard))
		for values in (
			{"decided_outcome": "Concealed"},
			{"finding_grounds": "Other"},
			{"penalty": "Penalty Imposed"},
			{"deviation_reason": "Because"},
			{"evidence": []},
		):
			self.assertRefused("can no longer be changed", self.save, doc, self.head, **values)
		sent = {"computed_outcome": "Concealed", "chain_hash": "0" * 64, "reasons": "[]", "chain_whole": 0}
		doc = self.save(doc, self.head, **sent)
		self.assertEqual((doc.computed_outcome, doc.chain_whole), ("Lenient", 1))
		self.assertRefused("reason for going back", self.act, doc, "Revoke Enforcement Decision", self.head)
		doc = self.act(doc, "Revoke Enforcement Decision", self.head, reason="New findings")
		self.assertEqual((doc.status, doc.computed_outcome, doc.reasons), ("Draft", None, None))
		self.assertEqual((doc.chain_count, doc.decided_by), (0, None))
		self.assertEqual(self.kinds(hazard)[-1], times.ENFORCEMENT_REVOKED)
		doc = self.decided(self.save(doc, self.county, measures_effective="No", **_not_lenient()), self.head)
		self.assertEqual((doc.computed_outcome, doc.penalty), ("Not Lenient", "Exempted"))

	def test_everything_missing_is_named_at_once(self):
		doc = self.decision(self.reported_hazard(), authority=COUNTY_OFFICE)
		message = self.assertRefused("No finding yet whether production went on", self.decided, doc)
		for words in (
			"effective measures",
			"grounds of the finding",
			"authority&#x27;s decision",
			"result is empty",
		):
			self.assertIn(words, message.replace("'", "&#x27;"))

	def test_deciding_otherwise_needs_a_written_reason(self):
		doc = self.decision(self.reported_hazard(), **{**SPARED, "measures_effective": "No", "evidence": []})
		self.assertRefused("The rules come to Not Lenient", self.decided, doc)
		doc = self.decided(self.save(doc, self.county, deviation_reason="Removed within the hour"))
		self.assertEqual((doc.decided_outcome, doc.computed_outcome), ("Lenient", "Not Lenient"))

	def test_a_broken_chain_is_decided_on_only_with_other_grounds(self):
		hazard = self.reported_hazard()
		doc = self.decision(hazard)
		entry = frappe.qb.DocType("Hazard Time Entry")
		frappe.qb.update(entry).set(entry.recorded_by, "x").where(entry.hazard == hazard.name).run()
		self.assertRefused("chain of server times is broken", self.decided, doc)
		doc = self.decided(self.save(doc, self.county, deviation_reason="The paper receipt of the duty desk"))
		self.assertEqual(doc.chain_whole, 0)

	def test_an_office_of_one_decides_alone_with_a_reason(self):
		doc = self.decision(self.reported_hazard(), **{**SPARED, "lone_clerk_reason": "Nobody else is there"})
		doc = self.decided(doc, self.county, alone=True)
		self.assertEqual((doc.decided_by, doc.prepared_by), (self.county, self.county))

	def test_leniency_spares_no_accountability(self):
		hazard = self.reported_hazard()
		self.decided(self.decision(hazard))
		self.assertEqual(self.fresh(hazard).step_accountability, "Not Started")
		action = self.act(self.action(hazard), "Submit Accountability", self.officer)
		self.assertEqual(self.act(action, "Decide Accountability", self.principal).status, "Decided")

	def test_a_seal_that_a_decision_rests_on_finds_a_chain_made_anew(self):
		hazard = self.reported_hazard()
		doc = self.decided(self.decision(hazard))
		table = frappe.qb.DocType(DECISION)
		frappe.qb.update(table).set(table.chain_hash, "0" * 64).where(table.name == doc.name).run()
		(fault,) = time_chain.check(hazard.name)["faults"]
		self.assertEqual(fault["message"], f"{doc.name} rests on entry {doc.chain_count} with another seal.")


def _not_lenient() -> dict:
	return {
		"decided_outcome": "Not Lenient",
		"deviation_reason": "First offence, slight",
		"evidence": [PHOTOS],
	}


class TestPenalty(EnforcementCase):
	def test_a_fine_is_imposed_and_served_once(self):
		fine = self.fine(decided_on=add_days(today(), -1))
		doc = self.decided(self.penalised(self.reported_hazard(), penalties=[fine]))
		row = doc.penalties[0]
		self.assertEqual((row.amount, row.served_on), (30000, None))
		served = [{**row.as_dict(), "served_on": today(), "service_proof": self.photo(self.county)}]
		doc = self.save(doc, self.county, penalties=served)
		self.assertEqual(str(doc.penalties[0].served_on), today())
		for values in ({"served_on": add_days(today(), -1)}, {"served_on": None}, {"service_proof": None}):
			rows = [{**doc.penalties[0].as_dict(), **values}]
			self.assertRefused("stays", self.save, doc, self.county, penalties=rows)
		rows = [{**doc.penalties[0].as_dict(), "amount": 1}]
		self.assertRefused("can no longer be changed", self.save, doc, self.county, penalties=rows)
		self.assertRefused(
			"can no longer be changed", self.save, doc, self.county, penalties=[*served, self.fine()]
		)

	def test_a_fine_that_runs_on_day_by_day_is_noted(self):
		doc = self.decided(self.penalised(self.reported_hazard()))
		rows = [{**doc.penalties[0].as_dict(), "daily_from": today()}]
		doc = self.save(doc, self.county, penalties=rows)
		rows = [{**doc.penalties[0].as_dict(), "daily_until": today()}]
		self.assertEqual(str(self.save(doc, self.county, penalties=rows).penalties[0].daily_until), today())

	def test_enterprise_and_person_are_penalised_apart(self):
		rows = [self.fine(), self.fine(target="Person", amount=20000, person_name="")]
		doc = self.penalised(self.reported_hazard(), penalties=rows)
		self.assertRefused("Enter the name", self.decided, doc)
		rows[1]["person_name"] = "Li Qiang"
		doc = self.decided(self.save(doc, self.county, penalties=rows))
		self.assertEqual([row.target for row in doc.penalties], ["Enterprise", "Person"])

	def test_impossible_days_and_amounts_are_refused_at_once(self):
		hazard = self.reported_hazard()
		for words, row in (
			("future", self.fine(served_on=add_days(today(), 1))),
			("negative", self.fine(amount=-1)),
			("before", self.fine(decided_on=add_days(today(), -90))),
		):
			self.assertRefused(words, self.penalised, hazard, penalties=[row])


class TestEdges(EnforcementCase):
	def test_one_draft_an_authority_and_one_decision_in_force(self):
		hazard = self.reported_hazard()
		first = self.decision(hazard)
		self.assertRefused("already at work", self.decision, hazard)
		theirs = self.decision(hazard, self.department, **{**SPARED, "authority": DEPARTMENT})
		first = self.decided(first)
		self.assertRefused(first.name, self.decided, theirs, self.department_head)
		theirs = self.save(theirs, self.department, follows_decision=first.name)
		self.assertRefused("twice for one act", self.decided, theirs, self.department_head)
		theirs = self.save(theirs, self.department, new_facts="A look-back found it sham")
		self.assertEqual(self.decided(theirs, self.department_head).status, "Decided")

	def test_nothing_is_decided_on_a_withdrawn_hazard(self):
		hazard = self.reported_hazard()
		draft = self.decision(hazard)
		self.set_stage(hazard, "Withdrawn")
		self.assertRefused("withdrawn", self.decided, draft)
		frappe.delete_doc(DECISION, draft.name)
		self.assertRefused("withdrawn", self.decision, hazard)

	def test_what_a_dissolved_authority_decided_is_taken_over_by_one_that_covers_the_hazard(self):
		hazard = self.reported_hazard()
		doc = self.decided(self.decision(hazard))
		self.assertRefused(
			"not a member",
			self.act,
			doc,
			"Revoke Enforcement Decision",
			self.department,
			reason="x",
			exc=frappe.PermissionError,
		)
		frappe.db.set_value("Supervision Authority", COUNTY_OFFICE, "disabled", 1)
		base.clear_scope_cache()
		self.assertRefused("", self.decision, hazard, exc=frappe.PermissionError)
		doc = self.act(doc, "Revoke Enforcement Decision", self.department, reason="Office dissolved")
		self.assertEqual(doc.status, "Draft")

	def test_a_decided_one_is_kept(self):
		doc = self.decided(self.decision(self.reported_hazard()))
		self.assertRefused("cannot be deleted", frappe.delete_doc, DECISION, doc.name)

	def test_authority_and_hazard_stay_and_the_finding_is_its_officers_at_the_servers_time(self):
		doc = self.decision(self.reported_hazard())
		self.assertRefused(
			"", self.save, doc, self.county, authority=DEPARTMENT, exc=frappe.CannotChangeConstantError
		)
		early = "2020-01-01 00:00:00"
		sent = {"found_at": early, "finding_officer": self.department, "prepared_by": self.department}
		doc = self.save(doc, self.head, finding_grounds="Seen again", **sent)
		self.assertEqual((doc.finding_officer, doc.prepared_by), (self.head, self.county))
		self.assertGreater(doc.found_at, get_datetime(early))
		rows = [{**doc.evidence[0].as_dict(), "recorded_at": early, "recorded_by": self.department}]
		rows.append({**PHOTOS, "recorded_at": early, "recorded_by": self.department})
		doc = self.save(doc, self.county, evidence=rows)
		self.assertEqual({row.recorded_by for row in doc.evidence}, {self.county})
		self.assertTrue(all(row.recorded_at > get_datetime(early) for row in doc.evidence))
