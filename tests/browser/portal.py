"""What tests of the portal do on every page: open it, have axe-core look at it, walk through it with the keyboard."""

import re

from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


def visit(desk, path: str):
	desk.page.goto(f"{desk.base_url}/hazards{path}")
	return desk


def accessible(desk) -> None:
	"""axe-core finds nothing against WCAG 2.1 AA."""
	found = Axe().run(desk.page, options=RULES).response["violations"]
	told = [(rule["id"], [node["html"][:120] for node in rule["nodes"]][:3]) for rule in found]
	assert not told, f"{desk.page.url}: {told}"


def tab_to(desk, name: str, most: int = 120) -> None:
	"""Walk with the Tab key until the link, button or field of this name has the focus."""
	for _step in range(most):
		desk.page.keyboard.press("Tab")
		focused = desk.page.evaluate(
			"""() => { const e = document.activeElement;
			const label = e.labels && e.labels[0] ? e.labels[0].innerText : e.innerText || e.value || "";
			return label.replace(/\\s+/g, " ").trim(); }"""
		)
		if re.match(rf"{re.escape(name)}( \(required\))?$", focused):
			visible = desk.page.evaluate(
				"() => getComputedStyle(document.activeElement).outlineStyle !== 'none'"
			)
			assert visible, f"{name} has the focus and does not show it"
			return
	raise AssertionError(f"the keyboard does not reach {name}")


def press(desk, name: str) -> None:
	"""Walk to the link or button of this name and use it; the next page is there afterwards."""
	tab_to(desk, name)
	with desk.page.expect_navigation():
		desk.page.keyboard.press("Enter")
