"""The bulletin (通报) of a month, quarter or year: what a safety committee office or department publishes to those below.

An official paper in Chinese, whatever language its author reads: figures, counties and industries side by side, who
reported late, nil or not at all, what is overdue. A draft: the office edits it, gives it a number and a seal. Values in,
values out; standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hazard_governance.domain import return_words as w
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.clocks import days_overdue
from hazard_governance.domain.completeness import Finding, Standing
from hazard_governance.domain.counted import Line
from hazard_governance.domain.county_comparison import ranks
from hazard_governance.domain.list_totals import percent_text
from hazard_governance.domain.lists import Translate
from hazard_governance.domain.periods import MONTH, QUARTER, Period
from hazard_governance.domain.statistics import KEYS, Figures, amount_text, figures, figures_by

BY_COUNTY, BY_INDUSTRY = "county", "industry"
OF_GROUP = {BY_COUNTY: "县区（开发区）", BY_INDUSTRY: "行业领域"}
BEHIND = 3  # how many stand at the head and at the end of the ranking by name
NAMED = 20  # units named in the text; the annex names all


@dataclass(frozen=True)
class Reported:
	"""How the returns of the month came in, as far as the reader sees it. nil: units that reported nil."""

	standing: Standing
	findings: tuple[Finding, ...] = ()
	nil: tuple[str, ...] = ()

	def units(self, kind: str) -> tuple[str, ...]:
		"""Units with a finding of that kind, each once."""
		return tuple(dict.fromkeys(finding.unit for finding in self.findings if finding.kind == kind))


@dataclass(frozen=True)
class Asked:
	"""What bulletin is wanted. authority: who issues it; place: what it answers for; number: 发文字号, "" leaves room for
	one; day: the day of issue."""

	authority: str
	place: str
	period: Period
	day: date
	number: str = ""
	letter_prefix: str = ""
	group_by: str = BY_COUNTY


@dataclass(frozen=True)
class Table:
	"""An annex: title, heading row, rows; widths in millimetres."""

	title: str
	heading: tuple[str, ...]
	rows: tuple[tuple[str, ...], ...]
	widths: tuple[int, ...]
	nothing: str = "无"


@dataclass(frozen=True)
class Bulletin:
	"""The paper. heading: 发文机关标志; paragraphs: (kind, text) with kind "1" for 一、, "2" for （一） and "" for text."""

	heading: str
	number: str
	title: str
	receivers: str
	paragraphs: tuple[tuple[str, str], ...]
	annexes: tuple[Table, ...]
	signature: str
	day: str


def bulletin(
	lines: Sequence[Line],
	groups: Sequence[str],
	before: Figures,
	reported: Reported | None,
	asked: Asked,
	chinese: Translate,
) -> Bulletin:
	"""The bulletin of what counts in the period. groups: counties (or industries) in their order, also those without a
	hazard. reported: None where the period has no monthly returns (a quarter, a year)."""
	whole = figures(lines)
	by_group = figures_by(lines, KEYS[asked.group_by], groups)
	late = sorted((line for line in lines if line.major and line.overdue), key=_longest_first)
	parts = [
		("一、总体情况", _whole(whole, before, asked)),
		(f"二、各{OF_GROUP[asked.group_by]}情况", _by_group(by_group, asked)),
		*([("清单报送情况", _returns(reported))] if reported else []),
		("超期未整改情况", _overdue(late, whole)),
		("原因分析与责任追究", _causes(whole, chinese)),
		("有关要求", REQUIREMENTS),
	]
	annexes = [_group_table(by_group, whole, asked), _overdue_table(late)]
	if reported:
		annexes.append(_unit_table(reported))
	return Bulletin(
		heading=f"{asked.authority}文件",
		number=asked.number or f"{asked.letter_prefix}〔{asked.day.year}〕　　号",
		title=f"关于{asked.place}{period_text(asked.period)}重大事故隐患排查整治情况的通报",
		receivers=RECEIVERS[asked.group_by],
		paragraphs=_paragraphs(parts),
		annexes=tuple(annexes),
		signature=asked.authority,
		day=day_text(asked.day),
	)


RECEIVERS = {
	BY_COUNTY: "各县区人民政府、开发区管委会，各有关部门：",
	BY_INDUSTRY: "各乡镇（街道），各有关部门，各有关单位：",
}
NUMERALS = "一二三四五六七八九十"


def _paragraphs(parts: Iterable[tuple[str, list[str]]]) -> tuple[tuple[str, str], ...]:
	found = []
	for number, (heading, texts) in enumerate(parts):
		found.append(("1", f"{NUMERALS[number]}、{heading.partition('、')[2] or heading}"))
		found += [("2" if text.startswith("（") else "", text) for text in texts]
	return tuple(found)


# --- words -----------------------------------------------------------------------------------------------------------
def period_text(period: Period) -> str:
	"""2026年11月, 2026年第四季度, 2026年度."""
	year = period.first.year
	if period.kind == MONTH:
		return f"{year}年{period.first.month}月"
	if period.kind == QUARTER:
		return f"{year}年第{NUMERALS[(period.first.month - 1) // 3]}季度"
	return f"{year}年度"


def day_text(day: date) -> str:
	"""2026年12月1日."""
	return f"{day.year}年{day.month}月{day.day}日"


def names_text(names: Sequence[str], most: int = NAMED) -> str:
	"""Names with 、 between them, "等n个" where there are more than are named."""
	shown = "、".join(names[:most])
	return f"{shown}等{len(names)}个" if len(names) > most else shown


def _against(now: float, then: float) -> str:
	if now == then:
		return "与上期持平"
	return f"较上期{'增加' if now > then else '减少'}{abs(now - then)}项"


def _rate(found: Figures, name: str) -> str:
	rate = found.rate(name)
	return "（无统计对象）" if rate is None else percent_text(rate)


# --- parts of the text ----------------------------------------------------------------------------------------------
def _whole(f: Figures, before: Figures, asked: Asked) -> list[str]:
	found, rectified = "major_found_in_period", "major_rectified_in_period"
	return [
		f"{period_text(asked.period)}，{asked.place}新查出重大事故隐患{f[found]}项（{_against(f[found], before[found])}），"
		f"验收合格{f[rectified]}项（{_against(f[rectified], before[rectified])}）。",
		f"统计期内重大事故隐患累计{f['major_total']}项，涉及企业{f['major_enterprises']}家，其中结转{f['major_carried']}项、"
		f"新查出{f['major_found']}项，企业自查{f['major_self_found']}项（占{_rate(f, 'self_found_rate')}）。验收合格"
		f"{f['major_rectified']}项，整改率{_rate(f, 'major_rate')}（已整改/查出）；企业自报完成、尚未验收{f['major_declared']}项，"
		"不计入已整改。",
		f"已到整改期限的{f['major_due']}项中，按期整改{f['major_on_time']}项，按期整改率{_rate(f, 'major_on_time_rate')}"
		f"（按期整改/已到期）；逾期后整改{f['major_late']}项，超期未整改{f['major_overdue']}项。",
		f"一般事故隐患查出{f['general_total']}项，整改{f['general_rectified']}项，整改率{_rate(f, 'general_rate')}。",
		f"挂牌督办{f['major_listed']}项（省级以上{f['major_listed_provincial']}项），摘牌{f['major_delisted']}项；停产停业企业"
		f"{f['suspended_enterprises']}家；重复隐患{f['major_recurring']}项；落实整改资金{amount_text(f['funds'])}万元。",
	]


def _by_group(groups: Sequence[tuple[str, Figures]], asked: Asked) -> list[str]:
	kind = OF_GROUP[asked.group_by]
	found = [
		*_ranking(groups, "major_rate", "整改率"),
		*_ranking(groups, "major_on_time_rate", "按期整改率"),
	]
	nil = [name or "未填写" for name, f in groups if not f["major_total"]]
	if nil and asked.group_by == BY_COUNTY:
		found.append(f"本期没有重大事故隐患的{kind}：{names_text(nil)}。")
	return found or [f"各{kind}本期均无重大事故隐患。"]


def _ranking(groups: Sequence[tuple[str, Figures]], rate: str, label: str) -> list[str]:
	"""Who stands at the head and who at the end; nothing when fewer than two can be compared."""
	rates = {name: found.rate(rate) for name, found in groups}
	placed = {name: place for name, place in ranks(rates).items() if place is not None}
	if len(placed) < 2 or len(set(placed.values())) < 2:
		return []
	ordered = sorted(placed, key=lambda name: placed[name])
	worst = max(placed.values())
	head = [name for name in ordered if placed[name] == 1][:BEHIND]
	tail = [name for name in ordered if placed[name] == worst][:BEHIND]

	def said(names: Iterable[str]) -> str:
		return "、".join(f"{name or '未填写'}（{percent_text(rates[name])}）" for name in names)

	return [f"{label}居前的是{said(head)}，居后的是{said(tail)}。"]


def _returns(reported: Reported) -> list[str]:
	s = reported.standing
	found = [f"本期应报送单位{s.due}个，已报送{s.reported}个，其中零报告{len(reported.nil)}个。"]
	for kind, text in (
		(w.NOT_REPORTED, "未报送的单位"),
		(w.REPORTED_LATE, "逾期报送的单位"),
		(w.NIL_WITH_MAJORS, "零报告但数据库中有重大事故隐患的单位"),
		(w.NOT_CORRECTED, "被退回后未更正的单位"),
	):
		if names := reported.units(kind):
			found.append(f"{text}（{len(names)}个）：{names_text(names)}。")
	if len(found) == 1 and s.due == s.reported:
		found.append("各单位均按时报送。")
	return found


def _overdue(late: Sequence[Line], f: Figures) -> list[str]:
	if not late:
		return ["截至统计日，没有超期未整改的重大事故隐患。"]
	longest = late[0]
	days = days_overdue(longest.hazard.rectification_due, longest.as_of)
	return [
		f"截至{day_text(longest.as_of)}，超期未整改重大事故隐患{len(late)}项，涉及企业{f['overdue_enterprises']}家，"
		f"最长超期{days}天（{longest.hazard.enterprise}）。清单见附件2。"
	]


def _causes(f: Figures, chinese: Translate) -> list[str]:
	failing = sorted(v.FAILINGS, key=lambda name: (-f[f"failing_{name}"], v.FAILINGS.index(name)))
	shares = "、".join(f"{chinese(name)}{f[f'failing_{name}']}条" for name in failing if f[f"failing_{name}"])
	found = [
		f"已查明根本原因{f['root_causes']}条，消除{f['root_causes_eliminated']}条（{_rate(f, 'causes_eliminated_rate')}）；"
		f"已整改的重大事故隐患中，风险降级{f['major_risk_lowered']}项（{_rate(f, 'risk_lowered_rate')}）。"
	]
	if shares:
		found.append(f"从失效环节看：{shares}。")
	found.append(
		f"对{f['major_held']}项重大事故隐患追究了责任，问责{f['persons']}人次，其中直接责任{f['persons_direct']}人次、管理责任"
		f"{f['persons_managerial']}人次、领导责任{f['persons_leadership']}人次；移送纪检监察机关{f['referrals_discipline']}件、"
		f"司法机关{f['referrals_justice']}件。行政处罚{f['penalties']}起、{amount_text(f['penalty_amount'])}万元（与问责分别统计）。"
	)
	return found


REQUIREMENTS = [
	"（一）对超期未整改的重大事故隐患，逐项落实整改责任人、措施、资金、时限和预案，限期整改；整改期间不能保证安全的，依法停产停业。",
	"（二）坚持即改与治源并重，查清根本原因，做到整改到位、根源消除、风险降级，整改情况以验收合格为准。",
	"（三）严格落实月报和零报告制度，未报、迟报、不如实报送的单位，于收到本通报后3个工作日内补报并说明原因。",
]


# --- annexes ---------------------------------------------------------------------------------------------------------
def _group_table(groups: Sequence[tuple[str, Figures]], whole: Figures, asked: Asked) -> Table:
	kind = OF_GROUP[asked.group_by]
	rows = [(name or "未填写", found) for name, found in groups] + [("合计", whole)]
	columns = (
		"major_enterprises",
		"major_total",
		"major_rectified",
		"major_rate",
		"major_due",
		"major_on_time",
		"major_on_time_rate",
		"major_overdue",
		"major_filed",
	)
	return Table(
		f"各{kind}重大事故隐患排查整治情况统计表",
		(
			kind,
			"企业（家）",
			"查出（项）",
			"已整改（项）",
			"整改率",
			"已到期（项）",
			"按期整改（项）",
			"按期整改率",
			"超期（项）",
			"已备案（项）",
		),
		tuple((name, *(_cell(found, column) for column in columns)) for name, found in rows),
		(28, 14, 14, 14, 15, 14, 15, 15, 14, 14),
	)


def _cell(found: Figures, name: str) -> str:
	return percent_text(found.rate(name)) if name.endswith("_rate") else str(found[name])


def _overdue_table(late: Sequence[Line]) -> Table:
	return Table(
		"超期未整改重大事故隐患清单",
		("序号", "统一编号", "企业名称", "县区", "隐患概述", "整改期限", "超期天数"),
		tuple(
			(
				str(number),
				line.hazard.register_no or "待核实",
				line.hazard.enterprise,
				line.hazard.county,
				line.hazard.hazard_title,
				line.hazard.rectification_due.isoformat(),
				str(days_overdue(line.hazard.rectification_due, line.as_of)),
			)
			for number, line in enumerate(late, start=1)
		),
		(10, 36, 30, 17, 32, 20, 12),
	)


def _longest_first(line: Line) -> tuple:
	return (line.hazard.rectification_due, line.hazard.county_code, line.hazard.register_no, line.hazard.name)


def _unit_table(reported: Reported) -> Table:
	kinds = (
		(w.NOT_REPORTED, "未报送"),
		(w.REPORTED_LATE, "逾期报送"),
		(w.NIL_WITH_MAJORS, "零报告但库内有重大隐患"),
		(w.NOT_CORRECTED, "退回未更正"),
	)
	rows = [
		(text, finding.unit, finding.county, str(finding.days) if finding.days else "")
		for kind, text in kinds
		for finding in reported.findings
		if finding.kind == kind
	]
	rows += [("零报告", name, "", "") for name in reported.nil]
	return Table(
		"未按时报送、零报告单位名单",
		("序号", "情形", "单位", "县区", "迟报天数"),
		tuple((str(number), *row) for number, row in enumerate(rows, start=1)),
		(12, 40, 62, 28, 18),
	)
