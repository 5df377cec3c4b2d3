"""The Responsibility Check for the city office: hazards no authority answers for, and hazards two answer for.

Values in, values out; standard library only; `translate` as in lists.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.list_columns import ListColumn
from hazard_governance.domain.list_totals import Card
from hazard_governance.domain.lists import Row, Translate, identity, register_text
from hazard_governance.domain.responsibility import (
	COMPREHENSIVE,
	INDUSTRY,
	SECTOR,
	Claim,
	Duty,
	Matter,
	Responsibility,
	resolve,
	sectors_in_use,
)

NO_AUTHORITY = N_("No Authority Answers")
TWO_AUTHORITIES = N_("Two Authorities Answer")
VIEWS = (NO_AUTHORITY, TWO_AUTHORITIES)

COLUMNS = (
	ListColumn("idx", N_("Row No."), "Int", 55),
	ListColumn("finding", N_("Finding of the Check"), width=150),
	ListColumn("hazard", N_("Hazard"), "Link", 150, "Hazard"),
	ListColumn("register_no", N_("Unified Register No."), width=195),
	ListColumn("hazard_title", N_("Hazard in Brief"), width=220),
	ListColumn("enterprise", N_("Enterprise Name"), "Link", 190, "Regulated Enterprise"),
	ListColumn("county", N_("County or Zone"), "Link", 110, "Supervision Region"),
	ListColumn("industry", N_("Industry and Field"), "Link", 110, "Industry Sector"),
	ListColumn("sector", N_("Sector of the Hazard"), "Link", 110, "Industry Sector"),
	ListColumn("level", N_("Level of the Authorities"), width=90),
	ListColumn("authorities", N_("Authorities Concerned"), width=220),
	ListColumn("supervised_by", N_("Answers for It Now"), "Link", 170, "Supervision Authority"),
	ListColumn("reason", N_("Reason of the Finding"), width=320),
	ListColumn("what_to_do", N_("What to Do"), width=340),
)

NOBODY = N_("No authority of {0} answers for the industry {1}, and the enterprise names none.")
ONLY_GENERAL = N_(
	"No authority of {0} answers for the industry {1}; only the comprehensive supervision of {2} reaches it."
)
DISSOLVED = N_("{0}, which the enterprise names, is dissolved.")
NO_SECTOR = N_(
	"No authority of {0} answers for hazards of the sector {1}; {2} supervises it by the enterprise's industry."
)
TWO_BY_INDUSTRY = N_(
	"{0} answer for the industry {1} at the same level, and the enterprise names none of them."
)
TWO_BY_SECTOR = N_("{0} answer for hazards of the sector {1} at the same level.")
NAMED_ANOTHER = N_("The enterprise names {0}; by the settings {1} answers for the industry {2}.")
ENTER_INDUSTRY = N_(
	"Enter {0} among the industries of an authority of {1}, or the competent authority in the enterprise."
)
ENTER_SECTOR = N_("Enter {0} among the hazards that an authority of {1} answers for in every enterprise.")
TAKE_OUT_INDUSTRY = N_(
	"Take {0} out of the industries of one of them, or enter the competent authority in the enterprise."
)
TAKE_OUT_SECTOR = N_("Take {0} out of the hazards that one of them answers for.")
MAKE_AGREE = N_("Correct the competent authority of the enterprise, or the industries of one of the two.")


@dataclass(frozen=True)
class CheckedHazard:
	"""A hazard with what decides who answers for it. dissolved: the competent authority named, where it is out of office."""

	name: str
	matter: Matter
	hazard_title: str = ""
	register_no: str = ""
	enterprise: str = ""
	county: str = ""
	dissolved: str = ""


@dataclass(frozen=True)
class Finding:
	"""One line of the check."""

	hazard: CheckedHazard
	kind: str
	responsibility: Responsibility
	claim: Claim | None = None


def findings(hazards: Iterable[CheckedHazard], duties: Sequence[Duty], view: str = "") -> list[Finding]:
	"""What the check finds, by county, hazard and claim; `view` is one of VIEWS, "" for both."""
	in_use = sectors_in_use(duties)
	found = []
	for hazard in sorted(hazards, key=lambda h: (h.county, not h.register_no, h.register_no, h.name)):
		responsibility = resolve(hazard.matter, duties)
		if view != TWO_AUTHORITIES and (
			not responsibility.answered or _sector_open(hazard.matter, responsibility, in_use)
		):
			found.append(Finding(hazard, NO_AUTHORITY, responsibility))
		if view != NO_AUTHORITY:
			found += [
				Finding(hazard, TWO_AUTHORITIES, responsibility, claim) for claim in responsibility.claims
			]
	return found


def _sector_open(matter: Matter, responsibility: Responsibility, in_use: frozenset[str]) -> bool:
	"""The hazard's sector has authorities elsewhere and none here: only the enterprise's industry answers."""
	return bool(matter.sector) and matter.sector in in_use and responsibility.ground != SECTOR


def rows(found: Iterable[Finding], translate: Translate = identity) -> list[Row]:
	"""Numbered rows for COLUMNS."""
	return [{"idx": number, **_row(finding, translate)} for number, finding in enumerate(found, start=1)]


def _row(finding: Finding, t: Translate) -> Row:
	hazard, claim = finding.hazard, finding.claim
	reason, what = _both(finding, t) if claim else _nobody(finding, t)
	return {
		"finding": t(finding.kind),
		"hazard": hazard.name,
		"register_no": register_text(hazard.register_no, t),
		"hazard_title": hazard.hazard_title,
		"enterprise": hazard.enterprise,
		"county": hazard.county,
		"industry": hazard.matter.industry,
		"sector": hazard.matter.sector,
		"level": t(claim.level) if claim else "",
		"authorities": ", ".join(claim.authorities) if claim else "",
		"supervised_by": finding.responsibility.authority,
		"reason": reason,
		"what_to_do": what,
	}


def _nobody(finding: Finding, t: Translate) -> tuple[str, str]:
	hazard, responsibility = finding.hazard, finding.responsibility
	matter, place = hazard.matter, hazard.county
	if responsibility.answered:
		reason = t(NO_SECTOR).format(place, matter.sector, responsibility.authority)
		return reason, t(ENTER_SECTOR).format(matter.sector, place)
	message = ONLY_GENERAL if responsibility.ground == COMPREHENSIVE else NOBODY
	reason = t(message).format(place, matter.industry, responsibility.authority)
	if hazard.dissolved:
		reason = f"{reason} {t(DISSOLVED).format(hazard.dissolved)}"
	return reason, t(ENTER_INDUSTRY).format(matter.industry, place)


def _both(finding: Finding, t: Translate) -> tuple[str, str]:
	claim, matter = finding.claim, finding.hazard.matter
	if claim.named:
		others = ", ".join(claim.authorities[1:])
		return t(NAMED_ANOTHER).format(claim.named, others, matter.industry), t(MAKE_AGREE)
	names = ", ".join(claim.authorities)
	if claim.ground == INDUSTRY:
		reason = t(TWO_BY_INDUSTRY).format(names, matter.industry)
		return reason, t(TAKE_OUT_INDUSTRY).format(matter.industry)
	return t(TWO_BY_SECTOR).format(names, matter.sector), t(TAKE_OUT_SECTOR).format(matter.sector)


def cards(checked: int, found: Sequence[Finding]) -> list[Card]:
	"""Summary: hazards looked at, and hazards (not lines) of each finding."""
	counts = {view: len({f.hazard.name for f in found if f.kind == view}) for view in VIEWS}
	return [
		Card(N_("Hazards Checked"), checked),
		*(Card(view, n, indicator="Red" if n else "Green") for view, n in counts.items()),
	]
