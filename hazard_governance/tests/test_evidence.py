"""Evidence: private, really pictures, within limits, seen by colleagues, and kept once something rests on it."""

import os

import frappe

from hazard_governance import evidence, images
from hazard_governance.tests.base import (
	GovernanceTestCase,
	as_user,
	make_enterprise,
	make_hazard,
	make_photo,
	make_user,
	photo_bytes,
)

MEASURE = {"measure": "Stopped the line", "taken_by": "Shift leader"}


def file_of(url, **filters):
	return frappe.get_doc("File", {"file_url": url, **filters})


class EvidenceCase(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		self.officer = make_user("Enterprise Safety Officer", name="officer-a@hazard.test")
		self.colleague = make_user("Enterprise Safety Officer", name="colleague-a@hazard.test")
		self.outsider = make_user("Enterprise Safety Officer", name="officer-b@hazard.test")
		self.enterprise = make_enterprise(members=(self.officer, self.colleague))
		make_enterprise("Test Works Two", members=(self.outsider,))

	def hazard(self, **values):
		with as_user(self.officer):
			return make_hazard(enterprise=self.enterprise, **values)


class TestUploads(EvidenceCase):
	def test_a_public_upload_becomes_private(self):
		doc = self.hazard()
		with as_user(self.officer):
			url = make_photo("public.jpg", attached_to=doc, is_private=0)
		self.assertTrue(url.startswith("/private/files/"))
		file = file_of(url)
		self.assertEqual(file.is_private, 1)
		self.assertTrue(os.path.exists(file.get_full_path()))
		name = url.rsplit("/", 1)[-1]
		self.assertFalse(os.path.exists(frappe.get_site_path("public", "files", name)))

	def test_it_cannot_be_made_public_or_moved_afterwards(self):
		doc, other = self.hazard(), self.hazard()
		with as_user(self.officer):
			file = file_of(make_photo(attached_to=doc))
			for values in (
				{"is_private": 0},
				{"attached_to_name": other.name},
				{"attached_to_doctype": None},
			):
				file.reload()
				file.update(values)
				self.assertRefused("stays as it is", file.save)

	def test_a_photo_is_a_picture_whatever_its_name(self):
		doc = self.hazard()
		with as_user(self.officer):
			url = make_photo("photo.pdf", content=b"%PDF-1.4 no picture")
			for field in ("photo", "before_photo"):
				self.assertRefused(
					"is not a picture",
					make_photo,
					"photo.jpg",
					content=b"%PDF-1.4 no picture",
					attached_to=doc,
					attached_to_field=field,
				)
		self.assertRefused("is not a picture", self.hazard, photo=url)
		self.assertRefused("row 1", self.hazard, immediate_measures=[{**MEASURE, "before_photo": url}])
		self.assertFalse(images.is_image(b'<svg xmlns="http://www.w3.org/2000/svg"/>'))
		self.assertTrue(images.is_image(photo_bytes("PNG")))

	def test_big_files_are_refused(self):
		doc = self.hazard()
		settings = frappe.get_doc("Hazard Governance Settings")
		settings.max_file_mb = 1
		settings.save(ignore_permissions=True)
		with as_user(self.officer):
			self.assertRefused(
				"1 MB at most",
				make_photo,
				"big.pdf",
				content=b"%PDF-1.4" + b"x" * (1024 * 1024),
				attached_to=doc,
			)

	def test_addresses_elsewhere_and_foreign_files_are_refused(self):
		with as_user(self.outsider):
			foreign = make_photo("theirs.jpg")
		for url in ("https://example.com/a.jpg", "/files/public.jpg", "/private/files/nothing.jpg", foreign):
			with self.subTest(url), self.assertRaises(frappe.ValidationError):
				self.hazard(photo=url)

	def test_the_camera_time_survives(self):
		doc = self.hazard()
		with as_user(self.officer):
			url = make_photo(
				"cam.jpg",
				content=photo_bytes(taken_on="2024:05:01 08:30:00", colour="green"),
				attached_to=doc,
			)
			doc.append("evidence", {"file": url, "kind": "Before"})
			doc.save()
		self.assertEqual(str(doc.evidence[0].taken_on)[:16], "2024-05-01 08:30")


class TestColleagues(EvidenceCase):
	def test_a_photo_in_a_row_of_a_new_hazard_is_seen_by_colleagues(self):
		with as_user(self.officer):
			url = make_photo(
				"new.jpg",
				attached_to_doctype="Hazard",
				attached_to_name="new-hazard-abcdef",
				attached_to_field="before_photo",
			)
			doc = make_hazard(
				enterprise=self.enterprise, immediate_measures=[{**MEASURE, "before_photo": url}]
			)
		file = file_of(url)
		self.assertEqual((file.attached_to_doctype, file.attached_to_name), ("Hazard", doc.name))
		with as_user(self.colleague):
			self.assertTrue(file_of(url).has_permission("read"))
		with as_user(self.outsider):
			self.assertFalse(file_of(url).has_permission("read"))


class TestKept(EvidenceCase):
	def rectified(self):
		with as_user(self.officer):
			url = make_photo("before.jpg")
		doc = self.hazard(
			immediate_measures=[{**MEASURE, "before_photo": url}], evidence=[{"file": url, "kind": "Before"}]
		)
		return doc, file_of(url, attached_to_name=doc.name)

	def test_evidence_goes_while_nothing_rests_on_it(self):
		_doc, file = self.rectified()
		with as_user(self.officer):
			frappe.delete_doc("File", file.name)
		self.assertFalse(frappe.db.exists("File", file.name))

	def test_frozen_evidence_stays_on_disk_and_on_record(self):
		doc, file = self.rectified()
		# as after the gate into Pending Acceptance, whose own demands are tested elsewhere
		frappe.db.set_value("Hazard", doc.name, "stage", "Pending Acceptance")
		path = file.get_full_path()
		self.assertIn(f"is evidence of Hazard {doc.name}", evidence.frozen_reference(file))
		for user in (self.officer, "Administrator"):
			with as_user(user), self.assertRaises((frappe.ValidationError, frappe.PermissionError)):
				frappe.delete_doc("File", file.name)
		self.assertTrue(frappe.db.exists("File", file.name))
		self.assertTrue(os.path.exists(path))
