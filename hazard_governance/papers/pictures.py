"""Pictures of the record inside a paper: as bytes in the page itself, small, without what the camera wrote beside them."""

import base64
import io

import frappe
from PIL import Image, ImageOps

LONGEST_SIDE = 1200
QUALITY = 82


def content_of(url: str) -> bytes | None:
	"""The picture as JPEG, at most 1,200 pixels long; None when it is gone, no picture, or not for the session's user."""
	name = frappe.db.get_value("File", {"file_url": url}, order_by="creation asc") if url else None
	if not name:
		return None
	file = frappe.get_doc("File", name)
	if not file.has_permission("read"):
		return None
	try:
		content = file.get_content()
		if not isinstance(content, bytes):
			return None
		with Image.open(io.BytesIO(content)) as image:
			upright = ImageOps.exif_transpose(image).convert("RGB")
	except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
		return None
	upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
	written = io.BytesIO()
	upright.save(written, "JPEG", quality=QUALITY)
	return written.getvalue()


def data_uri(url: str) -> str:
	"""The picture as a data address; empty text where there is none to show."""
	content = content_of(url)
	return f"data:image/jpeg;base64,{base64.b64encode(content).decode()}" if content else ""
