"""PDF from our own HTML, through WeasyPrint, which Frappe brings. Nothing is fetched from anywhere."""


def from_html(html: str) -> bytes:
	"""The pages of a whole HTML document that needs nothing else."""
	from weasyprint import HTML  # heavy to load, and needed by few requests

	return HTML(string=html, url_fetcher=_refuse).write_pdf()


def _refuse(url: str, *args, **kwargs) -> dict:
	raise ValueError(f"{url}: nothing is fetched while a PDF is made")
