"""Repeats: offered on every way in, decided by either side with an authority's word last, and what they re-open."""

import json

import frappe
from frappe.utils import add_days, getdate, now_datetime, today

from hazard_governance import repeats
from hazard_governance.api import hazard as hazard_api
from hazard_governance.api import repeats as api
from hazard_governance.api import source_governance as source_api
from hazard_governance.domain.facts import Hazard
from hazard_governance.tests import base
from hazard_governance.tests.loop_case import FIRST_MEASURE, LoopTestCase
from hazard_governance.tests.personas import call
from hazard_governance.tests.steps import COUNTY_OFFICE, ENTERPRISE, OTHER_ENTERPRISE


class TestRepeats(LoopTestCase):
	def earlier(self, **values):
		"""A described hazard of a year ago."""
		found_on = add_days(now_datetime(), -300).replace(microsecond=0)
		return self.hazard(**{"found_on": found_on, **values})

	def again(self, user: str | None = None, **values):
		"""The same seen again, entered by a reporter in a minute."""
		quick = {"doctype": "Hazard", "enterprise": ENTERPRISE, **base.MINIMAL}
		return self.insert(
			{**quick, "found_on": now_datetime().replace(microsecond=0), **values}, user or self.officer
		)

	def decide(self, hazard, earlier, decision: str, user: str, **values) -> dict:
		with base.as_user(user):
			return api.decide(hazard.name, earlier.name, decision, **values)

	def row(self, hazard) -> tuple:
		(row,) = self.fresh(hazard).repeat_decisions
		return row.earlier_hazard, row.decision, row.authority, row.decided_by

	# --- offered -------------------------------------------------------------------------------------------------
	def test_what_is_alike_is_offered_best_first_with_its_reasons_on_every_way_in(self) -> None:
		same = self.earlier()
		place = self.earlier(
			hazard_title="No lid on the tank",
			existing_condition="Open tank",
			classification="General",
			classification_basis="",
			criterion="",
		)
		with base.as_user(self.officer):
			draft = {**base.MINIMAL, **base.DESCRIBED, "enterprise": ENTERPRISE, "criterion": "TEST-1"}
			found = hazard_api.similar(draft)
			self.assertEqual([row["name"] for row in found], [same.name, place.name])
			self.assertEqual(found[0]["score"], 1.0)
			self.assertEqual(
				found[0]["reasons"],
				[
					"Same enterprise.",
					f"Same place: {base.MINIMAL['place']}.",
					"Same criterion: TEST-1.",
					"Nearly the same words (100 percent alike).",
				],
			)
			self.assertEqual(hazard_api.similar({**draft, "enterprise": ""}), [])
			# the answer to an API client that inserts carries the offer
			sent = {"doctype": "Hazard", **draft, "found_on": str(now_datetime())}
			answer = json.loads(frappe.as_json(call("frappe.client.insert", doc=sent)))
		self.assertEqual([row["name"] for row in answer["__onload"]["similar"]], [same.name, place.name])
		self.assertEqual((answer["repeat_state"], answer["repeat_decisions"]), ("Suspected", []))
		with base.as_user(self.officer):
			known = api.candidates(answer["name"])
		self.assertEqual([row["name"] for row in known["rows"]], [same.name, place.name])
		self.assertEqual((known["may_decide"], known["authorities"]), (True, []))

	def test_nothing_beyond_the_scope_is_offered_and_the_mark_looks_at_the_whole_enterprise(self) -> None:
		same = self.earlier()
		with base.as_user(self.outsider):
			self.assertEqual(hazard_api.similar({**same.as_dict(), "name": None}), [])
		doc = self.again(self.reporter)
		self.assertEqual(doc.repeat_state, "Suspected")
		with base.as_user(self.reporter):
			known = api.candidates(doc.name)
			self.assertEqual((known["rows"], known["may_decide"]), ([], False))
		with base.as_user(self.county):
			known = api.candidates(doc.name)
			self.assertEqual([row["name"] for row in known["rows"]], [same.name])
			self.assertEqual(known["authorities"], [COUNTY_OFFICE])
		for user in (self.outsider, self.other_county):
			with base.as_user(user), self.assertRaises(frappe.PermissionError):
				api.candidates(doc.name)

	def test_who_sees_several_enterprises_is_shown_the_same_elsewhere_and_decides_nothing_on_it(self) -> None:
		with base.as_user("Administrator"):
			base.make_criterion()
		elsewhere = self.insert(
			{
				**self.hazard(insert=False).as_dict(),
				"enterprise": OTHER_ENTERPRISE,
				"found_on": "2025-01-01 08:00:00",
			},
			self.outsider,
		)
		doc = self.hazard()
		self.assertEqual(doc.repeat_state, "")
		with base.as_user(self.officer):
			self.assertEqual(api.candidates(doc.name)["rows"], [])
		with base.as_user(self.county):
			(row,) = api.candidates(doc.name)["rows"]
			self.assertEqual((row["name"], row["same_enterprise"]), (elsewhere.name, False))
			self.assertRefused("another enterprise", api.decide, doc.name, elsewhere.name, "Confirmed")

	def test_what_an_enterprise_with_many_hazards_had_long_ago_is_found_by_place_and_criterion(self) -> None:
		same = self.earlier()
		self.addCleanup(setattr, repeats, "LATEST", repeats.LATEST)
		repeats.LATEST = 1
		self.hazard(
			hazard_title="Other",
			existing_condition="Other",
			place="Gate",
			criterion="",
			classification_basis="",
			classification="General",
		)
		self.assertEqual(
			[row["name"] for row in repeats.alike(Hazard.from_mapping(self.hazard(insert=False)))],
			[same.name],
		)

	# --- decided -------------------------------------------------------------------------------------------------
	def test_the_enterprise_confirms_with_one_click_and_takes_it_back_until_it_is_verified(self) -> None:
		same, doc = self.earlier(), self.again()
		known = self.decide(doc, same, "Confirmed", self.officer)
		self.assertEqual((known["state"], known["rows"][0]["decision"]), ("Confirmed", "Confirmed"))
		doc = self.fresh(doc)
		self.assertEqual(
			(doc.recurring, doc.earlier_hazard, doc.repeat_state), ("Yes", same.name, "Confirmed")
		)
		self.assertEqual(self.row(doc), (same.name, "Confirmed", None, self.officer))
		self.assertTrue(doc.repeat_decisions[0].decided_at and doc.repeat_decisions[0].score)
		self.assertRefused("Nothing is left to do", self.decide, doc, same, "Confirmed", self.principal)
		self.decide(doc, same, "Rejected", self.principal)
		doc = self.fresh(doc)
		self.assertEqual((doc.recurring, doc.earlier_hazard, doc.repeat_state), ("No", None, "Rejected"))
		self.decide(doc, same, "Confirmed", self.officer)
		self.verified(self.described(doc, recurring="Yes"))
		self.assertRefused("Only an authority", self.decide, doc, same, "Rejected", self.officer)
		self.decide(doc, same, "Rejected", self.county)
		self.assertEqual(self.row(doc), (same.name, "Rejected", COUNTY_OFFICE, self.county))
		self.assertEqual(self.fresh(doc).recurring, "No")

	def test_an_authority_has_the_last_word_by_click_by_hand_and_by_api(self) -> None:
		same, doc = self.earlier(), self.again()
		self.decide(doc, same, "Rejected", self.officer)
		self.decide(doc, same, "Confirmed", self.county)
		self.assertEqual(self.row(doc), (same.name, "Confirmed", COUNTY_OFFICE, self.county))
		stands = "what an authority decides stands"
		self.assertRefused(stands, self.decide, doc, same, "Rejected", self.principal)
		self.assertRefused(stands, self.save, doc, self.officer, recurring="No", earlier_hazard=None)
		with base.as_user(self.officer):
			changed = {
				"doctype": "Hazard",
				"name": doc.name,
				"fieldname": {"recurring": "No", "earlier_hazard": ""},
			}
			self.assertRefused(stands, call, "frappe.client.set_value", **changed)
			# nobody writes a decision past the rules
			rows = [{"earlier_hazard": same.name, "decision": "Rejected", "authority": COUNTY_OFFICE}]
			stored = self.save(doc, self.officer, repeat_decisions=rows, repeat_state="")
		self.assertEqual(self.row(stored), (same.name, "Confirmed", COUNTY_OFFICE, self.county))
		self.assertEqual(stored.repeat_state, "Confirmed")
		# another authority may see it otherwise, and says why
		self.assertRefused("Write the reason", self.decide, doc, same, "Rejected", self.city)
		self.decide(doc, same, "Rejected", self.city, reason="Two different machines")
		self.assertEqual(self.fresh(doc).repeat_decisions[0].reason, "Two different machines")
		with base.as_user(self.officer):
			again = {"recurring": "Yes", "earlier_hazard": same.name}
			self.assertRefused(stands, self.save, doc, self.officer, **again)

	def test_who_may_not_decide(self) -> None:
		same, doc = self.earlier(), self.again(self.reporter)
		refused = (
			self.reporter,
			self.owner,
			self.outsider,
			self.other_county,
			self.task_force,
		)
		for user in refused:
			with self.subTest(user), self.assertRaises(frappe.PermissionError):
				self.decide(doc, same, "Confirmed", user)
		with self.assertRaises(frappe.PermissionError):
			self.decide(doc, same, "Confirmed", self.county, authority="Steps Other County Office")
		self.assertEqual(self.fresh(doc).repeat_decisions, [])

	def test_naming_the_earlier_hazard_in_the_description_is_a_decision(self) -> None:
		same, doc = self.earlier(), self.again()
		doc = self.save(doc, self.officer, recurring="Yes", earlier_hazard=same.name)
		self.assertEqual(self.row(doc), (same.name, "Confirmed", None, self.officer))
		doc = self.save(doc, self.officer, recurring="No", earlier_hazard=None)
		self.assertEqual((doc.repeat_decisions, doc.repeat_state), ([], "Suspected"))
		by_office = self.again(self.county, recurring="Yes", earlier_hazard=same.name)
		self.assertEqual(self.row(by_office), (same.name, "Confirmed", COUNTY_OFFICE, self.county))
		frappe.db.set_value("Hazard", same.name, "stage", "Withdrawn")
		self.assertRefused(
			"withdrawn", self.save, doc, self.officer, recurring="Yes", earlier_hazard=same.name
		)

	# --- what follows --------------------------------------------------------------------------------------------
	def test_a_repeat_after_filing_re_opens_the_source_governance_and_nothing_else(self) -> None:
		old = self.reported()
		self.with_row(old, "immediate_measures", FIRST_MEASURE)
		old = self.described(old)
		self.verified(old)
		old = self.rectified_and_accepted(self.fresh(old))
		self.analysed(old)
		self.held_to_account(old)
		self.checked(old)
		self.act(old, "Close Out", self.county)
		plan = self.governed(old)
		self.filed(self.told(old))
		old = self.act(old, "File Hazard", self.registrar)
		before = old.as_dict()

		doc = self.again()
		self.decide(doc, old, "Confirmed", self.county)
		plan = self.fresh(plan)
		self.assertEqual((plan.status, plan.reopened_for, plan.times_reopened), ("Approved", doc.name, 1))
		self.assertEqual(getdate(plan.reopened_on), getdate())
		old = self.assert_at(old, "Filed", "CCCCp")
		for fieldname in ("register_no", "filed_on", "closed_out_on", "accepted_on", "modified"):
			self.assertEqual(old.get(fieldname), before[fieldname], fieldname)
		comments = frappe.get_all(
			"Comment",
			filters={"reference_doctype": plan.doctype, "reference_name": plan.name, "comment_type": "Info"},
			pluck="content",
			order_by="creation asc",
		)
		self.assertIn(doc.name, comments[-1])

		# what was done before is not accepted once more: something new is done, and evaluated
		plan = self.act(plan, "Revise Source Governance", self.officer, "The rule was not kept")
		item = {**plan.items[0].as_dict(), "name": None, "measure": "Fit an extractor", "done_on": None}
		plan = self.save(
			plan,
			self.officer,
			items=[*(row.as_dict() for row in plan.items), item],
			evaluated_on=add_days(today(), -1),
		)
		plan = self.act(plan, "Submit Source Governance", self.officer)
		plan = self.act(plan, "Approve Source Governance", self.principal)
		rows = [row.as_dict() for row in plan.items]
		for row in rows:
			row["done_on"] = add_days(today(), -1)
		rows[-1].update(result="Done", evidence=self.photo(self.officer))
		plan = self.save(plan, self.officer, items=rows)
		self.too_early(
			plan,
			"Accept Source Governance",
			self.principal,
			"nothing has been done since",
			"Evaluate it again",
		)
		rows = [row.as_dict() for row in plan.items]
		rows[-1]["done_on"] = today()
		plan = self.save(plan, self.officer, items=rows, evaluated_on=today())
		plan = self.act(plan, "Accept Source Governance", self.principal)
		self.assertEqual((plan.reopened_for, plan.times_reopened), (None, 1))
		self.assert_at(old, "Filed", "CCCCC")
		# accepted again, the plan of a filed hazard is closed as before
		with self.assertRaises(frappe.ValidationError):
			self.act(plan, "Reopen Source Governance", self.officer, "Once more")
		with base.as_user(self.officer):
			self.assertEqual(source_api.prefill_items(old.name), [])

	def test_accountability_for_a_repeat_says_how_that_was_considered(self) -> None:
		same, doc = self.earlier(), self.hazard()
		action = self.action(doc)
		self.decide(doc, same, "Confirmed", self.officer)
		self.too_early(
			action, "Submit Accountability", self.officer, "The hazard is a repeat", "Shift leader Wang"
		)
		action = self.save(action, self.officer, repeat_consideration="Second time this year")
		action = self.act(action, "Submit Accountability", self.officer)
		action = self.save(action, self.principal, repeat_consideration="Second time; harder than before")
		self.assertEqual(self.act(action, "Decide Accountability", self.principal).status, "Decided")
