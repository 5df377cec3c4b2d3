"""The papers of a hand-over: the letter of each procedure, and what the record says, as HTML that needs nothing else.

Every value is escaped; names of whoever reported the hazard are masked last, in the finished text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from html import escape

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.facts import CaseReferral, HazardRecord
from hazard_governance.domain.informer import without
from hazard_governance.domain.markup import Translate, identity, pairs, table
from hazard_governance.domain.papers.words import choice, day
from hazard_governance.domain.referral import answer_due
from hazard_governance.domain.report_text import compose

TRANSLATION_CONTEXT = "Rectification Report"
"""The headings are those of the report, in whose context they are translated; scripts/translations.py reads it here."""

# key of a paper -> its heading; the record it comes from is that of `record_of`
PAPERS = {
	"description": N_("Description of the Hazard"),
	"verification": N_("Verification"),
	"analysis": N_("Cause Analysis"),
	"accountability": N_("Accountability of the Persons Referred"),
	"rectification": N_("Rectification and Governance Plan"),
	"suspension": N_("Suspension of Production"),
	"supervision": N_("Supervision and Urging"),
	"acceptance": N_("Acceptance"),
}
LETTERS = {
	v.TO_DISCIPLINE: N_("Letter of Referral of a Problem Clue"),
	v.TO_JUSTICE: N_("Letter of Referral of a Case of Suspected Crime"),
}
STYLE = (
	"body{font-family:'Hazard Paper',SimSun,'Noto Serif CJK SC',serif;margin:2cm;line-height:1.6}"
	"h1{text-align:center;font-size:1.5em}table{border-collapse:collapse;width:100%}"
	"td,th{border:1px solid #555;padding:4px 6px;text-align:left;vertical-align:top}"
	".no{text-align:center}.sign{text-align:right}.slip{border-top:1px dashed #555;margin-top:2em;padding-top:1em}"
)


@dataclass(frozen=True)
class Paper:
	"""One paper: key, heading in the reader's language, whole HTML document."""

	key: str
	title: str
	html: str


def available(record: HazardRecord, referral: CaseReferral) -> list[str]:
	"""Keys of the papers about which the record says anything, in their order."""
	bodies = _bodies(record, referral, identity)
	return [key for key in PAPERS if bodies[key]]


def papers(
	record: HazardRecord,
	referral: CaseReferral,
	keys: Iterable[str],
	protected: Collection[str] = (),
	translate: Translate = identity,
) -> list[Paper]:
	"""The papers of these keys, without whoever reported the hazard."""
	bodies = _bodies(record, referral, translate)
	return [
		Paper(key, translate(PAPERS[key]), without(page(translate(PAPERS[key]), bodies[key]), protected))
		for key in keys
		if bodies.get(key)
	]


def _bodies(record: HazardRecord, referral: CaseReferral, t: Translate) -> dict[str, str]:
	named = {row.accountability_action for row in referral.persons}
	only_these = replace(record, actions=tuple(a for a in record.actions if a.name in named))
	sections = compose(only_these, t)
	# a general hazard's one line may speak of others
	accountability = sections["accountability"] if only_these.actions else ""
	return {
		**{key: sections[key] for key in ("description", "analysis", "rectification", "acceptance")},
		"accountability": accountability,
		"verification": _verification(record, t),
		"suspension": _suspension(record, t),
		"supervision": _supervision(record, t),
	}


def page(title: str, body: str) -> str:
	"""A whole document; `body` is HTML."""
	return (
		'<!DOCTYPE html><html><head><meta charset="utf-8">'
		f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><h1>{escape(title)}</h1>{body}</body></html>"
	)


def _verification(record: HazardRecord, t: Translate) -> str:
	return table(
		(N_("Authority"), N_("Outcome"), N_("Classification"), N_("Reason"), N_("Decided At")),
		(
			(r.authority, choice(r, "outcome", t), choice(r, "classification", t), r.reason, r.decided_at)
			for r in record.verifications
			if r.status == v.DECIDED
		),
		t,
	)


def _suspension(record: HazardRecord, t: Translate) -> str:
	return table(
		(
			N_("Extent"),
			N_("Ordered By"),
			N_("Order No."),
			N_("From"),
			N_("People Withdrawn"),
			N_("Resumed On"),
		),
		(
			(
				s.extent,
				s.authority or choice(s, "ordered_by", t),
				s.order_no,
				s.from_at,
				s.people_withdrawn,
				s.resumed_on,
			)
			for s in record.suspensions
		),
		t,
	)


def _supervision(record: HazardRecord, t: Translate) -> str:
	hazard = record.hazard
	orders = pairs(
		(
			(N_("Inspecting Authority"), hazard.inspection_authority),
			(N_("Inspection Document"), hazard.inspection_document),
			(N_("Rectification Order No."), hazard.rectification_order_no),
			(N_("Rectification Due"), hazard.rectification_due),
		),
		t,
	)
	cases = table(
		(
			N_("Kind"),
			N_("Authority"),
			N_("Letter No."),
			N_("Issued On"),
			N_("Requirements"),
			N_("Due"),
			N_("Status"),
		),
		(
			(
				choice(c, "kind", t),
				c.authority,
				c.letter_no,
				c.issued_on,
				c.requirements,
				c.due_on,
				choice(c, "status", t),
			)
			for c in record.cases
		),
		t,
	)
	urgings = table(
		(N_("Urged On"), N_("Kind"), N_("Content"), N_("Letter No.")),
		((u.urged_on, choice(u, "kind", t), u.content, u.letter_no) for c in record.cases for u in c.urgings),
		t,
	)
	return orders + cases + urgings if cases or hazard.rectification_order_no else ""


# --- the letter ------------------------------------------------------------------------------------------------
def letter(
	record: HazardRecord,
	referral: CaseReferral,
	enclosures: Iterable[str],
	sent_on: date,
	protected: Collection[str] = (),
	translate: Translate = identity,
) -> Paper:
	"""The letter with what its procedure asks for, the list of enclosures and the slip that the recipient returns."""
	t = translate
	title = t(LETTERS[referral.kind])
	hazard = record.hazard
	due = answer_due(referral.kind, sent_on, record.settings)
	parts = [
		f'<p class="no">{escape(referral.letter_no)}</p>',
		f"<p>{escape(t(N_('To: {0}')).format(referral.recipient))}</p>",
		pairs(
			(
				(N_("Hazard"), " ".join(filter(None, (hazard.register_no, hazard.hazard_title)))),
				(N_("Enterprise"), record.enterprise.enterprise_name or hazard.enterprise),
				(N_("Facts"), referral.case_facts),
				(N_("Provisions Violated"), referral.legal_basis),
				*_of_procedure(referral),
				(N_("What Was Done and Is Proposed"), referral.opinion),
			),
			t,
		),
		_persons(referral, t),
		_enclosures(enclosures, t),
		f"<p>{escape(t(N_('Please answer by {0}, counted from the day of this letter.')).format(day(due, t)))}</p>",
		_signature(referral, t),
		_slip(referral, t),
	]
	return Paper("letter", title, without(page(title, "".join(parts)), protected))


def _of_procedure(referral: CaseReferral) -> tuple[tuple[str, str], ...]:
	if referral.kind != v.TO_JUSTICE:
		return ()
	return (
		(N_("Suspected Offence"), referral.suspected_offence),
		(N_("Items Involved"), referral.items_involved),
		(N_("Test Reports and Expert Opinions"), referral.appraisals),
	)


def _persons(referral: CaseReferral, t: Translate) -> str:
	return table(
		(N_("Person"), N_("Organisation"), N_("Post"), N_("Party Member or Public Official"), N_("Conduct")),
		((p.person_name, p.organisation, p.post, p.public_official, p.conduct) for p in referral.persons),
		t,
	)


def _enclosures(titles: Iterable[str], t: Translate) -> str:
	items = "".join(f"<li>{escape(title)}</li>" for title in titles)
	return f"<p>{escape(t(N_('Enclosures')))}:</p><ol>{items}</ol>" if items else ""


def _signature(referral: CaseReferral, t: Translate) -> str:
	copy = t(N_("Copy: {0}")).format(referral.copy_to) if referral.copy_to else ""
	lines = (
		referral.authority,
		t(N_("Signed by: {0}")).format(referral.signatory),
		t(N_("Handling officers: {0}")).format(referral.handlers),
		t(N_("Contact: {0}")).format(referral.contact),
		day(referral.issued_on, t),
		copy,
	)
	return '<p class="sign">' + "<br>".join(escape(line) for line in lines if line) + "</p>"


def _slip(referral: CaseReferral, t: Translate) -> str:
	text = t(
		N_("Receipt: the referral {0} of {1} was received / refused on ____________ under No. ____________.")
	)
	filled = escape(text.format(referral.letter_no, referral.authority))
	seal = escape(t(N_("Received by (signature and seal):")))
	return f'<div class="slip"><p>{filled}</p><p>{seal}</p></div>'


SOURCES: dict[str, Callable[[HazardRecord], tuple[str, str]]] = {
	"description": lambda record: ("Hazard", record.hazard.name),
	"verification": lambda record: ("Hazard Verification", record.verifications[-1].name),
	"analysis": lambda record: ("Root Cause Analysis", record.analysis.name),
	"accountability": lambda record: ("Accountability Action", ""),
	"rectification": lambda record: (
		("Remediation Plan", record.plan.name) if record.plan else ("Hazard", record.hazard.name)
	),
	"suspension": lambda record: ("Production Suspension", record.suspensions[-1].name),
	"supervision": lambda record: ("Supervision Case", record.cases[-1].name if record.cases else ""),
	"acceptance": lambda record: ("Rectification Acceptance", record.acceptances[-1].name),
}


def record_of(key: str, record: HazardRecord) -> tuple[str, str]:
	"""DocType and name of the record that a paper comes from; of several, the last one, or "" ."""
	return SOURCES[key](record)
