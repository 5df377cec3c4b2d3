"""One HTML page that shows everything of a run: figures, the two lists, and every hazard with its steps and gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from pathlib import Path

from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.list_columns import official_columns
from hazard_governance.domain.official_list import OfficialList
from hazard_governance.domain.papers.words import day, moment
from hazard_governance.ledger.check import AHEAD, Checked, Gap
from hazard_governance.ledger.reports import overdue
from hazard_governance.ledger.sheets import Problem
from hazard_governance.ledger.words import to_chinese, zh

STYLE = Path(__file__).with_name("page.css")


@dataclass(frozen=True)
class Page:
	"""What goes onto the page. links: (text, file beside the page)."""

	title: str
	today: date
	checked: Sequence[Checked]
	lists: Sequence[OfficialList]
	problems: Sequence[Problem]
	links: Sequence[tuple[str, str]]


def write_page(path: Path, page: Page) -> None:
	"""Write the page; everything in it is escaped, and it needs no other file."""
	parts = [
		_head(page),
		_figures(page),
		_charts(page),
		_problems(page.problems),
		*(_list(official) for official in page.lists),
		_hazards(page),
	]
	path.parent.mkdir(parents=True, exist_ok=True)
	style = STYLE.read_text(encoding="utf-8")
	html = (
		f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(page.title)}</title>'
		f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{style}</style></head>'
		f"<body>{''.join(parts)}</body></html>"
	)
	path.write_text(html, encoding="utf-8")


def _head(page: Page) -> str:
	links = "".join(f'<a class="file" href="{escape(file)}">{escape(text)}</a>' for text, file in page.links)
	return (
		f"<header><h1>{escape(page.title)}</h1><p>截至{day(page.today, zh)} · 述情 → 析因 → 追责 → 即改 → 治源</p>"
		f"<nav>{links}</nav></header>"
	)


def _figures(page: Page) -> str:
	major = [item for item in page.checked if item.record.hazard.classification == v.MAJOR]
	open_majors = [
		i for i in major if i.record.hazard.stage in (v.REGISTERED, v.RECTIFYING, v.PENDING_ACCEPTANCE)
	]
	listed = [
		i for i in page.checked if any(c.kind == v.LISTED and c.status == v.IN_FORCE for c in i.record.cases)
	]
	cards = (
		("隐患总数", len(page.checked), ""),
		("重大事故隐患", len(major), ""),
		("未完成整改的重大隐患", len(open_majors), "warn"),
		("超期", sum(overdue(item, page.today) for item in page.checked), "bad"),
		("挂牌督办中", len(listed), "warn"),
		("已备案", sum(item.record.hazard.stage == v.FILED for item in page.checked), "good"),
		("台账或已过关口有缺项", sum(not item.is_sound for item in page.checked), "bad"),
	)
	boxes = "".join(
		f'<div class="card {tone}"><b>{value}</b><span>{text}</span></div>' for text, value, tone in cards
	)
	return f'<section class="cards">{boxes}</section>'


def _charts(page: Page) -> str:
	stages = Counter(to_chinese("Hazard", "stage", item.record.hazard.stage) for item in page.checked)
	order = [to_chinese("Hazard", "stage", stage) for stage in v.STAGES]
	counties = Counter(item.record.hazard.county for item in page.checked)
	sources = Counter(to_chinese("Hazard", "source", item.record.hazard.source) for item in page.checked)
	return (
		'<section class="charts">'
		+ _bars("整改进度", [(name, stages[name]) for name in order if stages[name]])
		+ _bars("县区", counties.most_common())
		+ _bars("隐患来源", sources.most_common())
		+ "</section>"
	)


def _bars(title: str, rows: list[tuple[str, int]]) -> str:
	most = max((count for _name, count in rows), default=1)
	bars = "".join(
		f'<div class="bar"><span>{escape(name)}</span><i style="width:{round(count * 100 / most)}%"></i><b>{count}</b></div>'
		for name, count in rows
	)
	return f'<div class="chart"><h3>{escape(title)}</h3>{bars}</div>'


def _problems(problems: Sequence[Problem]) -> str:
	if not problems:
		return ""
	rows = "".join(f"<li>{escape(problem.text)}</li>" for problem in problems)
	return f'<section class="problems"><h2>未能读取的单元格（{len(problems)}）</h2><ul>{rows}</ul></section>'


def _list(official: OfficialList) -> str:
	columns = official_columns(official.columns)
	head = "".join(
		f'<th style="min-width:{column.width}px">{escape(column.label)}</th>' for column in columns
	)
	body = "".join(_list_row(row, columns) for row in official.rows)
	if not body:
		body = f'<tr><td colspan="{len(columns)}">{escape(official.nothing)}</td></tr>'
	heading = " · ".join(f"{escape(name)} {escape(str(value))}" for name, value in official.heading if value)
	totals = "".join(
		"<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in line) + "</tr>"
		for line in official.table
	)
	return (
		f"<section><h2>{escape(official.title)}</h2><p class='sub'>{heading}</p>"
		f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
		f"<h3>{escape(official.table_heading)}</h3><div class='scroll'><table class='totals'>{totals}</table></div></section>"
	)


def _list_row(row: dict, columns) -> str:
	tone = ' class="late"' if row.get("is_overdue") else ""
	return (
		f"<tr{tone}>"
		+ "".join(f"<td>{_text(row.get(column.fieldname))}</td>" for column in columns)
		+ "</tr>"
	)


def _text(value: object) -> str:
	if isinstance(value, datetime):
		return moment(value, zh)
	if isinstance(value, date):
		return day(value, zh)
	return "" if value is None else escape(str(value))


def _hazards(page: Page) -> str:
	cards = "".join(_hazard(item, page.today) for item in page.checked)
	return f"<section><h2>逐条检查</h2>{cards}</section>"


def _hazard(item: Checked, today: date) -> str:
	hazard = item.record.hazard
	steps = "".join(
		f'<li class="{_tone(state)}"><b>{escape(name)}</b><span>{escape(state)}</span></li>'
		for name, state in item.steps.items()
	)
	due = f"期限：{day(hazard.rectification_due, zh)}" if hazard.rectification_due else "未定期限"
	late = '<em class="late">超期</em>' if overdue(item, today) else ""
	number = hazard.register_no or ("待核实" if hazard.classification == v.MAJOR else hazard.name)
	return (
		f'<article id="{escape(hazard.name)}"><h3>{escape(hazard.hazard_title)}</h3>'
		f'<p class="sub">{escape(number)} · {escape(hazard.enterprise)} · {escape(hazard.place)} · '
		f"{escape(to_chinese('Hazard', 'classification', hazard.classification))} · "
		f"<strong>{escape(to_chinese('Hazard', 'stage', hazard.stage))}</strong> · {due} {late}</p>"
		f'<ol class="steps">{steps}</ol>{_gap_list(item)}</article>'
	)


def _tone(state: str) -> str:
	return {zh(v.COMPLETE): "done", zh(v.IN_PROGRESS): "begun"}.get(state, "none")


def _gap_list(item: Checked) -> str:
	ahead = [gap for gap in item.gaps if gap.kind == AHEAD]
	behind = [gap for gap in item.gaps if gap.kind != AHEAD]
	parts = _gaps("behind", "台账和已过关口的缺项", behind) + _gaps("ahead", "进入下一阶段还缺", ahead)
	return parts or '<p class="ok">没有缺项</p>'


def _gaps(tone: str, title: str, gaps: Sequence[Gap]) -> str:
	if not gaps:
		return ""
	rows = "".join(
		f"<li><span>{escape(gap.where)}</span>{escape(gap.text)}"
		+ (f"<small>{escape(gap.article)}</small>" if gap.article else "")
		+ "</li>"
		for gap in gaps
	)
	return f'<details class="{tone}"><summary>{title}（{len(gaps)}）</summary><ul>{rows}</ul></details>'
