"""The people and offices of the browser tests, made on the test site. Run with the bench's Python, from its sites folder:
python world.py SITE PASSWORD"""

import sys

import frappe
from frappe.utils.password import update_password
from people import (
	CITY,
	CLERK,
	CONFIDANT,
	COUNTY,
	COUNTY_HEAD,
	DEPARTMENT,
	LIAISON,
	MEASURER,
	OFFICER,
	OWNER,
	PORTAL_ROLES,
	PRINCIPAL,
	REGISTRAR,
	REPORTER,
	ROLES,
	SHIFT_LEADER,
	SOLE,
	WORKER,
)

from hazard_governance.tests import base

COMMISSION = "Test Discipline Commission"


def make(password: str) -> None:
	"""Make everything that is not there yet; safe to repeat."""
	base.make_region_tree()
	base.make_sectors()
	for user, roles in ROLES.items():
		base.make_account(*roles, name=user)
		update_password(user, password)
	for user, roles in PORTAL_ROLES.items():
		base.make_account(*roles, name=user, desk=False)
		update_password(user, password)
	base.make_authority(members=(COUNTY, COUNTY_HEAD, CLERK, CONFIDANT))
	base.make_authority("Test City Office", base.CITY, members=(CITY,))
	base.make_authority(
		"Test Industry Bureau",
		base.COUNTY,
		"Industry Authority",
		(base.MANUFACTURING, base.GAS),
		(DEPARTMENT,),
	)
	base.make_authority("Test Emergency Bureau", base.COUNTY, "Emergency Management", (), (REGISTRAR,))
	base.make_authority(COMMISSION, base.CITY, "Discipline Inspection", (), (LIAISON,))
	base.make_enterprise(
		members=(REPORTER, OWNER, OFFICER, PRINCIPAL, WORKER, MEASURER),
		competent_authority="Test Industry Bureau",
	)
	base.make_enterprise("Test Coal Mine", industry=base.COAL, members=(SHIFT_LEADER,))
	base.make_enterprise("Test Outsider Works", competent_authority="Test Industry Bureau")
	base.make_enterprise(
		"Test Restaurant",
		industry=base.GAS,
		members=(SOLE,),
		sole_operator=1,
		sole_operator_authority="Test County Safety Committee Office",
		sole_operator_consent_on="2026-01-05",
	)
	base.make_criterion()
	base.make_criterion("TEST-COAL-1", base.COAL, summary="Gas over the limit, work goes on")
	base.make_criterion("TEST-GAS-1", base.GAS, summary="Gas hose through a wall")
	refer()
	for setting, value in {"date_format": "yyyy-mm-dd", "time_format": "HH:mm:ss"}.items():
		frappe.db.set_single_value("System Settings", setting, value)
		frappe.db.set_default(setting, value)
	# every browser of the tests has the one address of this machine
	frappe.db.set_single_value("Hazard Governance Settings", "tips_per_address", 1000)
	frappe.clear_cache()


def refer() -> None:
	"""A referral that a discipline commission has not received yet; how one is sent is not what the browser asks about."""
	if frappe.db.exists("Case Referral", {"recipient": COMMISSION}):
		return
	with base.as_user(OFFICER):
		hazard = base.make_major_hazard(hazard_title="Permit given for a gift")
	doc = frappe.get_doc(
		{
			"doctype": "Case Referral",
			"hazard": hazard.name,
			"authority": "Test County Safety Committee Office",
			"recipient": COMMISSION,
			"letter_no": base.letter(9),
			"persons": [{"person_name": "Wang", "post": "Deputy head"}],
		}
	).insert()
	values = {"status": "Sent", "workflow_state": "Referral Sent", "referred_to": COMMISSION}
	frappe.db.set_value("Case Referral", doc.name, {**values, "sent_at": frappe.utils.now_datetime()})


if __name__ == "__main__":
	frappe.init(site=sys.argv[1], sites_path=".")
	frappe.connect()
	frappe.set_user("Administrator")
	make(sys.argv[2])
	frappe.db.commit()
	frappe.destroy()
