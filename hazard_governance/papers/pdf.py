"""The one place where a PDF is made. WeasyPrint comes with Frappe; it needs Pango and a Chinese font of the machine."""

from hazard_governance.papers.fonts import font_faces


def to_pdf(html: str) -> bytes:
	"""HTML to PDF; text in the family "Hazard Paper" is Chinese. Nothing is fetched from outside the page.

	ValidationError when this machine has no Chinese font.
	"""
	from weasyprint import CSS, HTML
	from weasyprint.text.fonts import FontConfiguration

	fonts = FontConfiguration()
	page = HTML(string=html, url_fetcher=_only_what_the_page_holds)
	faces = CSS(string=font_faces(html), url_fetcher=_only_what_the_page_holds, font_config=fonts)
	return page.write_pdf(stylesheets=[faces], font_config=fonts)


def _only_what_the_page_holds(url: str, *args, **kwargs) -> dict:
	from weasyprint import default_url_fetcher

	if not url.startswith("data:"):
		raise ValueError(f"a paper fetches nothing from outside: {url[:80]}")
	return default_url_fetcher(url, *args, **kwargs)
