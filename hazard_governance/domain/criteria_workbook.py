"""What a workbook of criteria would change on a site: row by row, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hazard_governance.domain.deficiency import N_, Phrase

# in the order of the columns
FIELDS = (
	"code",
	"standard",
	"document_no",
	"issuer",
	"article",
	"industry",
	"category",
	"hazard_class",
	"summary",
	"valid_from",
	"valid_to",
	"superseded_by",
	"replaces_document",
	"unverified",
	"validity_unverified",
	"note",
	"search_words",
)
# without these columns a workbook is none of ours
REQUIRED = ("code", "standard", "article", "industry", "summary", "valid_from")

NO_CODE = N_("The row has no criterion code. Give it one, or delete the row.")
TWICE = N_("{0} stands in row {1} already. Keep one of the two rows.")


@dataclass(frozen=True)
class CriterionRow:
	"""A row of the workbook (1 = the first of the sheet) with the values of the columns that are there."""

	row: int
	values: Mapping[str, object]


@dataclass(frozen=True)
class Change:
	"""What a row asks for: a new criterion, or other values of one that is there (field -> before, after)."""

	row: int
	code: str
	values: Mapping[str, object]
	fields: Mapping[str, tuple[object, object]] | None = None

	@property
	def is_new(self) -> bool:
		"""Whether the site has no criterion of this code."""
		return self.fields is None


@dataclass
class Comparison:
	"""Everything the workbook asks for; `absent`: criteria of the site that no row names, which stay as they are."""

	changes: list[Change] = field(default_factory=list)
	unchanged: int = 0
	absent: int = 0
	problems: list[tuple[int, Phrase]] = field(default_factory=list)


def compare(rows: Iterable[CriterionRow], there: Mapping[str, Mapping[str, object]]) -> Comparison:
	"""The rows against the criteria of the site (code -> values). An empty cell empties the field; a column that is
	missing leaves it. Criteria that others name as their successor come first."""
	found = Comparison()
	seen: dict[str, int] = {}
	for row in rows:
		code = str(row.values.get("code") or "")
		if not code:
			found.problems.append((row.row, Phrase(NO_CODE)))
		elif code in seen:
			found.problems.append((row.row, Phrase(TWICE, (code, str(seen[code])))))
		else:
			seen[code] = row.row
			_add(found, row, code, there.get(code))
	found.changes.sort(key=lambda change: (bool(change.values.get("superseded_by")), change.row))
	found.absent = len(there.keys() - seen.keys())
	return found


def _add(found: Comparison, row: CriterionRow, code: str, before: Mapping[str, object] | None) -> None:
	if before is None:
		found.changes.append(Change(row.row, code, row.values))
		return
	fields = {
		name: (before.get(name), value)
		for name, value in row.values.items()
		if (before.get(name) or "") != (value or "")
	}
	if fields:
		found.changes.append(Change(row.row, code, row.values, fields))
	else:
		found.unchanged += 1
