"""The rectification report in a Chinese desk: composed, edited, composed again without losing a word; its papers; and what
a link field leaves out, in words."""

import pytest
from acts import TEXT, new_hazard
from people import SOLE
from playwright.sync_api import expect

OWN_WORDS = "本店自行撰写的描述"


def begin(desk, hazard: str, doctype: str) -> None:
	"""A new document about the hazard, as the button of the form makes it."""
	desk.page.evaluate("([doctype, hazard]) => frappe.new_doc(doctype, { hazard })", [doctype, hazard])
	desk.page.wait_for_function(
		"dt => window.cur_frm && cur_frm.doctype === dt && cur_frm.is_new()", arg=doctype
	)
	desk.settle()


def compose(desk, difference) -> None:
	"""Compose a report that has text of its own: what differs is shown. A form that is drawn anew between press and release
	has had no click, and it is pressed again."""
	desk.button("Compose from the Record")
	try:
		expect(difference).to_be_visible(timeout=15000)
	except AssertionError:
		desk.button("Compose from the Record")
		expect(difference).to_be_visible()


@pytest.mark.parametrize("language", ["zh"], indirect=True)
def test_composing_again_keeps_what_people_wrote(person, photo, language):
	language(SOLE)
	chef = person(SOLE)
	hazard = new_hazard(chef, {"hazard_title": TEXT["zh"]["hose"], "place": "厨房"}, photo)
	begin(chef, hazard, "Rectification Report")
	chef.save()
	chef.button("Compose from the Record")
	expect(chef.control("description")).to_contain_text(TEXT["zh"]["hose"])
	chef.fill("description", OWN_WORDS).save()
	difference = chef.page.locator('.hg-difference[data-fieldname="description"]')
	compose(chef, difference)
	expect(difference).to_contain_text("一、隐患描述")
	expect(difference.locator(".hg-line-written")).to_have_text(f"− {OWN_WORDS}")
	expect(difference.locator(".hg-line-composed").first).to_contain_text("+ ")
	chef.shot("report-differences", full=True)
	primary = chef.page.locator(".modal:visible .btn-modal-primary")
	primary.click()
	expect(difference).to_have_count(0)
	chef.settle()
	assert OWN_WORDS in chef.doc("description"), "nothing is replaced that nobody ticked"
	compose(chef, difference)
	difference.locator("input").last.check()
	chef.page.locator(".modal:visible .btn-modal-primary").click()
	expect(difference).to_have_count(0)
	expect(chef.control("description")).to_contain_text(TEXT["zh"]["hose"])
	chef.save().button("Compose from the Record")
	assert not chef.page.locator(".hg-difference").count(), "the editor's own markup is no difference"

	chef.button("Official Papers")
	paper = chef.page.locator('.hg-paper-row[data-paper="rectification-report"]')
	expect(paper).to_contain_text("高质量整改报告")
	expect(paper).to_contain_text("草稿")
	expect(paper.locator("li").first).to_be_visible()
	chef.shot("report-papers", full=True)
	chef.page.locator(".modal:visible .btn-modal-close").click()
	expect(paper).to_be_hidden()

	begin(chef, hazard, "Accountability Action")
	chef.control("measures").locator(".grid-add-row").click()
	row = chef.page.locator(".grid-body .grid-row").last
	row.locator('[data-fieldname="measure"]').first.click()
	row.locator('[data-fieldname="measure"] input').first.press_sequentially("检查", delay=60)
	said = row.locator("[role=listbox]").first
	expect(said).to_contain_text("仅列出")
	expect(said).to_contain_text("停用")
	assert "isabled" not in said.inner_text()
	chef.shot("link-filter", full=True)
