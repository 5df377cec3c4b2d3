"""The daily job: who is told of what, once, whatever days it runs on, and nobody beyond their scope."""

import email
from datetime import date, timedelta
from email import policy
from unittest.mock import patch

import frappe

from hazard_governance.domain import vocabulary as v
from hazard_governance.reminding import daily, mail, register
from hazard_governance.tests import base
from hazard_governance.tests.list_world import CITY_OFFICE, COUNTY_OFFICE, DEPARTMENT, TODAY, WORKS
from hazard_governance.tests.reminder_world import MEASURE, ReminderTestCase

ONE_DAY = timedelta(days=1)


class TestReminders(ReminderTestCase):
	def test_each_clock_is_told_to_those_it_concerns(self) -> None:
		self.shipped_ladder()
		daily.remind(TODAY)
		expected = {
			# four days late: the step of the first day
			v.RECTIFICATION_DEADLINE: (1, {"officer", "principal", "department"}),
			v.MEASURE_DEADLINE: (1, {"owner", "officer", "principal"}),
			# two weeks late: the step of the seventh day
			v.VERIFICATION_DUE: (7, {"county", "city"}),
			v.RECEIPT_DUE: (7, {"county", "city"}),
			v.EXAMINATION_DUE: (1, {"department"}),
			v.SUPERVISION_DEADLINE: (1, {"officer", "principal", "city"}),
			v.PROGRESS_DUE: (1, {"officer", "principal"}),
			v.EXTENSION_DUE: (7, {"city"}),
		}
		for clock, (days, people) in expected.items():
			with self.subTest(clock):
				rows = [row for row in self.told(clock=clock) if row.hazard in (self.overdue, self.pending)]
				self.assertEqual({row.days for row in rows}, {days})
				self.assertEqual(self.users_told(clock=clock), people)
		duties = self.told(clock=v.DUTY_DEADLINE)
		self.assertEqual(
			{(row.reference_doctype, row.hazard, row.days, str(row.due)) for row in duties},
			{
				("Source Governance Plan", self.closed, 1, "2026-11-23"),
				# a monthly topic is due on the last day of its month; a study topic belongs to no hazard
				("Study Topic", None, 7, "2026-10-31"),
			},
		)
		self.assertEqual(self.users_told(clock=v.DUTY_DEADLINE), {"officer", "principal"})

	def test_a_row_says_everything_once(self) -> None:
		self.ladder({"days": -3}, {"days": 1, "note": "for managers"})
		daily.remind(TODAY)
		[row] = self.told(hazard=self.overdue)
		expected = {
			"hazard": self.overdue,
			"hazard_title": base.MINIMAL["hazard_title"],
			"register_no": "990402-202610-0001",
			"enterprise": WORKS,
			"clock": v.RECTIFICATION_DEADLINE,
			"due": date(2026, 11, 20),
			"days": 1,
			"missed": "-3",
			"reference_doctype": "Hazard",
			"reference_name": self.overdue,
			"reference_row": "",
			"recipient": self.users["officer"],
			"channel": v.BY_NOTICE,
			"proposal": "",
			"supervision_case": None,
			"region": base.COUNTY,
			"county": base.COUNTY,
			"city": base.CITY,
			"industry": base.MANUFACTURING,
		}
		self.assertEqual({key: row[key] for key in expected}, expected)
		self.assertTrue(row.sent_at)

	def test_a_second_run_tells_nothing(self) -> None:
		self.shipped_ladder()
		first = daily.remind(TODAY)
		self.assertGreater(first["notices"], 10)
		before = (len(self.told()), frappe.db.count("Notification Log"), len(self.mails()))
		self.assertEqual(daily.remind(TODAY), {"steps": 0, "notices": 0, "mails": 0, "cases": 0})
		self.assertEqual((len(self.told()), frappe.db.count("Notification Log"), len(self.mails())), before)

	def test_after_a_week_without_running_the_highest_step_alone_is_told(self) -> None:
		self.ladder(*({"days": days} for days in (-1, 1, 3, 5, 7)))
		daily.remind(date(2026, 11, 19))
		daily.remind(date(2026, 11, 21))
		daily.remind(date(2026, 11, 28))
		rows = self.told(hazard=self.overdue)
		self.assertEqual([(row.days, row.missed) for row in rows], [(-1, ""), (1, ""), (7, "3, 5")])
		self.assertIn(
			"This reminder also stands for: 3 days after, 5 days after.", self.notices("officer")[-1].subject
		)

	def test_a_run_that_is_late_on_the_same_day_or_the_next_tells_once(self) -> None:
		self.ladder({"days": 4}, {"days": 7})
		for day in (TODAY - ONE_DAY, TODAY, TODAY, TODAY + ONE_DAY, TODAY + 2 * ONE_DAY):
			daily.remind(day)
		self.assertEqual([row.days for row in self.told(hazard=self.overdue)], [4])

	def test_a_deadline_that_moves_begins_again(self) -> None:
		self.ladder({"days": -7}, {"days": 1})
		daily.remind(TODAY)
		self.due_on(self.overdue, "2026-12-10")
		daily.remind(date(2026, 12, 2))
		daily.remind(date(2026, 12, 3))
		daily.remind(date(2026, 12, 4))
		rows = self.told(hazard=self.overdue)
		self.assertEqual([(row.days, str(row.due)) for row in rows], [(-7, "2026-12-10"), (1, "2026-11-20")])

	def test_what_is_done_is_told_no_more(self) -> None:
		self.ladder({"days": 1}, {"clock": v.MEASURE_DEADLINE, "days": 1})
		frappe.db.set_value("Hazard", self.overdue, "stage", v.ACCEPTED)
		frappe.db.set_value("Remediation Plan Measure", self.measure, "status", v.DONE)
		daily.remind(TODAY)
		self.assertEqual(self.told(hazard=self.overdue), [])

	def test_only_the_hazards_asked_for(self) -> None:
		self.shipped_ladder()
		daily.remind(TODAY, hazards=[self.pending])
		self.assertEqual({row.hazard for row in self.told()}, {self.pending})

	def test_switched_off(self) -> None:
		self.ladder({"days": 1})
		self.settings(remind=0)
		daily.run()
		self.assertEqual(self.told(), [])
		self.settings(remind=1, escalation_steps=[])
		daily.run()
		self.assertEqual(self.told(), [])

	def test_pages_hold_every_hazard_once(self) -> None:
		self.shipped_ladder()
		daily.remind(TODAY)
		expected = sorted((row.reference_name, row.clock, row.recipient or "") for row in self.told())
		frappe.db.delete("Hazard Reminder")
		self.addCleanup(setattr, daily, "PAGE", daily.PAGE)
		daily.PAGE = 2
		self.assertGreater(len(list(daily.pages())), 3)
		daily.remind(TODAY)
		found = sorted((row.reference_name, row.clock, row.recipient or "") for row in self.told())
		self.assertEqual(found, expected)

	# --- nobody beyond their scope ----------------------------------------------------------------------------------
	def test_who_lost_the_membership_or_the_account_is_not_told(self) -> None:
		self.ladder({"days": 1, "tell_department": 1, "tell_principal": 1})
		doc = frappe.get_doc("Supervision Authority", DEPARTMENT)
		doc.members = []
		doc.save(ignore_permissions=True)
		frappe.db.set_value("User", self.users["principal"], "enabled", 0)
		daily.remind(TODAY)
		self.assertEqual(self.users_told(hazard=self.overdue), {"officer"})

	def test_a_person_named_who_may_not_read_the_hazard_is_not_told(self) -> None:
		"""The owner of a measure who works elsewhere by now, and a principal who is no member."""
		self.ladder(
			{"clock": v.MEASURE_DEADLINE, "days": 1, "tell_officer": 0, "tell_owner": 1, "tell_principal": 1}
		)
		frappe.db.set_value(
			"Remediation Plan Measure", self.measure, "responsible_user", self.users["other county"]
		)
		frappe.db.set_value("Regulated Enterprise", WORKS, "principal_user", self.users["alone"])
		base.clear_scope_cache()
		daily.remind(TODAY)
		self.assertEqual(self.users_told(hazard=self.overdue), {"principal"})

	def test_a_user_permission_narrows_who_is_told(self) -> None:
		self.ladder({"days": 1, "tell_department": 1})
		frappe.get_doc(
			{
				"doctype": "User Permission",
				"user": self.users["department"],
				"allow": "Regulated Enterprise",
				"for_value": "List Works C",
				"apply_to_all_doctypes": 1,
			}
		).insert()
		self.addCleanup(frappe.cache.hdel, "user_permissions", self.users["department"])
		daily.remind(TODAY)
		self.assertEqual(self.users_told(hazard=self.overdue), {"officer"})

	def test_a_step_that_reaches_nobody_is_kept_as_such(self) -> None:
		self.ladder({"clock": v.VERIFICATION_DUE, "days": 1})  # the mine has no members
		daily.remind(TODAY)
		[row] = self.told(hazard=self.pending)
		self.assertEqual((row.recipient, row.channel, row.days), (None, v.NOBODY_TOLD, 1))
		daily.remind(TODAY)
		self.assertEqual(len(self.told(hazard=self.pending)), 1)

	def test_department_is_the_competent_authority_or_every_one_that_answers(self) -> None:
		self.ladder({"days": 1, "tell_officer": 0, "tell_department": 1})
		second = base.make_user("Supervising Department", name="list-department-two")
		base.make_authority(
			"List Second Department",
			kind="Industry Authority",
			industries=(base.MANUFACTURING,),
			members=(second,),
		)
		daily.remind(TODAY)
		self.assertEqual({row.recipient for row in self.told()}, {self.users["department"]})
		frappe.db.set_value("Regulated Enterprise", WORKS, "competent_authority", None)
		self.due_on(self.overdue, "2026-11-21")
		daily.remind(TODAY)
		rows = self.told(due="2026-11-21")
		self.assertEqual({row.recipient for row in rows}, {self.users["department"], second})

	def test_an_authority_dissolved_in_mid_term_is_told_no_more(self) -> None:
		self.ladder(
			{"clock": v.SUPERVISION_DEADLINE, "days": 1, "tell_officer": 0, "tell_authority": 1},
			{"clock": v.EXTENSION_DUE, "days": 1, "tell_authority": 1, "tell_city": 1},
		)
		frappe.db.set_value("Supervision Authority", CITY_OFFICE, "disabled", 1)
		base.clear_scope_cache()
		daily.remind(TODAY)
		[row] = self.told(clock=v.SUPERVISION_DEADLINE)
		self.assertEqual((row.recipient, row.channel), (None, v.NOBODY_TOLD))
		self.assertEqual(self.users_told(clock=v.EXTENSION_DUE), {"officer"})

	def test_what_another_run_has_taken_is_not_told_again(self) -> None:
		self.shipped_ladder()
		with patch.object(register, "claim", lambda rows: [*rows] and frozenset()):
			done = daily.remind(TODAY)
		self.assertEqual(done, {"steps": 0, "notices": 0, "mails": 0, "cases": 0})

	# --- cost -------------------------------------------------------------------------------------------------------
	def queries(self) -> int:
		with patch.object(frappe.db, "sql", wraps=frappe.db.sql) as sql:
			daily.remind(TODAY)
		return sql.call_count

	def test_a_run_that_tells_nothing_costs_the_same_for_more_hazards(self) -> None:
		self.shipped_ladder()
		daily.remind(TODAY)
		before = self.queries()
		self.assertLess(before, 20)
		for _n in range(20):
			self.unsupervised("2026-12-20")
		self.assertEqual(self.queries(), before)

	# --- notices ----------------------------------------------------------------------------------------------------
	def test_a_notice_leads_to_what_the_reader_may_open(self) -> None:
		self.ladder({"clock": v.MEASURE_DEADLINE, "days": 1, "tell_owner": 1})
		daily.remind(TODAY)
		[officer], [owner] = self.notices("officer"), self.notices("owner")
		self.assertEqual((officer.document_type, officer.document_name), ("Remediation Plan", self.plan))
		self.assertIn(MEASURE, officer.subject)
		# who holds a measure reads its hazard and nothing else
		self.assertEqual((owner.document_type, owner.document_name), ("Hazard", self.overdue))
		self.assertNotIn(MEASURE, owner.subject)

	def test_what_a_person_typed_is_text_in_a_notice(self) -> None:
		self.ladder({"days": 1})
		frappe.db.set_value("Hazard", self.overdue, "hazard_title", "<img src=x onerror=alert(1)>")
		daily.remind(TODAY)
		[notice] = self.notices("officer")
		self.assertIn("&lt;img", notice.subject)
		self.assertNotIn("<img", notice.subject)

	def test_each_in_their_own_language(self) -> None:
		frappe.db.set_value("User", self.users["officer"], "language", "zh")
		frappe.db.set_value("User", self.users["principal"], "language", "en")
		self.ladder({"days": 1, "tell_principal": 1, "by_email": 1})
		daily.remind(TODAY)
		self.assertIn("整改期限：2026年11月20日到期，已超期4天", self.notices("officer")[0].subject)
		self.assertIn(
			"Rectification Deadline: was due on 2026-11-20, 4 days overdue",
			self.notices("principal")[0].subject,
		)
		subjects = {row.recipient[0]: self.content(row)[0] for row in self.mails()}
		self.assertEqual(subjects[self.users["officer"]], "隐患期限提醒：1项，其中超期1项")
		self.assertEqual(subjects[self.users["principal"]], "Hazard deadlines: 1, overdue 1")

	# --- mails ------------------------------------------------------------------------------------------------------
	def content(self, row: dict) -> tuple[str, str]:
		message = email.message_from_string(row.message, policy=policy.default)
		return message["Subject"], message.get_body(("html",)).get_content()

	def test_one_mail_a_person_with_a_link_to_each_deadline(self) -> None:
		self.ladder(
			{"days": 1, "by_notice": 0, "by_email": 1, "tell_department": 1},
			{"clock": v.MEASURE_DEADLINE, "days": 1, "by_email": 1},
		)
		done = daily.remind(TODAY)
		self.assertEqual(done["mails"], 2)
		mails = {row.recipient[0]: row for row in self.mails()}
		self.assertEqual(set(mails), {self.users["officer"], self.users["department"]})
		_subject, html = self.content(mails[self.users["officer"]])
		self.assertIn(frappe.utils.get_url_to_form("Hazard", self.overdue), html)
		self.assertIn(frappe.utils.get_url_to_form("Remediation Plan", self.plan), html)
		self.assertIn(MEASURE, html)
		_subject, html = self.content(mails[self.users["department"]])
		self.assertNotIn(self.plan, html)
		channels = {row.clock: row.channel for row in self.told(recipient=self.users["officer"])}
		self.assertEqual(channels, {v.RECTIFICATION_DEADLINE: v.BY_EMAIL, v.MEASURE_DEADLINE: v.BY_BOTH})
		record = frappe.get_doc(mail.DOCTYPE, mails[self.users["officer"]].reference_name)
		self.assertEqual(
			(record.user, record.kind, record.period, record.number),
			(self.users["officer"], v.REMINDERS, "2026-11-24", 2),
		)

	def test_without_an_outgoing_account_mails_become_notices(self) -> None:
		self.ladder({"days": 1, "by_notice": 0, "by_email": 1})
		daily.remind(TODAY, by_mail=False)
		self.assertEqual(self.mails(), [])
		self.assertEqual([row.channel for row in self.told(hazard=self.overdue)], [v.BY_NOTICE])
		self.assertEqual(len(self.notices("officer")), 1)

	# --- what is proposed -------------------------------------------------------------------------------------------
	def unsupervised(self, day: str) -> str:
		hazard = self.make_hazard(
			WORKS, registered_at="2026-10-12 08:00:00", stage="Rectifying", rectification_due=day
		)
		frappe.db.set_value("Hazard", hazard, "verification", "Verified")
		return hazard

	def cases(self, hazard: str) -> list[tuple]:
		return frappe.get_all(
			"Supervision Case",
			filters={"hazard": hazard},
			fields=["kind", "level", "authority", "status"],
			order_by="creation asc",
			as_list=True,
		)

	def test_a_case_is_proposed_once_and_decides_nothing(self) -> None:
		self.shipped_ladder()
		hazard = self.unsupervised("2026-11-17")
		done = daily.remind(TODAY, hazards=[hazard])
		self.assertEqual(done["cases"], 1)
		self.assertEqual(self.cases(hazard), (("Listed", "County", COUNTY_OFFICE, "Proposed"),))
		[row] = self.told(hazard=hazard, recipient=["is", "not set"])
		self.assertEqual(row.proposal, v.PROPOSE_LISTING)
		self.assertEqual(frappe.db.get_value("Supervision Case", row.supervision_case, "hazard"), hazard)
		county, officer = self.notices("county")[-1].subject, self.notices("principal")[-1].subject
		self.assertIn(f"The proposed case {row.supervision_case} waits for confirmation.", county)
		self.assertNotIn("roposed", officer)
		self.assertEqual(daily.remind(TODAY, hazards=[hazard])["cases"], 0)
		self.assertEqual(len(self.cases(hazard)), 1)
		self.assertEqual(frappe.db.get_value("Hazard", hazard, "stage"), "Rectifying")

	def test_the_ladder_goes_on_to_the_city_and_to_what_has_no_case(self) -> None:
		self.shipped_ladder()
		hazard = self.unsupervised("2026-11-17")
		for days in (7, 15, 30):
			daily.remind(date(2026, 11, 17) + timedelta(days=days), hazards=[hazard])
		self.assertEqual(
			[(level, status) for _kind, level, _authority, status in self.cases(hazard)],
			[("County", "Proposed"), ("City", "Proposed")],
		)
		proposals = [row.proposal for row in self.told(hazard=hazard, recipient=["is", "not set"])]
		self.assertEqual(proposals, [v.PROPOSE_LISTING, v.PROPOSE_RAISING, v.PROPOSE_SANCTION])

	def test_a_case_that_runs_is_named_and_one_turned_down_is_not_brought_back_by_the_same_step(self) -> None:
		self.ladder({"days": 1, "tell_county": 1, "proposal": v.PROPOSE_LISTING})
		daily.remind(TODAY, hazards=[self.overdue])  # listed by the city already
		self.assertEqual(len(self.cases(self.overdue)), 1)
		self.assertIn(f"The case {self.listed} is there already.", self.notices("county")[-1].subject)
		hazard = self.unsupervised("2026-11-17")
		daily.remind(TODAY, hazards=[hazard])
		frappe.db.set_value("Supervision Case", {"hazard": hazard}, "status", v.NOT_ADOPTED)
		daily.remind(TODAY + ONE_DAY, hazards=[hazard])
		self.assertEqual(len(self.cases(hazard)), 1)

	def test_departmental_supervision_is_proposed_to_the_competent_authority(self) -> None:
		self.ladder({"days": 1, "proposal": v.PROPOSE_DEPARTMENTAL})
		hazard = self.unsupervised("2026-11-17")
		daily.remind(TODAY, hazards=[hazard])
		self.assertEqual(self.cases(hazard), (("Departmental", "County", DEPARTMENT, "Proposed"),))

	def test_steps_that_propose_may_be_left_to_a_later_run(self) -> None:
		self.ladder({"days": 1}, {"days": 7, "proposal": v.PROPOSE_LISTING})
		hazard = self.unsupervised("2026-11-17")
		self.assertEqual(daily.remind(TODAY, hazards=[hazard], proposing=False)["cases"], 0)
		self.assertEqual([row.days for row in self.told(hazard=hazard)], [1])
		self.assertEqual(daily.remind(TODAY, hazards=[hazard])["cases"], 1)

	def test_where_no_office_is_entered_the_proposal_is_told_without_a_case(self) -> None:
		self.ladder({"days": 1, "tell_department": 1, "proposal": v.PROPOSE_LISTING})
		frappe.db.set_value("Supervision Authority", COUNTY_OFFICE, "disabled", 1)
		hazard = self.unsupervised("2026-11-17")
		done = daily.remind(TODAY, hazards=[hazard])
		self.assertEqual(done["cases"], 0)
		self.assertIn("No authority is entered", self.notices("department")[-1].subject)

	def test_a_hazard_that_takes_no_case_does_not_keep_the_others_waiting(self) -> None:
		self.ladder({"days": 1, "proposal": v.PROPOSE_LISTING})
		bad, good = self.unsupervised("2026-11-17"), self.unsupervised("2026-11-17")
		frappe.db.set_value("Hazard", bad, "found_on", None, update_modified=False)
		frappe.db.set_value("Hazard", bad, "enterprise", "Gone Works", update_modified=False)
		daily.remind(TODAY, hazards=[bad, good])
		self.assertEqual(len(self.cases(good)), 1)
