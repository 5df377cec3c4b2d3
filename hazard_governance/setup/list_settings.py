"""How many columns the lists of the app show."""

import frappe

from hazard_governance.setup.memory import Memory

DOCTYPE = "List View Settings"
# the title, the workflow state, four fields, and one place for tags
COLUMNS = 7
# lists that say too little in the four columns Frappe shows on an office screen of 1366 pixels
LISTS = (
	"Hazard",
	"Hazard Verification",
	"Accountability Action",
	"Case Referral",
	"Follow-up Inspection",
	"Enforcement Decision",
	"Hazard Criterion",
	"Hazard Reminder",
	"Hazard Return",
	"Production Suspension",
	"Rectification Acceptance",
	"Rectification Report",
	"Regulated Enterprise",
	"Remediation Plan",
	"Root Cause Analysis",
	"Source Governance Plan",
	"Supervision Authority",
	"Supervision Case",
)


def ensure_list_settings(memory: Memory) -> None:
	"""Give each list of LISTS its columns, unless somebody has set up that list or deleted these settings."""
	for doctype in LISTS:
		if memory.has(DOCTYPE, doctype):
			continue
		made = not frappe.db.exists(DOCTYPE, doctype)
		if made:
			doc = frappe.new_doc(DOCTYPE)
			doc.update({"name": doctype, "total_fields": str(COLUMNS), "disable_comment_count": 1})
			# the installer acts for the site
			doc.insert(ignore_permissions=True, set_name=doctype)
		memory.remember(DOCTYPE, doctype, made=made)
