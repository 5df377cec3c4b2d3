"""The shipped criteria, and criteria over time."""

import re
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain.classification import is_valid_on
from hazard_governance.domain.criteria import check_change, ends_on
from hazard_governance.domain.facts import Criterion
from hazard_governance.setup.criteria_data import library
from hazard_governance.setup.sector_data import SECTORS

ARTICLE = re.compile(r"第\d+条(第\d+项)?|第\d+项|\d\.\d+ [a-g]\)|[一二三]（[一二三四五六七八九十]+）")
COUNTS = {
	"应急管理部令第10号": 65,
	"应急管理部令第21号": 123,
	"国务院令第774号": 17,
	"矿安〔2022〕88号": 64,
	"矿安〔2024〕41号": 8,
	"安监总管三〔2017〕121号": 40,
	"工信部安全〔2024〕234号": 17,
	"建城规〔2023〕4号": 22,
	"建质规〔2024〕5号": 53,
	"GB 45067-2024": 47,
	"国家发展改革委令第41号（2026年）": 49,
}
DAY = date(2026, 7, 1)
TRADE, STEEL, CHEMICALS, FIREWORKS = "工贸", "冶金", "化工和危险化学品", "烟花爆竹"
BRANCHES = {TRADE: [TRADE], STEEL: [STEEL, TRADE], CHEMICALS: [CHEMICALS], FIREWORKS: [FIREWORKS]}


def test_the_library_is_whole() -> None:
	rows = library()
	found: dict[str, int] = {}
	for row in rows:
		found[row["document_no"]] = found.get(row["document_no"], 0) + 1
	assert found == COUNTS
	assert len(rows) == len({row["code"] for row in rows}) == 505


def test_every_criterion_can_be_cited_and_read() -> None:
	sectors = {sector.name for sector in SECTORS}
	for row in library():
		assert ARTICLE.fullmatch(row["article"]), row
		assert row["industry"] in sectors, row
		assert date.fromisoformat(row["valid_from"]) <= date(2026, 11, 1), row
		assert 7 <= len(row["summary"]) <= 60, row
		assert row["category"] and row["standard"] and row["issuer"], row
		assert not row["category"].startswith("第"), row


def test_what_was_not_checked_says_so_and_why() -> None:
	rows = library()
	assert sum(row["unverified"] for row in rows) == 7
	assert {row["document_no"] for row in rows if row["validity_unverified"]} == {
		"安监总管三〔2017〕121号",
		"建质规〔2024〕5号",
	}
	assert all(row["note"] for row in rows if row["unverified"] or row["validity_unverified"])


def criterion(document: str, begins: date, replaces: str = "", industry: str = TRADE, **values) -> Criterion:
	return Criterion(
		name=document,
		code=document,
		document_no=document,
		replaces_document=replaces,
		valid_from=begins,
		industry=industry,
		**values,
	)


def test_a_later_standard_ends_the_earlier_one_the_day_before() -> None:
	old = criterion("令第4号", date(2021, 1, 1))
	assert ends_on(old, [criterion("令第21号", DAY, "令第4号")], BRANCHES) == DAY - timedelta(days=1)
	assert ends_on(old, [criterion("令第21号", DAY, "令第5号")], BRANCHES) is None
	assert ends_on(old, [criterion("令第1号", date(2020, 1, 1), "令第4号")], BRANCHES) is None
	assert ends_on(replace(old, document_no=""), [criterion("令第21号", DAY)], BRANCHES) is None


def test_it_ends_its_own_branch_of_industries_only() -> None:
	new = [criterion("AQ 3067-2026", DAY, "121号", CHEMICALS)]
	assert ends_on(criterion("121号", date(2017, 11, 13), industry=CHEMICALS), new, BRANCHES)
	assert ends_on(criterion("121号", date(2017, 11, 13), industry=FIREWORKS), new, BRANCHES) is None
	general = [criterion("B", DAY, "A", TRADE)]
	assert ends_on(criterion("A", date(2020, 1, 1), industry=STEEL), general, BRANCHES)
	narrow = [criterion("B", DAY, "A", STEEL)]
	assert ends_on(criterion("A", date(2020, 1, 1), industry=TRADE), narrow, BRANCHES) is None


@given(
	st.lists(st.dates(date(2000, 1, 1), date(2040, 1, 1)), min_size=1, max_size=6, unique=True), st.randoms()
)
def test_of_standards_that_replace_each_other_one_is_in_force_on_any_day(days, order) -> None:
	days = sorted(days)
	chain = [criterion(str(n), day, str(n - 1)) for n, day in enumerate(days)]
	order.shuffle(chain)
	ended = [replace(one, valid_to=ends_on(one, chain, BRANCHES)) for one in chain]
	for day in {d + timedelta(days=step) for d in days for step in (-1, 0, 1)}:
		in_force = [one for one in ended if is_valid_on(one, day)]
		assert len(in_force) == (day >= days[0]), day


def test_what_hazards_were_judged_by_stays() -> None:
	old = criterion("A", date(2020, 1, 1), article="第3条", summary="x")
	judged = {"HZ-2": date(2024, 5, 1), "HZ-1": date(2025, 5, 1)}
	assert check_change(old, replace(old, summary="y", note="z"), judged) == []
	assert check_change(old, replace(old, article="第4条"), {}) == []
	assert [d.fieldname for d in check_change(old, replace(old, article="第4条"), judged)] == ["article"]
	ended = replace(old, valid_to=date(2025, 4, 30))
	assert [(d.fieldname, d.args) for d in check_change(old, ended, judged)] == [
		("valid_to", ("HZ-1", date(2025, 5, 1)))
	]
	assert check_change(old, replace(old, valid_to=date(2025, 5, 1)), judged) == []
	late = replace(old, valid_from=date(2024, 6, 1))
	assert [(d.fieldname, d.args[0]) for d in check_change(old, late, judged)] == [("valid_from", "HZ-2")]
