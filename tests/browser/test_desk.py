"""The desk of an office: the number on a card is the length of the list it opens, a cell of the heat map leads to its
hazards, a card of the board that is dragged stays where it is and names the action to use."""

import re

from acts import no_wider_than_the_screen
from people import COUNTY, OFFICER
from playwright.sync_api import expect


def report(desk, title: str) -> str:
	return desk.page.evaluate(
		"""doc => frappe.xcall("frappe.client.insert", { doc }).then((made) => made.name)""",
		{
			"doctype": "Hazard",
			"hazard_title": title,
			"enterprise": "Test Outsider Works",
			"place": "Warehouse",
			"source": "Enforcement Inspection",
			"found_on": desk.now(),
			"rectification_due": desk.day(3),
		},
	)


def test_an_office_reads_its_desk(person):
	county = person(COUNTY)
	county.goto("hazard")
	report(county, "Sprinkler valve shut")

	county.goto("hazard-supervision")
	# Frappe draws a chart that arrives late into a page that is left already, without any width
	expect(county.page.locator(".dashboard-widget-box svg.frappe-chart")).to_have_count(4)
	card = county.page.locator(".number-widget-box", has_text="Open Hazards in Our Charge")
	number = int(card.locator(".number").inner_text())
	assert number > 0
	card.locator(".number").click()
	county.page.wait_for_function("frappe.get_route_str() === 'List/Hazard/List'")
	expect(county.page.locator(".page-container:visible .list-count").first).to_have_text(
		re.compile(rf"\b{number}$")
	)

	county.goto("query-report/Hazard Heat Map")
	cell = county.page.locator("a.hg-heat-5").first
	number = int(cell.inner_text())
	cell.click()
	county.page.wait_for_function("frappe.get_route_str() === 'List/Hazard/List'")
	expect(county.page.locator(".page-container:visible .list-count").first).to_have_text(
		re.compile(rf"\b{number}$")
	)

	county.goto("hazard/view/calendar/default")
	expect(county.page.locator(".fc-event").first).to_be_visible()


def test_a_dragged_card_stays_and_names_the_action(person):
	county = person(COUNTY)
	county.goto("hazard")
	report(county, "Alarm switched off")
	county.goto("hazard/view/kanban/Hazard Stages")
	columns = county.page.locator(".kanban-column")
	card = columns.nth(0).locator(".kanban-card-wrapper", has_text="Alarm switched off")
	expect(card).to_be_visible()
	county.moment(600)  # the board draws its cards once more when their order arrives
	start, target = card.bounding_box(), columns.nth(1).bounding_box()
	mouse = county.page.mouse
	mouse.move(start["x"] + 40, start["y"] + 20)
	mouse.down()
	mouse.move(start["x"] + 80, start["y"] + 40, steps=5)
	mouse.move(target["x"] + 60, target["y"] + 90, steps=15)
	county.moment(300)
	mouse.up()
	expect(county.page.locator(".modal.show .msgprint")).to_contain_text("Start Rectification")
	county.errors.clear()  # the refusal itself
	county.goto("hazard/view/kanban/Hazard Stages")
	expect(columns.nth(0).locator(".kanban-card-wrapper", has_text="Alarm switched off")).to_be_visible()


def test_an_enterprise_reads_its_desk_on_a_phone(person):
	officer = person(OFFICER, phone=True)
	officer.goto("enterprise-hazards")
	expect(officer.page.locator(".number-widget-box .number").first).to_be_visible()
	no_wider_than_the_screen(officer)
	officer.goto("supervision-region/view/tree")
	expect(officer.page.locator(".hg-branch").first).to_be_visible()
	no_wider_than_the_screen(officer)
