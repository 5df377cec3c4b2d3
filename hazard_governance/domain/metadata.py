"""Taking out of a file what tells of its maker: camera, place, time, author, comments. Bytes in, bytes out.

Pictures keep every pixel: whole segments go, nothing is encoded again. What cannot be cleaned here gives None.
"""

from __future__ import annotations

import struct

JPEG, PNG, WEBP, BMP = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", b"BM"
SOS, EOI, COMMENT, APP0, APP2, APP14 = 0xDA, 0xD9, 0xFE, 0xE0, 0xE2, 0xEE
STANDALONE = {0x01, *range(0xD0, 0xD8)}
ICC = b"ICC_PROFILE\x00"
KEPT_PNG = frozenset(
	(
		b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD",
		b"acTL", b"fcTL", b"fdAT",
	)
)  # fmt: skip
DROPPED_WEBP = frozenset((b"EXIF", b"XMP "))
EXIF_AND_XMP_FLAGS = 0x08 | 0x04


def without_metadata(content: bytes) -> bytes | None:
	"""The picture without metadata; None when it is none of JPEG, PNG, WebP, BMP, or cannot be read to its end."""
	try:
		if content.startswith(JPEG):
			return _jpeg(content)
		if content.startswith(PNG):
			return _png(content)
		if content.startswith(WEBP) and content[8:12] == b"WEBP":
			return _webp(content)
	except (struct.error, IndexError, ValueError):
		return None
	return content if content.startswith(BMP) else None


def _jpeg(content: bytes) -> bytes:
	"""Every segment but the application ones (JFIF, colour profile and Adobe's stay) and comments; nothing after the
	end of the picture."""
	out, place = [content[:2]], 2
	while True:
		if content[place] != 0xFF:
			raise ValueError("no marker where one belongs")
		marker = content[place + 1]
		if marker == 0xFF:  # filler
			place += 1
			continue
		if marker == EOI:
			return b"".join([*out, content[place : place + 2]])
		if marker in STANDALONE:
			out.append(content[place : place + 2])
			place += 2
			continue
		(length,) = struct.unpack(">H", content[place + 2 : place + 4])
		segment = content[place : place + 2 + length]
		if _stays(marker, segment):
			out.append(segment)
		place += 2 + length
		if marker == SOS:
			end = _end_of_scan(content, place)
			out.append(content[place:end])
			place = end


def _stays(marker: int, segment: bytes) -> bool:
	if marker == COMMENT:
		return False
	if APP0 < marker <= APP0 + 15:
		return marker == APP14 or (marker == APP2 and segment[4 : 4 + len(ICC)] == ICC)
	return True


def _end_of_scan(content: bytes, place: int) -> int:
	"""Where the coded data end: at the first marker that is neither a stuffed byte nor a restart."""
	while True:
		place = content.index(b"\xff", place)
		following = content[place + 1]
		if following and not 0xD0 <= following <= 0xD7:
			return place
		place += 2


def _png(content: bytes) -> bytes:
	out, place = [content[:8]], 8
	while True:
		length, kind = struct.unpack(">I4s", content[place : place + 8])
		chunk = content[place : place + 12 + length]
		if len(chunk) < 12 + length:
			raise ValueError("cut off")
		if kind in KEPT_PNG:
			out.append(chunk)
		place += 12 + length
		if kind == b"IEND":
			return b"".join(out)


def _webp(content: bytes) -> bytes:
	chunks, place = [], 12
	end = min(len(content), 8 + struct.unpack("<I", content[4:8])[0])
	while place + 8 <= end:
		kind, length = struct.unpack("<4sI", content[place : place + 8])
		chunk = content[place : place + 8 + length + length % 2]
		if kind == b"VP8X":
			chunk = chunk[:8] + bytes([chunk[8] & ~EXIF_AND_XMP_FLAGS]) + chunk[9:]
		if kind not in DROPPED_WEBP:
			chunks.append(chunk)
		place += 8 + length + length % 2
	body = b"WEBP" + b"".join(chunks)
	return b"RIFF" + struct.pack("<I", len(body)) + body
