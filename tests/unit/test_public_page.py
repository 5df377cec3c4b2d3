"""What the public may read of a hazard, and when."""

from dataclasses import fields, replace
from datetime import date, datetime

import pytest

from hazard_governance.domain import public_page as rules
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.facts import HazardRecord

KEY = "0" * 32
RELEASED = {"authority": "County Office", "released_by": "clerk", "released_at": datetime(2026, 11, 20, 9)}


def record(settings: dict | None = None, plan: dict | None = None, **hazard) -> HazardRecord:
	return HazardRecord.build(
		hazard={
			"name": "HZ-1",
			"hazard_title": "Dust seen by Zhao Liu",
			"existing_condition": "Zhao Liu photographed 5 mm of dust",
			"possible_harm": "Explosion",
			"enterprise": "Works",
			"place": "Grinding shop",
			"unit": "North bay",
			"source": v.PUBLIC_REPORT,
			"found_by_name": "Zhao Liu",
			"found_by_organization": "Tenants' Union",
			"classification": v.MAJOR,
			"verification": v.VERIFIED,
			"register_no": "140400-202611-0001",
			"stage": v.RECTIFYING,
			"responsible_person": "Wang Qiang",
			"rectification_due": date(2026, 12, 1),
			"immediate_measures": [{"measure": "Stop grinding"}],
			"interim_controls": [{"control": "Rope off the bay"}],
			"general_accountability": "A secret of the enterprise",
			"public_token": KEY,
			"public_releases": [RELEASED],
			**hazard,
		},
		enterprise={"name": "Works", "enterprise_name": "Works Ltd", "principal_name": "Li Ming"},
		plan=plan,
		settings={"public_pages": 1, **(settings or {})},
	)


def test_the_page_shows_these_fields_and_no_other():
	assert [item.name for item in fields(rules.PublicNotice)] == [
		"number",
		"title",
		"condition",
		"enterprise",
		"place",
		"measures",
		"responsible",
		"due",
		"stage",
		"authority",
		"hotline",
	]


def test_what_the_page_tells():
	shown = rules.notice(record())
	assert shown == rules.PublicNotice(
		number="140400-202611-0001",
		title="Dust seen by ×××",
		condition="××× photographed 5 mm of dust",
		enterprise="Works Ltd",
		place="North bay Grinding shop",
		measures=("Stop grinding", "Rope off the bay"),
		responsible="Wang Qiang",
		due=date(2026, 12, 1),
		stage=v.RECTIFYING,
		authority="County Office",
		hotline="12350",
	)


def test_measures_of_the_plan_take_the_place_of_the_first_ones():
	assert rules.notice(record(plan={"measures": [{"measure": "Fit a suction line"}]})).measures == (
		"Fit a suction line",
	)


def test_an_informer_is_named_in_no_text_even_where_responsible():
	shown = rules.notice(record(responsible_person="Zhao Liu", place="Flat of Tenants' Union"))
	assert shown.responsible == "×××"
	assert shown.place == "North bay Flat of ×××"


def test_whoever_found_it_at_work_is_not_told_but_who_is_responsible_is():
	mine = {"source": v.SELF_INSPECTION, "found_by_name": "Zhao Liu、Wang Qiang"}
	assert rules.notice(record(**mine)).title == "Dust seen by ×××"
	assert rules.notice(record(**mine), ["Wang Qiang"]).responsible == "Wang Qiang"
	told = rules.notice(record(**mine, existing_condition="Reported by Sun Qi"), ["Sun Qi"])
	assert told.condition == "Reported by ×××"


def test_words_that_the_caller_knows_of_are_masked_as_well():
	shown = rules.notice(record(place="Behind the Red House"), withheld=frozenset(("Red House",)))
	assert shown.place == "North bay Behind the ×××"


WITHDRAWN = {**RELEASED, "withdrawn_at": datetime(2026, 11, 21, 9)}


@pytest.mark.parametrize(
	"closed",
	[
		record(settings={"public_pages": 0}),
		record(public_releases=[]),
		record(public_releases=[WITHDRAWN]),
		record(public_token=""),
		record(classification=v.GENERAL),
		record(stage=v.WITHDRAWN),
	],
	ids=["off", "never released", "withdrawn", "no key", "general", "not true"],
)
def test_a_page_that_is_not_open_shows_nothing(closed):
	assert rules.notice(closed) is None


def test_a_page_may_be_opened_again():
	assert rules.notice(record(public_releases=[WITHDRAWN, RELEASED]))


def test_a_page_goes_on_after_the_hazard_is_closed_out():
	assert rules.notice(record(stage=v.CLOSED_OUT)).stage == v.CLOSED_OUT


@pytest.mark.parametrize(
	("changes", "message"),
	[
		({"settings": {"public_pages": 0}}, rules.SWITCHED_OFF),
		({"classification": v.GENERAL}, rules.NOT_MAJOR),
		({"verification": v.PENDING}, rules.NOT_VERIFIED),
		({"register_no": ""}, rules.NOT_VERIFIED),
		({"stage": v.WITHDRAWN}, rules.WITHDRAWN),
		({"public_releases": [RELEASED]}, rules.ALREADY),
		({"existing_condition": ""}, rules.NO_CONDITION),
		({"place": " "}, rules.NO_PLACE),
		({"responsible_person": ""}, rules.NO_OWNER),
		({"rectification_due": None}, rules.NO_DEADLINE),
		({"immediate_measures": [], "interim_controls": []}, rules.NO_MEASURES),
	],
)
def test_what_stands_against_a_release(changes, message):
	assert [d.message for d in rules.check_release(record(**{"public_releases": [], **changes}))] == [message]


def test_nothing_stands_against_a_complete_one():
	assert rules.check_release(record(public_releases=[])) == []


def test_a_page_is_withdrawn_once_and_with_a_reason():
	hazard = record().hazard
	assert rules.check_withdrawal(hazard, "wrong place") == []
	assert [d.message for d in rules.check_withdrawal(hazard, " ")] == [rules.NO_REASON]
	closed = replace(hazard, public_releases=())
	assert [d.message for d in rules.check_withdrawal(closed, "x")] == [rules.NOT_RELEASED]
