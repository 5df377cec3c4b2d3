"""Report and its filing, leniency."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from governance_record import SECTIONS, TODAY, complete_record, fields_of, texts
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import leniency, report
from hazard_governance.domain.facts import Authority
from hazard_governance.domain.leniency import CONCEALED, LENIENT, NOT_LENIENT, LeniencyFacts

BUREAU = Authority(name="县应急管理局", kind="Emergency Management", level="County")


def filed_report(**values):
	filed = {
		"status": "Filed",
		"receipt_no": "备〔2026〕1号",
		"filing_authority": "县应急管理局",
		"filed_on": TODAY,
	}
	return replace(complete_record().report, **{**filed, **values})


def test_the_nine_sections_are_those_of_the_form():
	assert tuple(report.SECTIONS) == SECTIONS


def test_a_complete_report_passes():
	record = complete_record()
	assert report.check_report(record.report, record) == []


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_is_needed_and_markup_is_not_text(section):
	record = complete_record()
	for nothing in ("", "<div><p> &nbsp;</p></div>"):
		found = report.check_report(replace(record.report, **{section: nothing}), record)
		assert fields_of(found) == {("Rectification Report", section)}


def test_the_report_is_approved_only_after_the_rectification_is_accepted():
	record = complete_record()
	early = replace(record, hazard=replace(record.hazard, stage="Rectifying"))
	assert "not accepted yet" in texts(report.check_report(record.report, early))
	assert fields_of(report.check_report(None, record)) == {("Rectification Report", "hazard")}


def test_filing_needs_a_receipt_and_the_emergency_management_department_of_the_same_level():
	assert report.check_filing(filed_report(), BUREAU, TODAY, "County") == []
	cases = [
		({"status": "Submitted"}, BUREAU, "status"),
		({"receipt_no": ""}, BUREAU, "receipt_no"),
		({"filing_authority": ""}, None, "filing_authority"),
		({"filed_on": date(2026, 11, 21)}, BUREAU, "filed_on"),
		({}, replace(BUREAU, kind="Industry Authority"), "filing_authority"),
		({}, replace(BUREAU, level="City"), "filing_authority"),
	]
	for values, authority, fieldname in cases:
		found = report.check_filing(filed_report(**values), authority, TODAY, "County")
		assert fields_of(found) == {("Rectification Report", fieldname)}


def test_compose_gives_all_nine_sections_from_the_record():
	words = {"Existing Condition": "存在的状态", "Fine": "罚款", "Major": "重大"}
	sections = report.compose(complete_record(), lambda text: words.get(text, text))
	assert tuple(sections) == SECTIONS
	assert "存在的状态" in sections["description"] and "重大" in sections["description"]
	assert "&lt;b&gt;停用&lt;/b&gt;" in sections["description"] and "<b>" not in sections["description"]
	assert "罚款" in sections["accountability"] and "王建国" in sections["accountability"]
	assert "报警系统管理制度" in sections["revisions"]
	assert "全厂6个罐区" in sections["sweep"]
	assert "漏点" in sections["lessons"]


def test_what_is_not_recorded_stays_empty():
	bare = replace(complete_record(), analysis=None, actions=(), source_governance=None)
	sections = report.compose(bare)
	assert sections["analysis"] == sections["accountability"] == sections["sweep"] == ""


NINE = datetime(2026, 11, 3, 9, 0)
GOOD = LeniencyFacts(
	source="Self-Inspection",
	known_at=datetime(2026, 11, 2, 8, 0),
	reported_at=datetime(2026, 11, 2, 9, 0),
	measures_started_at=datetime(2026, 11, 2, 8, 10),
	inspection_at=NINE,
	measures_effective=True,
	production_continued=False,
	hidden=False,
)


def test_self_found_reported_and_under_effective_measures_is_lenient():
	result = leniency.decide(GOOD)
	assert result.outcome == LENIENT
	assert "accountability is never spared" in result.reasons[-1].text


@pytest.mark.parametrize(
	("values", "words"),
	[
		({"source": "Enforcement Inspection"}, "not found by the enterprise"),
		({"reported_at": None}, "has not reported"),
		({"reported_at": NINE}, "only after the inspection"),
		({"measures_started_at": None}, "No measure"),
		({"measures_started_at": NINE}, "first measure"),
		({"measures_effective": None}, "No officer"),
		({"measures_effective": False}, "not effective"),
		({"sham": True}, "sham"),
	],
)
def test_one_missing_condition_is_enough_against_leniency(values, words):
	result = leniency.decide(replace(GOOD, **values))
	assert result.outcome == NOT_LENIENT
	assert any(words in reason.text for reason in result.reasons)


def test_a_repeat_is_named_in_the_result_and_decides_only_where_the_setting_says_so():
	result = leniency.decide(replace(GOOD, repeated=True))
	assert result.outcome == LENIENT and any("repeat" in reason.text for reason in result.reasons)
	strict = leniency.decide(replace(GOOD, repeated=True, lenient_to_repeats=False))
	assert strict.outcome == NOT_LENIENT and len(strict.reasons) == 2


@pytest.mark.parametrize("values", [{"hidden": True}, {"production_continued": True}])
def test_concealment_wins_over_everything(values):
	assert leniency.decide(replace(GOOD, **values)).outcome == CONCEALED
	assert leniency.decide(LeniencyFacts(**values)).outcome == CONCEALED


@given(
	st.builds(
		LeniencyFacts,
		source=st.sampled_from(["Self-Inspection", "Public Report", ""]),
		reported_at=st.none() | st.datetimes(),
		measures_started_at=st.none() | st.datetimes(),
		inspection_at=st.none() | st.datetimes(),
		measures_effective=st.none() | st.booleans(),
		production_continued=st.none() | st.booleans(),
		hidden=st.none() | st.booleans(),
		sham=st.none() | st.booleans(),
		repeated=st.none() | st.booleans(),
		lenient_to_repeats=st.booleans(),
	)
)
def test_lenient_means_both_conditions_and_no_concealment(facts):
	result = leniency.decide(facts)
	assert result.reasons
	assert any("repeat" in reason.text for reason in result.reasons) == bool(facts.repeated)
	if result.outcome == LENIENT:
		assert facts.source == "Self-Inspection" and facts.reported_at and facts.measures_started_at
		assert facts.measures_effective and not (facts.hidden or facts.production_continued or facts.sham)
		assert facts.inspection_at is None or facts.reported_at < facts.inspection_at
		assert facts.lenient_to_repeats or not facts.repeated
