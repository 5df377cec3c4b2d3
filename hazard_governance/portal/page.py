"""Renderer of the app's own pages of the web site."""

import frappe
from frappe.website.page_renderers.template_page import TemplatePage

OURS = ("hazards", "tip", "tip-status", "report-hazard")
PORTAL = "hazards"
# what was shown to somebody who signed in stays in no browser and is shown in no other site's frame
HEADERS = {
	"Cache-Control": "no-store",
	"X-Robots-Tag": "noindex, nofollow",
	"Referrer-Policy": "same-origin",
	"X-Content-Type-Options": "nosniff",
	"X-Frame-Options": "SAMEORIGIN",
}


class OwnPage(TemplatePage):
	"""A page in www/ that brings its own frame: without the menus, tags and boot values of Frappe's web site, which ask
	the database a dozen times on every page and of which none is shown."""

	def can_render(self) -> bool:
		return self.path.split("/")[0] in OURS and super().can_render()

	def init_context(self) -> None:
		site = frappe.get_cached_doc("Website Settings")
		self.context = frappe._dict(app_name=site.app_name, favicon=site.favicon)

	def post_process_context(self) -> None:
		self.template_path = self.context.template or self.template_path
		if self.path.split("/")[0] == PORTAL:
			self.headers = HEADERS
		self.context._context_dict = self.context
		self.set_missing_values()
