"""Pictures of the record inside a paper: as bytes in the page itself, small, without what the camera wrote beside them."""

import base64
import io

import frappe
from frappe.model.document import Document
from PIL import Image, ImageOps

LONGEST_SIDE = 1200
QUALITY = 82


def content_of(url: str) -> bytes | None:
	"""The picture as JPEG, at most 1,200 pixels long; None when it is gone, no picture, or not for the session's user."""
	file = _readable(url) if url else None
	if not file:
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


def _readable(url: str) -> Document | None:
	"""A record of the file that the user may read: a photo of a tip has one beside that of the hazard it became."""
	names = frappe.get_all("File", filters={"file_url": url}, pluck="name", order_by="creation asc")
	files = (frappe.get_doc("File", name) for name in names)
	return next((file for file in files if file.has_permission("read")), None)


def data_uri(url: str) -> str:
	"""The picture as a data address; empty text where there is none to show."""
	content = content_of(url)
	return f"data:image/jpeg;base64,{base64.b64encode(content).decode()}" if content else ""
