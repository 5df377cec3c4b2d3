"""Tips on the portal, for officers without the desk: who sees the list, a tip and its photos, who decides, and that who
told is shown to one role alone, every look on record."""

from unittest.mock import patch

import frappe
from frappe.utils import add_days, getdate

from hazard_governance.portal import tips as portal_tips
from hazard_governance.portal import waiting
from hazard_governance.tests import base
from hazard_governance.tests.portal_case import PortalVisits
from hazard_governance.tests.steps import COUNTY_OFFICE, ENTERPRISE
from hazard_governance.tests.tip_case import GUEST, NAME, PHONE, SECRETS, TipCase

DESK = "Hazard Desk User"
DECISIONS = ("tip-hazard", "tip-duplicate", "tip-reject", "tip-hand-over", "tip-enterprise")
FAR = "Tips Far Works"
MOST_QUERIES = 30


class TestPortalTips(PortalVisits, TipCase):
	def tell(self, **values):
		"""A tip as the public page sends it; `send` is what the portal's visits call the sending of a form."""
		self.leave()
		return TipCase.send(self, **values)

	def look_up(self, code: str) -> dict:
		self.leave()
		return super().look_up(code)

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		for prefix in ("steps-%", "tips-%"):
			for user in frappe.get_all("User", {"name": ["like", prefix]}, pluck="name", order_by="name asc"):
				frappe.get_doc("User", user).remove_roles(DESK)
		frappe.clear_cache()
		base.make_enterprise(FAR, region=base.OTHER_COUNTY)
		cls.reading = (cls.county, cls.city, cls.task_force, cls.confidant, cls.insider)
		cls.strangers = (
			cls.other_county, cls.department, cls.registrar, cls.officer, cls.principal, cls.reporter, cls.owner,
			cls.other_confidant,
		)  # fmt: skip

	def page(self, tip) -> str:
		return f"/hazards/tip/{tip.name}"

	def with_photos(self, **values):
		tip, code, form = self.tell(**values)
		for number in (1, 2):
			self.upload(form, number, base.photo_bytes(colour=base._next_colour()))
		return frappe.get_doc("Hazard Tip", tip.name), code

	def assertUntold(self, page) -> None:
		for secret in SECRETS:
			self.assertNotIn(secret, page.html)

	# --- the list and the page ---------------------------------------------------------------------------------------
	def test_nobody_here_opens_the_desk(self) -> None:
		for user in (self.county, self.confidant):
			self.assertEqual(frappe.db.get_value("User", user, "user_type"), "Website User")

	def test_the_list_is_for_the_offices_that_see_tips_by_scope(self) -> None:
		tip, *_rest = self.tell()
		for user in self.reading:
			page = self.visit(user, "/hazards/tips")
			self.assertIn(self.page(tip), page.html, user)
			self.assertIn('<a href="/hazards/tips" aria-current="page">', page.html)
			self.assertUntold(page)
		for user in (self.other_county, self.department, self.other_confidant):
			page = self.visit(user, "/hazards/tips", status="all")
			self.assertEqual((page.status, "0 rows" in page.text), (200, True), user)
		for user in (self.registrar, self.officer, self.principal, self.reporter, self.owner):
			self.assertEqual(self.visit(user, "/hazards/tips").status, 404, user)
			self.assertNotIn("/hazards/tips", self.visit(user, "/hazards").html)
		self.assertEqual(self.visit(GUEST, "/hazards/tips").status, 302)

	def test_the_longest_waiting_stands_first_page_by_page_and_what_is_late_is_marked(self) -> None:
		tips = [self.tell(description=f"Danger number {n} here")[0] for n in (1, 2, 3)]
		for tip, days in zip(tips, (-1, -30, -5), strict=True):
			values = {"received_at": add_days(getdate(), days), "answer_due": add_days(getdate(), days + 15)}
			frappe.db.set_value("Hazard Tip", tip.name, values)
		self.done(self.county, "tip-reject", tips[2], rejection_ground="Too Vague to Find", reason="Asked")
		page = self.visit(self.county, "/hazards/tips")
		self.assertLess(page.html.index(tips[1].name), page.html.index(tips[0].name))
		self.assertNotIn(tips[2].name, page.html)
		self.assertEqual(page.html.count('class="pill late"'), 1)
		self.assertIn("Overdue since", page.text)
		every = self.visit(self.county, "/hazards/tips", status="all").html
		self.assertLess(every.index(tips[0].name), every.index(tips[2].name))
		decided = self.visit(self.county, "/hazards/tips", status="Rejected")
		self.assertIn(tips[2].name, decided.html)
		self.assertNotIn(tips[1].name, decided.html)
		with patch.object(portal_tips, "PAGE", 1):
			second = self.visit(self.county, "/hazards/tips", page="2")
			self.assertIn(tips[0].name, second.html)
			self.assertNotIn(tips[1].name, second.html)
			self.assertIn("status=Received&amp;page=1", second.html)

	def test_the_page_of_a_tip_and_its_photos_by_scope(self) -> None:
		tip, _code, form = self.tell()
		self.upload(form)
		tip.reload()
		photo = tip.photos[0].file
		for user in self.reading:
			page = self.visit(user, self.page(tip))
			self.assertEqual(page.status, 200, user)
			for words in ("The gas alarm is switched off", "Boiler house", "36.195123, 113.116456 (to 15 m)"):
				self.assertIn(words, page.text)
			self.assertIn("36.195", page.html.split(f'src="{photo}"')[1][:200])
			self.assertIn("2024", page.html.split(f'src="{photo}"')[1][:200])
			self.assertUntold(page)
		nothing = self.visit(self.officer, "/hazards/tip/HT-NO-SUCH")
		for user in self.strangers:
			page = self.visit(user, self.page(tip))
			self.assertEqual(page.status, 404, user)
			self.assertEqual(page.text, self.visit(user, "/hazards/tip/HT-NO-SUCH").text)
			self.assertNotIn("gas alarm", page.html)
		self.assertEqual(nothing.status, 404)
		self.assertEqual(self.visit(GUEST, self.page(tip)).status, 302)
		self.assertEqual(self.visit(self.county, f"/hazards/record/hazard-tip/{tip.name}").status, 404)
		file = frappe.get_doc("File", {"file_url": photo})
		for users, may in ((self.reading, True), (self.strangers, False), ((GUEST,), False)):
			for user in users:
				with self.as_user(user):
					self.assertEqual(file.is_downloadable(), may, user)

	def test_acts_are_offered_to_who_may_decide_and_closed_to_all_others(self) -> None:
		tip, *_rest = self.tell()
		page = self.visit(self.county, self.page(tip))
		for act in DECISIONS:
			self.assertIn(f"act={act}&amp;on={tip.name}", page.html)
			self.closed_to(act, tip, self.task_force, self.confidant, *self.strangers, GUEST)
		for user in (self.task_force, self.confidant):
			self.assertNotIn("act=tip-hazard", self.visit(user, self.page(tip)).html)
		# an officer who belongs to the enterprise steps back once it is known
		self.done(self.county, "tip-enterprise", tip, enterprise=ENTERPRISE)
		for act in DECISIONS:
			self.closed_to(act, tip, self.insider)
		self.assertEqual(frappe.db.get_value("Hazard Tip", tip.name, "status"), "Received")

	def test_the_home_page_counts_what_waits(self) -> None:
		with self.as_user(self.county):
			before = len(waiting.by_key("tips").items)
		tip, *_rest = self.tell()
		frappe.db.set_value("Hazard Tip", tip.name, "answer_due", add_days(getdate(), -1))
		listed = self.visit(self.county, "/hazards/waiting", list="tips")
		self.assertIn(self.page(tip), listed.html)
		self.assertIn("Overdue since", listed.text)
		self.assertIn(f"Tips to Decide ({before + 1})", listed.text)
		home = self.visit(self.county, "/hazards")
		self.assertIn("Tips to Decide", home.text)
		for user in (self.other_county, self.department):
			self.assertNotIn(tip.name, self.visit(user, "/hazards/waiting", list="tips").html)
		for user in (self.task_force, self.confidant, self.officer):
			self.assertEqual(self.visit(user, "/hazards/waiting", list="tips").status, 404, user)
		# known to be about the enterprise that the officer belongs to: not theirs
		self.assertIn(tip.name, self.visit(self.insider, "/hazards/waiting", list="tips").html)
		self.done(self.county, "tip-enterprise", tip, enterprise=ENTERPRISE)
		self.assertNotIn(tip.name, self.visit(self.insider, "/hazards/waiting", list="tips").html)
		self.assertIn(tip.name, self.visit(self.department, "/hazards/waiting", list="tips").html)

	# --- decisions -----------------------------------------------------------------------------------------------------
	def test_a_tip_becomes_a_hazard(self) -> None:
		tip, code = self.with_photos()
		form = self.form(self.county, "tip-hazard", tip)
		self.assertIn('value="Boiler house"', form.html)
		self.assertIn("As told: The works with the blue roof", form.text)
		self.assertIn(f'<option value="{ENTERPRISE}">', form.html)
		self.assertNotIn(FAR, form.html)
		words = {"hazard_title": "Gas alarm off", "place": "Boiler house", "photo-2": "1"}
		self.refused(self.county, "Enterprise is empty", "tip-hazard", tip, **words)
		told = [
			self.refused(
				self.county, f"there is no {name} in your region", "tip-hazard", tip, enterprise=name, **words
			)
			for name in (FAR, "No Such Works")
		]
		self.assertIn('id="a-enterprise-wrong"', told[0].html)
		self.assertEqual(told[0].text.replace(FAR, "X"), told[1].text.replace("No Such Works", "X"))
		late = self.form(self.county, "tip-reject", tip)
		page = self.done(self.county, "tip-hazard", tip, enterprise=ENTERPRISE, **words)
		self.assertIn("The tip became this hazard.", page.text)
		tip.reload()
		hazard = frappe.get_doc("Hazard", tip.hazard)
		self.assertEqual(
			(
				tip.status,
				tip.decided_by,
				tip.handled_by,
				hazard.source,
				hazard.hazard_title,
				hazard.registered_by,
			),
			("Became Hazard", self.county, COUNTY_OFFICE, "Public Report", "Gas alarm off", self.county),
		)
		self.assertEqual([row.file for row in hazard.evidence], [tip.photos[1].file])
		self.assertIn("on the register", self.look_up(code)["outcome"])
		again = self.visit(self.county, "/hazards/act", sent=self.hidden(late))
		self.assertEqual(again.status, 409)
		for act in DECISIONS:
			self.closed_to(act, tip, self.county)
		seen = self.visit(self.county, self.page(tip))
		self.assertIn(f"/hazards/hazard/{tip.hazard}", seen.html)
		self.assertNotIn(f"/hazards/hazard/{tip.hazard}", self.visit(self.confidant, self.page(tip)).html)
		for page in (seen, self.visit(self.officer, f"/hazards/hazard/{tip.hazard}")):
			self.assertEqual(page.status, 200)
			self.assertUntold(page)

	def test_a_tip_is_about_a_hazard_that_is_known(self) -> None:
		with self.as_user(self.officer):
			hazard = base.make_hazard(
				enterprise=ENTERPRISE,
				hazard_title="The gas alarm is switched off",
				place="Boiler house",
				existing_condition="The gas alarm is switched off",
			)
		foreign = base.make_hazard(enterprise=FAR, place="Boiler house")
		tip, code, _form = self.tell()
		self.done(self.county, "tip-enterprise", tip, enterprise=ENTERPRISE)
		page = self.visit(self.county, self.page(tip))
		self.assertIn("Is It One of These?", page.text)
		self.assertIn(f"act=tip-duplicate&amp;on={tip.name}&amp;row={hazard.name}", page.html)
		self.assertNotIn(foreign.name, page.html)
		self.assertNotIn("Is It One of These?", self.visit(self.task_force, self.page(tip)).text)
		form = self.form(self.county, "tip-duplicate", tip, row=hazard.name)
		self.assertIn(f'value="{hazard.name}"', form.html)
		self.assertNotIn(foreign.name, form.html)
		told = [
			self.refused(
				self.county,
				"is not on the register, or you may not see it",
				"tip-duplicate",
				tip,
				hazard=name,
			)
			for name in (foreign.name, "HZ-NO-SUCH")
		]
		self.assertEqual(told[0].text.replace(foreign.name, "X"), told[1].text.replace("HZ-NO-SUCH", "X"))
		self.done(self.county, "tip-duplicate", tip, row=hazard.name, hazard=hazard.name)
		tip.reload()
		self.assertEqual((tip.status, tip.hazard, tip.enterprise), ("Duplicate", hazard.name, ENTERPRISE))
		self.assertIn("knew of this hazard already", self.look_up(code)["outcome"])

	def test_a_tip_is_not_accepted_for_a_ground_and_a_reason(self) -> None:
		tip, code, _form = self.tell()
		self.refused(self.county, "Why Not Accepted is empty", "tip-reject", tip, reason="Went there")
		self.refused(self.county, "is empty", "tip-reject", tip, rejection_ground="Not Found on Site")
		self.refused(
			self.county, "choose one from the list", "tip-reject", tip, rejection_ground="No", reason="x"
		)
		values = {"rejection_ground": "Not Found on Site", "reason": "The alarm was on"}
		page = self.done(self.county, "tip-reject", tip, **values)
		self.assertIn("The tip is not accepted.", page.text)
		self.assertIn("The alarm was on", page.text)
		found = self.look_up(code)
		self.assertIn("not accepted", found["outcome"])
		self.assertNotIn("alarm", str(found))

	def test_a_tip_is_handed_over_with_what_was_written(self) -> None:
		tip, *_rest = self.tell()
		values = {"region": base.OTHER_COUNTY, "industry": base.MANUFACTURING}
		self.refused(self.county, "Why is empty", "tip-hand-over", tip, **values)
		self.refused(
			self.county, "choose one from the list", "tip-hand-over", tip, region="Elsewhere", note="x"
		)
		page = self.done(self.county, "tip-hand-over", tip, **values, note="Beyond the <river>")
		self.assertIn("The tip is handed over.", page.text)
		self.assertEqual(self.visit(self.county, self.page(tip)).status, 404)
		theirs = self.visit(self.other_county, self.page(tip))
		self.assertIn("Beyond the <river>", theirs.text)
		self.assertNotIn("<river>", theirs.html)
		self.assertIn("act=tip-hazard", theirs.html)

	# --- who told --------------------------------------------------------------------------------------------------------
	def test_who_told_is_shown_to_the_one_role_and_every_look_is_on_record(self) -> None:
		tip, *_rest = self.tell()
		address = f"{self.page(tip)}/informer"
		for user in (*self.strangers, self.county, self.city, self.task_force, "Administrator"):
			self.assertEqual(self.visit(user, address).status, 404, user)
			sent = {"csrf_token": self.tokens[user], "reason": "Curious"}
			page = self.visit(user, address, sent=sent)
			self.assertEqual(page.status, 404, user)
			self.assertUntold(page)
		self.assertEqual(self.visit(GUEST, address, sent={"reason": "x"}).status, 302)
		self.assertNotIn("/informer", self.visit(self.county, self.page(tip)).html)
		self.assertIn(address, self.visit(self.confidant, self.page(tip)).html)
		form = self.visit(self.confidant, address, reason="In the address")
		self.assertUntold(form)
		hidden = self.hidden(form)
		self.assertUntold(self.visit(self.confidant, address, sent={"reason": "No token"}))
		empty = self.visit(self.confidant, address, sent={**hidden, "reason": " "})
		self.assertEqual((empty.status, "Write why" in empty.text), (422, True))
		self.assertUntold(empty)
		self.assertEqual(frappe.get_doc("Hazard Tip", tip.name).disclosures, [])
		for number in (1, 2):
			shown = self.visit(self.confidant, address, sent={**hidden, "reason": f"Reward of {NAME}"})
			self.assertIn(NAME, shown.text)
			self.assertIn(PHONE, shown.text)
			self.assertEqual(self.response.headers["Cache-Control"], "no-store")
			looks = frappe.get_doc("Hazard Tip", tip.name).disclosures
			self.assertEqual([row.user for row in looks], [self.confidant] * number)
		# what stands on the tip names nobody
		self.assertEqual(looks[0].reason, "Reward of ×××")
		for user in self.reading:
			page = self.visit(user, self.page(tip))
			self.assertIn("Reward of ×××", page.text)
			self.assertUntold(page)
		for path in ("/hazards", "/hazards/tips", address):
			self.assertUntold(self.visit(self.confidant, path))

	def test_an_error_after_it_was_read_repeats_no_name(self) -> None:
		tip, *_rest = self.tell()
		address = f"{self.page(tip)}/informer"
		sent = {**self.hidden(self.visit(self.confidant, address)), "reason": "To pay the reward"}
		with patch.object(portal_tips, "page_of", side_effect=RuntimeError("disk full")):
			page = self.visit(self.confidant, address, sent=sent)
			self.assertEqual(page.status, 500)
			self.assertUntold(page)
			# what an error log would hold: every value on the way
			with self.as_user(self.confidant):
				frappe.local.session.data.csrf_token = self.tokens[self.confidant]
				frappe.local.form_dict = frappe._dict(name=tip.name, reason="To pay the reward")
				try:
					portal_tips.show_informer(frappe._dict())
				except RuntimeError:
					log = frappe.get_traceback(with_context=True)
		self.assertIn("disk full", log)
		self.assertIn("To pay the reward", str(frappe.get_doc("Hazard Tip", tip.name).disclosures[-1].reason))
		_ours, on_the_site = log.split("show_informer", 1)
		self.assertIn("informer", on_the_site)
		for secret in SECRETS:
			self.assertNotIn(secret, on_the_site)

	def test_nobody_is_shown_where_nothing_was_left(self) -> None:
		tip, *_rest = self.tell(who={})
		self.assertNotIn("/informer", self.visit(self.confidant, self.page(tip)).html)
		self.assertIn("Anonymous", self.visit(self.confidant, f"{self.page(tip)}/informer").text)
		self.closed_to("tip-keep", tip, self.county, self.confidant)

	# --- what it costs ---------------------------------------------------------------------------------------------------
	def test_no_page_costs_more_with_more_tips_and_hazards(self) -> None:
		tip, _code, form = self.tell()
		for number in (1, 2, 3):
			self.upload(form, number, base.photo_bytes(colour=base._next_colour()))
		self.done(self.county, "tip-enterprise", tip, enterprise=ENTERPRISE)
		paths = [
			(self.county, "/hazards/tips", {"status": "all"}),
			(self.county, "/hazards/waiting", {"list": "tips"}),
			(self.county, self.page(tip), {}),
			(self.confidant, self.page(tip), {}),
			(self.confidant, f"{self.page(tip)}/informer", {}),
			*((self.county, "/hazards/act", {"act": act, "on": tip.name}) for act in DECISIONS),
		]
		before = [self.cost(*visited) for visited in paths]
		for number in range(6):
			more, *_rest = self.tell(description=f"Danger number {number}")
			self.done(self.county, "tip-enterprise", more, enterprise=ENTERPRISE)
			base.make_hazard(enterprise=ENTERPRISE, place="Boiler house")
		for visited, cost in zip(paths, before, strict=True):
			with self.subTest(visited):
				now = self.cost(*visited)
				self.assertLessEqual(now, MOST_QUERIES)
				self.assertLessEqual(now, cost)

	def cost(self, user: str, path: str, query: dict) -> int:
		self.assertEqual(self.visit(user, path, **query).status, 200, path)
		with patch.object(frappe.db, "sql", wraps=frappe.db.sql) as asked:
			self.visit(user, path, **query)
		return asked.call_count
