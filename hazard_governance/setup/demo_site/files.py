"""Pictures and documents of the demo: small PNG scenes and one-page PDFs, no two alike, uploaded as private files."""

import io
import random

import frappe
from frappe.model import table_fields
from frappe.model.document import Document
from frappe.model.meta import Meta
from PIL import Image, ImageDraw

ATTACH = ("Attach", "Attach Image")
SIZE = (360, 240)
WARNING, SAFE = (214, 60, 40), (46, 140, 80)


def attach(doc: Document) -> None:
	"""Replace every placeholder in an attach field of `doc` and its rows by a file uploaded by the session user."""
	for part in (doc, *doc.get_all_children()):
		for fieldname in _attach_fields(part.meta):
			value = part.get(fieldname)
			if value and not value.startswith("/"):
				part.set(fieldname, upload(value, doc))


def upload(placeholder: str, doc: Document | None = None) -> str:
	"""Address of a new private file named after the placeholder; attached to `doc` when it is stored."""
	serial = frappe.local.hazard_demo_serial = getattr(frappe.local, "hazard_demo_serial", 0) + 1
	content = _pdf(serial) if placeholder.endswith(".pdf") else picture(placeholder, serial)
	stem, _dot, ending = placeholder.rpartition(".")
	values = {
		"doctype": "File",
		"file_name": f"demo-{serial:04d}-{stem}.{ending}",
		"content": content,
		"is_private": 1,
	}
	if doc is not None and doc.get("creation"):
		values.update(attached_to_doctype=doc.doctype, attached_to_name=doc.name)
	return frappe.get_doc(values).insert().file_url


def _attach_fields(meta: Meta) -> list[str]:
	return [
		field.fieldname
		for field in meta.fields
		if field.fieldtype in ATTACH and field.fieldtype not in table_fields
	]


def picture(placeholder: str, serial: int) -> bytes:
	"""A drawn workshop scene: walls, machines, a red or green sign; the same serial gives the same picture."""
	dice = random.Random(serial)
	image = Image.new("RGB", SIZE, (205 + dice.randrange(30), 208, 205 + dice.randrange(30)))
	draw = ImageDraw.Draw(image)
	draw.rectangle((0, 170, 360, 240), fill=(120 + dice.randrange(40), 118, 112))
	for _ in range(4):
		left, top = dice.randrange(0, 300), dice.randrange(70, 150)
		grey = dice.randrange(70, 160)
		draw.rectangle(
			(left, top, left + dice.randrange(30, 90), 190),
			fill=(grey, grey, grey + 20),
			outline=(40, 40, 40),
		)
	draw.line((0, 40 + dice.randrange(20), 360, 40 + dice.randrange(20)), fill=(90, 90, 100), width=6)
	_sign(draw, "后" in placeholder or "公示" in placeholder)
	stream = io.BytesIO()
	image.save(stream, "PNG")
	return stream.getvalue()


def _sign(draw: ImageDraw.ImageDraw, safe: bool) -> None:
	if safe:
		draw.ellipse((290, 20, 345, 75), fill=SAFE)
		draw.line((303, 48, 314, 60, 333, 34), fill="white", width=6)
	else:
		draw.polygon(((317, 18), (347, 74), (287, 74)), fill=WARNING)
		draw.line((317, 36, 317, 56), fill="white", width=5)
		draw.ellipse((314, 61, 320, 67), fill="white")


def _pdf(serial: int) -> bytes:
	"""A one-page PDF that says which demo document it stands for."""
	text = f"BT /F1 18 Tf 72 760 Td (Demo document No. {serial:04d}) Tj ET".encode()
	parts = [
		b"<< /Type /Catalog /Pages 2 0 R >>",
		b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
		b"/Resources << /Font << /F1 5 0 R >> >> >>",
		b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
		b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
	]
	out, offsets = b"%PDF-1.4\n", []
	for number, part in enumerate(parts, 1):
		offsets.append(len(out))
		out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
	start = len(out)
	rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
	size = len(parts) + 1
	out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows)
	return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
