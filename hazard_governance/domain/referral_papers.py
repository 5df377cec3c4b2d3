"""The papers of a hand-over: what the record says, as HTML that needs nothing else. Its letter: papers/referral_letter.

Every value is escaped; names of whoever reported the hazard are masked last, in the finished text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from html import escape

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.facts import CaseReferral, HazardRecord
from hazard_governance.domain.informer import without
from hazard_governance.domain.markup import Translate, identity, pairs, table
from hazard_governance.domain.papers.words import choice
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
STYLE = (
	"body{font-family:'Hazard Paper',SimSun,'Noto Serif CJK SC',serif;margin:2cm;line-height:1.6}"
	"h1{text-align:center;font-size:1.5em}table{border-collapse:collapse;width:100%}"
	"td,th{border:1px solid #555;padding:4px 6px;text-align:left;vertical-align:top}"
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
