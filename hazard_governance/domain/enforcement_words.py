"""Words of courtesy before enforcement (notice 54/2023, part 4 (4)) and of administrative penalties."""

from __future__ import annotations

from hazard_governance.domain.deficiency import N_

LENIENT = N_("Lenient")
NOT_LENIENT = N_("Not Lenient")
CONCEALED = N_("Concealed")
OUTCOMES = (LENIENT, NOT_LENIENT, CONCEALED)

# How a fact bears on the result
IN_FAVOUR, AGAINST, CONCEALMENT, NOTE = "In Favour", "Against", "Concealment", "Note"

# What a piece of evidence is about
ABOUT_MEASURES = N_("Effective Measures")
ABOUT_PRODUCTION = N_("Production Continued")
ABOUT_HIDING = N_("Known and Not Reported")
ABOUT_OTHER = "Other"
EVIDENCE_ABOUT = (ABOUT_MEASURES, ABOUT_PRODUCTION, ABOUT_HIDING, ABOUT_OTHER)

EXEMPTED = N_("Exempted")
IMPOSED = N_("Penalty Imposed")
PENALTY_RESULTS = (EXEMPTED, IMPOSED)

ON_ENTERPRISE, ON_PERSON = "Enterprise", "Person"
TARGETS = (ON_ENTERPRISE, ON_PERSON)
# Administrative Penalty Law, article 9
FINE = "Fine"
PENALTY_KINDS = (
	"Warning",
	"Public Criticism Notice",
	FINE,
	"Confiscation",
	"Licence Suspended",
	"Qualification Lowered",
	"Licence Revoked",
	"Business Restricted",
	"Production and Business Suspended",
	"Closure Ordered",
	"Occupation Restricted",
	"Administrative Detention",
	"Other",
)
WORK_SAFETY_LAW = N_("Work Safety Law")
COAL_REGULATIONS = N_("Coal Mine Safety Regulations")
ORDER_16 = N_("Order 16/2007")
LAWS = (WORK_SAFETY_LAW, COAL_REGULATIONS, ORDER_16, "Other")

# What a record of before or beside this system is of
PENALTY = N_("Administrative Penalty")
PRODUCED_WITH_HAZARD = N_("Production With a Major Hazard")
OCCURRENCES = (PENALTY, PRODUCED_WITH_HAZARD)

ANSWERS = ("", "No", "Yes")
# (DocType, field) -> options in the order of the form, as in vocabulary.SELECTS
SELECTS: dict[tuple[str, str], tuple[str, ...]] = {
	("Enforcement Decision", "computed_outcome"): ("", *OUTCOMES),
	("Enforcement Decision", "decided_outcome"): ("", *OUTCOMES),
	("Enforcement Decision", "hidden"): ANSWERS,
	("Enforcement Decision", "measures_effective"): ANSWERS,
	("Enforcement Decision", "penalty"): ("", *PENALTY_RESULTS),
	("Enforcement Decision", "production_continued"): ANSWERS,
	("Enforcement Decision", "status"): ("Draft", "Decided"),
	("Enforcement Decision Evidence", "about"): ("", *EVIDENCE_ABOUT),
	("Enforcement Decision Penalty", "kind"): ("", *PENALTY_KINDS),
	("Enforcement Decision Penalty", "law"): ("", *LAWS),
	("Enforcement Decision Penalty", "target"): TARGETS,
	("Regulated Enterprise Penalty", "kind"): ("", *PENALTY_KINDS),
	("Regulated Enterprise Penalty", "law"): ("", *LAWS),
	("Regulated Enterprise Penalty", "occurrence"): OCCURRENCES,
}
