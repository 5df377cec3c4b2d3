"""When a field of a form applies, read without evaluating anything."""

import json
from pathlib import Path

import pytest

from hazard_governance.domain.form_conditions import Clause, parse

DOCTYPES = Path(__file__).parents[2] / "hazard_governance" / "hazard_governance" / "doctype"
# of the desk alone: asks its browser whether the reader may see another DocType
NOT_READ = {"eval:!doc.__islocal && frappe.model.can_read('Accountability Action')"}


@pytest.mark.parametrize(
	("text", "applies", "not_applies"),
	[
		("nil_return", {"nil_return": 1}, {"nil_return": 0}),
		(
			"eval:doc.level=='Authority Check'",
			{"level": "Authority Check"},
			{"level": "Enterprise Evaluation"},
		),
		('eval:doc.level == "Authority Check"', {"level": "Authority Check"}, {}),
		("eval:doc.unit_kind!='Enterprise'", {"unit_kind": "County"}, {"unit_kind": "Enterprise"}),
		("eval:in_list(['A','B'],doc.x)", {"x": "B"}, {"x": "C"}),
		("eval:['A','B'].includes(doc.x)", {"x": "A"}, {"x": None}),
		("eval:doc.version_no>1", {"version_no": 2}, {"version_no": 1}),
		("eval:doc.x", {"x": "filled"}, {"x": ""}),
		("eval:!doc.x", {"x": ""}, {"x": "filled"}),
		("eval:(doc.rows || []).length", {"rows": [1]}, {"rows": []}),
		("eval:doc.a || doc.b", {"b": "x"}, {"c": "x"}),
		("eval:doc.k=='L' && doc.s!='P'", {"k": "L", "s": "F"}, {"k": "L", "s": "P"}),
	],
)
def test_what_the_desk_would_answer(text, applies, not_applies):
	condition = parse(text)
	assert condition.holds(applies)
	assert not condition.holds(not_applies)


@pytest.mark.parametrize("text", ["", None, "eval:frappe.boot.x", "eval:doc.x == other", "doc.x == 1"])
def test_what_is_not_understood_is_no_condition(text):
	assert parse(text) is None


def test_one_clause_has_a_contrary_and_several_have_none():
	assert parse("eval:doc.method=='System'").contrary().single == Clause("method", ("System",), negated=True)
	assert parse("eval:doc.a && doc.b").contrary() is None
	assert parse("eval:doc.a && doc.b").fields == {"a", "b"}


def test_every_condition_of_the_app_is_understood():
	found = set()
	for path in DOCTYPES.glob("*/*.json"):
		for field in json.loads(path.read_text(encoding="utf-8")).get("fields", []):
			found |= {
				field[name]
				for name in ("depends_on", "mandatory_depends_on", "read_only_depends_on")
				if field.get(name)
			}
	assert len(found) > 40
	assert {text for text in found if parse(text) is None} == NOT_READ
