"""hazard-ledger: demo, check, lists; what they write and how they end."""

from datetime import date

import pytest
from openpyxl import load_workbook

from hazard_governance.ledger import cli
from hazard_governance.ledger.check import AHEAD, check_ledgers
from hazard_governance.ledger.reader import read_ledgers
from hazard_governance.setup.demo_data import places
from hazard_governance.setup.demo_data.hazards import HAZARDS

TODAY = date(2026, 11, 24)
RUN = ["--today", TODAY.isoformat()]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
	out = tmp_path_factory.mktemp("demo") / "output"
	assert cli.main(["demo", "--out", str(out), *RUN]) == 0
	return out


def test_the_demo_writes_a_ledger_an_enterprise_the_lists_the_report_and_the_page(demo):
	ledgers = sorted(path.stem for path in (demo / "台账").glob("*.xlsx"))
	assert ledgers == sorted(spec.name for spec in places.ENTERPRISES)
	others = {path.name for path in demo.iterdir() if path.is_file()}
	assert others == {"重大事故隐患清单-2026-11.xlsx", "督办清单.xlsx", "检查报告.xlsx", "index.html"}


def test_the_page_shows_every_hazard_and_escapes(demo):
	page = (demo / "index.html").read_text(encoding="utf-8")
	assert "铝件抛光车间干式除尘系统未采取泄爆措施" in page
	assert page.count("<article") == len(HAZARDS)
	assert "<script" not in page


def test_the_monthly_list_has_title_unit_month_header_and_totals(demo):
	sheet = load_workbook(demo / "重大事故隐患清单-2026-11.xlsx").active
	texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
	assert "清单" in sheet["A1"].value
	assert any("2026年11月" in text for text in texts[:6]) and any(
		cli.CITY_OFFICE in text for text in texts[:6]
	)
	assert "待核实" in texts
	assert not [text for text in texts if text.startswith("=")]


def test_check_names_every_gap_and_ends_with_one(demo, tmp_path, capsys):
	files = [str(path) for path in sorted((demo / "台账").glob("*.xlsx"))]
	assert cli.main(["check", *files, "--out", str(tmp_path), *RUN]) == 1
	told = capsys.readouterr().out
	checked = check_ledgers(read_ledgers(files), TODAY)
	for item in checked:
		for gap in item.gaps:
			if gap.kind != AHEAD:
				assert f"{gap.hazard} " in told and gap.text in told
	rows = load_workbook(tmp_path / "检查报告.xlsx")["缺项明细"].max_row - 1
	assert rows == sum(len(item.gaps) for item in checked) > 50


def test_the_complete_hazard_lacks_nothing(demo):
	files = [demo / "台账" / "长治市星河机械制造有限公司.xlsx"]
	showcase = next(c for c in check_ledgers(read_ledgers(files), TODAY) if c.record.hazard.name == "XH-01")
	assert showcase.gaps == () and showcase.is_sound
	assert len(showcase.steps) == 5


def test_check_of_a_file_that_is_no_workbook_ends_with_one(tmp_path, capsys):
	broken = tmp_path / "broken.xlsx"
	broken.write_text("no")
	assert cli.main(["check", str(broken), "--out", str(tmp_path / "out"), *RUN]) == 1
	assert "broken.xlsx" in capsys.readouterr().out


def test_lists_of_another_month(demo, tmp_path):
	files = [str(demo / "台账" / "襄垣县鸿丰煤业有限公司.xlsx")]
	command = [
		"lists",
		*files,
		"--month",
		"2026-09",
		"--unit",
		"襄垣县安委办",
		"--output",
		str(tmp_path),
		*RUN,
	]
	assert cli.main(command) == 0
	sheet = load_workbook(tmp_path / "重大事故隐患清单-2026-09.xlsx").active
	assert any("襄垣县安委办" in str(cell.value) for row in sheet.iter_rows(max_row=3) for cell in row)
	assert (tmp_path / "督办清单.xlsx").exists()


@pytest.mark.parametrize("arguments", [[], ["lists", "x.xlsx", "--month", "2026-13"], ["check"]])
def test_wrong_arguments_end_with_two(arguments, capsys):
	with pytest.raises(SystemExit) as ended:
		cli.main(arguments)
	assert ended.value.code == 2
