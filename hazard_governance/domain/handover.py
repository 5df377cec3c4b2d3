"""The hand-over file of a referral: one zip with its manifest, and how anybody checks it again.

The same contents give the same bytes: files in their order, with the time of sending and nothing of who packed them.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from hazard_governance.domain.deficiency import N_, Phrase

MANIFEST_JSON, MANIFEST_CSV = "manifest.json", "manifest.csv"
COLUMNS = ("no", "kind", "title", "file", "size", "pages", "sha256", "original_sha256", "record")


@dataclass(frozen=True)
class Piece:
	"""One file of the hand-over. path: inside the zip. original_sha256: of the file in the record, "" when the piece was
	written for the hand-over. record: the record it comes from, in words. pages: 0 when it has none."""

	path: str
	content: bytes
	kind: str
	title: str
	record: str = ""
	pages: int = 0
	original_sha256: str = ""

	@property
	def sha256(self) -> str:
		"""Of the piece as handed over."""
		return sha256(self.content)


def sha256(content: bytes) -> str:
	"""The hash in hex."""
	return hashlib.sha256(content).hexdigest()


def pack(
	pieces: Iterable[Piece], head: Mapping[str, str], sent_at: datetime, labels: Mapping[str, str]
) -> bytes:
	"""The zip: every piece, manifest.json with `head`, manifest.csv with translated column `labels`."""
	pieces = list(pieces)
	rows = [_row(number, piece) for number, piece in enumerate(pieces, 1)]
	manifest = json.dumps({**head, "pieces": rows}, ensure_ascii=False, indent=1)
	out = io.BytesIO()
	with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
		for piece in pieces:
			_write(archive, piece.path, piece.content, sent_at)
		_write(archive, MANIFEST_JSON, manifest.encode(), sent_at)
		_write(archive, MANIFEST_CSV, _csv(rows, labels), sent_at)
	return out.getvalue()


def _row(number: int, piece: Piece) -> dict:
	return {
		"no": number,
		"kind": piece.kind,
		"title": piece.title,
		"file": piece.path,
		"size": len(piece.content),
		"pages": piece.pages or "",
		"sha256": piece.sha256,
		"original_sha256": piece.original_sha256,
		"record": piece.record,
	}


def _csv(rows: list[dict], labels: Mapping[str, str]) -> bytes:
	"""With a byte order mark: spreadsheet programs then read Chinese as Chinese."""
	out = io.StringIO()
	writer = csv.writer(out)
	writer.writerow([labels.get(column, column) for column in COLUMNS])
	writer.writerows([_plain(row[column]) for column in COLUMNS] for row in rows)
	return out.getvalue().encode("utf-8-sig")


def _plain(value: object) -> object:
	"""A text that a spreadsheet would take for a formula is written as text."""
	return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


def _write(archive: zipfile.ZipFile, path: str, content: bytes, moment: datetime) -> None:
	info = zipfile.ZipInfo(path, (max(moment.year, 1980), *moment.timetuple()[1:6]))
	info.compress_type = zipfile.ZIP_DEFLATED
	info.external_attr = 0o600 << 16
	archive.writestr(info, content)


def problems(content: bytes, expected_sha256: str = "") -> list[Phrase]:
	"""What does not fit in a hand-over file: a hash, a file missing, a file too many; empty when it is whole."""
	found = []
	if expected_sha256 and sha256(content) != expected_sha256:
		found.append(Phrase(N_("The hand-over file is not the one that was sent.")))
	try:
		with zipfile.ZipFile(io.BytesIO(content)) as archive:
			names = set(archive.namelist())
			rows = json.loads(archive.read(MANIFEST_JSON))["pieces"]
			hashes = {row["file"]: sha256(archive.read(row["file"])) for row in rows if row["file"] in names}
	except (zipfile.BadZipFile, KeyError, ValueError):
		return [*found, Phrase(N_("The hand-over file cannot be read."))]
	for row in rows:
		if row["file"] not in names:
			found.append(Phrase(N_("{0} is missing."), (row["file"],)))
		elif hashes[row["file"]] != row["sha256"]:
			found.append(Phrase(N_("{0} was changed."), (row["file"],)))
	extra = names - hashes.keys() - {MANIFEST_JSON, MANIFEST_CSV}
	return [*found, *(Phrase(N_("{0} is not in the manifest."), (name,)) for name in sorted(extra))]
