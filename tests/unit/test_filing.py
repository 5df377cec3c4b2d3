"""Report and its filing."""

from dataclasses import replace
from datetime import date

import pytest
from governance_record import SECTIONS, TODAY, complete_record, fields_of, texts

from hazard_governance.domain import report
from hazard_governance.domain.facts import Authority

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
	sections = report.compose(complete_record(), lambda text, context="": words.get(text, text))
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
