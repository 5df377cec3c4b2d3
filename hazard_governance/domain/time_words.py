"""What an entry in the chain of server times of a hazard attests (time_chain.py)."""

from __future__ import annotations

from hazard_governance.domain.deficiency import N_

REGISTERED_BY_ENTERPRISE = N_("Registered by the Enterprise")
REGISTERED_BY_AUTHORITY = N_("Registered by an Authority")
TAKEN_OVER = N_("Taken Over")
REPORT_SENT = N_("Report Sent")
REPORT_NOTED = N_("Report Noted")
REPORT_RECEIVED = N_("Report Received")
TIP_RECEIVED = N_("Tip Received")
INSPECTION_BEGUN = N_("Inspection Begun")
ORDER_ISSUED = N_("Order Issued")
MEASURE_STARTED = N_("First Measure Started")
FACTS_CHANGED = N_("Source or Time Changed")
FINDING_RECORDED = N_("Finding Recorded")
CLASS_VERIFIED = N_("Classification Verified")
STAGE_CHANGED = N_("Stage Changed")
REOPENED = N_("Re-opened")
LOOKED_BACK = N_("Looked Back")
ENFORCEMENT_DECIDED = N_("Enforcement Decided")
ENFORCEMENT_REVOKED = N_("Enforcement Revoked")
HAZARD_DELETED = N_("Hazard Deleted")
TIME_KINDS = (
	REGISTERED_BY_ENTERPRISE,
	REGISTERED_BY_AUTHORITY,
	TAKEN_OVER,
	REPORT_SENT,
	REPORT_NOTED,
	REPORT_RECEIVED,
	TIP_RECEIVED,
	INSPECTION_BEGUN,
	ORDER_ISSUED,
	MEASURE_STARTED,
	FACTS_CHANGED,
	FINDING_RECORDED,
	CLASS_VERIFIED,
	STAGE_CHANGED,
	REOPENED,
	LOOKED_BACK,
	ENFORCEMENT_DECIDED,
	ENFORCEMENT_REVOKED,
	HAZARD_DELETED,
)
