"""What stands in front of each stage. A gate names everything that is missing, with field and article.

What the enterprise has to do never waits for an office: nothing that only an authority can give (verification,
number, receipt) is asked for before Closed Out.
"""

from __future__ import annotations

from datetime import date

from hazard_governance.domain.acceptance import (
	check_authority_passed,
	check_delisted,
	check_evaluation_passed,
)
from hazard_governance.domain.articles import NOTICE_NUMBERING, NOTICE_ON_THE_SPOT, ORDER_3, ORDER_20
from hazard_governance.domain.authority_report import check_full_report
from hazard_governance.domain.classification import is_major
from hazard_governance.domain.deficiency import N_, Deficiency, missing, unique
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.measures import check_all_done, has_first_measure
from hazard_governance.domain.plan import check_approved_plan
from hazard_governance.domain.posting import check_posting
from hazard_governance.domain.suspension import check_resumed
from hazard_governance.domain.verification import latest_decided
from hazard_governance.domain.vocabulary import VERIFIED, WITHDRAWING_OUTCOMES


def into_rectifying(record: HazardRecord, today: date) -> list[Deficiency]:
	"""A first measure, at once or planned; verified or not, and nothing else."""
	message = N_("No measure is recorded yet. Record what is done against the danger or planned.")
	return missing(
		"Hazard", "immediate_measures", has_first_measure(record), message, article=NOTICE_ON_THE_SPOT
	)


def into_pending_acceptance(record: HazardRecord, today: date) -> list[Deficiency]:
	"""Every measure done with evidence; major: approved plan of six parts, public posting, full report of three parts."""
	message = N_("Classification is empty. Choose General or Major: what has to be proved depends on it.")
	major = is_major(record)
	found = missing(
		"Hazard", "classification", record.hazard.classification or major, message, article=ORDER_3
	)
	found += check_all_done(record)
	if major:
		found += check_approved_plan(record) + check_posting(record.hazard) + check_full_report(record)
	return unique(found)


def into_accepted(record: HazardRecord, today: date) -> list[Deficiency]:
	"""The enterprise's own evaluation, passed by people who did not do the work."""
	return unique(check_evaluation_passed(record, today))


def into_closed_out(record: HazardRecord, today: date) -> list[Deficiency]:
	"""The right body's check; production allowed to resume; a major hazard is verified and numbered."""
	found = check_registered(record) if is_major(record) else []
	found += check_authority_passed(record, today) + check_delisted(record)
	for suspension in record.suspensions:
		found += check_resumed(suspension, record, today)
	return unique(found)


def check_registered(record: HazardRecord) -> list[Deficiency]:
	"""A major hazard is verified by an authority and has its number."""
	hazard = record.hazard
	message = N_("The major hazard is not verified by an authority yet.")
	found = missing("Hazard", "verification", hazard.verification == VERIFIED, message, article=ORDER_20)
	message = N_("The major hazard has no number yet. It gets one with its verification.")
	return found + missing("Hazard", "register_no", hazard.register_no, message, article=NOTICE_NUMBERING)


def into_withdrawn(record: HazardRecord, today: date) -> list[Deficiency]:
	"""The verification decided last found the hazard not true or a duplicate."""
	decided = latest_decided(record)
	if decided is not None and decided.outcome in WITHDRAWING_OUTCOMES:
		return []
	message = N_("A hazard is withdrawn only by a verification that finds it not true or a duplicate.")
	return [Deficiency("Hazard Verification", "outcome", message, (), ORDER_20)]
