"""What the tests of referrals share: the sender with two officers, the organs, a decided action, a referral at each step."""

import io
import zipfile
from unittest.mock import patch

import frappe
from frappe.utils import today

from hazard_governance import referral_package
from hazard_governance.api import referral as api
from hazard_governance.tests import base
from hazard_governance.tests.personas import allowed, call
from hazard_governance.tests.steps import COUNTY_OFFICE, StepsTestCase

COMMISSION, POLICE, PROCURATORATE = "Referral Commission", "Referral Police", "Referral Procuratorate"
PAPER_POLICE = "Referral Police on Paper"
INFORMER = "Zhao Liu"
HEAD = {
	"letter_no": f"CAY〔{today()[:4]}〕1号",
	"issued_on": today(),
	"signatory": "Director Qian",
	"handlers": "Sun Yi, Li Er",
	"contact": "Sun Yi 0355-1234567",
	"case_facts": "The alarm stood switched off although its repair had been ordered",
	"legal_basis": "Work Safety Law, article 36",
	"opinion": "Production is stopped; we propose to hold the official to account",
}
OF_JUSTICE = {
	"kind": "Judicial Authority",
	"recipient": POLICE,
	"copy_to": PROCURATORATE,
	"suspected_offence": "Criminal Law, article 134a",
	"items_involved": "none",
	"appraisals": "none",
}


class ReferralTestCase(StepsTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.head = base.make_user("County Safety Office", name="steps-county-head")
		cls.liaison = base.make_user("Discipline Liaison", name="referral-liaison")
		cls.police = base.make_user("Discipline Liaison", "Supervising Department", name="referral-police")
		cls.procurator = base.make_user("Discipline Liaison", name="referral-procurator")
		base.make_authority(COUNTY_OFFICE, members=(cls.head,))
		base.make_authority(
			COMMISSION, region=base.CITY, kind="Discipline Inspection", members=(cls.liaison,)
		)
		base.make_authority(POLICE, kind="Public Security", members=(cls.police,))
		base.make_authority(PROCURATORATE, kind="Procuratorate", members=(cls.procurator,))
		base.make_authority(PAPER_POLICE, kind="Public Security")

	def setUp(self) -> None:
		super().setUp()
		# the letter is printed once, by a test of its own; printing takes a second each time
		printer = patch.object(referral_package, "to_pdf", lambda html: b"%PDF-" + html.encode())
		printer.start()
		self.addCleanup(printer.stop)
		self.major = self.hazard()

	# --- what a test needs -----------------------------------------------------------------------------------
	def decided_action(self, measure: str = "Referral to Discipline Inspection"):
		doc = self.action(
			self.major,
			user=self.county,
			deciding_side="Authority",
			authority=COUNTY_OFFICE,
			person_name="Deputy head Zhou",
			organisation="County government",
			measures=[{"measure": measure, "receiving_organ": COMMISSION}],
		)
		doc = self.act(doc, "Submit Accountability", self.county)
		return self.act(doc, "Decide Accountability", self.head)

	def draft(self, action=None, **values):
		action = action or self.decided_action()
		with self.as_user(self.county):
			begun = api.begin(action.name)
		person = {**begun.pop("persons")[0], "public_official": 1}
		doc = self.insert(
			{
				"doctype": "Case Referral",
				**begun,
				"recipient": COMMISSION,
				"persons": [person],
				**HEAD,
				**values,
			},
			self.county,
		)
		with self.as_user(self.county):
			items = api.collect(doc.name)
		return self.save(doc, self.county, items=items)

	def sent(self, **values):
		return self.act(self.draft(**values), "Send Referral", self.head)

	def justice(self, **values):
		action = self.decided_action("Referral to Judicial Authority")
		self.with_photo()
		report = self.photo(self.county, name="report.jpg")
		return self.draft(action, **{**OF_JUSTICE, "investigation_report": report, **values})

	def with_photo(self, **values):
		row = {"file": self.photo(self.officer, name=f"{INFORMER} took this.jpg"), "kind": "Before", **values}
		rows = [old.as_dict() for old in frappe.get_doc("Hazard", self.major.name).evidence]
		return self.save(self.major, self.officer, evidence=[*rows, row])

	def package(self, doc) -> zipfile.ZipFile:
		return zipfile.ZipFile(io.BytesIO(self.bytes_of(doc)))

	def bytes_of(self, doc) -> bytes:
		return frappe.get_doc("File", {"file_url": doc.package}).get_content()

	def opens(self, user: str, name: str) -> bool:
		with self.as_user(user):
			return allowed(call, "frappe.client.get", doctype="Case Referral", name=name)

	def received(self, doc, user: str | None = None):
		doc = self.save(doc, user or self.liaison, receipt_no="JS 88")
		return self.act(doc, "Receive Referral", user or self.liaison)

	def told_by_the_public(self):
		values = {
			"source": "Public Report",
			"found_by_name": INFORMER,
			"found_by_organization": "Red Star block",
		}
		self.major = self.hazard(
			hazard_title="Alarm off", possible_harm=f"{INFORMER} fears a blast", **values
		)
