"""The bulletin (通报): what it says of the figures, and the paper it becomes."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Pt
from test_returns import DONE, LATE, WINDOW, hazard, lines

from hazard_governance.domain import return_words as w
from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.bulletin import (
	BY_INDUSTRY,
	Asked,
	Reported,
	bulletin,
	day_text,
	names_text,
	period_text,
)
from hazard_governance.domain.completeness import Finding, Standing
from hazard_governance.domain.counted import DatedCause, Held, lines_of
from hazard_governance.domain.periods import MONTH, QUARTER, YEAR, parse_period
from hazard_governance.domain.statistics import figures
from hazard_governance.ledger.bulletin import RED, bulletin_docx
from hazard_governance.ledger.words import zh

ASKED = Asked(
	"某市安委办", "某市", parse_period(MONTH, "2026-11"), date(2026, 12, 1), letter_prefix="某安办通报"
)
COUNTIES = ("甲县", "乙县", "丙区")
FOUND = lines(
	hazard(
		"a",
		**LATE,
		register_no="140402-202611-0001",
		hazard_title="积尘",
		held=(Held(words.DIRECT, date(2026, 11, 9)),),
	),
	hazard("b", **{**LATE, "rectification_due": date(2026, 10, 31)}, enterprise="乙矿", hazard_title="瓦斯"),
	hazard(
		"c",
		**DONE,
		county="乙县",
		analysed_on=date(2026, 11, 8),
		causes=(DatedCause(words.ROOT, "Design"),),
	),
	hazard("d", county="乙县", stage_changes=((date(2026, 11, 9), words.PENDING_ACCEPTANCE),)),
	hazard("e", classification=words.GENERAL),
)
REPORTED = Reported(
	Standing(due=5, reported=3),
	(
		Finding(w.NOT_REPORTED, "丁公司", county="甲县", days=3),
		Finding(w.NOT_REPORTED, "戊公司", county="甲县", days=3),
		Finding(w.REPORTED_LATE, "乙县安委办", county="乙县", days=2),
		Finding(w.NIL_WITH_MAJORS, "乙矿", county="甲县"),
		Finding(w.NIL_WITH_MAJORS, "乙矿", county="甲县"),
		Finding(w.RECEIPT_MISSING, "己公司", county="甲县"),
	),
	("丙区安委办",),
)


def made(found=FOUND, reported=REPORTED, asked=ASKED, groups=COUNTIES):
	return bulletin(found, groups, figures([]), reported, asked, zh)


def said(paper) -> str:
	return "\n".join(text for _kind, text in paper.paragraphs)


def test_head_and_foot():
	paper = made()
	assert (paper.heading, paper.number) == ("某市安委办文件", "某安办通报〔2026〕　　号")
	assert paper.title == "关于某市2026年11月重大事故隐患排查整治情况的通报"
	assert (paper.signature, paper.day) == ("某市安委办", "2026年12月1日")
	assert made(asked=replace(ASKED, number="某安办〔2026〕11号")).number == "某安办〔2026〕11号"


def test_the_text_keeps_apart_what_is_kept_apart():
	text = said(made())
	for words_ in (
		"新查出重大事故隐患4项（较上期增加4项），验收合格1项（较上期增加1项）。",
		"重大事故隐患累计4项，涉及企业2家，其中结转0项、新查出4项",
		"验收合格1项，整改率25.0%（已整改/查出）；企业自报完成、尚未验收1项，不计入已整改。",
		"已到整改期限的3项中，按期整改1项，按期整改率33.3%（按期整改/已到期）；逾期后整改0项，超期未整改2项。",
		"一般事故隐患查出1项，整改0项，整改率0.0%。",
		"整改率居前的是乙县（50.0%），居后的是甲县（0.0%）。",
		"按期整改率居前的是乙县（100.0%），居后的是甲县（0.0%）。",
		"本期没有重大事故隐患的县区（开发区）：丙区。",
		"从失效环节看：设计1条。",
		"对1项重大事故隐患追究了责任，问责1人次，其中直接责任1人次",
		"行政处罚0起、0万元（与问责分别统计）。",
	):
		assert words_ in text, words_


def test_late_nil_and_missing_units_are_named():
	text = said(made())
	assert "本期应报送单位5个，已报送3个，其中零报告1个。" in text
	assert "未报送的单位（2个）：丁公司、戊公司。" in text
	assert "逾期报送的单位（1个）：乙县安委办。" in text
	assert "零报告但数据库中有重大事故隐患的单位（1个）：乙矿。" in text
	annex = made().annexes[2]
	assert [row[1:] for row in annex.rows] == [
		("未报送", "丁公司", "甲县", "3"),
		("未报送", "戊公司", "甲县", "3"),
		("逾期报送", "乙县安委办", "乙县", "2"),
		("零报告但库内有重大隐患", "乙矿", "甲县", ""),
		("零报告但库内有重大隐患", "乙矿", "甲县", ""),
		("零报告", "丙区安委办", "", ""),
	]
	assert "各单位均按时报送。" in said(made(reported=Reported(Standing(due=2, reported=2))))


def test_what_is_overdue_stands_longest_first():
	paper = made()
	assert "超期未整改重大事故隐患2项，涉及企业2家，最长超期30天（乙矿）。" in said(paper)
	assert [row[1:] for row in paper.annexes[1].rows] == [
		("待核实", "乙矿", "甲县", "瓦斯", "2026-10-31", "30"),
		("140402-202611-0001", "甲公司", "甲县", "积尘", "2026-11-20", "10"),
	]
	assert "没有超期未整改的重大事故隐患" in said(made(found=[]))


def test_the_table_of_counties_adds_up():
	table = made().annexes[0]
	assert [row[0] for row in table.rows] == [*COUNTIES, "合计"]
	for place in (2, 3, 5, 6, 8, 9):
		parts = [int(row[place]) for row in table.rows]
		assert sum(parts[:-1]) == parts[-1], table.heading[place]
	assert table.rows[2][4] == "-"


def test_nothing_at_all():
	paper = made(found=[], reported=None)
	assert len(paper.annexes) == 2
	text = said(paper)
	assert "整改率（无统计对象）" in text
	assert "清单报送情况" not in text
	assert "与上期持平" in text
	assert [text for kind, text in paper.paragraphs if kind == "1"] == [
		"一、总体情况",
		"二、各县区（开发区）情况",
		"三、超期未整改情况",
		"四、原因分析与责任追究",
		"五、有关要求",
	]


def test_a_county_is_told_by_industry():
	paper = made(asked=replace(ASKED, group_by=BY_INDUSTRY), groups=("工贸",))
	assert paper.annexes[0].heading[0] == "行业领域"
	assert paper.receivers.startswith("各乡镇（街道）")
	assert "没有重大事故隐患的" not in said(paper)


@pytest.mark.parametrize(
	("kind", "text", "expected"),
	[(MONTH, "2028-02", "2028年2月"), (QUARTER, "2026-Q4", "2026年第四季度"), (YEAR, "2026", "2026年度")],
)
def test_periods_and_days_in_words(kind, text, expected):
	assert period_text(parse_period(kind, text)) == expected
	assert day_text(date(2028, 2, 29)) == "2028年2月29日"
	assert names_text(["甲", "乙", "丙"], 2) == "甲、乙等3个"


# --- the paper -------------------------------------------------------------------------------------------------------
def test_the_paper_can_be_opened_and_edited():
	paper = made()
	document = Document(BytesIO(bulletin_docx(paper)))
	texts = [p.text for p in document.paragraphs]
	assert texts[:4] == [paper.heading, paper.number, paper.title, paper.receivers]
	assert [text for _kind, text in paper.paragraphs] == texts[4 : 4 + len(paper.paragraphs)]
	for text in ("附件：1. 各县区（开发区）重大事故隐患排查整治情况统计表", "某市安委办", "2026年12月1日"):
		assert text in texts
	assert [len(table.rows) - 1 for table in document.tables] == [len(annex.rows) for annex in paper.annexes]
	first = document.tables[0]
	assert [cell.text for cell in first.rows[0].cells] == list(paper.annexes[0].heading)
	assert "w:tblHeader" in first.rows[0]._tr.xml and "w:tblHeader" not in first.rows[1]._tr.xml


def test_the_form_is_that_of_official_papers():
	document = Document(BytesIO(bulletin_docx(made())))
	section = document.sections[0]
	margins = (section.page_width, section.top_margin, section.left_margin, section.right_margin)
	assert [round(width.mm) for width in margins] == [210, 37, 28, 26]
	head, number, title, _receivers, heading, body = document.paragraphs[:6]
	assert head.runs[0].font.color.rgb == RED
	assert "w:pBdr" in number._p.xml and str(RED) in number._p.xml
	assert title.runs[0].font.size == Pt(22)
	assert 'w:eastAsia="黑体"' in heading._p.xml
	assert 'w:eastAsia="仿宋_GB2312"' in body._p.xml
	assert body.paragraph_format.first_line_indent == Pt(32)
	assert "PAGE" in section.footer.paragraphs[0]._p.xml


def test_an_annex_without_rows_says_so():
	document = Document(BytesIO(bulletin_docx(made(found=[], reported=Reported(Standing())))))
	assert len(document.tables) == 1
	assert [p.text for p in document.paragraphs].count("无") == 2


def test_a_hazard_of_a_period_that_runs_is_looked_at_today():
	found = lines_of([hazard("a", **LATE)], WINDOW, date(2026, 11, 22))
	assert "截至2026年11月22日，超期未整改重大事故隐患1项" in said(made(found=found))
