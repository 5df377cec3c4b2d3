"""Pictures as bytes: whether they really are pictures, when and where they were taken, and what they look like."""

import io
from dataclasses import dataclass
from datetime import datetime

from PIL import Image, ImageOps

# what browsers show; SVG is a document that can carry scripts
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "MPO")
EXIF_IFD, DATETIME_ORIGINAL, DATETIME = 0x8769, 0x9003, 0x0132
GPS_IFD, LATITUDE_REF, LATITUDE, LONGITUDE_REF, LONGITUDE = 0x8825, 1, 2, 3, 4
UNREADABLE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)
HASH_SIZE = 8
# longest side of a photo from the public, in dots: a gauge can be read, and it fits a page
LONGEST_SIDE = 2048
# dots of a picture that is opened at all: more than any telephone takes, less than fills the memory; a JPEG is drawn small
MOST_DOTS, MOST_DOTS_JPEG = 40_000_000, 120_000_000


@dataclass(frozen=True)
class Taken:
	"""What the camera wrote into a photo: its local time, and the place in degrees; None where it says nothing."""

	at: datetime | None = None
	latitude: float | None = None
	longitude: float | None = None


def is_image(content: bytes) -> bool:
	"""Whether the bytes are a picture of a known format, whatever the file is called."""
	try:
		with Image.open(io.BytesIO(content)) as image:
			if image.format not in FORMATS:
				return False
			image.verify()
	except UNREADABLE:
		return False
	return True


def bare(content: bytes) -> bytes | None:
	"""The picture alone as WebP of at most LONGEST_SIDE: no metadata, no thumbnail, nothing after its end, turned as the
	camera meant it. None when it is no picture that can be drawn.

	WebP, since Frappe takes every JPEG apart dot by dot to strip what is stripped here already.
	"""
	out = io.BytesIO()
	try:
		with Image.open(io.BytesIO(content)) as image:
			most = MOST_DOTS_JPEG if image.format in ("JPEG", "MPO") else MOST_DOTS
			if image.format not in FORMATS or image.width * image.height > most:
				return None
			image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
			drawn = ImageOps.exif_transpose(image)
			drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
			clean = Image.new("RGB", drawn.size, "white")
			clean.paste(drawn, mask=drawn.convert("RGBA").getchannel("A"))
			clean.save(out, "WEBP", quality=82, method=2)
	except UNREADABLE:
		return None
	return out.getvalue()


def taken(content: bytes) -> Taken:
	"""Time and place of a photo from its EXIF; empty when there is none or it cannot be read."""
	try:
		with Image.open(io.BytesIO(content)) as image:
			exif = image.getexif()
			moment = exif.get_ifd(EXIF_IFD).get(DATETIME_ORIGINAL) or exif.get(DATETIME)
			gps = exif.get_ifd(GPS_IFD)
	except UNREADABLE:
		return Taken()
	latitude = _degrees(gps.get(LATITUDE), gps.get(LATITUDE_REF), "S", 90)
	longitude = _degrees(gps.get(LONGITUDE), gps.get(LONGITUDE_REF), "W", 180)
	if latitude is None or longitude is None:
		latitude = longitude = None
	return Taken(_moment(moment), latitude, longitude)


def _moment(text: object) -> datetime | None:
	try:
		return datetime.strptime(str(text).strip("\x00 "), "%Y:%m:%d %H:%M:%S") if text else None
	except ValueError:
		return None


def _degrees(parts: object, reference: object, negative: str, limit: int) -> float | None:
	"""Degrees from degrees, minutes and seconds; None when they are none. Cameras without a fix write zeros."""
	try:
		degrees, minutes, seconds = (float(part) for part in parts)
	except (TypeError, ValueError, ZeroDivisionError):
		return None
	value = degrees + minutes / 60 + seconds / 3600
	if not 0 < value <= limit:
		return None
	return -value if str(reference).strip("\x00 ").upper() == negative else value


def difference_hash(content: bytes) -> str:
	"""64 bits in hex: of each of 8 rows of 9 grey dots, where it gets brighter. "" when it is no picture.

	The libraries that do this bring numeric packages along; it is ten lines.
	"""
	try:
		with Image.open(io.BytesIO(content)) as image:
			dots = image.convert("L").resize((HASH_SIZE + 1, HASH_SIZE), Image.Resampling.LANCZOS)
	except UNREADABLE:
		return ""
	bits = 0
	for row in range(HASH_SIZE):
		for column in range(HASH_SIZE):
			brighter = dots.getpixel((column, row)) < dots.getpixel((column + 1, row))
			bits = bits << 1 | int(brighter)
	return f"{bits:016x}"
