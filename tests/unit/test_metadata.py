"""What a file tells of its maker is taken out, every pixel stays; what cannot be read to its end is not cleaned."""

from __future__ import annotations

import struct
import zlib

import pytest

from hazard_governance.domain.metadata import without_metadata

SECRET = b"Zhao Liu, 36.19N 113.12E"


def segment(marker: int, data: bytes) -> bytes:
	return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def jpeg(*extra: bytes, scan: bytes = b"\x01\xff\x00\x02\xff\xd0\x03", tail: bytes = b"") -> bytes:
	jfif = segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
	table = segment(0xDB, bytes(65))
	return (
		b"\xff\xd8" + jfif + b"".join(extra) + table + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + scan
		+ b"\xff\xd9" + tail
	)  # fmt: skip


def chunk(kind: bytes, data: bytes) -> bytes:
	return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*extra: bytes) -> bytes:
	head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
	return (
		b"\x89PNG\r\n\x1a\n"
		+ head
		+ b"".join(extra)
		+ chunk(b"IDAT", zlib.compress(b"\x00\x00"))
		+ chunk(b"IEND", b"")
	)


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
	body = b"WEBP"
	for kind, data in chunks:
		body += kind + struct.pack("<I", len(data)) + data + b"\x00" * (len(data) % 2)
	return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize(
	"dirty",
	[
		jpeg(segment(0xE1, b"Exif\x00\x00" + SECRET)),
		jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + SECRET)),
		jpeg(segment(0xED, SECRET), segment(0xFE, SECRET), segment(0xE2, b"MPF\x00" + SECRET)),
		jpeg(tail=b"trailer of a telephone " + SECRET),
	],
)
def test_a_jpeg_keeps_its_picture_and_loses_the_rest(dirty):
	assert SECRET in dirty
	assert without_metadata(dirty) == jpeg()


def test_what_colours_need_stays_in_a_jpeg():
	profile, adobe = segment(0xE2, b"ICC_PROFILE\x00\x01\x01abc"), segment(0xEE, b"Adobe\x00d")
	assert without_metadata(jpeg(profile, adobe)) == jpeg(profile, adobe)


def test_a_progressive_jpeg_is_read_through_all_its_scans():
	second = (
		b"\x05"
		+ segment(0xC4, bytes(20))
		+ segment(0xFE, SECRET)
		+ segment(0xDA, b"\x01\x01\x00\x00\x3f\x00")
		+ b"\x06"
	)
	clean = without_metadata(jpeg(scan=second))
	assert SECRET not in clean
	assert clean == jpeg(scan=second.replace(segment(0xFE, SECRET), b""))


@pytest.mark.parametrize("kind", [b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"prVt"])
def test_a_png_loses_texts_times_and_what_nobody_knows(kind):
	assert without_metadata(png(chunk(kind, SECRET))) == png()


def test_a_png_ends_where_it_ends():
	assert without_metadata(png() + SECRET) == png()


def test_a_webp_loses_exif_and_xmp_and_says_so():
	flags = bytes([0x10 | 0x08 | 0x04])
	dirty = webp((b"VP8X", flags + bytes(9)), (b"VP8 ", b"abc"), (b"EXIF", SECRET), (b"XMP ", SECRET))
	assert without_metadata(dirty) == webp((b"VP8X", b"\x10" + bytes(9)), (b"VP8 ", b"abc"))


@pytest.mark.parametrize(
	"content",
	[
		b"",
		b"GIF89a" + SECRET,
		b"PK\x03\x04 an office document",
		jpeg()[:-8],
		b"\xff\xd8\xff",
		png()[:-6],
		b"\xff\xd8\xffxx no marker follows",
	],
)
def test_what_cannot_be_cleaned_gives_nothing(content):
	assert without_metadata(content) is None
