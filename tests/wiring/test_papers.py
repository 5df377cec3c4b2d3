"""Every official paper has its Print Format, and no Print Format shows a paper that is not there."""

import json

import pytest
from app_tree import APP

from hazard_governance.domain.papers.registry import PAPERS

FILES = sorted((APP / "hazard_governance" / "print_format").glob("*/*.json"))


def test_each_paper_has_its_print_format():
	shown = {
		(row["name"], row["doc_type"], row["html"])
		for row in (json.loads(path.read_text("utf-8")) for path in FILES)
		if "hazard_paper(" in row["html"]
	}
	assert shown == {
		(spec.title, spec.doctype, f'{{{{ hazard_paper("{spec.key}", doc) }}}}') for spec in PAPERS.values()
	}, "python3 scripts/print_formats.py"


@pytest.mark.parametrize("key", sorted(PAPERS))
def test_a_paper_is_known_by_its_key(key):
	assert PAPERS[key].key == key
