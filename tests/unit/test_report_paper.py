"""The rectification report as a paper, and what differs when it is composed again."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from governance_record import SECTIONS, TODAY, complete_record

from hazard_governance.domain.facts import Hazard
from hazard_governance.domain.papers import rectification_report, words
from hazard_governance.domain.papers.model import Compared, Heading, Source
from hazard_governance.domain.papers.report_photos import other_photos, photo_pairs
from hazard_governance.domain.text_difference import compare, difference, lines_of


def english(text, context=""):
	return text


def source(**hazard):
	record = complete_record()
	record = replace(record, hazard=replace(record.hazard, **{"register_no": "140403-202611-0001", **hazard}))
	return Source(record=record, document=record.report, today=TODAY, translate=english)


def with_photos():
	rows = Hazard.from_mapping(
		{
			"photo": "/files/found.jpg",
			"immediate_measures": [
				{
					"measure": "Stop",
					"before_photo": "/files/b.jpg",
					"after_photo": "/files/a.png",
					"result": "Stopped",
				},
				{"measure": "Report", "before_photo": "/files/letter.pdf"},
			],
			"evidence": [
				{"file": "/files/found.jpg", "kind": "Before"},
				{"file": "/files/after.jpg", "kind": "After", "caption": "Clean"},
				{"file": "/files/after2.jpg", "kind": "After"},
				{"file": "/files/during.jpg", "kind": "During"},
				{"file": "/files/order.pdf", "kind": "Document"},
			],
			"public_postings": [{"place": "Gate", "photo": "/files/gate.jpg"}],
		}
	)
	names = ("photo", "immediate_measures", "evidence", "public_postings")
	return source(**{name: getattr(rows, name) for name in names})


def test_each_photo_stands_beside_that_of_the_same_measure_and_none_twice():
	pairs = photo_pairs(with_photos())
	assert [(before[0], after[0]) for before, after in pairs] == [
		("/files/b.jpg", "/files/a.png"),
		("/files/found.jpg", "/files/after.jpg"),
		("", "/files/after2.jpg"),
	]
	others = [url for url, _caption in other_photos(with_photos())]
	assert others == ["/files/during.jpg", "/files/gate.jpg"]


def test_a_complete_report_is_final_and_a_section_without_words_makes_it_a_draft():
	assert rectification_report.build(source()).missing == ()
	written = source()
	for section in SECTIONS:
		document = replace(written.document, **{section: "<p><br></p>"})
		found = rectification_report.build(replace(written, document=document))
		assert [d.fieldname for d in found.missing] == [section]
		assert found.is_draft


def test_it_is_a_draft_until_it_is_approved_and_numbered():
	one = source()
	draft = replace(one, document=replace(one.document, status="Submitted"))
	assert [d.fieldname for d in rectification_report.build(draft).missing] == ["status"]
	assert [d.fieldname for d in rectification_report.build(source(register_no="")).missing] == [
		"register_no"
	]


def test_the_contents_list_every_section_and_annex():
	paper = rectification_report.build(with_photos())
	assert len(paper.chapters) == len(SECTIONS) + 1 + len(paper.annexes)
	assert len(set(paper.chapters)) == len(paper.chapters)
	place = [type(block) for block in paper.blocks].index(Compared)
	assert isinstance(paper.blocks[place + 1], Heading), "photos stand in the section of the rectification"


def test_receipt_and_day_stand_on_the_filed_report_and_the_department_signs_it():
	one = source()
	filed = replace(
		one.document, status="Filed", receipt_no="备〔2026〕1号", filed_on=TODAY, filing_authority="县应急局"
	)
	paper = rectification_report.build(replace(one, document=filed))
	assert {"备〔2026〕1号", "2026-11-20"} <= {value for _label, value in paper.cover.particulars}
	assert (paper.signatures[-1].name, paper.signatures[-1].day) == ("县应急局", "2026-11-20")
	approved = rectification_report.build(replace(one, document=replace(filed, status="Approved")))
	assert (approved.signatures[-1].name, approved.signatures[-1].day) == ("", "")


def test_a_paper_signed_for_an_enterprise_without_users_names_its_principal():
	one = source()
	record = replace(one.record, enterprise=replace(one.record.enterprise, principal_name="王建国"))
	document = replace(one.document, entered_by_authority="县安委办", approved_by="clerk", approved_on=TODAY)
	paper = rectification_report.build(replace(one, record=record, document=document))
	assert paper.signatures[1].name == "王建国"


# --- composing again -----------------------------------------------------------------------------------------------
def test_markup_of_an_editor_is_no_difference():
	composed = "<ul><li><strong>A</strong>: b &amp; c</li></ul><table><thead><tr><th>x</th></tr></thead><tr><td>1</td><td>2</td></tr></table>"
	edited = (
		'<div class="ql-editor"><ol><li data-list="bullet"><strong>A</strong>: b &amp; c</li></ol>'
		"<table><tbody><tr><td><p>x</p></td></tr><tr><td><p>1</p></td><td><p>2</p></td></tr></tbody></table></div>"
	)
	assert lines_of(composed) == ["A: b & c", "x", "1 | 2"]
	assert difference(edited, composed) == []


def test_each_line_says_on_which_side_it_stands():
	found = difference("<p>same</p><p>mine</p>", "<p>same</p><p>record</p><p>more</p>")
	assert [(line.side, line.text) for line in found] == [
		("same", "same"),
		("written", "mine"),
		("composed", "record"),
		("composed", "more"),
	]


def test_what_the_record_does_not_say_is_nothing_to_compare():
	rows = compare(
		{"a": "<p>x</p>", "b": "", "c": "<p>&nbsp;</p>"}, {"a": "", "b": "<p>y</p>", "c": "<p>z</p>"}
	)
	assert [(row.fieldname, row.is_empty) for row in rows] == [("b", True), ("c", True)]


# --- words -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
	("call", "expected"),
	[
		(lambda t: words.day(date(2026, 3, 5), t), "2026年3月5日"),
		(lambda t: words.month(date(2026, 3, 5), t), "2026年3月"),
		(lambda t: words.moment(datetime(2026, 3, 5, 8, 7), t), "2026年3月5日8时07分"),
		(lambda t: words.span(date(2026, 3, 5), date(2026, 4, 1), t), "2026年3月5日至2026年4月1日"),
		(lambda t: words.span(None, date(2026, 4, 1), t), "2026年4月1日"),
		(lambda t: words.wan_yuan(12.5, t), "12.5万元"),
		(lambda t: words.wan_yuan(0.0004, t), "0.0004万元"),
		(lambda t: words.wan_yuan(1200000, t), "1200000万元"),
		(lambda t: words.listed(("甲", "", "乙"), t), "甲、乙"),
		(lambda t: words.listed((), t), ""),
		(lambda t: words.day(None, t), ""),
	],
)
def test_dates_amounts_and_lists_as_chinese_documents_write_them(call, expected):
	from hazard_governance.ledger.words import zh

	assert call(zh) == expected


def test_a_choice_reads_as_on_its_own_form():
	from hazard_governance.domain.facts import Cause, RemediationPlanMeasure
	from hazard_governance.ledger.words import zh

	assert words.choice(RemediationPlanMeasure(status="Open"), "status", zh) == "未完成"
	assert words.choice(Cause(level="Root"), "level", zh) == "根本原因"
