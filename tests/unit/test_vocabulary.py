"""The rules and the DocTypes spell every choice and every field alike."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from hazard_governance.domain import vocabulary
from hazard_governance.domain.facts import FACTS

DOCTYPES = Path(__file__).parents[2] / "hazard_governance/hazard_governance/doctype"
LAYOUT = {"Section Break", "Column Break", "Tab Break", "HTML", "Button", "Image"}
TREE_COLUMNS = {"lft", "rgt", "old_parent"}
STANDARD = {"name", "idx", "owner", "creation"}


def load_doctypes() -> dict[str, dict]:
	found = {}
	for path in sorted(DOCTYPES.glob("*/*.json")):
		doctype = json.loads(path.read_text())
		if doctype.get("doctype") == "DocType":
			found[doctype["name"]] = doctype
	return found


ALL = load_doctypes()


def data_fields(doctype: str) -> list[dict]:
	return [
		field
		for field in ALL[doctype]["fields"]
		if field["fieldtype"] not in LAYOUT and field["fieldname"] not in TREE_COLUMNS
	]


def test_every_select_of_the_doctypes_is_in_the_vocabulary():
	of_doctypes = {
		(name, field["fieldname"]): tuple((field.get("options") or "").split("\n"))
		for name, doctype in ALL.items()
		for field in doctype["fields"]
		if field["fieldtype"] == "Select"
	}
	assert of_doctypes == vocabulary.SELECTS


@pytest.mark.parametrize("doctype", sorted(FACTS))
def test_facts_have_the_fields_of_their_doctype(doctype):
	of_facts = {field.name for field in fields(FACTS[doctype])} - STANDARD
	assert of_facts == {field["fieldname"] for field in data_fields(doctype)} - STANDARD


@pytest.mark.parametrize("doctype", sorted(FACTS))
def test_server_owned_fields_are_the_read_only_ones(doctype):
	read_only = {field["fieldname"] for field in data_fields(doctype) if field.get("read_only")}
	assert read_only == FACTS[doctype].SERVER_OWNED


@pytest.mark.parametrize("doctype", sorted(FACTS))
def test_child_tables_have_their_own_facts(doctype):
	for field in data_fields(doctype):
		if field["fieldtype"] == "Table":
			row = FACTS[field["options"]].from_mapping({"name": "row-1"})
			record = FACTS[doctype].from_mapping({field["fieldname"]: [{"name": "row-1"}]})
			assert getattr(record, field["fieldname"]) == (row,)
