"""Renderer of the app's own pages of the web site."""

import frappe
from frappe.website.page_renderers.template_page import TemplatePage
from jinja2.bccache import Bucket, BytecodeCache

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


class CompiledTemplates(BytecodeCache):
	"""What templates were compiled to, as long as the process lives: Frappe begins every request without, and compiling takes
	longer than showing most pages. A template that was changed is compiled again."""

	def __init__(self) -> None:
		self._kept: dict[str, bytes] = {}

	def load_bytecode(self, bucket: Bucket) -> None:
		if kept := self._kept.get(bucket.key):
			bucket.bytecode_from_string(kept)

	def dump_bytecode(self, bucket: Bucket) -> None:
		self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = CompiledTemplates()


class OwnPage(TemplatePage):
	"""A page in www/ that brings its own frame: without the menus, tags and boot values of Frappe's web site, which ask
	the database a dozen times on every page and of which none is shown."""

	def can_render(self) -> bool:
		return self.path.split("/")[0] in OURS and super().can_render()

	def init_context(self) -> None:
		frappe.get_jenv().bytecode_cache = COMPILED
		site = frappe.get_cached_doc("Website Settings")
		self.context = frappe._dict(app_name=site.app_name, favicon=site.favicon)

	def post_process_context(self) -> None:
		self.template_path = self.context.template or self.template_path
		if self.path.split("/")[0] == PORTAL:
			self.headers = HEADERS
		self.context._context_dict = self.context
		self.set_missing_values()
