"""Pictures as bytes: whether they really are pictures, and when they were taken."""

import io
from datetime import datetime

from PIL import Image

# what browsers show; SVG is a document that can carry scripts
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "MPO")
EXIF_IFD, DATETIME_ORIGINAL, DATETIME = 0x8769, 0x9003, 0x0132


def is_image(content: bytes) -> bool:
	"""Whether the bytes are a picture of a known format, whatever the file is called."""
	try:
		with Image.open(io.BytesIO(content)) as image:
			if image.format not in FORMATS:
				return False
			image.verify()
	except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
		return False
	return True


def taken_on(content: bytes) -> datetime | None:
	"""The camera's local time from EXIF; None when there is none or it cannot be read."""
	try:
		with Image.open(io.BytesIO(content)) as image:
			exif = image.getexif()
			text = exif.get_ifd(EXIF_IFD).get(DATETIME_ORIGINAL) or exif.get(DATETIME)
		return datetime.strptime(str(text).strip("\x00 "), "%Y:%m:%d %H:%M:%S") if text else None
	except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
		return None
