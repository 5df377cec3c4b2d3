"""Chinese fonts of official papers: found on this machine, cut down to the characters of the page, put into the page.

A Chinese font holds tens of thousands of glyphs; cutting it down with HarfBuzz before WeasyPrint sees it makes a PDF
in a fraction of a second and some kilobytes, where WeasyPrint's own way takes many seconds.
"""

import base64
import os
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import frappe
import uharfbuzz
from frappe import _

FAMILY = "Hazard Paper"
FONT_PACKAGE = "fonts-noto-cjk"
FOLDERS = ("/usr/local/share/fonts", "/usr/share/fonts", "~/.local/share/fonts", "~/.fonts")

# weight -> file and family inside it, the best first: the faces that official papers ask for (GB/T 9704: 仿宋 for the
# text, 黑体 for headings) where somebody installed them, then what Debian's package brings
FACES: dict[int, tuple[tuple[str, str], ...]] = {
	400: (
		("simfang.ttf", "FangSong"),
		("NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC"),
		("NotoSerifSC-Regular.otf", "Noto Serif SC"),
		("SourceHanSerifSC-Regular.otf", "Source Han Serif SC"),
		("NotoSansCJK-Regular.ttc", "Noto Sans CJK SC"),
	),
	700: (
		("simhei.ttf", "SimHei"),
		("NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC"),
		("NotoSerifSC-Bold.otf", "Noto Serif SC"),
		("SourceHanSerifSC-Bold.otf", "Source Han Serif SC"),
		("NotoSansCJK-Bold.ttc", "Noto Sans CJK SC"),
	),
}


def font_faces(text: str) -> str:
	"""CSS that gives FAMILY the glyphs of `text`. ValidationError, naming the package, when there is no Chinese font."""
	characters = frozenset(text) | frozenset(string.printable)
	faces = []
	for weight in FACES:
		found = find(weight)
		if found is None:
			frappe.throw(
				_(
					"No font of this machine shows Chinese. Install the package {0} (or any other Chinese font) and print again."
				).format(FONT_PACKAGE),
				title=_("Chinese font missing"),
			)
		source = base64.b64encode(_cut_down(*found, characters)).decode()
		faces.append(
			f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; src: url(data:font/otf;base64,{source}); }}'
		)
	return "\n".join(faces)


def is_there() -> bool:
	"""Whether this machine has the fonts that Chinese papers need."""
	return all(find(weight) for weight in FACES)


@cache
def find(weight: int) -> tuple[str, int] | None:
	"""Path of the best font for a weight and the number of its face in the file; None when there is none."""
	files = {
		path.name: path
		for folder in FOLDERS
		for path in _fonts(folder)
		if path.suffix in (".ttf", ".ttc", ".otf")
	}
	for name, family in FACES[weight]:
		if name in files:
			return str(files[name]), _face_number(files[name], family)
	return None


def _fonts(folder: str) -> Iterator[Path]:
	"""Files below a folder. A folder that may not be entered has none: a service often runs with the home of another
	user in its environment."""
	for place, _folders, names in os.walk(Path(folder).expanduser()):
		yield from (Path(place) / name for name in names)


def _face_number(path: Path, family: str) -> int:
	from fontTools.ttLib import TTCollection

	if path.suffix != ".ttc":
		return 0
	with TTCollection(str(path), lazy=True) as collection:
		names = [font["name"].getDebugName(1) for font in collection]
	return names.index(family) if family in names else 0


def _cut_down(path: str, number: int, characters: frozenset[str]) -> bytes:
	wanted = uharfbuzz.SubsetInput()
	wanted.sets(uharfbuzz.SubsetInputSets.UNICODE).set({ord(character) for character in characters})
	face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), number)
	return uharfbuzz.subset(face, wanted).blob.data
