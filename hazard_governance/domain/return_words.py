"""Words of the monthly return (notice 54/2023, part 4): who reports, what a receiver said, what a month lacks."""

from __future__ import annotations

from hazard_governance.domain.deficiency import N_

ENTERPRISE_UNIT, COUNTY_UNIT, DEPARTMENT_UNIT, CITY_UNIT = "Enterprise", "County", "Department", "City"
UNIT_KINDS = (ENTERPRISE_UNIT, COUNTY_UNIT, DEPARTMENT_UNIT, CITY_UNIT)
AWAITING_RECEIPT, RECEIVED, RETURNED = "Awaiting Receipt", "Received", "Returned"
RECEIPT_STATES = (AWAITING_RECEIPT, RECEIVED, RETURNED)
LOCAL_OFFICE = "Local Safety Committee Office"
# what the completeness of a month's returns lacks, the gravest first
NOT_REPORTED = N_("Not Reported")
NIL_WITH_MAJORS = N_("Nil Return With Major Hazards")
NOT_CORRECTED = N_("Returned and Not Corrected")
ALTERED = N_("Altered After Submission")
IN_NO_RETURN = N_("In No Return")
NOT_IN_REGISTER = N_("No Longer in the Register")
NUMBER_MISSING = N_("Register Number Missing")
RECEIPT_MISSING = N_("Receipt Missing")
REPORTED_LATE = N_("Reported Late")
NO_RECEIVER = N_("No Receiver")
NOT_DUE = N_("Not Reported Yet")
RETURN_FINDINGS = (
	NOT_REPORTED,
	NIL_WITH_MAJORS,
	NOT_CORRECTED,
	ALTERED,
	IN_NO_RETURN,
	NOT_IN_REGISTER,
	NUMBER_MISSING,
	RECEIPT_MISSING,
	REPORTED_LATE,
	NO_RECEIVER,
	NOT_DUE,
)
