"""Pieces that several papers share: which hazard it is about, the five-fixes table, who is responsible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.facts import ProductionSuspension, RemediationPlanMeasure
from hazard_governance.domain.informer import without
from hazard_governance.domain.papers.model import Fields, Signature, Source, Table, Translate
from hazard_governance.domain.papers.words import choice, day, funds, joined, moment
from hazard_governance.domain.vocabulary import OPEN

TRANSLATION_CONTEXT = "Official Paper"

NOT_NUMBERED = N_("pending verification")


def enterprise_name(source: Source) -> str:
	"""The enterprise as it is registered."""
	return source.record.enterprise.enterprise_name or source.record.hazard.enterprise


def number_text(source: Source) -> str:
	"""The register number, or the words for one that is not given yet."""
	return source.record.hazard.register_no or source.translate(NOT_NUMBERED)


def basis_text(source: Source) -> str:
	"""判定依据: standard, document number and article of the criterion, otherwise the reason in words."""
	hazard, criterion = source.record.hazard, source.record.criterion
	if criterion is None:
		return hazard.classification_reason
	return joined(criterion.standard, criterion.document_no, criterion.article)


def place_text(source: Source) -> str:
	hazard = source.record.hazard
	return joined(hazard.unit, hazard.place)


def principal_signature(source: Source, approved_by: str, approved_on: date | None) -> Signature:
	"""主要负责人（签字）: who approved it in the system; the principal by name where an office entered the signed paper."""
	t, document = source.translate, source.document
	on_paper = getattr(document, "entered_by_authority", "")
	name = "" if on_paper else source.person(approved_by)
	if approved_on and not name:
		name = source.record.enterprise.principal_name
	label = t(N_("Principal person in charge (signature)"))
	return Signature(label, name, day(approved_on, t), seal=True)


def hazard_fields(source: Source, due: bool = True) -> Fields:
	"""Which hazard it is, in one block: number, name, enterprise, place, source, class and basis, deadline.

	due: False on a paper that says a deadline of its own, which the present one of the hazard would contradict.
	"""
	t, hazard = source.translate, source.record.hazard
	deadline = (t(N_("Rectification Due")), day(hazard.rectification_due, t))
	jurisdiction = (t(N_("Local jurisdiction")), hazard.county)
	return Fields(
		(
			(t(N_("Register No.")), number_text(source)),
			(t(N_("Found On")), moment(hazard.found_on, t)),
			(t(N_("Hazard")), hazard.hazard_title),
			(t(N_("Enterprise")), enterprise_name(source)),
			(t(N_("Place")), place_text(source)),
			(t(N_("Source")), choice(hazard, "source", t)),
			(t(N_("Classification")), choice(hazard, "classification", t)),
			deadline if due else jurisdiction,
			(t(N_("Determination Basis")), basis_text(source)),
		)
	)


def five_fixes(
	rows: Iterable, source: Source, person: str = "responsible_person", on: date | None = None
) -> Table:
	"""五定: measure, responsible person, funds, deadline, contingency plan; and whether it is done (`on`: was by that day)."""
	t = source.translate
	return Table(
		(
			t(N_("No.")),
			t(N_("Measure")),
			t(N_("Responsible Person")),
			t(N_("Funds")),
			t(N_("Deadline")),
			t(N_("Contingency Plan")),
			t(N_("Status")),
		),
		tuple(
			(
				str(number),
				row.measure,
				getattr(row, person),
				funds(row, t),
				day(row.deadline, t),
				row.contingency,
				_state(row, on, t),
			)
			for number, row in enumerate(rows, 1)
		),
		widths=(7, 18, 9, 12, 20, 14, 20),
		nothing=t(N_("No measure is recorded.")),
	)


def suspended_on(source: Source, on: date | None) -> tuple[ProductionSuspension, ...]:
	"""The suspensions that were in force on that day; on the day it is looked at without one."""
	then = on or source.today
	return tuple(
		row
		for row in source.record.suspensions
		if row.from_at and row.from_at.date() <= then and (not row.resumed_on or row.resumed_on > then)
	)


def _state(row: RemediationPlanMeasure, on: date | None, t: Translate) -> str:
	"""State of a measure with the day it was done, as it stood on a day."""
	if on and row.done_on and row.done_on > on:
		return t(OPEN, context=row.DOCTYPE)
	return "\n".join((choice(row, "status", t), day(row.done_on, t)))


def masked(value: Any, words: frozenset[str]) -> Any:
	"""A paper, or any part of it, with every one of these words masked."""
	if not words:
		return value
	if isinstance(value, str):
		return without(value, words)
	if isinstance(value, tuple):
		return tuple(masked(item, words) for item in value)
	if is_dataclass(value):
		return replace(
			value, **{field.name: masked(getattr(value, field.name), words) for field in fields(value)}
		)
	return value
