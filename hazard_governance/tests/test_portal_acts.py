"""What is done on the portal in a normal month, by people without the desk, each act tried by those it is not for: the
register, verification, measures, supervision, acceptance, filing."""

import io
from unittest.mock import patch

import frappe
from frappe.utils import add_days, today

from hazard_governance.tests import base
from hazard_governance.tests.loop_case import FIRST_MEASURE, LoopTestCase
from hazard_governance.tests.portal_case import PortalVisits
from hazard_governance.tests.referral_case import ReferralTestCase
from hazard_governance.tests.steps import COUNTY_OFFICE, EMERGENCY_BUREAU, ENTERPRISE

DESK = "Hazard Desk User"


def photo(name: str = "photo.jpg") -> tuple:
	return io.BytesIO(base.photo_bytes(colour=base._next_colour())), name


class TestPortalActs(PortalVisits, LoopTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		for user in frappe.get_all("User", {"name": ["like", "steps-%"]}, pluck="name", order_by="name asc"):
			frappe.get_doc("User", user).remove_roles(DESK)
		frappe.clear_cache()

	def test_nobody_here_opens_the_desk(self):
		self.assertEqual(frappe.db.get_value("User", self.county, "user_type"), "Website User")
		self.assertNotIn(DESK, frappe.get_roles(self.officer))

	# --- a hazard is reported ------------------------------------------------------------------------------------------
	def test_a_hazard_is_reported_once_with_its_photo(self):
		sent = {
			"hazard_title": "Dust 5' &",
			"place": "Grinding shop",
			"found_on": f"{today()}T00:01",
			"source": "Self-Inspection",
		}
		before = frappe.db.count("Hazard")
		page = self.visit(self.reporter, "/hazards/report")
		hidden = self.hidden(page)
		wrong = self.visit(
			self.reporter,
			"/hazards/act",
			sent={**hidden, **sent, "enterprise": ENTERPRISE, "place": "", "photo": photo()},
		)
		self.assertEqual(wrong.status, 422)
		self.assertIn("Place is empty. Fill it in.", wrong.text)
		self.assertIn(
			'id="a-place" name="place" aria-describedby="a-place-wrong" aria-invalid="true"', wrong.html
		)
		self.assertIn('value="Dust 5&#39; &amp;"', wrong.html)
		self.assertIn("Choose the files again.", wrong.text)
		self.assertEqual(frappe.db.count("Hazard"), before)
		given = {**hidden, **sent, "enterprise": ENTERPRISE}
		first = self.visit(self.reporter, "/hazards/act", sent={**given, "photo": photo()})
		again = self.visit(self.reporter, "/hazards/act", sent={**given, "photo": photo()})
		self.assertEqual((first.status, again.status), (303, 303), first.text[:500])
		self.assertEqual(first.location, again.location)
		self.assertEqual(frappe.db.count("Hazard"), before + 1)
		seen = self.follow(self.reporter, first.location)
		self.assertIn("Thank you. The hazard is registered.", seen.text)
		self.assertIn("Dust 5&#39; &amp;", seen.html)
		name = first.location.split("?")[0].rsplit("/", 1)[1]
		url = frappe.db.get_value("Hazard", name, "photo")
		self.assertIn(f'src="{url}"', seen.html)
		self.assertTrue(url.startswith("/private/files/"))
		for user, may in (
			(self.reporter, True),
			(self.county, True),
			(self.other_county, False),
			(self.outsider, False),
		):
			file = frappe.get_doc("File", {"file_url": url, "attached_to_name": name})
			with base.as_user(user):
				self.assertEqual(file.is_downloadable(), may, user)
		foreign = self.visit(
			self.reporter,
			"/hazards/act",
			sent={**hidden, **sent, "once": "x", "enterprise": "Steps Works Two"},
		)
		self.assertIn("choose one from the list", foreign.text)
		other = self.follow(self.officer, first.location)
		self.assertNotIn("Thank you", other.text)

	def test_nothing_is_done_without_the_token_or_by_an_address(self):
		hazard = self.reported()
		given = {
			"act": "start-rectification",
			"on": hazard.name,
			"once": "1",
			"modified": str(hazard.modified),
		}
		self.assertEqual(self.visit(self.officer, "/hazards/act", **given).status, 200)
		for token in ("", "guessed"):
			answer = self.visit(self.officer, "/hazards/act", sent={**given, "csrf_token": token})
			self.assertIn("Your session has ended", answer.text)
		with patch.dict(self.tokens, {self.officer: ""}):
			answer = self.visit(self.officer, "/hazards/act", sent={**given, "csrf_token": ""})
			self.assertIn("Your session has ended", answer.text)
		self.assertEqual(self.fresh(hazard).stage, "Registered")
		self.assertEqual(self.visit("Guest", "/hazards/act", sent=given).status, 302)

	# --- pages of one document ------------------------------------------------------------------------------------------
	def test_what_is_not_there_and_what_is_not_allowed_look_the_same(self):
		hazard = self.described(self.reported())
		plan = self.plan(hazard)
		self.assertIn("Dust on the beams", self.visit(self.officer, f"/hazards/hazard/{hazard.name}").text)
		self.assertIn(
			"Clean, then clean every shift",
			self.visit(self.county, f"/hazards/record/remediation-plan/{plan.name}").text,
		)
		nothing = self.visit(self.officer, "/hazards/hazard/NO-SUCH")
		self.assertEqual(nothing.status, 404)
		for user, path in (
			(self.other_county, f"/hazards/hazard/{hazard.name}"),
			(self.outsider, f"/hazards/hazard/{hazard.name}"),
			(self.outsider, f"/hazards/record/remediation-plan/{plan.name}"),
			(self.reporter, f"/hazards/record/remediation-plan/{plan.name}"),
			(self.owner, f"/hazards/record/remediation-plan/{plan.name}"),
			(self.officer, "/hazards/record/hazard/" + hazard.name),
			(self.officer, "/hazards/record/user/Administrator"),
			(self.officer, "/hazards/record/hazard-time-entry/1"),
		):
			with self.subTest(f"{user} {path}"):
				page = self.visit(user, path)
				self.assertEqual(page.status, 404)
				mine = self.visit(user, "/hazards/hazard/NO-SUCH")
				self.assertEqual(page.text, mine.text)
		self.assertEqual(self.visit("Guest", f"/hazards/hazard/{hazard.name}").status, 302)
		# a refusal is not remembered for those who may look
		self.assertEqual(self.visit(self.county, f"/hazards/hazard/{hazard.name}").status, 200)

	def test_the_page_of_a_hazard_tells_what_its_reader_may_know(self):
		hazard = self.described(self.with_row(self.reported(), "immediate_measures", FIRST_MEASURE))
		plan = self.plan(hazard)
		action = self.action(hazard)
		officer = self.visit(self.officer, f"/hazards/hazard/{hazard.name}")
		for words in (
			"Hazard Description",
			"What is missing",
			"Machines stopped",
			action.name,
			plan.name,
			"Registered",
		):
			self.assertIn(words, officer.text)
		owner = self.visit(self.owner, f"/hazards/hazard/{hazard.name}")
		self.assertIn("Complete the Measure", owner.text)
		self.assertNotIn(action.name, owner.text)
		reporter = self.visit(self.reporter, f"/hazards/hazard/{hazard.name}")
		self.assertNotIn("Remove the dust and fit a suction line", reporter.text)
		self.assertIn("整改", self.visit(self.officer, f"/hazards/hazard/{hazard.name}", language="zh").text)
		paper = self.visit(self.officer, f"/hazards/record/remediation-plan/{plan.name}")
		self.assertIn("hazard_governance.api.papers.download?paper=remediation-plan", paper.html)

	# --- a month -----------------------------------------------------------------------------------------------------------
	def test_the_work_of_a_month_from_the_report_to_the_filing(self):
		hazard = self.described(self.with_row(self.reported(), "immediate_measures", FIRST_MEASURE))
		self.verified_on_the_portal(hazard)
		self.done(self.officer, "start-rectification", hazard)
		plan = self.planned(hazard)
		self.analysed(hazard)
		self.held_to_account(hazard)
		self.measured_on_the_portal(hazard, plan)
		case = self.supervised_on_the_portal(hazard)
		self.reported_on_the_portal(hazard, plan)
		self.first_measure_done(hazard)
		self.done(self.officer, "request-acceptance", hazard)
		self.evaluated(hazard)
		self.closed_to("accept-rectification", hazard, self.officer, self.county)
		self.done(self.principal, "accept-rectification", hazard)
		self.closed_on_the_portal(hazard, case)
		self.governed(hazard)
		self.filed_on_the_portal(hazard, self.told(hazard))

	def verified_on_the_portal(self, hazard) -> None:
		self.closed_to(
			"verify", hazard, self.officer, self.other_county, self.task_force, self.registrar, self.outsider
		)
		values = {"authority": COUNTY_OFFICE, "outcome": "Confirmed", "classification": "Major"}
		values |= {"classification_basis": "Criterion", "criterion": "TEST-1", "propose_supervision": "1"}
		self.refused(
			self.county,
			"lies in the future. Enter",
			"verify",
			hazard,
			**values,
			site_visited_on="2031-01-01",
		)
		page = self.done(self.county, "verify", hazard, **values, site_visited_on=today())
		self.assertIn("The verification is recorded.", page.text)
		draft = frappe.get_last_doc("Hazard Verification", {"hazard": hazard.name})
		self.closed_to("decide-verification", draft, self.county, self.officer, self.other_county)
		self.done(self.county_head, "decide-verification", draft)
		self.assertTrue(self.fresh(hazard).register_no)

	def measured_on_the_portal(self, hazard, plan) -> None:
		row = plan.measures[0].name
		self.closed_to("complete-measure", hazard, self.second_owner, self.county, self.outsider, row=row)
		given = {"done_on": today(), "result": "Line fitted"}
		self.refused(self.owner, "Evidence: choose a file.", "complete-measure", hazard, row, **given)
		text = (io.BytesIO(b"no picture"), "proof.txt")
		self.refused(
			self.owner, "neither a photo nor a PDF", "complete-measure", hazard, row, **given, evidence=text
		)
		self.assertEqual(self.fresh(plan).measures[0].status, "Open")
		page = self.done(self.owner, "complete-measure", hazard, row, **given, evidence=photo())
		self.assertIn("recorded as done", page.text)
		measure = self.fresh(plan).measures[0]
		self.assertEqual((measure.status, measure.result), ("Done", "Line fitted"))
		self.done(
			self.officer,
			"record-measure",
			hazard,
			measure="Barrier",
			taken_at=f"{today()}T00:01",
			done_at=f"{today()}T00:02",
			after_photo=photo(),
		)
		self.assertEqual(self.fresh(hazard).immediate_measures[-1].measure, "Barrier")

	def supervised_on_the_portal(self, hazard):
		case = frappe.get_last_doc("Supervision Case", {"hazard": hazard.name})
		self.closed_to("confirm-supervision", case, self.officer, self.county, self.other_county)
		values = {
			"due_on": add_days(today(), 20),
			"leader": "Director Sun",
			"requirements": "Clean",
			"report_every_days": "7",
		}
		self.done(
			self.department,
			"confirm-supervision",
			case,
			**values,
			letter_no=base.letter(7),
			issued_on=today(),
			signatory="Sun",
		)
		self.closed_to("urge", case, self.officer, self.county, self.other_county, self.task_force)
		self.refused(self.department, "Content is empty", "urge", case, kind="Telephone Call")
		page = self.form(self.department, "urge", case)
		sent = {**self.hidden(page), "kind": "Telephone Call", "content": "Report by Friday"}
		self.assertEqual(self.visit(self.department, "/hazards/act", sent=sent).status, 303)
		self.assertEqual(self.visit(self.department, "/hazards/act", sent=sent).status, 303)
		stale = self.visit(self.department, "/hazards/act", sent={**sent, "once": "other"})
		self.assertIn("changed by somebody else", stale.text)
		self.assertEqual(len(self.fresh(case).urgings), 1)
		self.closed_to("report-progress", case, self.department, self.owner, self.outsider)
		self.assertIn(
			"Urged; report the progress", self.visit(self.officer, "/hazards/waiting", list="urgings").text
		)
		self.done(self.officer, "report-progress", case, progress="Half of it is done", file=photo())
		self.done(
			self.officer,
			"apply-extension",
			case,
			reason="Part late",
			interim_controls="No grinding",
			new_due=add_days(today(), 30),
		)
		self.assertIn(
			"Extension applied for", self.visit(self.department, "/hazards/waiting", list="extensions").text
		)
		self.closed_to("decide-extension", case, self.officer, self.county, self.other_county)
		self.refused(
			self.department, "Reason for the Decision is empty", "decide-extension", case, decision="Granted"
		)
		self.done(
			self.department, "decide-extension", case, decision="Granted", remarks="The part is ordered"
		)
		self.assertEqual(str(self.fresh(case).due_on), add_days(today(), 30))
		self.closed_to("confirm-receipt", case, self.department, self.outsider)
		self.done(self.principal, "confirm-receipt", case)
		self.assertEqual(str(self.fresh(case).received_on), today())
		return case

	def reported_on_the_portal(self, hazard, plan) -> None:
		self.posted_and_reported(hazard, plan)
		self.assertIn("Full report", self.visit(self.department, "/hazards/waiting", list="reports").text)
		self.closed_to("acknowledge", hazard, self.officer, self.other_county, self.county)
		self.done(self.department, "acknowledge", hazard, receipt_no="R-1")
		self.assertEqual(self.fresh(hazard).authority_reports[-1].receipt_no, "R-1")

	def closed_on_the_portal(self, hazard, case) -> None:
		self.closed_to("check", hazard, self.officer, self.other_county, self.registrar)
		values = {"authority": COUNTY_OFFICE, "accepted_on": today(), "evaluation_method": "Own Team"}
		values |= {"verdict": "Pass", "no_change_reason": "Nothing to add"}
		self.refused(self.county, "is not passed", "check", hazard, **values)
		findings = {f"finding-{number}": "Pass" for number in range(1, 4)}
		self.done(self.county, "check", hazard, **values, **findings)
		self.done(self.officer, "request-case-acceptance", case)
		waits = self.visit(self.department, "/hazards/waiting", list="acceptances")
		self.assertIn("Acceptance requested", waits.text)
		self.closed_to("delist", case, self.officer, self.county, self.other_county)
		letter = {"delisting_no": base.letter(8), "delisting_signatory": "Sun", "delisted_on": today()}
		self.done(self.department, "delist", case, **letter)
		self.assertEqual(self.fresh(case).status, "Delisted")
		self.closed_to("close-out", hazard, self.officer, self.department, self.other_county)
		self.done(self.county, "close-out", hazard)
		self.assertEqual(self.fresh(hazard).stage, "Closed Out")

	def filed_on_the_portal(self, hazard, report) -> None:
		self.assertIn("Report approved", self.visit(self.registrar, "/hazards/waiting", list="filing").text)
		self.closed_to("file-report", report, self.county, self.principal, self.other_county)
		self.refused(
			self.registrar, "Receipt No. is empty", "file-report", report, filing_authority=EMERGENCY_BUREAU
		)
		self.done(
			self.registrar,
			"file-report",
			report,
			filing_authority=EMERGENCY_BUREAU,
			receipt_no="BA-1",
			filed_on=today(),
		)
		self.closed_to("file-hazard", hazard, self.county, self.principal)
		self.done(self.registrar, "file-hazard", hazard)
		self.assertEqual(self.fresh(hazard).stage, "Filed")
		self.assertNotIn(
			"Report approved", self.visit(self.registrar, "/hazards/waiting", list="filing").text
		)


class TestPortalReferral(PortalVisits, ReferralTestCase):
	def test_a_liaison_receives_what_was_referred_to_them(self):
		doc = self.sent()
		home = self.visit(self.liaison, "/hazards")
		self.assertIn("Referrals to Receive", home.text)
		self.assertIn(doc.name, self.visit(self.liaison, "/hazards/referrals").html)
		self.assertEqual(self.visit(self.liaison, f"/hazards/hazard/{doc.hazard}").status, 404)
		self.assertEqual(self.visit(self.liaison, "/hazards/monthly-list").status, 404)
		self.closed_to("receive-referral", doc, self.county, self.procurator, self.officer)
		self.refused(self.liaison, "Reason for Refusing", "refuse-referral", doc)
		page = self.done(self.liaison, "receive-referral", doc, receipt_no="JS 88")
		self.assertIn("The referral is received.", page.text)
		self.assertEqual(self.fresh_status(doc), "Received")

	def fresh_status(self, doc) -> str:
		return frappe.db.get_value(doc.doctype, doc.name, "status")
