"""hazard-ledger: the rules on enterprise ledgers, offline.

	hazard-ledger demo [--out DIR]                          write the demo ledgers and everything made from them
	hazard-ledger check FILE... [--out DIR]                 name every gap of every hazard
	hazard-ledger lists FILE... [--month YYYY-MM] [--unit NAME] [--out DIR]   the monthly list and the supervision list

Ends with 0; with 1 when `check` finds gaps or cells that cannot be read; with 2 for wrong arguments.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.list_records import is_supervised, listed_cases, listed_hazard
from hazard_governance.domain.lists import month_bounds
from hazard_governance.domain.official_list import OfficialList, monthly_list, supervision_list
from hazard_governance.domain.report_text import TRANSLATION_CONTEXT, compose
from hazard_governance.domain.steps import five_steps
from hazard_governance.ledger.check import AHEAD, Checked, check_ledgers
from hazard_governance.ledger.page import Page, write_page
from hazard_governance.ledger.reader import Ledger, read_ledgers
from hazard_governance.ledger.reports import write_check_report
from hazard_governance.ledger.words import zh
from hazard_governance.ledger.workbook import official_workbook
from hazard_governance.ledger.writer import write_ledger
from hazard_governance.setup.demo_data import build, places

DEFAULT_OUT = "output"
CITY_OFFICE = "长治市安全生产委员会办公室"


def main(arguments: Sequence[str] | None = None) -> int:
	"""Run one command; the exit code."""
	options = _parser().parse_args(arguments)
	today = options.today or date.today()
	return options.run(options, today)


def _parser() -> argparse.ArgumentParser:
	parser = argparse.ArgumentParser(
		prog="hazard-ledger", description="重大事故隐患台账：清单、督办清单和缺项检查，离线使用。"
	)
	commands = parser.add_subparsers(required=True, metavar="demo | check | lists")
	demo = commands.add_parser("demo", help="写出演示台账，并由台账生成全部结果")
	demo.set_defaults(run=run_demo, files=[], month=None, unit=CITY_OFFICE)
	check = commands.add_parser("check", help="检查台账，指出每条隐患的每个缺项")
	check.set_defaults(run=run_check)
	lists = commands.add_parser("lists", help="由台账生成每月重大事故隐患清单和督办清单")
	lists.add_argument("--month", type=_month, help="月份，如 2026-11；默认本月")
	lists.add_argument("--unit", default="", help="报送单位")
	lists.set_defaults(run=run_lists)
	for command in (demo, check, lists):
		command.add_argument(
			"--out", "--output", dest="out", type=Path, default=Path(DEFAULT_OUT), help="输出目录"
		)
		command.add_argument("--today", type=date.fromisoformat, help=argparse.SUPPRESS)
	for command in (check, lists):
		command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="企业台账 .xlsx")
	return parser


def _month(text: str) -> str:
	try:
		month_bounds(text)
	except ValueError:
		raise argparse.ArgumentTypeError(f"{text} 不是月份，请写作 2026-11") from None
	return text


# --- commands ----------------------------------------------------------------------------------------------------
def run_demo(options: argparse.Namespace, today: date) -> int:
	"""The demo's ledgers, then lists, check report and page out of what was read back from them."""
	files = write_demo_ledgers(options.out / "台账", today)
	_say(f"已写出 {len(files)} 份企业台账：{options.out / '台账'}")
	ledgers, checked = _read(files, today)
	lists = _write_lists(ledgers, options, today)
	_write_check(ledgers, checked, lists, options, today)
	return 0


def run_check(options: argparse.Namespace, today: date) -> int:
	"""Check report and page; the gaps in words on the terminal."""
	ledgers, checked = _read(options.files, today)
	lists = _lists(ledgers, today, f"{today:%Y-%m}", "")
	_write_check(ledgers, checked, lists, options, today)
	for item in checked:
		for gap in item.gaps:
			if gap.kind != AHEAD:
				_say(f"{gap.hazard} {zh(gap.kind)}：{gap.where} {gap.text}")
	faulty = any(not item.is_sound for item in checked) or any(ledger.problems for ledger in ledgers)
	return int(faulty)


def run_lists(options: argparse.Namespace, today: date) -> int:
	"""The two official workbooks."""
	ledgers, _checked = _read(options.files, today)
	_write_lists(ledgers, options, today)
	return 0


# --- parts -------------------------------------------------------------------------------------------------------
def write_demo_ledgers(folder: Path, today: date) -> list[Path]:
	"""One workbook an enterprise of the demo, in the order of the data."""
	by_enterprise: dict[str, list[HazardRecord]] = defaultdict(list)
	for record in build.records(today):
		if record.report:
			record = replace(
				record,
				report=replace(record.report, **compose(record, partial(zh, context=TRANSLATION_CONTEXT))),
			)
		by_enterprise[record.hazard.enterprise].append(record)
	files = []
	for spec in places.ENTERPRISES:
		path = folder / f"{spec.name}.xlsx"
		write_ledger(path, by_enterprise[spec.name], today)
		files.append(path)
	return files


def _read(files: Sequence[Path], today: date) -> tuple[list[Ledger], list[Checked]]:
	ledgers = read_ledgers(files)
	for ledger in ledgers:
		for problem in ledger.problems:
			_say(problem.text)
	hazards = sum(len(ledger.records) for ledger in ledgers)
	_say(f"读入 {len(ledgers)} 份台账、{hazards} 条隐患")
	return ledgers, check_ledgers(ledgers, today)


def _write_lists(ledgers: Sequence[Ledger], options: argparse.Namespace, today: date) -> list[OfficialList]:
	month = options.month or f"{today:%Y-%m}"
	lists = _lists(ledgers, today, month, options.unit)
	options.out.mkdir(parents=True, exist_ok=True)
	for official, name in zip(lists, _list_files(month), strict=True):
		(options.out / name).write_bytes(official_workbook(official))
		_say(f"{official.title}：{len(official.rows)} 行，{options.out / name}")
	return lists


def _list_files(month: str) -> tuple[str, str]:
	return f"重大事故隐患清单-{month}.xlsx", "督办清单.xlsx"


def _lists(ledgers: Sequence[Ledger], today: date, month: str, unit: str) -> list[OfficialList]:
	records = [record for ledger in ledgers for record in ledger.records]
	hazards = {id(r): _line(r, today) for r in records}
	monthly = monthly_list(
		[hazards[id(r)] for r in records if _was_major(r)], month, today, unit=unit, translate=zh
	)
	cases = [case for r in records for case in listed_cases(r, _code(r))]
	without = [hazards[id(r)] for r in records if not is_supervised(r)]
	return [monthly, supervision_list(cases, without, today, unit=unit, translate=zh)]


def _line(record: HazardRecord, today: date):
	states = {name: state.status for name, state in five_steps(record, today).items()}
	line = listed_hazard(record, _code(record), record.hazard.county, steps=states)
	if line.registered_on is None and isinstance(record.hazard.found_on, datetime):
		line = replace(line, registered_on=record.hazard.found_on.date())
	return line


def _was_major(record: HazardRecord) -> bool:
	"""Major now, or numbered as major before a verification made it general."""
	was = any(row.previous_classification == "Major" for row in record.verifications)
	return record.hazard.classification == "Major" or was


def _code(record: HazardRecord) -> str:
	return build.COUNTY_CODES.get(record.hazard.county, "")


def _write_check(
	ledgers: Sequence[Ledger],
	checked: Sequence[Checked],
	lists: Sequence[OfficialList],
	options: argparse.Namespace,
	today: date,
) -> None:
	problems = [problem for ledger in ledgers for problem in ledger.problems]
	report, page = options.out / "检查报告.xlsx", options.out / "index.html"
	write_check_report(report, checked, problems, today)
	written = [(name.removesuffix(".xlsx"), name) for name in _list_files(f"{today:%Y-%m}")]
	links = [link for link in (*written, ("检查报告", report.name)) if (options.out / link[1]).exists()]
	write_page(page, Page("重大事故隐患治理一览", today, checked, lists, problems, links))
	unsound = sum(not item.is_sound for item in checked)
	_say(f"检查报告：{len(checked)} 条隐患，{unsound} 条有缺项，{report}")
	_say(f"网页：{page}")


def _say(text: str) -> None:
	print(text, flush=True)


if __name__ == "__main__":
	sys.exit(main())
