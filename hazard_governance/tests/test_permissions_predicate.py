"""The predicate itself: what gives scope, what does not, and that a right holds only where its role has scope."""

import frappe

from hazard_governance.permissions import hooks, indexes, members, predicate, table
from hazard_governance.tests import base

OFFICER, REPORTER = "predicate-officer@hazard.test", "predicate-reporter@hazard.test"


class TestPredicate(base.GovernanceTestCase):
	def setUp(self) -> None:
		super().setUp()
		self.here = base.make_enterprise("Predicate Works", region=base.COUNTY, industry=base.MANUFACTURING)
		self.mine = base.make_enterprise("Predicate Mine", region=base.COUNTY, industry=base.COAL)
		self.away = base.make_enterprise("Predicate Away", region=base.OTHER_COUNTY, industry=base.COAL)
		self.hazards = {
			enterprise: base.make_hazard(enterprise=enterprise)
			for enterprise in (self.here, self.mine, self.away)
		}

	def seen(self, user: str, doctype: str = "Hazard") -> set[str]:
		"""Enterprises of our hazards that the user lists, by a list and by the query builder."""
		base.clear_scope_cache()
		names = {doc.name: enterprise for enterprise, doc in self.hazards.items()}
		with base.as_user(user):
			listed = frappe.get_list(
				doctype, filters={"name": ["in", list(names)]}, pluck="name", order_by="name asc"
			)
			of = frappe.qb.DocType(doctype)
			query = frappe.qb.from_(of).select(of.name).where(of.name.isin(list(names)))
			built = predicate.apply_scope(query, of, doctype).run(pluck=True)
			opened = [name for name in names if frappe.has_permission(doctype, "read", name)]
		self.assertEqual(sorted(listed), sorted(built))
		self.assertEqual(sorted(listed), sorted(opened))
		return {names[name] for name in listed}

	# --- what gives scope -------------------------------------------------------------------------------------
	def test_a_role_alone_shows_nothing(self) -> None:
		user = base.make_user("County Safety Office", "Enterprise Principal", "Hazard Reporter", name=OFFICER)
		self.assertEqual(self.seen(user), set())
		base.make_authority("Predicate County", region=base.COUNTY, members=(user,))
		self.assertEqual(self.seen(user), {self.here, self.mine})

	def test_a_membership_without_its_role_shows_nothing(self) -> None:
		user = base.make_user("Enterprise Safety Officer", name=OFFICER)
		base.make_authority("Predicate County", region=base.COUNTY, members=(user,))
		self.assertEqual(self.seen(user), set())
		base.make_enterprise(self.away, members=(user,))
		self.assertEqual(self.seen(user), {self.away})

	def test_memberships_add_up(self) -> None:
		user = base.make_user("Supervising Department", "Enterprise Principal", name=OFFICER)
		base.make_authority(
			"Predicate Coal", region=base.OTHER_COUNTY, industries=(base.COAL,), members=(user,)
		)
		base.make_enterprise(self.here, members=(user,))
		self.assertEqual(self.seen(user), {self.here, self.away})

	def test_levels_of_regions(self) -> None:
		user = base.make_user("City Safety Office", name=OFFICER)
		below = base.make_enterprise("Predicate Village Works", region=base.TOWNSHIP)
		self.hazards[below] = base.make_hazard(enterprise=below)
		base.make_authority("Predicate Township", region=base.TOWNSHIP, members=(user,))
		self.assertEqual(self.seen(user), {below})
		base.make_authority("Predicate County", region=base.COUNTY, members=(user,))
		self.assertEqual(self.seen(user), {below, self.here, self.mine})
		base.make_authority("Predicate City", region=base.CITY, members=(user,))
		self.assertEqual(self.seen(user), set(self.hazards))

	def test_industries_take_in_what_is_below_them(self) -> None:
		user = base.make_user("Supervising Department", name=OFFICER)
		parent = frappe.get_doc(
			{
				"doctype": "Industry Sector",
				"sector_name": "Predicate Mining",
				"sector_code": "TPM",
				"is_group": 1,
			}
		).insert()
		base.make_authority("Predicate Mines", region=base.CITY, industries=(parent.name,), members=(user,))
		self.assertEqual(self.seen(user), set())
		child = frappe.get_doc(
			{
				"doctype": "Industry Sector",
				"sector_name": "Predicate Ore",
				"sector_code": "TPO",
				"parent_industry_sector": parent.name,
			}
		).insert()
		ore = base.make_enterprise("Predicate Ore Works", region=base.OTHER_COUNTY, industry=child.name)
		self.hazards[ore] = base.make_hazard(enterprise=ore)
		self.assertEqual(self.seen(user), {ore})

	def test_a_disabled_authority_enterprise_or_user_gives_nothing(self) -> None:
		user = base.make_user("County Safety Office", "Enterprise Principal", "Hazard Reporter", name=OFFICER)
		county = base.make_authority("Predicate County", region=base.COUNTY, members=(user,))
		base.make_enterprise(self.away, members=(user,))
		self.assertEqual(self.seen(user), set(self.hazards))
		self.save("Supervision Authority", county, disabled=1)
		self.assertEqual(self.seen(user), {self.away})
		self.save("Regulated Enterprise", self.away, disabled=1)
		self.assertEqual(self.seen(user), set())
		self.save("Regulated Enterprise", self.away, disabled=0)
		self.save("User", user, enabled=0)
		self.assertEqual(predicate.sql("Hazard", user), "1=0")

	def save(self, doctype: str, name: str, **values) -> None:
		doc = frappe.get_doc(doctype, name)
		doc.update(values)
		doc.save()

	def test_leaving_ends_the_scope_at_once(self) -> None:
		user = base.make_user("Enterprise Principal", name=OFFICER)
		base.make_enterprise(self.here, members=(user,))
		self.assertEqual(self.seen(user), {self.here})
		self.save("Regulated Enterprise", self.here, members=[])
		self.assertEqual(self.seen(user), set())

	def test_an_organ_of_discipline_supervises_nobody(self) -> None:
		user = base.make_user("City Safety Office", "Discipline Liaison", name=OFFICER)
		base.make_authority(
			"Predicate Discipline", region=base.CITY, kind="Discipline Inspection", members=(user,)
		)
		self.assertEqual(self.seen(user), set())

	def test_measure_owner_sees_the_hazard_from_plan_and_source_governance(self) -> None:
		user = base.make_user("Rectification Owner", name=OFFICER)
		self.assertEqual(self.seen(user), set())
		plan = self.plan_for(user)
		self.assertEqual(self.seen(user), {self.here})
		plan.measures[0].responsible_user = None
		plan.save()
		self.assertEqual(self.seen(user), set())
		frappe.get_doc(
			{
				"doctype": "Source Governance Plan",
				"hazard": self.hazards[self.away].name,
				"items": [
					{
						"kind": "Standard Revision",
						"measure": "Revise the cleaning rule",
						"responsible_person": "Zhao",
						"responsible_user": user,
						"no_funds": 1,
						"deadline": "2030-01-01",
						"contingency": "Keep the old rule",
					}
				],
			}
		).insert()
		self.assertEqual(self.seen(user), {self.away})
		with base.as_user(user):
			self.assertRaises(frappe.PermissionError, frappe.get_list, "Source Governance Plan")

	def plan_for(self, user: str):
		return frappe.get_doc(
			{
				"doctype": "Remediation Plan",
				"hazard": self.hazards[self.here].name,
				"measures": [
					{
						"measure": "Clean",
						"responsible_person": "Zhao",
						"responsible_user": user,
						"no_funds": 1,
						"deadline": "2030-01-01",
						"contingency": "Stop",
					}
				],
			}
		).insert()

	# --- rights hold where their role holds -------------------------------------------------------------------
	def test_a_right_of_one_role_does_not_reach_the_scope_of_another(self) -> None:
		user = base.make_user("Enterprise Principal", "Governance Task Force", name=OFFICER)
		base.make_enterprise(self.here, members=(user,))
		base.make_authority(
			"Predicate Task Force", region=base.CITY, kind="Task Force Office", members=(user,)
		)
		self.assertEqual(self.seen(user), set(self.hazards))
		with base.as_user(user):
			self.assertTrue(self.hazards[self.here].has_permission("write"))
			self.assertFalse(self.hazards[self.away].has_permission("write"))
		self.assertEqual(
			predicate.roles_on(user, self.hazards[self.here]),
			{"Enterprise Principal", "Governance Task Force"},
		)
		self.assertEqual(predicate.roles_on(user, self.hazards[self.away]), {"Governance Task Force"})

	def test_a_measure_owner_who_also_reports_writes_only_what_they_reported(self) -> None:
		user = base.make_user("Rectification Owner", "Hazard Reporter", name=OFFICER)
		base.make_enterprise(self.here, members=(user,))
		self.plan_for(user)
		with base.as_user(user):
			own = base.make_hazard(enterprise=self.here, hazard_title="Own")
			self.assertTrue(own.has_permission("write"))
			held = frappe.get_doc("Hazard", self.hazards[self.here].name)
			self.assertTrue(held.has_permission("read"))
			self.assertFalse(held.has_permission("write"))

	def test_gaps_are_told_by_the_rights_held_for_this_hazard(self) -> None:
		user = base.make_user("Rectification Owner", "Enterprise Safety Officer", name=OFFICER)
		base.make_enterprise(self.away, members=(user,))
		self.plan_for(user)
		held, own = self.hazards[self.here].name, self.hazards[self.away].name
		self.assertTrue(predicate.may_read_of("Hazard", held, user))
		self.assertFalse(predicate.may_read_of("Accountability Action", held, user))
		self.assertTrue(predicate.may_read_of("Accountability Action", own, user))
		self.assertTrue(predicate.may_read_of("Hazard Criterion", held, user))

	# --- writing ----------------------------------------------------------------------------------------------
	def test_a_foreign_record_is_not_captured_by_its_own_columns(self) -> None:
		user = base.make_user("County Safety Office", name=OFFICER)
		base.make_authority("Predicate County", region=base.COUNTY, members=(user,))
		foreign = frappe.get_doc("Hazard", self.hazards[self.away].name)
		with base.as_user(user):
			foreign.update({"enterprise": self.here, "county": base.COUNTY, "city": base.CITY})
			self.assertFalse(foreign.has_permission("write"))
			self.assertFalse(foreign.has_permission("read"))
			self.assertFalse(frappe.has_permission("Hazard", "read", foreign.as_dict()))
			self.assertRaises(frappe.PermissionError, foreign.save)
			own = frappe.get_doc("Hazard", self.hazards[self.here].name)
			own.enterprise = self.away
			self.assertFalse(own.has_permission("write"))
			self.assertTrue(own.has_permission("read"))

	def test_a_new_record_cannot_claim_a_county(self) -> None:
		user = base.make_user("County Safety Office", name=OFFICER)
		base.make_authority("Predicate County", region=base.COUNTY, members=(user,))
		with base.as_user(user):
			self.assertTrue(base.make_hazard(enterprise=self.here).name)
			claimed = base.make_hazard(insert=False, enterprise=self.away, county=base.COUNTY, city=base.CITY)
			self.assertRaises(frappe.PermissionError, claimed.insert)

	def test_a_reporter_reports_for_an_enterprise_they_belong_to(self) -> None:
		user = base.make_user("Hazard Reporter", name=REPORTER)
		base.make_enterprise(self.here, members=(user,))
		with base.as_user(user):
			own = base.make_hazard(enterprise=self.here)
			self.assertEqual(own.registered_by, user)
			self.assertRaises(frappe.PermissionError, base.make_hazard, enterprise=self.away)
			own.enterprise = self.away
			self.assertRaises(frappe.PermissionError, own.save)
			self.assertFalse(self.hazards[self.here].has_permission("read"))

	def test_a_missing_enterprise_is_asked_for_and_not_called_a_lack_of_permission(self) -> None:
		user = base.make_user("Hazard Reporter", name=REPORTER)
		base.make_enterprise(self.here, members=(user,))
		with base.as_user(user):
			empty = base.make_hazard(insert=False, enterprise=None)
			self.assertRaises(frappe.MandatoryError, empty.insert)

	# --- masters ------------------------------------------------------------------------------------------------
	def test_enterprises_are_seen_by_members_authorities_and_the_manager(self) -> None:
		ours = {self.here, self.mine, self.away}
		manager = base.make_user("Hazard Governance Manager", name="predicate-manager@hazard.test")
		officer = base.make_user("County Safety Office", name=OFFICER)
		reporter = base.make_user("Hazard Reporter", name=REPORTER)
		base.make_authority("Predicate County", region=base.COUNTY, members=(officer,))
		base.make_enterprise(self.away, members=(reporter,))
		for user, expected in ((manager, ours), (officer, {self.here, self.mine}), (reporter, {self.away})):
			with base.as_user(user):
				self.assertEqual(
					ours
					& set(
						frappe.get_list(
							"Regulated Enterprise", pluck="name", limit=0, order_by="creation asc"
						)
					),
					expected,
				)
				self.assertEqual(
					{name for name in ours if frappe.has_permission("Regulated Enterprise", "read", name)},
					expected,
				)
		with base.as_user(officer):
			mine = frappe.get_doc("Regulated Enterprise", self.here)
			mine.region = base.OTHER_COUNTY
			self.assertFalse(mine.has_permission("write"))

	# --- authorities ------------------------------------------------------------------------------------------
	def test_an_authority_acts_where_it_covers_and_has_no_interest(self) -> None:
		user = base.make_user("County Safety Office", "Enterprise Principal", name=OFFICER)
		county = base.make_authority("Predicate County", region=base.COUNTY, members=(user,))
		other = base.make_authority("Predicate Other County", region=base.OTHER_COUNTY)
		doc = self.hazards[self.here]
		self.assertTrue(predicate.covers(county, doc))
		self.assertFalse(predicate.covers(other, doc))
		self.assertEqual(predicate.acting_authorities(user, doc), [county])
		predicate.require_authority(doc, county, user)
		self.assertRefused(
			"does not supervise",
			predicate.require_authority,
			doc,
			other,
			user,
			exc=frappe.PermissionError,
		)
		self.assertRefused(
			"not a member",
			predicate.require_authority,
			self.hazards[self.away],
			other,
			user,
			exc=frappe.PermissionError,
		)
		self.assertRefused(
			"Name the", predicate.require_authority, doc, None, user, exc=frappe.PermissionError
		)
		base.make_enterprise(self.here, members=(user,))
		self.assertEqual(predicate.acting_authorities(user, doc), [])
		self.assertRefused(
			"belong to the enterprise",
			predicate.require_authority,
			doc,
			county,
			user,
			exc=frappe.PermissionError,
		)
		predicate.require_enterprise(doc, user)
		# nobody of the mine is a user: an officer of its county enters its papers, until somebody is
		mine = self.hazards[self.mine]
		self.assertEqual(predicate.stands_in(user, mine), [county])
		predicate.require_enterprise(mine, user)
		base.make_enterprise(self.mine, members=(base.make_user("Enterprise Principal", name="of-the-mine"),))
		self.assertEqual(predicate.stands_in(user, mine), [])
		with self.assertRaises(frappe.PermissionError):
			predicate.require_enterprise(mine, user)

	def test_the_task_force_reads_and_never_acts(self) -> None:
		user = base.make_user("Governance Task Force", name=OFFICER)
		base.make_authority(
			"Predicate Task Force", region=base.CITY, kind="Task Force Office", members=(user,)
		)
		self.assertEqual(self.seen(user), set(self.hazards))
		self.assertEqual(predicate.acting_authorities(user, self.hazards[self.here]), [])

	# --- text ---------------------------------------------------------------------------------------------------
	def test_text_of_the_condition(self) -> None:
		self.assertEqual(predicate.sql("Hazard", "Administrator"), "")
		self.assertEqual(predicate.sql("Hazard", "Guest"), "1=0")
		self.assertEqual(predicate.sql("Hazard", base.make_user("System Manager", name=OFFICER)), "1=0")

	def test_no_value_breaks_out_of_the_text(self) -> None:
		user = base.make_user("Enterprise Principal", name=OFFICER)
		for name in ("Works \\", "Works ' or 1=1 -- ", "Works 100% \\' or '1'='1"):
			base.make_enterprise(name, members=(user,))
			self.hazards[name] = base.make_hazard(enterprise=name)
		self.assertEqual(self.seen(user), {name for name in self.hazards if name.startswith("Works")})

	def test_a_user_permission_narrows_further(self) -> None:
		user = base.make_user("County Safety Office", name=OFFICER)
		base.make_authority("Predicate County", region=base.COUNTY, members=(user,))
		frappe.get_doc(
			{
				"doctype": "User Permission",
				"user": user,
				"allow": "Regulated Enterprise",
				"for_value": self.mine,
				"apply_to_all_doctypes": 1,
			}
		).insert()
		self.assertEqual(self.seen(user), {self.mine})

	# --- cost ---------------------------------------------------------------------------------------------------
	def test_memberships_cost_the_same_few_queries_once_a_request(self) -> None:
		user = base.make_user("Supervising Department", "Enterprise Principal", name=OFFICER)
		for county, name in (
			(base.COUNTY, "Predicate A"),
			(base.OTHER_COUNTY, "Predicate B"),
			(base.CITY, "Predicate C"),
		):
			base.make_authority(name, region=county, industries=(base.COAL,), members=(user,))
		for doctype in table.SCOPED:  # roles and meta are kept by Frappe
			predicate.sql(doctype, user)
		members.clear_cache()
		with self.assertQueryCount(8):
			for doctype in table.SCOPED:
				predicate.sql(doctype, user)

	def test_every_predicate_column_leads_an_index(self) -> None:
		for doctype in table.GOVERNED:
			indexes.ensure_indexes(doctype)
			rows = frappe.db.sql(f"show index from `tab{doctype}`", as_dict=True)
			leading = {row.Column_name for row in rows if row.Seq_in_index == 1}
			self.assertLessEqual({"enterprise", "county", "city", "township"}, leading, doctype)

	def test_hooks_answer_true_or_false_and_never_nothing(self) -> None:
		doc = self.hazards[self.here]
		self.assertIs(hooks.has_permission(doc, "read", "Administrator"), True)
		self.assertIs(hooks.has_permission(doc, "read", "Guest"), False)
		self.assertIs(hooks.has_permission(doc, None, "Guest"), False)
		self.assertIs(hooks.has_permission({"doctype": "Hazard", "name": doc.name}, "read", "Guest"), False)
		self.assertEqual(hooks.query_conditions("Guest"), "1=0")
		self.assertEqual(hooks.child_query_conditions("Guest", "Hazard Evidence"), "1=0")
