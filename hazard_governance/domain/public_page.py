"""The public page of a major hazard: what, where, measures, who is responsible, deadline, stage; nothing else.

The duty is a board at the enterprise (notice 54/2023, step 4: 在企业醒目位置公开); the page is an extra, off until an
authority releases it. Whoever found or reported the hazard is named nowhere on it (Work Safety Law art. 73: 举报保密).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hazard_governance.domain import informer
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.articles import NOTICE_POSTING
from hazard_governance.domain.deficiency import N_, Deficiency, missing
from hazard_governance.domain.facts import Hazard, HazardRecord, PublicRelease, Settings
from hazard_governance.domain.people import names_in

SWITCHED_OFF = N_("Public pages are switched off. Ask the administrator to switch them on in the settings.")
NOT_MAJOR = N_("Only a major hazard has a public page.")
NOT_VERIFIED = N_("An authority verifies the hazard and gives it a number before the public is told of it.")
WITHDRAWN = N_("The hazard is withdrawn. The public is told of hazards that are true.")
ALREADY = N_("The public page is released already.")
NOT_RELEASED = N_("The public page is not released; there is nothing to withdraw.")
NO_REASON = N_("Say why the page is withdrawn.")
NO_CONDITION = N_("Describe what the hazard is.")
NO_PLACE = N_("Enter where it is.")
NO_OWNER = N_("Enter who is responsible for the rectification.")
NO_DEADLINE = N_("Enter the deadline.")
NO_MEASURES = N_("Record a measure first, immediate or planned.")


@dataclass(frozen=True)
class PublicNotice:
	"""All that the public may read of a hazard. stage: in English; due: last day, inclusive."""

	number: str
	title: str
	condition: str
	enterprise: str
	place: str
	measures: tuple[str, ...]
	responsible: str
	due: date | None
	stage: str
	authority: str
	hotline: str


def current_release(hazard: Hazard) -> PublicRelease | None:
	"""The release that is in force, None when there is none or the last one was withdrawn."""
	last = hazard.public_releases[-1] if hazard.public_releases else None
	return last if last and not last.withdrawn_at else None


def is_open(hazard: Hazard, settings: Settings) -> bool:
	"""Whether the page is shown: switched on, released, and still a major hazard that is true."""
	return bool(
		settings.public_pages
		and hazard.public_token
		and current_release(hazard)
		and hazard.classification == v.MAJOR
		and hazard.stage != v.WITHDRAWN
	)


def notice(
	record: HazardRecord, reporters: Iterable[str] = (), withheld: frozenset[str] = frozenset()
) -> PublicNotice | None:
	"""What the page shows, None while it is not open. reporters: names of whoever registered the hazard; withheld: words
	that would tell of an informer, as far as the caller knows more of them."""
	hazard = record.hazard
	if not is_open(hazard, record.settings):
		return None
	hidden = hidden_words(record, reporters) | withheld

	def told(text: str) -> str:
		return informer.without(text, hidden)

	return PublicNotice(
		number=hazard.register_no,
		title=told(hazard.hazard_title),
		condition=told(hazard.existing_condition),
		enterprise=record.enterprise.enterprise_name or hazard.enterprise,
		place=told(" ".join(filter(None, (hazard.unit, hazard.place)))),
		measures=tuple(told(measure) for measure in measures(record)),
		responsible=told(hazard.responsible_person),
		due=hazard.rectification_due,
		stage=hazard.stage,
		authority=current_release(hazard).authority,
		hotline=record.settings.hotline,
	)


def measures(record: HazardRecord) -> list[str]:
	"""The measures of the plan; until there is one, those taken at once and the interim controls."""
	planned = [row.measure for row in record.plan.measures] if record.plan else []
	hazard = record.hazard
	return planned or [
		*(row.measure for row in hazard.immediate_measures),
		*(row.control for row in hazard.interim_controls),
	]


def hidden_words(record: HazardRecord, reporters: Iterable[str]) -> frozenset[str]:
	"""Names that no text of the page may tell. Who is responsible is named as such even where that person found the
	hazard; an informer from the public is named in no case."""
	responsible = frozenset(names_in(record.hazard.responsible_person))
	more = [name for name in reporters if name not in responsible]
	words = informer.finder_words(record, more)
	if informer.is_protected(record):
		return words
	return words - responsible - {record.hazard.found_by_organization, record.enterprise.principal_name}


def check_release(record: HazardRecord) -> list[Deficiency]:
	"""What stands against telling the public."""
	hazard, doctype = record.hazard, "Hazard"
	found: list[Deficiency] = []
	if not record.settings.public_pages:
		found.append(Deficiency("Hazard Governance Settings", "public_pages", SWITCHED_OFF))
	if hazard.classification != v.MAJOR:
		found.append(Deficiency(doctype, "classification", NOT_MAJOR, (), NOTICE_POSTING))
	if hazard.verification != v.VERIFIED or not hazard.register_no:
		found.append(Deficiency(doctype, "verification", NOT_VERIFIED))
	if hazard.stage == v.WITHDRAWN:
		found.append(Deficiency(doctype, "stage", WITHDRAWN))
	if current_release(hazard):
		found.append(Deficiency(doctype, "public_releases", ALREADY))
	return [
		*found,
		*missing(doctype, "existing_condition", hazard.existing_condition, NO_CONDITION),
		*missing(doctype, "place", hazard.place, NO_PLACE),
		*missing(doctype, "responsible_person", hazard.responsible_person, NO_OWNER),
		*missing(doctype, "rectification_due", hazard.rectification_due, NO_DEADLINE),
		*missing(doctype, "immediate_measures", tuple(measures(record)), NO_MEASURES),
	]


def check_withdrawal(hazard: Hazard, reason: str) -> list[Deficiency]:
	"""What stands against taking the page back."""
	if not current_release(hazard):
		return [Deficiency("Hazard", "public_releases", NOT_RELEASED)]
	return missing("Hazard Public Release", "withdrawal_reason", reason, NO_REASON)
