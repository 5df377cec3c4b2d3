"""The pages for a phone: what anybody is served, who is sent to the sign-in, and that what a phone keeps is of nobody."""

from pathlib import Path

import frappe
from frappe.utils import set_request
from frappe.website.serve import get_response

from hazard_governance.tests import base
from hazard_governance.tests.portal_case import PortalVisits
from hazard_governance.tests.steps import ENTERPRISE, StepsTestCase
from hazard_governance.www import report_hazard


class TestPhonePages(PortalVisits, StepsTestCase):
	def test_anybody_is_served_the_public_pages_in_both_languages(self) -> None:
		for path, english, chinese in (
			("/tip", "Report a Danger", "举报事故隐患"),
			("/tip-status", "Look Up a Tip", "查询举报办理结果"),
		):
			for user in ("Guest", self.officer):
				self.assertIn(english, self.visit(user, path).text)
				page = self.visit(user, path, language="zh")
				self.assertEqual(page.status, 200)
				self.assertIn(chinese, page.text)
				self.assertNotIn(self.officer, page.html)
				self.assertNotIn(ENTERPRISE, page.html)

	def test_the_poster_chooses_the_county_and_nothing_else(self) -> None:
		chosen = self.visit("Guest", "/tip", region="990402").html
		self.assertIn(f'<option value="{base.COUNTY}" selected>', chosen)
		self.assertNotIn(base.TOWNSHIP, chosen)
		for wrong in ("990499", "<script>alert(1)</script>", "x' or '1'='1"):
			page = self.visit("Guest", "/tip", region=wrong)
			self.assertNotIn(" selected>", page.html)
			self.assertNotIn("alert(1)", page.html)
		frappe.db.set_single_value("Hazard Governance Settings", "take_tips", 0)
		closed = self.visit("Guest", "/tip")
		self.assertIn("not taken on this page", closed.text)
		self.assertNotIn("<form", closed.html)

	def test_the_page_that_a_phone_keeps_is_of_nobody(self) -> None:
		away = self.visit("Guest", "/report-hazard")
		self.assertEqual((away.status, away.location), (302, "/login?redirect-to=/report-hazard"))
		pages = {self.visit(user, "/report-hazard").html for user in (self.reporter, self.county)}
		self.assertEqual(len(pages), 1)
		page = pages.pop()
		for private in (self.reporter, ENTERPRISE, *self.tokens.values()):
			self.assertNotIn(private, page)
		self.assertIn("上报隐患", self.visit(self.reporter, "/report-hazard", language="zh").text)

	def test_the_worker_keeps_files_that_are_there_under_their_version(self) -> None:
		with base.as_user("Guest"):
			set_request(path="/report-hazard-sw.js", method="GET")
			response = get_response("report-hazard-sw.js")
		script = response.get_data(as_text=True)
		self.assertTrue(response.mimetype.endswith("javascript"))
		self.assertIn(f'"hazard-report-{report_hazard.version()}"', script)
		page = self.visit(self.reporter, "/report-hazard").html
		for address in report_hazard.assets():
			self.assertIn(f'"{address}"', script)
			file = address.partition("?")[0].replace("/assets/hazard_governance/", "public/")
			self.assertTrue(Path(frappe.get_app_path("hazard_governance", *file.split("/"))).is_file(), file)
			if file.endswith(".js"):
				self.assertIn(f'src="{address}"', page)
