"""Writes the Print Format of every official paper: python3 scripts/print_formats.py. Standard library.

What a paper says is code (domain/papers); its Print Format only names it, so the files are made, not written by hand.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from hazard_governance.domain.papers.registry import PAPERS  # noqa: E402

FOLDER = ROOT / "hazard_governance" / "hazard_governance" / "print_format"
STAMP = "2026-11-25 00:00:00.000000"


def print_format(key: str, title: str, doctype: str) -> dict:
	"""The document as Frappe keeps it in a file."""
	return {
		"align_labels_right": 0,
		"creation": STAMP,
		"custom_format": 1,
		"default_print_language": "zh",
		"disabled": 0,
		"doc_type": doctype,
		"docstatus": 0,
		"doctype": "Print Format",
		"font_size": 14,
		"html": f'{{{{ hazard_paper("{key}", doc) }}}}',
		"idx": 0,
		"line_breaks": 0,
		"margin_bottom": 15.0,
		"margin_left": 15.0,
		"margin_right": 15.0,
		"margin_top": 15.0,
		"modified": STAMP,
		"modified_by": "Administrator",
		"module": "Hazard Governance",
		"name": title,
		"owner": "Administrator",
		"page_number": "Hide",
		"print_format_builder": 0,
		"print_format_builder_beta": 0,
		"print_format_type": "Jinja",
		"raw_printing": 0,
		"show_section_headings": 0,
		"standard": "Yes",
	}


def file_name(title: str) -> str:
	return "".join(character if character.isalnum() else "_" for character in title.lower())


def main() -> None:
	for spec in PAPERS.values():
		name = file_name(spec.title)
		folder = FOLDER / name
		folder.mkdir(parents=True, exist_ok=True)
		(FOLDER / "__init__.py").touch()
		(folder / "__init__.py").touch()
		document = print_format(spec.key, spec.title, spec.doctype)
		(folder / f"{name}.json").write_text(json.dumps(document, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
	main()
