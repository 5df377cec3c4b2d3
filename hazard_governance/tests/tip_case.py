"""What the tests of tips share: people, a tip as the page sends it, and its photos."""

import io
from types import SimpleNamespace
from unittest.mock import patch

import frappe
from PIL import Image

from hazard_governance import tips
from hazard_governance.tests import base
from hazard_governance.tests.personas import call
from hazard_governance.tests.steps import COUNTY_OFFICE, ENTERPRISE, StepsTestCase

NAME, PHONE = "Qin Weiwei", "138 0355 7777"
TOLD = {
	"description": f"The gas alarm is switched off. {NAME}, {PHONE}",
	"place": "Boiler house",
	"enterprise_name": "The works with the blue roof",
	"region": base.COUNTY,
	"latitude": 36.195123,
	"longitude": 113.116456,
	"accuracy": 15,
	"consent": 1,
}
WHO = {"name": NAME, "phone": PHONE}
SECRETS = (NAME, PHONE, PHONE.replace(" ", ""))
GUEST = "Guest"


def photo_with_gps() -> bytes:
	"""A photo that knows when and where it was taken, and by whose camera."""
	image, out, exif = Image.new("RGB", (3000, 200), "red"), io.BytesIO(), Image.Exif()
	exif[0x0132], exif[0xA430], exif[0x0112] = "2024:05:01 08:00:00", NAME, 6
	exif[0x8825] = {1: "N", 2: (36.0, 11.0, 42.0), 3: "E", 4: (113.0, 7.0, 0.0)}
	image.save(out, "JPEG", exif=exif.tobytes())
	return out.getvalue()


class TipCase(StepsTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.confidant = base.make_user("Tip Confidentiality Officer", name="tips-confidant")
		cls.other_confidant = base.make_user("Tip Confidentiality Officer", name="tips-confidant-two")
		cls.insider = base.make_user("County Safety Office", name="tips-insider")
		base.make_authority(COUNTY_OFFICE, members=(cls.confidant, cls.insider))
		base.make_authority(
			"Steps Other County Office", region=base.OTHER_COUNTY, members=(cls.other_confidant,)
		)
		base.make_enterprise(ENTERPRISE, members=(cls.insider,))

	# --- the public ------------------------------------------------------------------------------------------
	def send(self, form: str | None = None, who: dict | None = WHO, **values):
		"""(tip, code, form) as the page sends it."""
		with self.as_user(GUEST):
			form = form or call("hazard_governance.api.public_tips.begin")["form"]
			secret = {"tip": {**TOLD, **values}, **(who or {})}
			code = call("hazard_governance.api.public_tips.send", form=form, secret=secret)["code"]
		name = tips.of_code(code)
		return name and frappe.get_doc("Hazard Tip", name), code, form

	def upload(self, form: str, number: int = 1, content: bytes | None = None) -> dict:
		stream = io.BytesIO(photo_with_gps() if content is None else content)
		request = SimpleNamespace(files={"file": SimpleNamespace(stream=stream)}, method="POST", host="")
		with (
			self.as_user(GUEST),
			patch.object(frappe.local, "request", request, create=True),
			patch.object(frappe.local, "request_ip", frappe.generate_hash(), create=True),
		):
			return call("hazard_governance.api.public_tips.add_photo", form=form, number=number)

	def look_up(self, code: str) -> dict:
		with self.as_user(GUEST):
			return call("hazard_governance.api.public_tips.look_up", code=code)
