"""Text with headings, lists and tables in a page without an editor of its own: as marked text, which every browser can
change, and as HTML for the browser's own editing. What nobody touched stays exactly as it is stored."""

from frappe.utils import cstr, md_to_html, sanitize_html, to_markdown


class Rich(str):
	"""HTML as it is stored."""

	@property
	def marked(self) -> str:
		"""As marked text."""
		return as_marked(self)

	@property
	def html(self) -> str:
		"""As HTML that may stand in a page."""
		return sanitize_html(self)


def as_marked(html: str) -> str:
	return cstr(to_markdown(html)).replace("\r\n", "\n").strip()


def as_html(marked: str) -> str:
	"""HTML of marked text; the controllers clean it when it is saved."""
	return cstr(md_to_html(marked)).strip()
