"""Pictures for uploads, made without any library."""

import struct
import zlib
from pathlib import Path


def write_picture(path: Path, grey: int = 140, width: int = 320, height: int = 200) -> Path:
	"""A plain grey PNG; another grey makes another file."""

	def chunk(kind: bytes, data: bytes) -> bytes:
		body = kind + data
		return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

	rows = (b"\x00" + bytes([grey]) * width) * height
	header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
	path.write_bytes(
		b"\x89PNG\r\n\x1a\n"
		+ chunk(b"IHDR", header)
		+ chunk(b"IDAT", zlib.compress(rows))
		+ chunk(b"IEND", b"")
	)
	return path
