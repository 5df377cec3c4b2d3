"""An analysis and a plan written on a phone, in Chinese, by a safety officer without the desk; rows are added, filled and
taken out with the keyboard alone; every form is looked at by axe-core."""

import re

from acts import no_wider_than_the_screen
from people import MEASURER
from playwright.sync_api import expect
from portal import accessible, tab_to, visit


def looked_at(officer) -> None:
	no_wider_than_the_screen(officer)
	accessible(officer)


def reported(page, title: str) -> None:
	page.fill("#a-hazard_title", title)
	page.fill("#a-place", "1号车间")
	page.click("form.act button[type=submit]")
	expect(page.locator("[role=status]")).to_be_visible()


def press(page, name: str) -> None:
	page.get_by_role("button", name=name, exact=True).last.click()


def test_a_major_hazard_is_described_analysed_and_planned_on_a_phone(person, language):
	if language(MEASURER) == "en":
		return  # in English with the keyboard, below
	officer = visit(person(MEASURER, phone=True), "/report")
	page = officer.page
	reported(page, "除尘管道积尘")
	described(officer)
	analysed(officer)
	planned(officer)


def described(officer) -> None:
	page = officer.page
	page.get_by_role("link", name="编辑：一、述情").click()
	looked_at(officer)
	# a field that matters only with another is not in the way
	expect(page.locator("#a-criterion")).to_be_hidden()
	page.select_option("#a-classification", "Major")
	page.select_option("#a-classification_basis", "Criterion")
	expect(page.locator("#a-criterion")).to_be_visible()
	page.fill("#a-criterion", "TEST-1")
	for name, text in {
		"existing_condition": "梁上积尘 5 毫米",
		"possible_harm": "粉尘爆炸",
		"scope_of_influence": "整个车间，12 人",
	}.items():
		page.fill(f"#a-{name}", text)
	page.select_option("#a-recurring", "No")
	press(page, "保存")
	expect(page.locator("[role=status]")).to_contain_text("已保存")
	looked_at(officer)


def analysed(officer) -> None:
	page = officer.page
	page.get_by_role("link", name="开始填写：原因分析").click()
	looked_at(officer)
	officer.shot("portal-analysis-phone-zh")
	questions = page.locator("fieldset.choice")
	assert questions.count() == 26
	for number in range(26):
		questions.nth(number).locator("label").first.click()
	press(page, "添加一行：原因")
	# nothing that was tapped is gone, and the new row has the focus
	assert page.locator("fieldset.choice input:checked").count() == 26
	expect(page.locator("[name='causes.new-1.description']")).to_be_focused()
	page.keyboard.type("无人清扫横梁")
	page.evaluate("scrollTo(0, document.activeElement.getBoundingClientRect().top + scrollY - 100)")
	officer.shot("portal-cause-phone-zh")
	press(page, "保存")
	problems = page.locator("#problems")
	expect(problems).to_be_focused()
	expect(problems).to_contain_text("原因层次")
	looked_at(officer)
	assert [error for error in officer.errors if "422" in error] == officer.errors
	officer.errors.clear()
	page.select_option("[name='causes.new-1.level']", "Root")
	page.select_option("[name='causes.new-1.dimension']", "Management")
	press(page, "保存")
	expect(page.locator("[role=status]")).to_contain_text("已保存")
	expect(page.get_by_text("无人清扫横梁")).to_be_visible()
	looked_at(officer)
	page.get_by_role("link", name="提交析因").click()
	page.click("form.act button[type=submit]")
	expect(page.locator("#problems")).to_contain_text("直接原因")
	officer.errors.clear()
	page.get_by_role("link", name="取消").click()
	page.get_by_role("link", name="查看隐患").click()


def planned(officer) -> None:
	page = officer.page
	page.get_by_role("link", name=re.compile("^开始填写：.*方案$")).first.click()
	page.fill("#a-goals", "横梁无积尘")
	press(page, "添加一行：措施")
	for name, text in {
		"measure": "加装吸尘管",
		"responsible_person": "李主任",
		"funds": "3.5",
		"deadline": "2031-01-31",
		"contingency": "停止打磨",
	}.items():
		page.fill(f"[name='measures.new-1.{name}']", text)
	press(page, "添加一行：措施")
	press(page, "删除 措施 2")
	expect(page.get_by_role("button", name="添加一行：措施", exact=True)).to_be_focused()
	assert page.input_value("[name='measures.new-1.measure']") == "加装吸尘管"
	looked_at(officer)
	officer.shot("portal-plan-phone-zh")
	press(page, "保存")
	expect(page.locator("[role=status]")).to_contain_text("已保存")
	expect(page.locator("main")).to_contain_text("加装吸尘管")


def test_a_cause_is_added_with_the_keyboard_alone(person):
	officer = visit(person(MEASURER), "/report")
	page, keyboard = officer.page, officer.page.keyboard
	reported(page, "Dust on the beams")
	described_by_definition(page)
	tab_to(officer, "Begin: Root Cause Analysis")
	keyboard.press("Enter")
	page.wait_for_url(re.compile("kind=root-cause-analysis"))
	accessible(officer)
	tab_to(officer, "Yes")
	keyboard.press("Space")
	keyboard.press("ArrowRight")
	tab_to(officer, "Add a Row: Causes", most=400)
	keyboard.press("Enter")
	expect(page.locator("[name='causes.new-1.description']")).to_be_focused()
	keyboard.type("Nobody cleans")
	tab_to(officer, "Level")
	keyboard.type("Root")
	tab_to(officer, "Dimension")
	keyboard.type("Management")
	tab_to(officer, "Save", most=400)
	keyboard.press("Enter")
	expect(page.locator("[role=status]")).to_contain_text("Saved.")
	expect(page.locator("main")).to_contain_text("Nobody cleans")
	page.get_by_role("link", name="To the Hazard").click()
	a_report_is_edited_as_it_looks(officer)


def a_report_is_edited_as_it_looks(officer) -> None:
	"""Composed from the record, changed in place; what was not touched stays as it is."""
	page = officer.page
	page.get_by_role("link", name="Begin: Rectification Report").click()
	press(page, "Compose from the Record")
	section = page.get_by_role("textbox", name="2 Cause Analysis")
	expect(section.get_by_role("table").first).to_contain_text("Nobody cleans")
	lessons = page.get_by_role("textbox", name="9 Lessons and Lasting Mechanism")
	lessons.click()
	page.keyboard.type("We clean every shift")
	accessible(officer)
	officer.shot("portal-report-en")
	press(page, "Save")
	expect(page.locator("[role=status]")).to_contain_text("Saved.")
	expect(page.locator("main")).to_contain_text("We clean every shift")
	expect(page.locator("main table").first).to_contain_text("Nobody cleans")


def described_by_definition(page) -> None:
	page.get_by_role("link", name="Edit: 1 Description").click()
	page.select_option("#a-classification", "Major")
	page.select_option("#a-classification_basis", "Statutory Definition")
	page.check("#a-needs_suspension")
	press(page, "Save")
	expect(page.locator("[role=status]")).to_contain_text("Saved.")


def test_without_javascript_rows_are_added_and_the_enter_key_saves(person):
	officer = visit(person(MEASURER, java_script_enabled=False), "/report")
	page = officer.page
	reported(page, "Guard off the press")
	page.get_by_role("link", name="Begin: Rectification Acceptance").click()
	page.fill("#a-remarks", "Written before the row")
	press(page, "Add a Row: Acceptance Team")
	assert page.input_value("#a-remarks").strip() == "Written before the row"
	member = page.locator("[name='team.new-1.member_name']")
	expect(member).to_be_focused()
	member.fill("Engineer Zhou")
	member.press("Enter")
	expect(page.locator("[role=status]")).to_contain_text("Saved.")
	expect(page.locator("main")).to_contain_text("Engineer Zhou")
