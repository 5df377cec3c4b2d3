"""Every choice of the app, as the DocTypes' Select options spell it. Compare with these names, never with a translation."""

from __future__ import annotations

from hazard_governance.domain import articles, enforcement_words, return_words, time_words, tip_words
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.outer_values import OUTER_VALUES

# Class of a hazard (16号令 art. 3: two classes and no third)
GENERAL = N_("General")
MAJOR = N_("Major")
CLASSES = (GENERAL, MAJOR)

BY_CRITERION = "Criterion"
BY_DEFINITION = "Statutory Definition"
CLASSIFICATION_BASES = (BY_CRITERION, BY_DEFINITION)

# Source of a hazard; the notice (part 2) knows three, the superior inspection being the third's second form
SELF_INSPECTION = "Self-Inspection"
PUBLIC_REPORT = "Public Report"
ENFORCEMENT_INSPECTION = "Enforcement Inspection"
SUPERIOR_INSPECTION = "Superior Inspection"
SOURCES = (SELF_INSPECTION, PUBLIC_REPORT, ENFORCEMENT_INSPECTION, SUPERIOR_INSPECTION)
# the source as the notice's monthly list groups it (part 4 (1): 企业自报、群众举报、执法检查中发现)
NOTICE_SOURCES = {
	SELF_INSPECTION: "企业自查",
	PUBLIC_REPORT: "群众举报",
	ENFORCEMENT_INSPECTION: "上级部门排查",
	SUPERIOR_INSPECTION: "上级部门排查",
}

# Stage of a hazard
REGISTERED = "Registered"
RECTIFYING = "Rectifying"
PENDING_ACCEPTANCE = "Pending Acceptance"
ACCEPTED = "Accepted"
CLOSED_OUT = "Closed Out"
FILED = "Filed"
WITHDRAWN = "Withdrawn"
STAGES = (REGISTERED, RECTIFYING, PENDING_ACCEPTANCE, ACCEPTED, CLOSED_OUT, FILED, WITHDRAWN)

PENDING = "Pending"
VERIFIED = "Verified"
VERIFICATION_STATES = (PENDING, VERIFIED)

YES, NO = "Yes", "No"
NOT_APPLICABLE = "Not Applicable"
ANSWERED = "Answered"

# Whether a hazard repeats an earlier one: alike hazards not decided on, confirmed by somebody, all of them rejected
SUSPECTED = N_("Suspected")
CONFIRMED, REJECTED = "Confirmed", "Rejected"
REPEAT_DECISIONS = (CONFIRMED, REJECTED)
REPEAT_STATES = ("", SUSPECTED, CONFIRMED, REJECTED)

# State of a step
NOT_STARTED = "Not Started"
IN_PROGRESS = "In Progress"
COMPLETE = "Complete"
STEP_STATES = (NOT_STARTED, IN_PROGRESS, COMPLETE)

# Status of the step documents
DRAFT = "Draft"
SUBMITTED = "Submitted"
APPROVED = "Approved"
DECIDED = "Decided"
EXECUTED = "Executed"
CONCLUDED = "Concluded"
IN_FORCE = "In Force"
RESUMPTION_APPLIED = "Resumption Applied"
EXAMINED = "Examined"
MINE_SAFETY_AGREED = "Mine Safety Agreed"
GOVERNMENT_APPROVED = "Government Approved"
RESUMED = "Resumed"
PROPOSED = "Proposed"
ACCEPTANCE_REQUESTED = "Acceptance Requested"
DELISTED = "Delisted"
NOT_ADOPTED = "Not Adopted"
SENT = "Sent"
RECEIVED = "Received"
REFUSED = "Refused"
ANSWERED = "Answered"
RAISED = "Raised"

# Status of a measure
OPEN = "Open"
DONE = "Done"

PASS = "Pass"
FAIL = "Fail"

# Outcome of a verification; the first is "Confirmed", as above
CHANGED = "Changed"
NOT_TRUE = "Not True"
DUPLICATE = "Duplicate"
OUTCOMES = (CONFIRMED, CHANGED, NOT_TRUE, DUPLICATE)
WITHDRAWING_OUTCOMES = (NOT_TRUE, DUPLICATE)

FIRST_REPORT = "First"
FULL_REPORT = "Full"

ENTERPRISE_EVALUATION = "Enterprise Evaluation"
AUTHORITY_CHECK = "Authority Check"
OWN_TEAM = "Own Team"
EXPERTS = "Experts"
QUALIFIED_INSTITUTION = "Qualified Institution"
OWN_EXPERTS = "Own Experts"

DEPARTMENTAL = "Departmental"
LISTED = "Listed"
GRANTED = "Granted"

# Accountability
PRIMARY, RELATED = "Primary", "Related"
DIRECT, MANAGERIAL, LEADERSHIP = "Direct", "Managerial", "Leadership"
BY_ENTERPRISE, BY_AUTHORITY = "Enterprise", "Authority"
TO_DISCIPLINE = "Discipline Inspection"
TO_JUSTICE = "Judicial Authority"

PROCEDURES = (TO_DISCIPLINE, TO_JUSTICE)
# What a referral hands over, and what the recipient makes of it
DOCUMENT, EVIDENCE = "Document", "Evidence"
REFERRAL_OUTCOMES = (
	"Case Opened",
	"No Case",
	"Talk or Letter",
	"Sanction Given",
	"Transferred",
	"Prosecuted",
	"Not Prosecuted",
	"Sentenced",
)

# Looking back (回头看): why a hazard is looked back on, and what is found
BY_LOT, BY_SIGNAL, BY_DIRECTION = "Lot", "Signal", "Direction"
LOOK_BACK_ORIGINS = (BY_LOT, BY_SIGNAL, BY_DIRECTION)
GENUINE, SUPERFICIAL, SHAM, RECURRED = "Genuine", "Superficial", "Sham", "Recurred"
LOOK_BACK_FINDINGS = (GENUINE, SUPERFICIAL, SHAM, RECURRED)

# Causes
ROOT = "Root"
MACHINE = "Machine"
DIMENSIONS = ("Human", MACHINE, "Environment", "Management")
FAILINGS = ("Design", "Execution of Rules", "Measures", "Standards", "Linkage of Controls")
TRACINGS = (
	"Responsibility Tracing",
	"Standard Tracing",
	"Competence Tracing",
	"Management Tracing",
	"System Tracing",
	"Resource Tracing",
	"Evaluation Tracing",
	"Inherent Safety Analysis",
)
FEASIBLE, NOT_FEASIBLE = "Feasible", "Not Feasible"

# Source governance (notice, step 5)
FIX_OF_A_CAUSE = "Fix of a Cause"
STANDARD_REVISION = "Standard Revision"
HABIT_CHECK = "Habit Check"
RETROFIT = "Inherent Safety Retrofit"
ANALOGOUS_INSPECTION = "Analogous Inspection"
FAILURE_REVIEW = "System Failure Review"
ITEM_KINDS = (
	FIX_OF_A_CAUSE,
	STANDARD_REVISION,
	HABIT_CHECK,
	RETROFIT,
	ANALOGOUS_INSPECTION,
	FAILURE_REVIEW,
)
REVISED, NO_REVISION = "Revised", "No Revision Needed"
PLANNED = "Planned"
# four grades of a risk, the gravest first (red, orange, yellow, blue)
RISK_LEVELS = ("Major Risk", "Considerable Risk", "Moderate Risk", "Low Risk")

# Authorities
SAFETY_COMMITTEE_OFFICE = "Safety Committee Office"
GOVERNMENT = "People's Government"
TASK_FORCE_OFFICE = "Task Force Office"
EMERGENCY_MANAGEMENT = "Emergency Management"
INDUSTRY_AUTHORITY = "Industry Authority"
MINE_SAFETY = "Mine Safety Administration"
PUBLIC_SECURITY = "Public Security"
DISCIPLINE_INSPECTION = "Discipline Inspection"
PROCURATORATE = "Procuratorate"
AUTHORITY_KINDS = (
	SAFETY_COMMITTEE_OFFICE,
	GOVERNMENT,
	TASK_FORCE_OFFICE,
	EMERGENCY_MANAGEMENT,
	INDUSTRY_AUTHORITY,
	MINE_SAFETY,
	PUBLIC_SECURITY,
	DISCIPLINE_INSPECTION,
	PROCURATORATE,
)
CITY, COUNTY, DEVELOPMENT_ZONE, TOWNSHIP = "City", "County", "Development Zone", "Township"
PROVINCE, NATIONAL = "Province", "National"
# levels of a supervision case, from the lowest
CASE_LEVELS = (COUNTY, CITY, PROVINCE, NATIONAL)

# Clocks: what a deadline is about (domain/deadlines.py)
RECTIFICATION_DEADLINE = N_("Rectification Deadline")
MEASURE_DEADLINE = N_("Measure Deadline")
VERIFICATION_DUE = N_("Verification by an Authority")
RECEIPT_DUE = N_("Receipt of a Report")
EXAMINATION_DUE = N_("Examination to Resume")
SUPERVISION_DEADLINE = N_("Supervision Deadline")
PROGRESS_DUE = N_("Progress Report")
EXTENSION_DUE = N_("Decision on an Extension")
DUTY_DEADLINE = N_("Source Governance Duty")
CLOCKS = (
	RECTIFICATION_DEADLINE,
	MEASURE_DEADLINE,
	VERIFICATION_DUE,
	RECEIPT_DUE,
	EXAMINATION_DUE,
	SUPERVISION_DEADLINE,
	PROGRESS_DUE,
	EXTENSION_DUE,
	DUTY_DEADLINE,
)
# What a step of the ladder proposes to an authority (DOMAIN D.1); it decides
PROPOSE_DEPARTMENTAL = N_("Departmental Supervision")
PROPOSE_LISTING = N_("Letter and Listing by the County")
PROPOSE_RAISING = N_("Interview and Raising to the City")
PROPOSE_SANCTION = N_("Licence, Stop of Production or Referral")
PROPOSALS = (PROPOSE_DEPARTMENTAL, PROPOSE_LISTING, PROPOSE_RAISING, PROPOSE_SANCTION)
# Where a step of the ladder comes from
SUGGESTION, LOCAL_RULE = "Suggestion", "Local Rule"
STEP_BASES = (
	SUGGESTION,
	LOCAL_RULE,
	articles.NOTICE_NUMBERING,
	articles.ORDER_14,
	articles.ORDER_20,
	articles.ORDER_21,
	articles.ORDER_23,
	articles.COAL_48,
	articles.LAW_41,
)
# How somebody was told
BY_NOTICE, BY_EMAIL, BY_BOTH = "Notice in the Desk", "E-mail", "Notice and E-mail"
BY_TELEPHONE, NOBODY_TOLD = "Telephone", "Nobody to Tell"
CHANNELS = (BY_NOTICE, BY_EMAIL, BY_BOTH, BY_TELEPHONE, NOBODY_TOLD)
# Lists that the app mails
MONTHLY_LIST, SUPERVISION_LIST = N_("Monthly Major Hazard List"), N_("Supervision List")
OVERDUE_LIST = N_("Overdue Hazards")
MAILED_LISTS = (MONTHLY_LIST, SUPERVISION_LIST, OVERDUE_LIST)
THIS_MONTH, LAST_MONTH = "This Month", "Last Month"
REMINDERS = "Reminders"
# Kinds of urging (督办措施), the mildest first
TELEPHONE_CALL = N_("Telephone Call")
URGING_KINDS = (
	TELEPHONE_CALL,
	N_("Reminder Letter"),
	N_("Supervision Letter"),
	N_("Interview"),
	N_("Public Criticism Notice"),
)

MONTHLY_TOPIC, ANNUAL_CHALLENGE = "Monthly Topic", "Annual Challenge"

COMPLETED_LATE = N_("Completed Late")
# How a report came to an authority
BY_SYSTEM = "System"

VERDICTS = ("", PASS, FAIL)
STEP_FIELDS = (
	"step_description",
	"step_cause_analysis",
	"step_accountability",
	"step_immediate_rectification",
	"step_source_governance",
)

# (DocType, field) -> options in the order of the form; "" stands for not chosen yet
SELECTS: dict[tuple[str, str], tuple[str, ...]] = {
	**enforcement_words.SELECTS,
	**tip_words.SELECTS,
	("Accountability Action", "deciding_side"): (BY_ENTERPRISE, BY_AUTHORITY),
	("Accountability Action", "responsibility"): ("", PRIMARY, RELATED),
	("Accountability Action", "responsibility_class"): ("", DIRECT, MANAGERIAL, LEADERSHIP),
	("Accountability Action", "status"): (DRAFT, SUBMITTED, DECIDED, EXECUTED),
	("Accountability Measure", "external_referral"): ("", TO_DISCIPLINE, TO_JUSTICE),
	("Case Referral", "kind"): PROCEDURES,
	("Case Referral", "status"): (DRAFT, SENT, RECEIVED, REFUSED, ANSWERED),
	("Case Referral Item", "kind"): (DOCUMENT, EVIDENCE),
	("Case Referral Result", "outcome"): ("", *REFERRAL_OUTCOMES),
	("Follow-up Inspection", "finding"): ("", *LOOK_BACK_FINDINGS),
	("Follow-up Inspection", "origin"): LOOK_BACK_ORIGINS,
	("Follow-up Inspection", "stage_found"): ("", *STAGES),
	("Follow-up Inspection", "status"): (DRAFT, SUBMITTED, DECIDED, CONCLUDED),
	("Follow-up Inspection Finding", "finding"): ("", GENUINE, SUPERFICIAL, SHAM),
	("Hazard", "classification"): ("", *CLASSES),
	("Hazard", "classification_basis"): ("", *CLASSIFICATION_BASES),
	("Hazard", "recurring"): ("", NO, YES),
	("Hazard", "repeat_state"): REPEAT_STATES,
	("Hazard", "source"): SOURCES,
	("Hazard", "stage"): STAGES,
	("Hazard", "verification"): VERIFICATION_STATES,
	**{("Hazard", step): STEP_STATES for step in STEP_FIELDS},
	("Hazard Authority Report", "kind"): (FIRST_REPORT, FULL_REPORT),
	("Hazard Authority Report", "method"): (BY_SYSTEM, "Telephone", "Paper", "Other"),
	("Hazard Criterion", "hazard_class"): (MAJOR, GENERAL),
	("Hazard Evidence", "kind"): ("Before", "During", "After", "Document", "Other"),
	("Hazard Repeat Decision", "decision"): REPEAT_DECISIONS,
	("Hazard Reporting System", "number_of"): ("National", "Provincial"),
	("Hazard Reporting System Column", "value"): ("", *OUTER_VALUES),
	("Hazard Governance Escalation Step", "basis"): STEP_BASES,
	("Hazard Governance Escalation Step", "clock"): CLOCKS,
	("Hazard Governance Escalation Step", "proposal"): ("", *PROPOSALS),
	("Hazard Governance List Mail", "report"): MAILED_LISTS,
	("Hazard Governance List Mail", "which_month"): (THIS_MONTH, LAST_MONTH),
	("Hazard Governance Mail", "kind"): (REMINDERS, *MAILED_LISTS),
	("Hazard Reminder", "channel"): CHANNELS,
	("Hazard Reminder", "clock"): CLOCKS,
	("Hazard Reminder", "proposal"): ("", *PROPOSALS),
	("Hazard Return", "receipt_state"): ("", *return_words.RECEIPT_STATES),
	("Hazard Return", "status"): (DRAFT, SUBMITTED),
	("Hazard Return", "unit_kind"): return_words.UNIT_KINDS,
	("Hazard Return Note", "finding"): return_words.RETURN_FINDINGS,
	("Hazard Return Receipt", "capacity"): (return_words.LOCAL_OFFICE, INDUSTRY_AUTHORITY),
	("Hazard Return Receipt", "status"): return_words.RECEIPT_STATES,
	("Hazard Return Row", "overdue"): (NO, YES, COMPLETED_LATE),
	("Hazard Return Row", "source"): ("", *SOURCES),
	("Hazard Return Row", "stage"): ("", *STAGES),
	("Hazard Return Row", "verification"): VERIFICATION_STATES,
	("Hazard Stage Log", "from_stage"): ("", *STAGES),
	("Hazard Stage Log", "to_stage"): ("", *STAGES),
	("Hazard Time Entry", "kind"): time_words.TIME_KINDS,
	("Hazard Verification", "classification"): ("", *CLASSES),
	("Hazard Verification", "classification_basis"): ("", *CLASSIFICATION_BASES),
	("Hazard Verification", "outcome"): OUTCOMES,
	("Hazard Verification", "previous_classification"): ("", *CLASSES),
	("Hazard Verification", "status"): (DRAFT, DECIDED),
	("Production Suspension", "evaluation_by"): ("", OWN_EXPERTS, QUALIFIED_INSTITUTION),
	("Production Suspension", "examination_result"): VERDICTS,
	("Production Suspension", "ordered_by"): (BY_ENTERPRISE, BY_AUTHORITY),
	("Production Suspension", "scope"): ("Whole", "Part"),
	("Production Suspension", "status"): (
		IN_FORCE,
		RESUMPTION_APPLIED,
		EXAMINED,
		MINE_SAFETY_AGREED,
		GOVERNMENT_APPROVED,
		RESUMED,
	),
	("Rectification Acceptance", "evaluation_method"): (OWN_TEAM, EXPERTS, QUALIFIED_INSTITUTION),
	("Rectification Acceptance", "level"): (ENTERPRISE_EVALUATION, AUTHORITY_CHECK),
	("Rectification Acceptance", "status"): (DRAFT, SUBMITTED, CONCLUDED),
	("Rectification Acceptance", "verdict"): VERDICTS,
	("Rectification Acceptance Finding", "finding"): VERDICTS,
	("Rectification Report", "status"): (DRAFT, SUBMITTED, APPROVED, FILED),
	("Remediation Plan", "status"): (DRAFT, SUBMITTED, APPROVED),
	("Remediation Plan Measure", "status"): (OPEN, DONE),
	("Root Cause Analysis", "inherent_safety_conclusion"): ("", FEASIBLE, NOT_FEASIBLE),
	("Root Cause Analysis", "status"): (DRAFT, SUBMITTED, APPROVED),
	("Root Cause Analysis Cause", "dimension"): ("", *DIMENSIONS),
	("Root Cause Analysis Cause", "failing"): ("", *FAILINGS),
	("Root Cause Analysis Cause", "level"): ("", DIRECT, ROOT),
	("Root Cause Analysis Tracing", "answer"): ("", YES, NO, NOT_APPLICABLE, ANSWERED),
	("Root Cause Analysis Tracing", "tracing"): TRACINGS,
	("Source Governance Plan", "retrofit_decision"): ("", PLANNED, DONE, NOT_FEASIBLE),
	("Source Governance Plan", "risk_level_after"): ("", *RISK_LEVELS),
	("Source Governance Plan", "risk_level_before"): ("", *RISK_LEVELS),
	("Source Governance Plan", "standards_conclusion"): ("", REVISED, NO_REVISION),
	("Source Governance Plan", "status"): (DRAFT, SUBMITTED, APPROVED, ACCEPTED),
	("Source Governance Plan Item", "kind"): ITEM_KINDS,
	("Source Governance Plan Item", "status"): (OPEN, DONE, ACCEPTED),
	("Study Topic", "kind"): (MONTHLY_TOPIC, ANNUAL_CHALLENGE),
	("Study Topic", "status"): (OPEN, CONCLUDED),
	("Supervision Authority", "kind"): ("", *AUTHORITY_KINDS),
	("Supervision Authority", "level"): (CITY, COUNTY, TOWNSHIP),
	("Supervision Case", "kind"): (DEPARTMENTAL, LISTED),
	("Supervision Case", "level"): CASE_LEVELS,
	("Supervision Case", "status"): (
		PROPOSED,
		IN_FORCE,
		ACCEPTANCE_REQUESTED,
		DELISTED,
		NOT_ADOPTED,
		RAISED,
		WITHDRAWN,
	),
	("Supervision Case Extension", "decision"): ("", GRANTED, REFUSED),
	("Supervision Case Opinion", "verdict"): VERDICTS,
	("Supervision Case Urging", "kind"): ("", *URGING_KINDS),
	("Supervision Region", "level"): (CITY, COUNTY, DEVELOPMENT_ZONE, TOWNSHIP),
}
