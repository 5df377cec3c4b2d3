"""Who a letter is from and to: the names of offices as they stand on a paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import Facts, SupervisionCase
from hazard_governance.domain.papers.gaps import NO_BASIS, NO_CONDITION
from hazard_governance.domain.papers.model import Signature, Source
from hazard_governance.domain.papers.parts import basis_text, number_text
from hazard_governance.domain.papers.words import day, listed

TRANSLATION_CONTEXT = "Official Paper"

Row = TypeVar("Row", bound=Facts)


def office(source: Source, authority: str) -> str:
	"""An authority by its full name."""
	known = source.record.authorities.get(authority)
	return (known.authority_name if known else "") or authority


def supervising_office(source: Source, case: SupervisionCase | None = None) -> str:
	"""Who supervises: the body of the province or the State that listed the hazard, otherwise the authority of the case."""
	case = case or source.document
	return case.listing_body or office(source, case.authority)


def copies(source: Source, others: Iterable[str] = ()) -> str:
	"""Who gets a copy of a letter to an enterprise: local government, competent authority, and `others` (authorities)."""
	t, hazard = source.translate, source.record.hazard
	government = t(N_("Government of {0}")).format(hazard.county) if hazard.county else ""
	named = [office(source, name) for name in (source.record.enterprise.competent_authority, *others) if name]
	copied = dict.fromkeys((government, *(name for name in named if name != supervisor(source))))
	return listed(copied, t)


def supervisor(source: Source) -> str:
	"""The authority that the document names as its own, by its full name."""
	return office(source, getattr(source.document, "authority", ""))


def issued_by(name: str, on: object, source: Source) -> Signature:
	"""Seal and day of whoever issues a paper."""
	return Signature(source.translate(N_("Issued by")), name, day(on, source.translate), seal=True)


def principal(source: Source, on: object) -> Signature:
	"""Signature of the principal and seal of the enterprise on a paper that it hands in; nobody approves it beforehand."""
	t, name = source.translate, source.record.enterprise.principal_name
	return Signature(t(N_("Principal person in charge (signature)")), name, day(on, t), seal=True)


def chosen(source: Source, rows: Sequence[Row]) -> Row | None:
	"""The row that is printed: the one asked for, otherwise the last; None when there is none."""
	return next((row for row in rows if row.name == source.row), rows[-1] if rows else None)


def described(source: Source) -> list[Deficiency]:
	"""A letter about a hazard says what is the matter, and by what it is judged."""
	hazard = source.record.hazard
	needs = (
		("existing_condition", hazard.existing_condition, NO_CONDITION),
		("criterion", basis_text(source), NO_BASIS),
	)
	return [Deficiency("Hazard", name, message) for name, ok, message in needs if not ok]


def hazard_words(source: Source) -> str:
	"""The hazard in a sentence: its name and number."""
	said = source.translate(N_("“{hazard}” (No. {number})"))
	return said.format(hazard=source.record.hazard.hazard_title, number=number_text(source))
