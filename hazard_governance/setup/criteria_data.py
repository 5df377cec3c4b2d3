"""The criteria that come with the app: one file for each standard in criteria/, in our own short words.

The official article number stands for the official wording. Plain data, read without a site.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "criteria"
# what a file says once for all its criteria
OF_STANDARD = ("standard", "document_no", "issuer", "valid_from", "replaces_document", "validity_unverified")
HAZARD_CLASS = "Major"


@cache
def _standards() -> tuple[str, ...]:
	return tuple(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.json")))


def library() -> list[dict]:
	"""Every criterion as values of `Hazard Criterion`, in the order of the standards' files."""
	return [
		_values(standard, row)
		for text in _standards()
		for standard in [json.loads(text)]
		for row in standard["criteria"]
	]


def _values(standard: dict, row: dict) -> dict:
	notes = (standard["note"], row.get("note", ""))
	return {
		**{field: standard[field] for field in OF_STANDARD},
		"hazard_class": HAZARD_CLASS,
		"unverified": 0,
		**row,
		"note": "".join(note for note in notes if note),
	}
