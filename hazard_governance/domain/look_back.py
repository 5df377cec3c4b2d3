"""Looking back (回头看) on closed and filed hazards: what an inspection needs, and what follows from its finding.

Notice 54/2023: the city office inspects and assesses (督查考核). A finding is genuine (真实有效), superficial (表面整改),
sham (虚假整改) or recurred (反弹). A sham rectification goes back to Rectifying under its number, whatever stage it
stood in, and takes leniency and filing with it. A superficial one does not: the danger is removed, what is weak is
made good by supplementary measures with a deadline. What has come back is a hazard of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hazard_governance.domain import articles
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import FollowUpInspection, HazardRecord, RemediationPlanMeasure
from hazard_governance.domain.people import Person, did_the_work, person

DOCTYPE = "Follow-up Inspection"
INSPECTOR = "Follow-up Inspection Inspector"
FINDING = "Follow-up Inspection Finding"
MEASURE = "Follow-up Inspection Measure"
ARTICLE = articles.NOTICE_LOOK_BACK

ENDED = (v.CLOSED_OUT, v.FILED)
DECIDED_STATUSES = (v.DECIDED, v.CONCLUDED)
# stages behind Rectifying: from each of them a sham rectification goes back
REOPENED_FROM = (v.PENDING_ACCEPTANCE, v.ACCEPTED, v.CLOSED_OUT, v.FILED)
AT_LEAST_TWO = 2


def check_begin(record: HazardRecord) -> list[Deficiency]:
	"""Only what was closed out or filed is looked back on."""
	if record.hazard.stage in ENDED:
		return []
	message = N_("The hazard is {0}. Only hazards closed out or filed are looked back on.")
	return [Deficiency(DOCTYPE, "hazard", message, (record.hazard.stage,), ARTICLE)]


def check_submission(doc: FollowUpInspection, record: HazardRecord, today: date) -> list[Deficiency]:
	"""What an inspection lacks before it is submitted or decided."""
	needs = (
		("authority", doc.authority, N_("Name the authority that inspects.")),
		("inspected_on", doc.inspected_on, N_("The day of the inspection is empty. Enter it.")),
		(
			"inspected_on",
			not doc.inspected_on or doc.inspected_on <= today,
			N_("The day of the inspection lies in the future."),
		),
		(
			"inspected_on",
			not (doc.inspected_on and doc.closed_on) or doc.inspected_on >= doc.closed_on,
			N_("The day of the inspection lies before the hazard was closed out. Correct it."),
		),
		("statement", doc.statement, N_("Write what the enterprise said, and who said it.")),
		("photos", any(row.file for row in doc.photos), N_("There is no photo of the inspection. Add one.")),
		("finding", doc.finding, N_("Choose the finding.")),
		("finding_reason", doc.finding_reason, N_("Write what the finding rests on.")),
	)
	return [*_lacks(doc, needs), *_inspectors(doc, record), *_findings(doc), *_by_finding(doc)]


def _lacks(doc: FollowUpInspection, needs: Iterable[tuple]) -> list[Deficiency]:
	return [
		Deficiency(DOCTYPE, fieldname, message, tuple(args), ARTICLE, None, doc.name or None)
		for fieldname, ok, message, *args in needs
		if not ok
	]


def _inspectors(doc: FollowUpInspection, record: HazardRecord) -> list[Deficiency]:
	"""Two at least, and nobody who accepted the rectification, or did it."""
	enough = len(doc.inspectors) >= AT_LEAST_TWO
	found = _lacks(doc, (("inspectors", enough, N_("A look-back is made by two inspectors at least.")),))
	checked = {a.decided_by for a in record.acceptances if a.level == v.AUTHORITY_CHECK and a.decided_by}
	for number, row in enumerate(doc.inspectors, 1):
		if row.user and row.user in checked:
			message = N_(
				"{0} accepted the rectification and does not look back on it. Replace this inspector."
			)
		elif _of_enterprise(row.user, record) or did_the_work(
			person(record, row.user, row.inspector_name), record
		):
			message = N_("{0} belongs to the enterprise or did the work. Replace this inspector.")
		else:
			continue
		args = (row.inspector_name or row.user,)
		found.append(
			Deficiency(
				INSPECTOR, "inspector_name", message, args, articles.SECOND_PERSON, number, row.name or None
			)
		)
	return found


def _of_enterprise(user: str, record: HazardRecord) -> bool:
	enterprise = record.enterprise
	members = [Person(member.user) for member in enterprise.members if member.user]
	return bool(user) and any(Person(user).is_same(member) for member in members)


def _findings(doc: FollowUpInspection) -> list[Deficiency]:
	"""Every measure is judged, and the finding on the whole is no better than the worst of them."""
	found = []
	for number, row in enumerate(doc.findings, 1):
		if not row.finding:
			message = N_("Measure {0} ({1}) is not judged. Choose a finding.")
			args = (number, row.measure)
			found.append(Deficiency(FINDING, "finding", message, args, ARTICLE, number, row.name or None))
	judged = {row.finding for row in doc.findings}
	sham_ok = v.SHAM not in judged or doc.finding in ("", v.SHAM)
	weak_ok = v.SUPERFICIAL not in judged or doc.finding != v.GENUINE
	none_sham = doc.finding != v.SHAM or not judged or v.SHAM in judged
	needs = (
		(
			"finding",
			sham_ok,
			N_("A measure is sham, but the finding is {0}. Correct one of them."),
			doc.finding,
		),
		(
			"finding",
			weak_ok,
			N_("A measure is superficial, but the finding is Genuine. Correct one of them."),
		),
		(
			"findings",
			none_sham,
			N_("The finding is Sham, but no measure is found sham. Say which measures are."),
		),
	)
	return found + _lacks(doc, needs)


def _by_finding(doc: FollowUpInspection) -> list[Deficiency]:
	if doc.finding == v.SUPERFICIAL:
		return _supplementary(doc)
	if doc.finding == v.SHAM:
		later = not (doc.new_due and doc.inspected_on) or doc.new_due > doc.inspected_on
		needs = (
			("new_due", doc.new_due, N_("A sham rectification starts again. Set the new deadline.")),
			(
				"new_due",
				later,
				N_("The new deadline is not after the day of the inspection. Enter a later day."),
			),
		)
		return _lacks(doc, needs)
	if doc.finding == v.RECURRED:
		other = doc.recurred_hazard != doc.hazard
		needs = (
			(
				"recurred_hazard",
				doc.recurred_hazard,
				N_("Register what has come back, and name the new hazard."),
			),
			("recurred_hazard", other, N_("This is the hazard itself. Name the new one.")),
		)
		return _lacks(doc, needs)
	return []


def _supplementary(doc: FollowUpInspection) -> list[Deficiency]:
	message = N_("A superficial rectification is made good. Add a supplementary measure with a deadline.")
	found = _lacks(doc, (("supplementary_measures", doc.supplementary_measures, message),))
	for number, row in enumerate(doc.supplementary_measures, 1):
		late = row.deadline and doc.inspected_on and row.deadline < doc.inspected_on
		needs = (
			(
				"responsible_person",
				row.responsible_person,
				N_("Supplementary measure {0}: name who is responsible."),
			),
			("deadline", row.deadline, N_("Supplementary measure {0}: set a deadline.")),
			("deadline", not late, N_("Supplementary measure {0}: the deadline lies before the inspection.")),
		)
		found += [
			Deficiency(MEASURE, fieldname, text, (number,), ARTICLE, number, row.name or None)
			for fieldname, ok, text in needs
			if not ok
		]
	return found


def check_conclusion(doc: FollowUpInspection, today: date) -> list[Deficiency]:
	"""A superficial rectification is made good when every supplementary measure is done, with proof."""
	superficial = N_("Only a superficial finding has supplementary measures to conclude.")
	found = _lacks(doc, (("finding", doc.finding == v.SUPERFICIAL, superficial),))
	for number, row in enumerate(doc.supplementary_measures, 1):
		needs = (
			("done_on", row.done_on, N_("Supplementary measure {0} is not done. Enter the day.")),
			(
				"done_on",
				not row.done_on or row.done_on <= today,
				N_("Supplementary measure {0}: the day lies ahead."),
			),
			("evidence", row.evidence, N_("Supplementary measure {0} has no evidence. Attach it.")),
		)
		found += [
			Deficiency(MEASURE, fieldname, text, (number,), ARTICLE, number, row.name or None)
			for fieldname, ok, text in needs
			if not ok
		]
	return found


# --- what follows ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Effects:
	"""What deciding does. reopen: the hazard goes back to Rectifying. measures: rows of the plan that are done again.
	refile: the report was filed for a rectification that is none. review_leniency: an earlier leniency is looked at
	again. recurred: the new hazard that names this one as the earlier."""

	reopen: bool = False
	measures: tuple[str, ...] = ()
	refile: bool = False
	review_leniency: bool = False
	recurred: str = ""


def effects(doc: FollowUpInspection, record: HazardRecord) -> Effects:
	"""What follows from the finding; nothing from a genuine or a superficial one."""
	if doc.finding == v.RECURRED:
		return Effects(recurred=doc.recurred_hazard)
	if doc.finding != v.SHAM:
		return Effects()
	return Effects(
		reopen=record.hazard.stage in REOPENED_FROM,
		measures=tuple(row.name for row in sham_measures(doc, record)),
		refile=record.report is not None and record.report.status == v.FILED,
		review_leniency=True,
	)


def sham_measures(doc: FollowUpInspection, record: HazardRecord) -> list[RemediationPlanMeasure]:
	"""Measures of the plan, reported done, that the inspectors found sham; all of them where they judged none."""
	rows = [row for row in (record.plan.measures if record.plan else ()) if row.status == v.DONE]
	named = {row.measure_row for row in doc.findings if row.finding == v.SHAM and row.measure_row}
	if not any(row.finding for row in doc.findings):
		return rows
	return [row for row in rows if row.name in named]


def check_reopening(record: HazardRecord) -> list[Deficiency]:
	"""A filed hazard goes back only after a look-back, decided since the filing, found its rectification sham."""
	if latest_sham(record) is not None:
		return []
	message = N_(
		"A filed hazard is re-opened by a look-back that finds its rectification sham, and by nothing else."
	)
	return [Deficiency("Hazard", "stage", message, (), ARTICLE)]


def latest_sham(record: HazardRecord) -> FollowUpInspection | None:
	"""The look-back decided last, on or after the day of filing, that found the rectification sham."""
	filed = record.hazard.filed_on
	found = [
		row
		for row in record.look_backs
		if row.finding == v.SHAM
		and row.status in DECIDED_STATUSES
		and (filed is None or row.decided_at is None or row.decided_at.date() >= filed)
	]
	return max(found, key=lambda row: (str(row.decided_at or ""), row.name), default=None)


def ever_sham(record: HazardRecord) -> bool:
	"""Whether any look-back on this hazard found its rectification sham."""
	return any(row.finding == v.SHAM and row.status in DECIDED_STATUSES for row in record.look_backs)
