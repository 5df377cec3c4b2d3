"""An office works through its call list on a phone, in English and in Chinese: the number, the reason, one button."""

from acts import no_wider_than_the_screen
from people import COUNTY
from playwright.sync_api import expect

WORKS = "Test Outsider Works"


def test_a_call_is_made_and_recorded(person, language):
	tongue = language(COUNTY)
	county = person(COUNTY, phone=True)
	county.goto("hazard")
	title = f"Stairs blocked ({tongue})"
	county.page.evaluate(
		"""doc => frappe.xcall("frappe.client.insert", { doc })""",
		{
			"doctype": "Hazard",
			"hazard_title": title,
			"enterprise": WORKS,
			"place": "Warehouse",
			"source": "Enforcement Inspection",
			"found_on": county.now(),
			"rectification_due": county.day(),
		},
	)
	county.goto("call-list")
	card = county.page.locator(f'.hg-call[data-party="{WORKS}"]')
	expect(card).to_contain_text(title)
	expect(card).to_contain_text(county.word("No telephone number is entered."))
	no_wider_than_the_screen(county)
	county.shot(f"call-list-1-{tongue}")
	card.locator("input").fill("The stairs are free by noon")
	card.locator(".hg-record-call").click()
	called = county.page.locator(f'.hg-call[data-party="{WORKS}"] .hg-called').last
	expect(called).to_contain_text("The stairs are free by noon")
	county.shot(f"call-list-2-{tongue}")
