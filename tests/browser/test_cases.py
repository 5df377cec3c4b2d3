"""Cases from practice, tried as the people would, in English and in Chinese: a coal mine at two in the night, on a phone;
a measure completed by phone."""

from acts import OFFICE, TEXT, confirm, fill, go, measure, new_hazard, no_wider_than_the_screen
from people import COUNTY, OFFICER, OWNER, PRINCIPAL, SHIFT_LEADER
from playwright.sync_api import expect


def test_at_two_in_the_night_nothing_is_refused(person, language):
	text = TEXT[tongue := language(SHIFT_LEADER, COUNTY)]
	leader = person(SHIFT_LEADER, phone=True)
	hazard = new_hazard(leader, {"hazard_title": text["gas"], "place": "3105"})
	leader.shot(f"case-night-1-{tongue}")
	measure(leader, text["out"], withdrawn=True)
	leader.button("Record a Report")
	dialog = leader.page.locator(".modal:visible").last
	leader.fill("authority", OFFICE, dialog).shot(f"case-night-2-{tongue}")
	confirm(leader, dialog)
	leader.tab("tab_1_description")
	fill(leader, {"classification_basis": "Criterion", "criterion": "TEST-COAL-1"})
	leader.save().action("Start Rectification")
	assert leader.doc("stage") == "Rectifying"
	assert leader.doc("classification") == "Major"
	assert leader.doc("immediate_measures")[0]["people_withdrawn"] == 1
	report = leader.doc("authority_reports")[0]
	assert (report["kind"], report["method"], report["authority"]) == ("First", "Telephone", OFFICE)
	assert report["sent_at"] and report["sent_by"]
	leader.open_form("Hazard", hazard).shot(f"case-night-3-{tongue}")
	no_wider_than_the_screen(leader)
	county = person(COUNTY)
	county.goto("query-report/Monthly%20Major%20Hazard%20List")
	row = county.page.locator(".dt-row", has_text=text["gas"]).first
	expect(row).to_contain_text(county.word("Pending Verification"))
	county.moment(1500)  # the chart grows
	county.shot(f"case-night-4-{tongue}")


def test_a_measure_is_completed_by_phone_and_nothing_else(person, photo, language):
	tongue = language(OWNER)
	plan = planned(person(OFFICER), person(PRINCIPAL))
	owner = person(OWNER, phone=True)
	owner.goto("my-measures")
	card = owner.page.locator(".hg-measure-card", has=owner.page.locator(".hg-complete")).first
	owner.shot(f"case-measure-1-{tongue}")
	no_wider_than_the_screen(owner)
	row = card.get_attribute("data-row")
	card.locator(".hg-complete").click()
	dialog = owner.page.locator(".modal:visible").last
	owner.fill("result", "Vent fitted and sealed", dialog).attach("evidence", photo, dialog)
	owner.shot(f"case-measure-2-{tongue}")
	confirm(owner, dialog)
	done = owner.page.locator(f'.hg-measure-card[data-row="{row}"]')
	expect(done).to_contain_text("Vent fitted and sealed")
	expect(done.locator(".hg-complete")).to_have_count(0)
	owner.shot(f"case-measure-3-{tongue}")
	owner.open_form("Hazard", plan["hazard"])
	assert not owner.page.evaluate("cur_frm.perm[0].write")
	expect(owner.page.locator(".hg-first-minutes, .hg-go, .actions-btn-group:visible")).to_have_count(0)
	refused = owner.page.request.get(f"{owner.base_url}/api/resource/Remediation Plan/{plan['name']}")
	assert refused.status == 403


def planned(officer, principal) -> dict[str, str]:
	"""A plan with a measure of the owner; returns {hazard, name}."""
	hazard = new_hazard(officer, {"hazard_title": "Relief vent missing", "place": "Grinding shop"})
	officer.tab("tab_1_description")
	fill(officer, {"classification_basis": "Criterion", "criterion": "TEST-1"})
	officer.save()
	go(officer, hazard, "Remediation Plan")
	officer.add_row(
		"measures",
		{
			"measure": "Fit a relief vent",
			"responsible_person": "Foreman",
			"responsible_user": OWNER,
			"no_funds": "1",
			"deadline": officer.day(14),
			"contingency": "The shop stays shut",
		},
	)
	officer.save()
	return {"hazard": hazard, "name": officer.doc("name")}
