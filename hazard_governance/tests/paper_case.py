"""What the tests of official papers share: a paper as the text of its PDF, its docx, and what a reader must find there."""

import io
import re

import frappe
from pypdf import PdfReader

from hazard_governance.api import papers as api
from hazard_governance.tests import base
from hazard_governance.tests.steps import StepsTestCase

DRAFT = "草稿"


class PaperTestCase(StepsTestCase):
	def download(self, key: str, doc, user: str, **options) -> bytes:
		"""The paper as the browser of `user` gets it."""
		with base.as_user(user):
			api.download(key, doc.name, **options)
		return frappe.response["filecontent"]

	def pdf(self, key: str, doc, user: str, **options) -> PdfReader:
		return PdfReader(io.BytesIO(self.download(key, doc, user, **options)))

	def text(self, key: str, doc, user: str, **options) -> str:
		"""All text of the PDF without white space: line breaks depend on the paper, not on the record."""
		pages = self.pdf(key, doc, user, **options).pages
		return squeezed("".join(page.extract_text() for page in pages))

	def assertShows(self, text: str, *values: object) -> None:
		"""Every value stands in the text of the paper (white space apart)."""
		absent = [value for value in values if squeezed(str(value)) not in text]
		self.assertFalse(absent, f"not on the paper: {absent}\n{text[:3000]}")


def squeezed(text: str) -> str:
	return re.sub(r"\s+", "", text)
