"""Bad files: no picture where a photo is asked for, files over the limit; nothing stays, on the disk neither."""

import io
from unittest.mock import patch

import frappe
import frappe.handler
from werkzeug.datastructures import FileStorage
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from hazard_governance.tests import base
from hazard_governance.tests.bad_input_case import BadInputCase

MB = 1024 * 1024
PDF = b"%PDF-1.4 no picture"
MEASURE = {"measure": "Stopped the line", "taken_by": "Shift leader"}
NO_PICTURES = {
	"a document": PDF,
	"a page": b"<html><script>alert(1)</script></html>",
	"a drawing that runs scripts": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
	"nothing": b"\0" * 64,
	"the first bytes of a picture": b"\xff\xd8\xff\xe0" + b"\0" * 64,
}


def upload(name: str, content: bytes, **form) -> dict:
	"""What the browser's upload runs: POST /api/method/upload_file."""
	environ = EnvironBuilder(
		method="POST",
		data={"file": FileStorage(stream=io.BytesIO(content), filename=name), "is_private": "1"},
	).get_environ()
	with (
		patch.object(frappe.local, "request", Request(environ), create=True),
		patch.object(frappe.local, "form_dict", frappe._dict(is_private=1, **form)),
	):
		return frappe.handler.upload_file()


class TestFiles(BadInputCase):
	def setUp(self):
		super().setUp()
		self.major = self.hazard()

	def uploads(self, name: str, content: bytes, field: str | None = "photo") -> dict:
		"""To a stored hazard, to the form of one that has no number yet, and as a File record."""
		place = {"doctype": "Hazard", "fieldname": field}
		return {
			"stored": lambda: upload(name, content, docname=self.major.name, **place),
			"new form": lambda: upload(name, content, docname="new-hazard-x", **place),
			"record": lambda: base.make_photo(
				name, content=content, attached_to=self.major, attached_to_field=field
			),
		}

	def test_a_photo_that_is_none(self):
		for what, content in NO_PICTURES.items():
			for field in ("photo", "before_photo"):
				with self.subTest(what, field=field):
					self.refused(
						("beam.jpg", "is not a picture", "Upload a photo"),
						self.officer,
						self.uploads("beam.jpg", content, field),
					)

	def test_a_document_put_into_a_photo_field(self):
		with base.as_user(self.officer):
			url = base.make_photo("beam.pdf", content=PDF)
		for label, values in (
			("Photo", {"photo": url}),
			("Photo Before (row 1)", {"immediate_measures": [{**MEASURE, "before_photo": url}]}),
			("Photo After (row 1)", {"immediate_measures": [{**MEASURE, "after_photo": url}]}),
			("Photo of the Board (row 1)", {"public_postings": [{"place": "Gate", "photo": url}]}),
		):
			words = (label, "is not a picture", "Upload a photo")
			self.refused(words, self.officer, self.new(self.hazard_values(**values)))
			self.refused(words, self.officer, self.change(self.major, values))

	def test_a_file_over_the_limit(self):
		big = PDF + b"x" * 20 * MB
		for field in (None, "rectification_order_file"):
			self.refused(
				("order.pdf", "20 MB at most", "split the document"),
				self.officer,
				self.uploads("order.pdf", big, field),
			)
		photo = base.photo_bytes() + b"\0" * 20 * MB
		self.refused(("20 MB at most", "smaller"), self.officer, self.uploads("beam.jpg", photo))

	def test_a_file_over_the_limit_uploaded_elsewhere_first(self):
		with base.as_user(self.officer):
			url = base.make_photo("order.pdf", content=PDF + b"x" * 20 * MB)
		values = {"rectification_order_file": url}
		self.refused("20 MB at most", self.officer, self.change(self.major, values))

	def test_a_file_of_just_the_limit(self):
		content = PDF + b"y" * (20 * MB - len(PDF))
		with base.as_user(self.officer):
			file = upload("order.pdf", content, doctype="Hazard", docname=self.major.name)
		self.assertEqual(file.file_size, 20 * MB)

	def test_a_good_upload_to_a_new_form_says_nothing(self):
		frappe.clear_messages()
		with base.as_user(self.officer):
			upload(
				"beam.jpg", base.photo_bytes(), doctype="Hazard", docname="new-hazard-x", fieldname="photo"
			)
		self.assertEqual(frappe.message_log, [])

	def test_addresses_and_files_of_others(self):
		with base.as_user(self.outsider):
			theirs = base.make_photo("theirs.jpg")
		for url in (
			"https://example.com/a.jpg",
			"/files/a.jpg",
			"/private/files/nothing.jpg",
			theirs,
			"../../a.jpg",
		):
			self.refused(("Photo", "Upload the file"), self.officer, self.new(self.hazard_values(photo=url)))

	def test_evidence_of_a_plan_measure(self):
		plan = self.plan(self.major)
		rows = [{**plan.measures[0].as_dict(), "evidence": "/private/files/nothing.pdf"}]
		self.refused(
			("Evidence (row 1)", "Upload the file"), self.officer, self.change(plan, {"measures": rows})
		)
