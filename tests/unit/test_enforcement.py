"""What an enforcement decision needs before it is decided, finding by finding; and what it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from builders import TODAY, coal, major, put

from hazard_governance.domain import enforcement, phrases
from hazard_governance.domain import enforcement_words as words
from hazard_governance.domain import time_words as times
from hazard_governance.domain.deficiency import Phrase
from hazard_governance.domain.enforcement import check_enforcement, in_force, leniency_facts
from hazard_governance.domain.facts import EnforcementDecision, EnforcementPenalty, TimeEntry
from hazard_governance.domain.leniency import LENIENT
from hazard_governance.domain.time_chain import canonical

FINE = {
	"name": "p-1",
	"idx": 1,
	"target": "Enterprise",
	"kind": "Fine",
	"amount": 30000,
	"law": "Work Safety Law",
	"article": "101",
	"decision_no": "应急罚〔2026〕3号",
	"decided_on": "2026-11-18",
}
SPARED = EnforcementDecision.from_mapping(
	{
		"name": "ED-1",
		"authority": "甲县安委办",
		"measures_effective": "Yes",
		"production_continued": "No",
		"hidden": "No",
		"finding_grounds": "现场核查，已停机清灰",
		"evidence": [{"name": "e-1", "about": "Effective Measures", "description": "照片"}],
		"computed_outcome": "Lenient",
		"chain_whole": 1,
		"decided_outcome": "Lenient",
		"penalty": "Exempted",
		"prepared_by": "clerk@county.cn",
		"finding_officer": "clerk@county.cn",
	}
)
PENALISED = replace(
	SPARED,
	measures_effective="No",
	evidence=(),
	computed_outcome="Not Lenient",
	decided_outcome="Not Lenient",
	penalty="Penalty Imposed",
	penalties=(EnforcementPenalty.from_mapping(FINE),),
)


def lacks(doc: EnforcementDecision, record=None, decider: str = "") -> list[tuple[str, str]]:
	found = check_enforcement(doc, record or major(), TODAY, decider)
	return [(d.doctype.removeprefix("Enforcement Decision").strip(), d.fieldname) for d in found]


@pytest.mark.parametrize("doc", [SPARED, PENALISED])
def test_a_whole_decision_lacks_nothing(doc):
	assert lacks(doc) == []


@pytest.mark.parametrize(
	"name",
	["authority", "measures_effective", "production_continued", "hidden", "finding_grounds", "penalty"],
)
def test_every_finding_and_the_result_are_needed(name):
	assert lacks(replace(PENALISED, **{name: ""})) == [("", name)]


def test_the_authoritys_own_decision_is_needed():
	assert lacks(replace(SPARED, decided_outcome="")) == [("", "decided_outcome")]


@pytest.mark.parametrize(
	("name", "about"),
	[
		("measures_effective", words.ABOUT_MEASURES),
		("production_continued", words.ABOUT_PRODUCTION),
		("hidden", words.ABOUT_HIDING),
	],
)
def test_a_finding_with_consequences_needs_evidence_about_it(name, about):
	doc = replace(PENALISED, **{name: "Yes"})
	found = check_enforcement(doc, major(), TODAY)
	assert [d.text for d in found] == [f"There is no evidence about: {about}. Add a row."]
	other = replace(SPARED.evidence[0], about=next(a for a in words.EVIDENCE_ABOUT if a != about))
	assert lacks(replace(doc, evidence=(other,))) == [("", "evidence")]
	assert lacks(replace(doc, evidence=(replace(other, about=about),))) == []


def test_deciding_otherwise_needs_a_written_reason_and_so_does_a_broken_chain():
	otherwise = replace(PENALISED, computed_outcome="Lenient")
	assert lacks(otherwise) == [("", "deviation_reason")]
	assert lacks(replace(otherwise, deviation_reason="屡查屡犯")) == []
	broken = replace(PENALISED, chain_whole=False)
	assert lacks(broken) == [("", "deviation_reason")]
	assert lacks(replace(broken, deviation_reason="以纸质签收单为准")) == []


def test_leniency_and_penalty_do_not_contradict_each_other():
	assert lacks(replace(SPARED, penalty="Penalty Imposed", penalties=PENALISED.penalties)) == [
		("", "penalty")
	]
	assert lacks(replace(SPARED, penalties=PENALISED.penalties)) == [("", "penalties")]
	assert lacks(replace(PENALISED, penalties=())) == [("", "penalties")]
	spared = replace(PENALISED, penalty="Exempted", penalties=())
	assert lacks(spared) == [("", "deviation_reason")]
	assert lacks(replace(spared, deviation_reason="首次违法且后果轻微")) == []


@pytest.mark.parametrize(
	("values", "fieldname"),
	[
		({"kind": ""}, "kind"),
		({"law": ""}, "law"),
		({"article": ""}, "article"),
		({"decision_no": ""}, "decision_no"),
		({"decided_on": None}, "decided_on"),
		({"amount": 0.0}, "amount"),
		({"target": "Person"}, "person_name"),
		({"kind": "Warning", "amount": 0.0, "daily_from": date(2026, 11, 19)}, "daily_from"),
	],
)
def test_a_penalty_is_named_in_full(values, fieldname):
	row = replace(PENALISED.penalties[0], **values)
	found = check_enforcement(replace(PENALISED, penalties=(row,)), major(), TODAY)
	assert [(d.fieldname, d.row) for d in found] == [(fieldname, 1)]
	warning = replace(row, kind="Warning", amount=0.0, daily_from=None)
	if fieldname == "amount":
		assert lacks(replace(PENALISED, penalties=(warning,))) == []


def test_nothing_is_penalised_on_a_withdrawn_hazard():
	assert lacks(SPARED, put(major(), "hazard.stage", "Withdrawn")) == [("", "hazard")]


@pytest.mark.parametrize(
	("decider", "reason", "fieldname"),
	[
		("wang@example.com", "", None),
		("clerk@county.cn", "", "lone_clerk_reason"),
		("clerk@county.cn", "科室仅一人", None),
		("principal@example.com", "科室仅一人", "decided_by"),
	],
)
def test_a_second_officer_decides_and_nobody_of_the_enterprise(decider, reason, fieldname):
	doc = replace(SPARED, lone_clerk_reason=reason)
	assert lacks(doc, decider=decider) == ([("", fieldname)] if fieldname else [])


def test_who_made_the_finding_is_no_second_officer():
	doc = replace(SPARED, prepared_by="zhao@example.com", finding_officer="sun@example.cn")
	assert lacks(doc, decider="sun@example.cn") == [("", "lone_clerk_reason")]


def test_a_hazard_is_decided_on_twice_only_for_new_facts():
	earlier = replace(SPARED, name="ED-0", status="Decided", decided_at=datetime(2026, 11, 10, 9))
	draft = replace(SPARED, name="ED-9", status="Draft")
	record = replace(major(), decisions=(earlier, draft))
	assert lacks(draft, record) == [("", "follows_decision"), ("", "new_facts")]
	wrong = replace(draft, follows_decision="ED-7", new_facts="虚假整改")
	assert lacks(wrong, record) == [("", "follows_decision")]
	assert lacks(replace(wrong, follows_decision="ED-0"), record) == []
	later = replace(earlier, name="ED-2", decided_at=datetime(2026, 11, 12, 9))
	assert [row.name for row in in_force((later, draft, earlier))] == ["ED-0", "ED-2"]
	assert lacks(replace(wrong, follows_decision="ED-0"), replace(record, decisions=(earlier, later))) == [
		("", "follows_decision")
	]


# --- what it rests on -----------------------------------------------------------------------------------------------
def chain(*rows: tuple[str, dict]) -> list[TimeEntry]:
	return [
		TimeEntry(
			hazard="HZ-1",
			sequence=place,
			kind=kind,
			recorded_at=datetime(2026, 11, 1, 8 + place),
			happened_at=datetime(2026, 11, 1, 8 + place),
			payload=canonical(said),
		)
		for place, (kind, said) in enumerate(rows, 1)
	]


def test_facts_come_from_the_chain_the_finding_and_the_record():
	own = {"source": "Self-Inspection"}
	entries = chain(
		(times.REGISTERED_BY_ENTERPRISE, own), (times.MEASURE_STARTED, {}), (times.INSPECTION_BEGUN, {})
	)
	record = put(major(), "hazard.source", "Self-Inspection")
	facts = leniency_facts(SPARED, record, entries)
	assert (facts.reported_at.hour, facts.measures_started_at.hour, facts.inspection_at.hour) == (9, 10, 11)
	assert (facts.measures_effective, facts.production_continued, facts.hidden) == (True, False, False)
	assert (facts.claimed_source, facts.repeated, facts.sham, facts.broken) == ("", False, False, False)
	assert enforcement.assess(SPARED, record, entries).outcome == LENIENT
	undecided = replace(SPARED, measures_effective="", production_continued="", hidden="")
	facts = leniency_facts(undecided, record, entries)
	assert (facts.measures_effective, facts.production_continued, facts.hidden) == (None, None, None)


def test_a_source_that_the_enterprise_made_its_own_afterwards_is_told():
	entries = chain((times.REGISTERED_BY_ENTERPRISE, {"source": "Public Report"}))
	record = put(major(), "hazard.source", "Self-Inspection")
	facts = leniency_facts(SPARED, record, entries)
	assert (facts.source, facts.claimed_source) == ("Public Report", "Self-Inspection")


def test_repeat_and_setting_are_the_records():
	record = put(put(major(), "hazard.recurring", "Yes"), "settings.lenient_to_repeats", False)
	facts = leniency_facts(SPARED, record, [], sham=True, broken=True)
	assert (facts.repeated, facts.lenient_to_repeats, facts.sham, facts.broken) == (True, False, True, True)


def test_production_that_must_stop_without_a_suspension_is_a_sign():
	stopped = coal()
	assert not leniency_facts(SPARED, stopped, []).unstopped
	assert leniency_facts(SPARED, replace(stopped, suspensions=()), []).unstopped
	assert not leniency_facts(SPARED, replace(major(), suspensions=()), []).unstopped
	needed = put(replace(major(), suspensions=()), "hazard.needs_suspension", True)
	assert leniency_facts(SPARED, needed, []).unstopped


def test_reasons_are_kept_as_text_and_come_back_whole():
	rows = [
		(
			"Against",
			Phrase(
				"The report of {0} came on {1}: {2}.",
				(datetime(2026, 1, 2, 3, 4, 5, 6), date(2026, 1, 2), "迟"),
			),
		),
		("Note", Phrase("{0} of {1}", (3, Phrase("Nested {0}", ("甲",))))),
	]
	text = phrases.freeze(rows)
	assert "迟" in text and phrases.thaw(text) == rows
	assert phrases.thaw("") == []
