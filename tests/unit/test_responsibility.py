"""Who answers for a hazard: sector of the hazard, the enterprise's choice, industry; nobody, or two."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import responsibility_list as checks
from hazard_governance.domain.responsibility import (
	COMPREHENSIVE,
	INDUSTRY,
	NAMED,
	SECTOR,
	Claim,
	Duty,
	Matter,
	Responsibility,
	resolve,
)

PLACES = {"City": "长治市", "County": "潞州区"}
RESTAURANT = Matter(PLACES, industry="商贸", sector="城镇燃气")
WORKS = Matter(PLACES, industry="商贸")


def department(
	name: str, level: str = "County", region: str = "潞州区", kind: str = "Industry Authority", **sectors
):
	return Duty(
		name,
		kind,
		level,
		region,
		frozenset(sectors.get("industries", ())),
		frozenset(sectors.get("themes", ())),
	)


COMMERCE = department("潞州区商务局", industries=("商贸",))
GAS = department("潞州区住建局", industries=("房屋市政",), themes=("城镇燃气",))
CITY_COMMERCE = department("长治市商务局", "City", "长治市", industries=("商贸",))
CITY_GAS = department("长治市住建局", "City", "长治市", themes=("城镇燃气",))
ELSEWHERE = department("襄垣县住建局", region="襄垣县", industries=("商贸",), themes=("城镇燃气",))
EMERGENCY = department("潞州区应急管理局", kind="Emergency Management")
COMMITTEE = department("潞州区安委办", kind="Safety Committee Office", industries=("商贸",))
ALL = (COMMERCE, GAS, CITY_COMMERCE, CITY_GAS, ELSEWHERE, EMERGENCY, COMMITTEE)


def test_a_restaurants_gas_hazard_belongs_to_the_gas_authority_and_its_industry_helps():
	assert resolve(RESTAURANT, ALL) == Responsibility(GAS.name, SECTOR, (COMMERCE.name,))
	assert resolve(WORKS, ALL) == Responsibility(COMMERCE.name, INDUSTRY)


def test_the_lowest_level_supervises():
	assert resolve(WORKS, (CITY_COMMERCE, COMMERCE)).authority == COMMERCE.name
	assert resolve(WORKS, (CITY_COMMERCE, ELSEWHERE)).authority == CITY_COMMERCE.name
	assert resolve(RESTAURANT, (CITY_GAS, COMMERCE)) == Responsibility(
		CITY_GAS.name, SECTOR, (COMMERCE.name,)
	)
	town = department("老顶山街道", "Township", "老顶山街道", industries=("商贸",))
	there = replace(WORKS, places={**PLACES, "Township": "老顶山街道"})
	assert resolve(there, (*ALL, town)).authority == town.name
	assert resolve(WORKS, (*ALL, town)).authority == COMMERCE.name


def test_the_enterprises_choice_goes_before_its_industry_and_behind_the_sector():
	named = replace(WORKS, competent_authority=CITY_COMMERCE.name)
	assert resolve(named, ALL) == Responsibility(CITY_COMMERCE.name, NAMED)
	assert resolve(replace(named, sector="城镇燃气"), ALL) == Responsibility(
		GAS.name, SECTOR, (CITY_COMMERCE.name,)
	)
	assert resolve(replace(named, competent_authority=ELSEWHERE.name), ALL).authority == COMMERCE.name
	committee = replace(named, competent_authority=COMMITTEE.name)
	assert resolve(committee, ALL) == Responsibility(COMMITTEE.name, NAMED)


def test_what_nobody_answers_for_is_left_to_comprehensive_supervision_and_is_no_answer():
	orphan = Matter(PLACES, industry="水利")
	assert resolve(orphan, ALL) == Responsibility(EMERGENCY.name, COMPREHENSIVE)
	assert not resolve(orphan, ALL).answered
	assert resolve(orphan, (COMMERCE, COMMITTEE)) == Responsibility()
	assert not Responsibility().answered
	assert resolve(Matter({}), ALL) == Responsibility()


def test_two_of_one_kind_and_level_are_a_claim_of_another_level_or_kind_not():
	twin = department("潞州区市场监管局", industries=("商贸",))
	assert resolve(WORKS, (COMMERCE, twin)) == Responsibility(
		COMMERCE.name,
		INDUSTRY,
		(),
		(Claim((COMMERCE.name, twin.name), "Industry Authority", "County", INDUSTRY),),
	)
	police = department("潞州区公安局", kind="Public Security", industries=("商贸",))
	assert resolve(WORKS, (COMMERCE, police, CITY_COMMERCE)).claims == ()
	fire = department("潞州区消防大队", themes=("城镇燃气",))
	claim = Claim((GAS.name, fire.name), "Industry Authority", "County", SECTOR)
	assert resolve(RESTAURANT, (GAS, fire, COMMERCE)).claims == (claim,)


def test_the_enterprises_choice_settles_its_own_group_and_stands_against_another():
	twin = department("潞州区市场监管局", industries=("商贸",))
	settled = resolve(replace(WORKS, competent_authority=twin.name), (COMMERCE, twin))
	assert (settled.authority, settled.claims) == (twin.name, ())
	other = department("潞州区工信局", industries=("机械",))
	against = resolve(replace(WORKS, competent_authority=other.name), (COMMERCE, other))
	assert against.claims == (
		Claim((other.name, COMMERCE.name), "Industry Authority", "County", INDUSTRY, other.name),
	)


@given(
	st.permutations(ALL), st.sampled_from(["", "商贸", "城镇燃气", "水利"]), st.sampled_from(["", "城镇燃气"])
)
def test_the_order_of_the_settings_decides_nothing(duties, industry, sector):
	matter = Matter(PLACES, industry=industry, sector=sector)
	assert resolve(matter, duties) == resolve(matter, ALL)


@given(st.permutations(ALL))
def test_whoever_answers_lies_in_the_place_and_never_coordinates(duties):
	found = resolve(RESTAURANT, duties)
	assert found.authority in {d.name for d in ALL} - {ELSEWHERE.name, COMMITTEE.name}


# --- the check -----------------------------------------------------------------------------------------------------
def hazard(name: str, matter: Matter = WORKS, **values) -> checks.CheckedHazard:
	return checks.CheckedHazard(
		name, matter, "气瓶间无报警器", enterprise="甲饭店", county="潞州区", **values
	)


TWIN = department("潞州区市场监管局", industries=("商贸",))


def row(**values) -> dict:
	return {
		"idx": 1,
		"finding": "No Authority Answers",
		"hazard": "HZ-1",
		"register_no": "Pending Verification",
		"hazard_title": "气瓶间无报警器",
		"enterprise": "甲饭店",
		"county": "潞州区",
		"industry": "商贸",
		"sector": "",
		"level": "",
		"authorities": "",
		"supervised_by": "",
		"reason": "",
		"what_to_do": "",
		**values,
	}


def check(hazards, duties, view: str = "") -> list[dict]:
	return checks.rows(checks.findings(hazards, duties, view))


def test_whole_rows_of_hazards_nobody_answers_for():
	enter = "Enter 商贸 among the industries of an authority of 潞州区, or the competent authority in the enterprise."
	nobody = "No authority of 潞州区 answers for the industry 商贸, and the enterprise names none."
	assert check([hazard("HZ-1")], (GAS,)) == [row(reason=nobody, what_to_do=enter)]
	gone = hazard("HZ-1", dissolved="潞州区经贸局")
	assert (
		check([gone], (GAS,))[0]["reason"]
		== f"{nobody} 潞州区经贸局, which the enterprise names, is dissolved."
	)
	assert check([hazard("HZ-1")], (EMERGENCY,)) == [
		row(
			supervised_by=EMERGENCY.name,
			reason="No authority of 潞州区 answers for the industry 商贸; only the comprehensive supervision of "
			"潞州区应急管理局 reaches it.",
			what_to_do=enter,
		)
	]
	assert set(row()) == {column.fieldname for column in checks.COLUMNS}


def test_a_sector_that_has_authorities_elsewhere_only():
	gas = hazard("HZ-1", RESTAURANT, register_no="140403-202611-0001")
	assert check([gas], (COMMERCE, ELSEWHERE)) == [
		row(
			register_no="140403-202611-0001",
			sector="城镇燃气",
			supervised_by=COMMERCE.name,
			reason="No authority of 潞州区 answers for hazards of the sector 城镇燃气; 潞州区商务局 supervises it by "
			"the enterprise's industry.",
			what_to_do="Enter 城镇燃气 among the hazards that an authority of 潞州区 answers for in every enterprise.",
		)
	]
	assert check([gas], (COMMERCE,)) == []


def test_whole_rows_of_hazards_two_answer_for():
	assert check([hazard("HZ-1")], (COMMERCE, TWIN)) == [
		row(
			finding="Two Authorities Answer",
			level="County",
			authorities="潞州区商务局, 潞州区市场监管局",
			supervised_by=COMMERCE.name,
			reason="潞州区商务局, 潞州区市场监管局 answer for the industry 商贸 at the same level, and the enterprise "
			"names none of them.",
			what_to_do="Take 商贸 out of the industries of one of them, or enter the competent authority in the enterprise.",
		)
	]
	fire = department("潞州区消防大队", themes=("城镇燃气",))
	(found,) = check([hazard("HZ-1", RESTAURANT)], (GAS, fire))
	assert (
		found["reason"]
		== "潞州区住建局, 潞州区消防大队 answer for hazards of the sector 城镇燃气 at the same level."
	)
	assert found["what_to_do"] == "Take 城镇燃气 out of the hazards that one of them answers for."
	other = department("潞州区工信局", industries=("机械",))
	(found,) = check([hazard("HZ-1", replace(WORKS, competent_authority=other.name))], (COMMERCE, other))
	assert (
		found["reason"]
		== "The enterprise names 潞州区工信局; by the settings 潞州区商务局 answers for the industry 商贸."
	)
	assert found["authorities"] == "潞州区工信局, 潞州区商务局"


@pytest.mark.parametrize(
	("view", "expected"),
	[
		("", [("HZ-1", "Two Authorities Answer"), ("HZ-2", "No Authority Answers")]),
		("No Authority Answers", [("HZ-2", "No Authority Answers")]),
		("Two Authorities Answer", [("HZ-1", "Two Authorities Answer")]),
	],
)
def test_the_two_views(view, expected):
	hazards = [
		hazard("HZ-2", Matter(PLACES, "水利")),
		hazard("HZ-1", register_no="1"),
		hazard("HZ-3", RESTAURANT),
	]
	duties = (COMMERCE, TWIN, GAS)
	found = checks.findings(hazards, duties, view)
	assert [(f.hazard.name, f.kind) for f in found] == expected
	if not view:
		cards = checks.cards(3, found)
		assert [(card.label, card.value, card.indicator) for card in cards] == [
			("Hazards Checked", 3, "Blue"),
			("No Authority Answers", 1, "Red"),
			("Two Authorities Answer", 1, "Red"),
		]
