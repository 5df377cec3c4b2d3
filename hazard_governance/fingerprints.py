"""What every photo of a hazard's record can be compared by, kept when the record is written.

Frappe strips a photo of its time and place when it is uploaded; the upload itself was read (evidence.py), and here its
answer is kept with the hash of the file and the difference hash of the picture.
"""

import hashlib

import frappe
from frappe.model.document import Document

from hazard_governance import evidence, images
from hazard_governance.domain import pictures

DOCTYPE = "Evidence Fingerprint"
BEFORE, AFTER = "Before", "After"
# fields whose photos show the danger or its removal; the kind of an evidence row says which
MOMENTS = {
	("Hazard", "photo"): BEFORE,
	("Hazard Immediate Measure", "before_photo"): BEFORE,
	("Hazard Immediate Measure", "after_photo"): AFTER,
	("Remediation Plan Measure", "evidence"): AFTER,
	("Source Governance Plan Item", "evidence"): AFTER,
}
RECORDS = ("Hazard", "Remediation Plan", "Rectification Acceptance", "Source Governance Plan")
Key = tuple[str, str]


def keep(doc: Document) -> None:
	"""Fingerprints of the photos named in `doc`, as it was just written: new ones added, those gone removed."""
	if doc.doctype not in RECORDS:
		return
	before = doc.get_doc_before_save()
	wanted = _photos(doc)
	if before and _photos(before) == wanted:
		return
	stored = frappe.get_all(
		DOCTYPE,
		filters={"record_type": doc.doctype, "record_name": doc.name},
		fields=["name", "source_row", "source_field", "file_url", "moment"],
		order_by="creation asc",
	)
	known = {(row.source_row or "", row.source_field): row for row in stored}
	stale = [row.name for key, row in known.items() if wanted.get(key) != (row.file_url, row.moment or "")]
	if stale:
		frappe.db.delete(DOCTYPE, {"name": ("in", stale)})
	for key, (url, moment) in wanted.items():
		if key not in known or known[key].name in stale:
			_add(doc, key, url, moment)


def _photos(doc: Document) -> dict[Key, tuple[str, str]]:
	"""(row, field) -> (address, moment) of every file that may be a photo."""
	found: dict[Key, tuple[str, str]] = {}
	for part, fieldname in evidence.attach_fields(doc):
		moment = MOMENTS.get((part.doctype, fieldname), "")
		if part.doctype == "Hazard Evidence":
			moment = part.kind if part.kind in (BEFORE, "During", AFTER) else ""
		url = part.get(fieldname)
		if url and url.startswith("/"):
			found["" if part is doc else part.name, fieldname] = (url, moment)
	return found


def _add(doc: Document, key: Key, url: str, moment: str) -> None:
	values = of_file(url)
	if values is None:
		return
	row = frappe.new_doc(DOCTYPE)
	row.update(
		{
			**values,
			"hazard": doc.hazard_name,
			"record_type": doc.doctype,
			"record_name": doc.name,
			"source_row": key[0],
			"source_field": key[1],
			"file_url": url,
			"moment": moment,
		}
	)
	# the server's own note about a file that the user may use; nobody reads or writes it by a role
	row.insert(ignore_permissions=True)


def of_file(url: str) -> dict | None:
	"""Hashes, time and place of a picture; None when the file is gone or is none."""
	name = frappe.db.get_value("File", {"file_url": url}, "name", order_by="creation asc")
	try:
		content = frappe.get_doc("File", name).get_content() if name else b""
	except OSError:
		return None
	if not isinstance(content, bytes) or not images.is_image(content):
		return None
	dhash = images.difference_hash(content)
	kept = evidence.recalled(url)
	found = kept if kept != images.Taken() else images.taken(content)
	return {
		"sha256": hashlib.sha256(content).hexdigest(),
		"dhash": dhash,
		**{f"band_{number}": band for number, band in enumerate(pictures.bands(dhash))},
		"taken_at": found.at,
		"latitude": found.latitude,
		"longitude": found.longitude,
	}


def ensure_fingerprints() -> None:
	"""Fingerprints of all photos that were there before fingerprints were kept; for a patch, any number of times."""
	for doctype in RECORDS:
		for name in frappe.get_all(doctype, pluck="name", order_by="creation asc"):
			keep(frappe.get_doc(doctype, name))
