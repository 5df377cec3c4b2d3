"""Pieces that several papers share: which hazard it is about, the five-fixes table, who is responsible."""

from __future__ import annotations

from collections.abc import Iterable

from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.papers.model import Fields, Source, Table
from hazard_governance.domain.papers.words import day, funds, joined, moment, word

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


def hazard_fields(source: Source) -> Fields:
	"""Which hazard it is, in one block: number, name, enterprise, place, source, class and basis, deadline."""
	t, hazard = source.translate, source.record.hazard
	return Fields(
		(
			(t(N_("Register No.")), number_text(source)),
			(t(N_("Found On")), moment(hazard.found_on, t)),
			(t(N_("Hazard")), hazard.hazard_title),
			(t(N_("Enterprise")), enterprise_name(source)),
			(t(N_("Place")), place_text(source)),
			(t(N_("Source")), word(hazard.source, t)),
			(t(N_("Classification")), word(hazard.classification, t)),
			(t(N_("Rectification Due")), day(hazard.rectification_due, t)),
			(t(N_("Determination Basis")), basis_text(source)),
		)
	)


def five_fixes(rows: Iterable, source: Source, person: str = "responsible_person") -> Table:
	"""五定: measure, responsible person, funds, deadline, contingency plan; and whether it is done."""
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
				joined(word(row.status, t), day(row.done_on, t)),
			)
			for number, row in enumerate(rows, 1)
		),
		widths=(5, 29, 12, 12, 13, 19, 10),
		nothing=t(N_("No measure is recorded.")),
	)
