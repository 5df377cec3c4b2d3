"""The portal's own pages: sign-in, home with its numbers, the lists; allowed and refused page by page."""

import io
from pathlib import Path
from unittest.mock import patch

import frappe
from frappe.website.utils import get_home_page, get_portal_sidebar_items
from jinja2 import Environment, nodes
from openpyxl import load_workbook

from hazard_governance.api import lists as workbooks
from hazard_governance.portal import home, lists, menu, other, waiting
from hazard_governance.portal.page import COMPILED
from hazard_governance.reporting import listing
from hazard_governance.tests import base
from hazard_governance.tests.list_world import MONTHLY, OTHER_WORKS, WORKS
from hazard_governance.tests.portal_case import PortalVisits
from hazard_governance.tests.return_world import ReturnTestCase

LISTS = ("/hazards/monthly-list", "/hazards/supervision-list")
EVERYWHERE = ("/hazards", "/hazards/register", *LISTS, "/hazards/waiting")


class TestPortal(PortalVisits, ReturnTestCase):
	@classmethod
	def make_people(cls) -> None:
		super().make_people()
		cls.users |= {"stranger": base.make_user(name="portal-stranger", desk=False)}
		cls.users |= {"clerk": base.make_user("County Safety Office", name="portal-clerk", desk=False)}
		base.make_authority("List County One Office", members=(cls.users["clerk"],))

	def visit(self, who: str, path: str, **more):
		return super().visit("Guest" if who == "guest" else self.users.get(who, who), path, **more)

	# --- who may come in -------------------------------------------------------------------------------------------
	def test_a_guest_is_sent_to_the_sign_in_and_back(self):
		for page in EVERYWHERE:
			with self.subTest(page):
				found = self.visit("guest", page, list="returns")
				self.assertEqual(found.status, 302)
				self.assertEqual(
					found.location,
					"/login?redirect-to="
					+ found.address.replace("/", "%2F").replace("?", "%3F").replace("=", "%3D"),
				)

	def test_whoever_holds_no_role_finds_nothing_anywhere(self):
		pages = {self.visit("stranger", page).html for page in EVERYWHERE}
		self.assertEqual(len(pages), 1)
		self.assertIn("Not Found", pages.pop())
		self.assertEqual(self.visit("stranger", "/hazards").status, 404)

	def test_a_role_without_membership_sees_pages_with_nothing_on_them(self):
		self.assertIn("not a member of any", self.visit("alone", "/hazards").text)
		self.assertIn("Nil return: no major hazard this month.", self.visit("alone", LISTS[0]).text)
		self.assertIn("No hazard here.", self.visit("alone", "/hazards/register").text)
		self.assertEqual(self.visit("alone", "/hazards/waiting", list="returns").status, 404)

	def test_people_without_the_desk_begin_on_the_portal(self):
		self.assertEqual(frappe.db.get_value("User", self.users["clerk"], "user_type"), "Website User")
		for who, page in (("clerk", "hazards"), ("stranger", None)):
			with self.as_user(self.users[who]):
				frappe.local.flags.home_page = None
				frappe.cache.hdel("home_page", frappe.session.user)
				self.assertEqual(get_home_page() == page, page is not None)

	def test_the_menu_of_the_website_leads_there_once(self):
		base.make_user("Enterprise Safety Officer", "Hazard Reporter", name="portal-two-roles", desk=False)
		for user, times in (("portal-two-roles@hazard.test", 1), (self.users["stranger"], 0)):
			frappe.cache.hdel("portal_menu_items", user)
			with self.as_user(user):
				context = frappe._dict(sidebar_items=get_portal_sidebar_items())
				menu.tidy_sidebar(context)
			self.assertEqual([item["route"] for item in context.sidebar_items].count("/hazards"), times)

	def test_pages_are_kept_by_no_browser_and_shown_in_no_frame(self):
		self.visit("county", "/hazards")
		headers = self.response.headers
		self.assertEqual((headers["Cache-Control"], headers["X-Frame-Options"]), ("no-store", "SAMEORIGIN"))

	def test_a_page_refused_to_one_stays_open_to_another(self):
		self.assertEqual(self.visit("reporter", LISTS[0]).status, 404)
		self.assertEqual(self.visit("county", LISTS[0]).status, 200)

	# --- home --------------------------------------------------------------------------------------------------------
	def test_numbers_of_the_home_page_are_those_of_the_lists_behind(self):
		sent = self.sent("works")
		for who in ("county", "officer", "registrar", "liaison"):
			with self.subTest(who):
				page = self.visit(who, "/hazards")
				self.assertEqual(page.status, 200)
				with self.as_user(self.users[who]):
					mine = waiting.waiting()
				for one in mine:
					self.assertIn(f'{one.address}"><span>{one.title}', page.html)
					self.assertIn(f"</span><b>{len(one.items)}</b>", page.html.split(one.address)[1][:300])
		listed = self.visit("county", "/hazards/waiting", list="verifications")
		self.assertEqual(listed.html.count('<div class="item">'), 1)
		with self.as_user(self.users["county"]):
			found = waiting.by_key("returns")
			self.assertEqual(
				[item.address for item in found.items], [f"/hazards/record/hazard-return/{sent.name}"]
			)
			self.assertEqual(
				[item.address for item in waiting.by_key("verifications").items],
				[f"/hazards/hazard/{self.pending}"],
			)
		with self.as_user(self.users["other county"]):
			self.assertEqual(waiting.by_key("returns").items, [])
		self.answer(sent, "county")
		with self.as_user(self.users["county"]):
			self.assertEqual(waiting.by_key("returns").items, [])

	def test_a_page_costs_a_fixed_number_of_queries(self):
		for who, page, most in (
			("county", "/hazards", 42),
			("county", LISTS[0], 30),
			("county", LISTS[1], 30),
			("county", "/hazards/register", 16),
			("officer", "/hazards", 30),
		):
			self.visit(who, page)
			with (
				self.subTest(f"{who} {page}"),
				patch.object(frappe.db, "sql", wraps=frappe.db.sql) as asked,
			):
				self.visit(who, page)
			self.assertLessEqual(asked.call_count, most, page)

	# --- lists ---------------------------------------------------------------------------------------------------------
	def test_the_lists_hold_the_rows_of_the_reports(self):
		for who in ("county", "other county", "city", "officer"):
			for page in (lists.MONTHLY, lists.SUPERVISION):
				with self.subTest(f"{who} {page.route}"):
					with self.as_user(self.users[who]):
						official = page.read({}, frappe.session.user)
					shown = self.visit(who, f"/hazards/{page.route}")
					self.assertEqual(shown.html.count("<tr "), len(official.rows))
					for row in official.rows:
						self.assertIn(row["enterprise"], shown.text)
						self.assertIn(f"/hazards/hazard/{row['hazard']}", shown.html)
		self.assertNotIn(
			OTHER_WORKS, self.visit("county", LISTS[0]).text.replace(f'value="{OTHER_WORKS}"', "")
		)

	def test_filters_sort_and_pages(self):
		found = self.visit("city", LISTS[0], enterprise=WORKS, filtered="1", include_carried_over="1")
		self.assertIn(WORKS, found.text)
		self.assertNotIn(f">{OTHER_WORKS}<", found.html)
		self.assertIn("has not begun", self.visit("city", LISTS[0], month="2031-01").text)
		self.assertIn('role="alert"', self.visit("city", LISTS[0], stage="Nowhere").html)
		rows = [{"n": 3, "t": "b"}, {"n": 1, "t": ""}, {"n": 2, "t": "a"}]
		for sort, order in (
			("n", [1, 2, 3]),
			("-n", [3, 2, 1]),
			("t", [2, 3, 1]),
			("-t", [3, 2, 1]),
			("x", [3, 1, 2]),
		):
			frappe.local.form_dict = frappe._dict(sort=sort)
			self.assertEqual([row["n"] for row in lists.sorted_rows(rows)], order, sort)
		with patch.object(lists, "PAGE", 1):
			total = len(listing.monthly({}, self.users["city"]).rows)
			last = self.visit("city", LISTS[0], page=str(total + 5))
			self.assertIn(f"{total} rows, page {total} of {total}", last.text)
			self.assertEqual(last.html.count("<tr "), 1)
			self.assertEqual(self.visit("city", LISTS[0], print="1").html.count("<tr "), total)

	def test_the_workbook_is_offered_to_whoever_may_export_it(self):
		self.assertIn("hazard_governance.api.lists.download", self.visit("county", LISTS[0]).html)
		with self.as_user(self.users["clerk"]):
			workbooks.download(MONTHLY, "{}")
			book = load_workbook(io.BytesIO(frappe.response["filecontent"]))
		self.assertIn(WORKS, [cell.value for row in book.active.iter_rows() for cell in row])

	def test_pages_are_chinese_for_who_reads_chinese(self):
		page = self.visit("county", "/hazards", language="zh")
		self.assertIn('<html lang="zh">', page.html)
		self.assertIn("待办事项", page.text)
		self.assertIn("重大事故隐患月度清单", self.visit("county", LISTS[0], language="zh").text)

	# --- the register --------------------------------------------------------------------------------------------------
	def test_the_register_shows_what_lies_in_scope(self):
		self.assertIn(self.overdue, self.visit("officer", "/hazards/register").html)
		self.assertNotIn(self.overdue, self.visit("other county", "/hazards/register").html)
		self.assertIn("No hazard here.", self.visit("officer", "/hazards/register", text="100%").text)
		with patch.object(home, "PAGE", 1):
			self.assertEqual(self.visit("city", "/hazards/register", page="2").html.count('class="item"'), 1)

	# --- a month's return ------------------------------------------------------------------------------------------------
	def user(self, who: str) -> str:
		return self.users[who]

	def test_a_return_is_collected_submitted_returned_corrected_and_received(self):
		page = self.done(self.user("officer"), "collect-return", unit=WORKS, month="2026-11")
		self.assertIn("The month is collected.", page.text)
		doc = frappe.get_last_doc("Hazard Return", {"enterprise": WORKS})
		self.refused(self.user("officer"), "does not review it", "submit-return", doc)
		self.closed_to("submit-return", doc, *map(self.user, ("county", "reporter", "other county")))
		self.done(self.user("principal"), "submit-return", doc, remarks="All there")
		self.closed_to(
			"accept-return", doc, *map(self.user, ("officer", "other county", "task force", "city"))
		)
		self.refused(self.user("clerk"), "What Has to Be Corrected is empty", "return-return", doc)
		before = self.form(self.user("clerk"), "accept-return", doc)
		self.done(self.user("clerk"), "return-return", doc, reason="A hazard is missing")
		late = super().visit(self.user("clerk"), "/hazards/act", sent=self.hidden(before))
		self.assertEqual(late.status, 409)
		self.assertIn("Nothing was done.", late.text)
		self.assertIn(
			"Returned for correction", self.visit("principal", "/hazards/waiting", list="own-returns").text
		)
		self.closed_to("correct-return", doc, *map(self.user, ("clerk", "other county")))
		self.done(self.user("officer"), "correct-return", doc, correction_reason="Added")
		second = frappe.get_last_doc("Hazard Return", {"enterprise": WORKS, "version_no": 2})
		self.done(self.user("officer"), "draw-return", second)
		self.done(self.user("principal"), "submit-return", second, correction_reason="Added")
		self.done(self.user("clerk"), "accept-return", second)
		self.done(self.user("department"), "accept-return", second)
		self.assertEqual(frappe.db.get_value("Hazard Return", second.name, "receipt_state"), "Received")
		self.assertIn(second.name, self.visit("officer", "/hazards/returns").html)
		self.assertNotIn(second.name, self.visit("other county", "/hazards/returns").html)

	def test_a_long_call_list_comes_in_pages_and_names_the_first_hazards_of_each(self):
		with patch.object(other, "PAGE", 1), patch.object(other, "MOST_HAZARDS", 0):
			first = self.visit("county", "/hazards/calls")
		self.assertIn("more hazards", first.text)
		self.assertNotIn("act=record-call", first.html)
		self.assertEqual(first.html.count('class="item call"'), 1)

	def test_calls_measures_and_referrals_are_for_their_roles(self):
		calls = self.visit("county", "/hazards/calls")
		self.assertIn(WORKS, calls.text)
		self.assertIn(f"act=record-call&amp;on={self.overdue}", calls.html)
		self.assertIn("0 rows", self.visit("other county", "/hazards/returns").text)
		for page, refused in (
			("calls", "officer"),
			("measures", "county"),
			("referrals", "officer"),
			("tips", "officer"),
			("returns", "reporter"),
		):
			self.assertEqual(self.visit(refused, f"/hazards/{page}").status, 404, page)
		self.assertIn("No measure names you.", self.visit("owner", "/hazards/measures").text)
		self.assertIn("No referral here.", self.visit("liaison", "/hazards/referrals").text)
		hazard = frappe.get_doc("Hazard", self.overdue)
		self.closed_to("record-call", hazard, *map(self.user, ("officer", "other county", "task force")))
		self.done(self.user("county"), "record-call", hazard, note="Promised for Friday")
		self.assertIn("Promised for Friday", self.visit("county", "/hazards/calls").text)

	def test_templates_are_compiled_once_a_process(self):
		def compiled() -> list[str]:
			frappe.local.jenv = None
			with patch.object(
				Environment, "_compile", autospec=True, side_effect=Environment._compile
			) as compiling:
				self.visit("clerk", "/hazards/register")
			return [filename for _env, _source, filename in (call.args for call in compiling.call_args_list)]

		COMPILED._kept.clear()
		self.assertTrue(any(name.endswith("base.html") for name in compiled()))
		self.assertEqual([name for name in compiled() if name.endswith(".html")], [])

	def test_every_value_of_a_template_is_escaped(self):
		"""Frappe's templates escape nothing by themselves."""
		app = Path(frappe.get_app_path("hazard_governance"))
		environment, found = frappe.get_jenv(), []
		for path in (*app.glob("templates/portal/*.html"), *app.glob("www/hazards/*.html")):
			tree = environment.parse(path.read_text(encoding="utf-8"))
			for output in tree.find_all(nodes.Output):
				for part in output.nodes:
					if not harmless(part):
						found.append(f"{path.name}:{part.lineno} {part}")
		self.assertEqual(found, [])


# what the page itself made: numbers, blocks of markup, words of the app, values that were cleaned
PLAIN_NAMES = {"total", "number", "last", "id", "more", "described_by", "state", "when", "notes"}
PLAIN_ATTRIBUTES = {"index", "key", "kind", "route", "count", "name", "accept", "html"}
MARKUP = {
	"_",
	"input",
	"pager",
	"buttons",
	"fact",
	"facts",
	"tables",
	"papers",
	"show_facts",
	"show_tables",
	"show_papers",
}


def harmless(node) -> bool:
	"""Whether a part of a template's output cannot bring in markup from a document or a request."""
	if isinstance(node, nodes.TemplateData | nodes.Const):
		return True
	if isinstance(node, nodes.Filter):
		return node.name in ("e", "escape", "urlencode", "length", "trim")
	if isinstance(node, nodes.CondExpr):
		return harmless(node.expr1) and (node.expr2 is None or harmless(node.expr2))
	if isinstance(node, nodes.Concat):
		return all(map(harmless, node.nodes))
	if isinstance(node, nodes.Name):
		return node.name in PLAIN_NAMES
	if isinstance(node, nodes.Getattr):
		return node.attr in PLAIN_ATTRIBUTES
	if isinstance(node, nodes.Call):
		return harmless_call(node)
	return False


def harmless_call(node) -> bool:
	if isinstance(node.node, nodes.Name):
		return node.node.name in MARKUP
	# _("…").format(…) of harmless values
	translated = isinstance(node.node, nodes.Getattr) and node.node.attr == "format"
	return translated and all(harmless(argument) or is_day(argument) for argument in node.args)


def is_day(node) -> bool:
	of_page = isinstance(node, nodes.Getattr) and node.attr in ("late",)
	return of_page or (isinstance(node, nodes.Call) and getattr(node.node, "name", "") == "format_date")
