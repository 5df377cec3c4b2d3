"""Every fact that a gate asks for: where it lies, what stands there when it is missing, its gate, and its name there."""

from __future__ import annotations

from datetime import date

from builders import CITY, COUNTY, coal, general, major

from hazard_governance.domain.vocabulary import ACCEPTED, CLOSED_OUT, FILED, PENDING_ACCEPTANCE

MEASURE = "Remediation Plan Measure"
PLAN = "Remediation Plan"
REPORTED = "Hazard Authority Report"
ACCEPTANCE = "Rectification Acceptance"
SUSPENSION = "Production Suspension"

# (path to the fact, what stands there instead, the gate it belongs to, how the gate names it)
MAJOR_FACTS = [
	(
		"hazard.immediate_measures.0.done_at",
		None,
		PENDING_ACCEPTANCE,
		("Hazard Immediate Measure", "done_at"),
	),
	(
		"hazard.immediate_measures.0.after_photo",
		"",
		PENDING_ACCEPTANCE,
		("Hazard Immediate Measure", "after_photo"),
	),
	("plan.measures.0.status", "Open", PENDING_ACCEPTANCE, (MEASURE, "status")),
	("plan.measures.0.done_on", None, PENDING_ACCEPTANCE, (MEASURE, "done_on")),
	("plan.measures.0.evidence", "", PENDING_ACCEPTANCE, (MEASURE, "evidence")),
	("plan.measures.0.responsible_person", "", PENDING_ACCEPTANCE, (MEASURE, "responsible_person")),
	("plan.measures.0.funds", 0.0, PENDING_ACCEPTANCE, (MEASURE, "funds")),
	("plan.measures.0.funds", -1.0, PENDING_ACCEPTANCE, (MEASURE, "funds")),
	("plan.measures.0.no_funds", True, PENDING_ACCEPTANCE, (MEASURE, "funds")),
	("plan.measures.0.deadline", None, PENDING_ACCEPTANCE, (MEASURE, "deadline")),
	("plan.measures.0.deadline", date(2026, 10, 31), PENDING_ACCEPTANCE, (MEASURE, "deadline")),
	("plan.measures.0.contingency", "", PENDING_ACCEPTANCE, (MEASURE, "contingency")),
	("plan", None, PENDING_ACCEPTANCE, (PLAN, "hazard")),
	("plan.goals", "", PENDING_ACCEPTANCE, (PLAN, "goals")),
	("plan.methods", "", PENDING_ACCEPTANCE, (PLAN, "methods")),
	("plan.funds_and_materials", "", PENDING_ACCEPTANCE, (PLAN, "funds_and_materials")),
	("plan.organisation", "", PENDING_ACCEPTANCE, (PLAN, "organisation")),
	("plan.time_limits", " ", PENDING_ACCEPTANCE, (PLAN, "time_limits")),
	("plan.safety_and_contingency", "", PENDING_ACCEPTANCE, (PLAN, "safety_and_contingency")),
	("plan.status", "Submitted", PENDING_ACCEPTANCE, (PLAN, "status")),
	("plan.third_party_name", "", PENDING_ACCEPTANCE, (PLAN, "third_party")),
	("plan.deliverable", "", PENDING_ACCEPTANCE, (PLAN, "deliverable")),
	("hazard.public_postings", (), PENDING_ACCEPTANCE, ("Hazard", "public_postings")),
	("hazard.public_postings.0.place", "", PENDING_ACCEPTANCE, ("Hazard Public Posting", "place")),
	("hazard.public_postings.0.from_date", None, PENDING_ACCEPTANCE, ("Hazard Public Posting", "from_date")),
	("hazard.public_postings.0.photo", "", PENDING_ACCEPTANCE, ("Hazard Public Posting", "photo")),
	("hazard.authority_reports", (), PENDING_ACCEPTANCE, ("Hazard", "authority_reports")),
	("hazard.authority_reports.0.kind", "First", PENDING_ACCEPTANCE, ("Hazard", "authority_reports")),
	("hazard.authority_reports.0.authority", "", PENDING_ACCEPTANCE, (REPORTED, "authority")),
	("hazard.authority_reports.0.sent_at", None, PENDING_ACCEPTANCE, (REPORTED, "sent_at")),
	("hazard.authority_reports.0.status_and_cause", "", PENDING_ACCEPTANCE, (REPORTED, "status_and_cause")),
	(
		"hazard.authority_reports.0.harm_and_difficulty",
		"",
		PENDING_ACCEPTANCE,
		(REPORTED, "harm_and_difficulty"),
	),
	("hazard.authority_reports.0.plan", "", PENDING_ACCEPTANCE, (REPORTED, "plan")),
	("hazard.authority_reports.0.plan", "RP-2", PENDING_ACCEPTANCE, (REPORTED, "plan")),
	("acceptances.0.status", "Submitted", ACCEPTED, (ACCEPTANCE, "hazard")),
	("acceptances.0.verdict", "Fail", ACCEPTED, (ACCEPTANCE, "verdict")),
	("acceptances.0.verdict", "", ACCEPTED, (ACCEPTANCE, "verdict")),
	("acceptances.0.accepted_on", None, ACCEPTED, (ACCEPTANCE, "accepted_on")),
	("acceptances.0.accepted_on", date(2026, 11, 21), ACCEPTED, (ACCEPTANCE, "accepted_on")),
	("acceptances.0.team", (), ACCEPTED, (ACCEPTANCE, "team")),
	("acceptances.0.team.0.user", "li@example.com", ACCEPTED, (f"{ACCEPTANCE} Team Member", "member_name")),
	("acceptances.0.decided_by", "li@example.com", ACCEPTED, (ACCEPTANCE, "decided_by")),
	("acceptances.0.findings.1.finding", "Fail", ACCEPTED, (f"{ACCEPTANCE} Finding", "finding")),
	("acceptances.0.findings", (), ACCEPTED, (ACCEPTANCE, "findings")),
	("acceptances.1.status", "Draft", CLOSED_OUT, (ACCEPTANCE, "authority")),
	("acceptances.1.verdict", "Fail", CLOSED_OUT, (ACCEPTANCE, "verdict")),
	("acceptances.1.authority", CITY, CLOSED_OUT, (ACCEPTANCE, "authority")),
	("hazard.verification", "Pending", CLOSED_OUT, ("Hazard", "verification")),
	("hazard.register_no", "", CLOSED_OUT, ("Hazard", "register_no")),
	("hazard.found_on", None, FILED, ("Hazard", "found_on")),
	("hazard.place", "", FILED, ("Hazard", "place")),
	("hazard.existing_condition", "", FILED, ("Hazard", "existing_condition")),
	("hazard.possible_harm", "", FILED, ("Hazard", "possible_harm")),
	("hazard.scope_of_influence", "", FILED, ("Hazard", "scope_of_influence")),
	("hazard.recurring", "", FILED, ("Hazard", "recurring")),
	("hazard.recurring", "Yes", FILED, ("Hazard", "earlier_hazard")),
	("hazard.classification_basis", "", FILED, ("Hazard", "classification_basis")),
	("hazard.criterion", "", FILED, ("Hazard", "criterion")),
	("analysis", None, FILED, ("Root Cause Analysis", "hazard")),
	("analysis.status", "Submitted", FILED, ("Root Cause Analysis", "status")),
	("analysis.tracings.0.answer", "", FILED, ("Root Cause Analysis", "tracings")),
	("actions", (), FILED, ("Accountability Action", "hazard")),
	("actions.0.status", "Decided", FILED, ("Accountability Action", "status")),
	("source_governance", None, FILED, ("Source Governance Plan", "hazard")),
	("source_governance.status", "Approved", FILED, ("Source Governance Plan", "status")),
	("report", None, FILED, ("Rectification Report", "hazard")),
	("report.lessons", "<p> </p>", FILED, ("Rectification Report", "lessons")),
	("report.status", "Approved", FILED, ("Rectification Report", "status")),
	("report.receipt_no", "", FILED, ("Rectification Report", "receipt_no")),
	("report.filing_authority", COUNTY, FILED, ("Rectification Report", "filing_authority")),
]
COAL_FACTS = [
	("cases.0.status", "In Force", CLOSED_OUT, ("Supervision Case", "status")),
	("acceptances.1.authority", COUNTY, CLOSED_OUT, (ACCEPTANCE, "authority")),
	("suspensions.0.status", "Government Approved", CLOSED_OUT, (SUSPENSION, "status")),
	("suspensions.0.examination_result", "Fail", CLOSED_OUT, (SUSPENSION, "examination_result")),
	("suspensions.0.mine_safety_authority", COUNTY, CLOSED_OUT, (SUSPENSION, "mine_safety_authority")),
	*(
		(f"suspensions.0.{fieldname}", empty, CLOSED_OUT, (SUSPENSION, fieldname))
		for fieldname, empty in (
			("applied_on", None),
			("application", ""),
			("evaluation_by", ""),
			("evaluation_report", ""),
			("examining_authority", ""),
			("examined_on", None),
			("department_head", ""),
			("department_signed_on", None),
			("mine_safety_agreed_on", None),
			("mine_safety_document", ""),
			("government_head", ""),
			("government_approved_on", None),
			("government_document", ""),
			("resumed_on", None),
		)
	),
]
GENERAL_FACTS = [
	("hazard.classification", "", PENDING_ACCEPTANCE, ("Hazard", "classification")),
	(
		"hazard.immediate_measures.0.done_at",
		None,
		PENDING_ACCEPTANCE,
		("Hazard Immediate Measure", "done_at"),
	),
	(
		"hazard.immediate_measures.0.after_photo",
		"",
		PENDING_ACCEPTANCE,
		("Hazard Immediate Measure", "after_photo"),
	),
	(
		"hazard.immediate_measures.0.taken_by",
		"",
		PENDING_ACCEPTANCE,
		("Hazard Immediate Measure", "taken_by"),
	),
	("acceptances.0.verdict", "Fail", ACCEPTED, (ACCEPTANCE, "verdict")),
	("acceptances.0.team", (), ACCEPTED, (ACCEPTANCE, "team")),
	("acceptances.0.team.0.member_name", "赵班长", ACCEPTED, (f"{ACCEPTANCE} Team Member", "member_name")),
	("acceptances.1.status", "Draft", CLOSED_OUT, (ACCEPTANCE, "hazard")),
]
CASES = [
	*((major, *fact) for fact in MAJOR_FACTS),
	*((coal, *fact) for fact in COAL_FACTS),
	*((general, *fact) for fact in GENERAL_FACTS),
]
