"""Which documents wait for somebody, and who is asked."""

import runpy
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import assigning
from hazard_governance.domain import vocabulary as v
from hazard_governance.setup.role_names import ROLES

HOOKS = Path(__file__).resolve().parents[2] / "hazard_governance" / "hooks.py"
PEOPLE = st.sets(st.sampled_from("abcdef"))


def test_a_major_hazard_waits_until_it_is_verified_or_withdrawn():
	rule = assigning.RULES["Hazard"]
	waiting = {"classification": v.MAJOR, "verification": v.PENDING, "stage": v.RECTIFYING}
	assert rule.waits(waiting)
	for change in ({"classification": v.GENERAL}, {"verification": v.VERIFIED}, {"stage": v.WITHDRAWN}):
		assert not rule.waits({**waiting, **change})


def test_an_approval_waits_while_it_is_submitted_and_only_where_the_enterprise_decides():
	for doctype in ("Root Cause Analysis", "Remediation Plan", "Rectification Report"):
		assert assigning.RULES[doctype].waits({"status": v.SUBMITTED})
		assert not assigning.RULES[doctype].waits({"status": v.DRAFT})
	action = assigning.RULES["Accountability Action"]
	assert action.waits({"status": v.SUBMITTED, "deciding_side": v.BY_ENTERPRISE})
	assert not action.waits({"status": v.SUBMITTED, "deciding_side": v.BY_AUTHORITY})


@given(PEOPLE, st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 5)))
def test_nobody_asked_has_more_to_do_than_another(people, load):
	chosen = assigning.choose(people, load)
	assert chosen == "" if not people else chosen in people
	assert all(load.get(chosen, 0) <= load.get(person, 0) for person in people)


def test_every_rule_is_wired_and_names_a_role():
	events = runpy.run_path(str(HOOKS))["doc_events"]
	for doctype, rule in assigning.RULES.items():
		assert "hazard_governance.assigning.on_update" in events[doctype]["on_update"]
		assert rule.role in ROLES
