"""整改验收意见书: of the enterprise's own evaluation, and of an authority's check. Notice 54/2023 step 5 (2); order 16/2007 art. 18, 23."""

from __future__ import annotations

from hazard_governance.domain import articles
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.acceptance import check_acceptance
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.facts import ImmediateMeasure, RectificationAcceptance
from hazard_governance.domain.measures import all_measures
from hazard_governance.domain.papers.gaps import NOT_CONCLUDED, numbered, unless
from hazard_governance.domain.papers.model import (
	Fields,
	Heading,
	Paper,
	PaperSpec,
	Photos,
	Signature,
	Source,
	Table,
	Text,
)
from hazard_governance.domain.papers.offices import issued_by, office
from hazard_governance.domain.papers.parts import enterprise_name, hazard_fields, principal_signature
from hazard_governance.domain.papers.words import BLANK, choice, day, wan_yuan

TRANSLATION_CONTEXT = "Official Paper"

PICTURES = (".jpg", ".jpeg", ".png", ".webp")
MOST_PHOTOS = 6


def build(source: Source) -> Paper:
	"""The opinion with every measure, the team, the verdict and what follows from it."""
	doc: RectificationAcceptance = source.document
	t = source.translate
	by_authority = doc.level == v.AUTHORITY_CHECK
	title = (
		N_("Opinion on the Acceptance of a Rectified Accident Hazard")
		if by_authority
		else N_("Opinion on the Acceptance Evaluation of a Rectified Accident Hazard")
	)
	blocks = [
		hazard_fields(source),
		Heading(t(N_("1. What was done, measure by measure"))),
		_findings(doc, source),
		*_funds(source),
		Heading(t(N_("2. How it was examined"))),
		_method(doc, source),
		_team(doc, source),
		Heading(t(N_("3. Opinion"))),
		_verdict(doc, source),
		*_photos(doc, source),
	]
	concluded = doc.status == v.CONCLUDED
	return Paper(
		title=t(title),
		letterhead=office(source, doc.authority) if by_authority else enterprise_name(source),
		blocks=tuple(blocks),
		signatures=_signatures(doc, by_authority, source),
		missing=tuple(
			[
				# what was concluded was whole on that day; measures that came later are another acceptance's
				*([] if concluded else check_acceptance(doc, source.record, source.today)),
				*unless(concluded, doc, "status", NOT_CONCLUDED, articles.NOTICE_ACCEPTANCE),
				*(numbered(source) if by_authority else ()),
			]
		),
	)


def _findings(doc: RectificationAcceptance, source: Source) -> Table:
	t = source.translate
	done = {row.name: row for row in all_measures(source.record) if row.name}
	rows = []
	for number, finding in enumerate(doc.findings, 1):
		measure = done.get(finding.measure_row)
		rows.append(
			(
				str(number),
				finding.measure,
				*_done(measure, source),
				choice(finding, "finding", t),
				finding.remark,
			)
		)
	return Table(
		(
			t(N_("No.")),
			t(N_("Measure")),
			t(N_("Done On")),
			t(N_("Result")),
			t(N_("Finding")),
			t(N_("Remark")),
		),
		tuple(rows),
		widths=(7, 27, 19, 19, 12, 16),
		nothing=t(N_("No measure is recorded.")),
	)


def _done(measure: object, source: Source) -> tuple[str, str]:
	t = source.translate
	if measure is None:
		return "", ""
	if isinstance(measure, ImmediateMeasure):
		return day(measure.done_at, t), measure.result
	return day(measure.done_on, t), measure.result


def _funds(source: Source) -> list[Text]:
	t, plan = source.translate, source.record.plan
	if not plan or not plan.total_funds:
		return []
	return [Text(t(N_("Funds in total: {0}.")).format(wan_yuan(plan.total_funds, t)))]


def _method(doc: RectificationAcceptance, source: Source) -> Fields:
	t = source.translate
	pairs = [
		(t(N_("Manner of Evaluation")), choice(doc, "evaluation_method", t)),
		(t(N_("Day of Acceptance")), day(doc.accepted_on, t)),
	]
	if doc.institution:
		pairs.append((t(N_("Institution")), doc.institution))
	return Fields(tuple(pairs))


def _team(doc: RectificationAcceptance, source: Source) -> Table:
	t = source.translate
	return Table(
		(t(N_("Member")), t(N_("Organisation")), t(N_("Specialty")), t(N_("Signed"))),
		tuple(
			(
				row.member_name or source.person(row.user),
				row.organisation,
				row.specialty or BLANK,
				t(N_("signed")) if row.signed else "",
			)
			for row in doc.team
		),
		widths=(22, 36, 24, 18),
		nothing=t(N_("Signed below by whoever checked.")),
	)


def _verdict(doc: RectificationAcceptance, source: Source) -> Fields:
	t, hazard = source.translate, source.record.hazard
	pairs = [(t(N_("Verdict")), choice(doc, "verdict", t)), (t(N_("Opinion")), doc.remarks)]
	if doc.verdict == v.FAIL:
		pairs.append((t(N_("New Deadline")), day(doc.new_due, t)))
	pairs += [
		(t(N_("What Changes in Rules and Standards")), doc.rules_change),
		(t(N_("Why Nothing Changes")), doc.no_change_reason),
	]
	if doc.level == v.AUTHORITY_CHECK:
		pairs.append((t(N_("Closed Out On")), day(hazard.closed_out_on, t)))
	return Fields(tuple(pair for pair in pairs if pair[1] or pair[0] == t(N_("Verdict"))), columns=1)


def _photos(doc: RectificationAcceptance, source: Source) -> list:
	"""Before and after, the way the acceptance found it."""
	t, hazard = source.translate, source.record.hazard
	found = [
		(row.file, row.caption or choice(row, "kind", t))
		for row in hazard.evidence
		if row.kind in ("Before", "After")
	]
	found += [(row.file, row.caption or choice(row, "kind", t)) for row in doc.evidence]
	shown = tuple((url, caption) for url, caption in found if url.lower().endswith(PICTURES))[:MOST_PHOTOS]
	return [Heading(t(N_("4. Photos"))), Photos(shown)] if shown else []


def _signatures(doc: RectificationAcceptance, by_authority: bool, source: Source) -> tuple[Signature, ...]:
	t = source.translate
	if not by_authority:
		return (principal_signature(source, doc.decided_by, doc.decided_at),)
	on = doc.accepted_on if doc.status == v.CONCLUDED else None
	return (
		Signature(t(N_("Checked by (signature)")), source.person(doc.decided_by), day(on, t)),
		Signature(t(N_("Principal of the enterprise (signature)")), source.record.enterprise.principal_name),
		issued_by(office(source, doc.authority), on, source),
	)


PAPERS = (PaperSpec("acceptance-opinion", N_("Acceptance Opinion"), "Rectification Acceptance", build),)
