"""核实判定: who decides, what a decision needs, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import CITY, COUNTY, TODAY, VERIFICATION, general, major, put

from hazard_governance.domain import stages
from hazard_governance.domain.facts import HazardRecord, Verification
from hazard_governance.domain.verification import check_verification, effects

CONFIRM = Verification.from_mapping({**VERIFICATION, "status": "Draft", "decided_by": "", "decided_at": None})
DOWNGRADE = replace(
	CONFIRM,
	outcome="Changed",
	classification="General",
	reason="复测后条件不满足",
	classification_basis="Criterion",
)


def unverified(record: HazardRecord) -> HazardRecord:
	hazard = replace(record.hazard, verification="Pending", register_no="", verified_by_authority="")
	return replace(record, hazard=hazard, verifications=())


def fields_of(
	verification: Verification, record: HazardRecord, decider: str = "chief@example.com"
) -> list[str]:
	return [d.fieldname for d in check_verification(verification, record, TODAY, decider)]


def test_a_confirmation_says_yes_to_what_was_reported():
	bare = Verification(name="HV-9", authority=COUNTY, outcome="Confirmed", prepared_by="clerk@example.com")
	assert fields_of(bare, unverified(major())) == []
	result = effects(bare, unverified(major()))
	assert (result.classification, result.classification_basis, result.criterion) == (
		"Major",
		"Criterion",
		"GM-10-3",
	)
	assert result.verified and result.needs_register_no and not result.withdraw and not result.reopen


@pytest.mark.parametrize(
	("change", "fieldname"),
	[
		({"authority": ""}, "authority"),
		({"outcome": ""}, "outcome"),
		({"site_visited_on": date(2026, 11, 21)}, "site_visited_on"),
		({"rectification_due": date(2026, 10, 31)}, "rectification_due"),
		({"classification": "General", "reason": "误判"}, "outcome"),
		({"outcome": "Changed"}, "outcome"),
		({"criterion": "unknown"}, "criterion"),
	],
)
def test_what_keeps_a_verification_from_being_decided(change, fieldname):
	assert fieldname in fields_of(replace(CONFIRM, **change), unverified(major()))


@pytest.mark.parametrize("element", ["place", "existing_condition", "possible_harm", "scope_of_influence"])
def test_it_rests_on_a_complete_description(element):
	assert fields_of(CONFIRM, put(unverified(major()), f"hazard.{element}", "")) == [element]


@pytest.mark.parametrize(
	("change", "missing"),
	[
		({}, []),
		({"reason": ""}, ["reason"]),
		({"criterion": ""}, ["criterion"]),
		({"classification_basis": ""}, ["classification_basis"]),
		({"classification_basis": "Statutory Definition", "criterion": ""}, []),
		({"classification_basis": "Statutory Definition", "external_factor": True}, ["needs_suspension"]),
	],
)
def test_major_becomes_general_by_reason_and_basis_only(change, missing):
	assert fields_of(replace(DOWNGRADE, **change), major()) == missing


def test_a_downgrade_keeps_the_number_and_the_city_sees_it():
	result = effects(DOWNGRADE, major())
	assert result.visible_to_city and not result.needs_register_no and not result.reopen
	assert (result.previous_classification, result.classification) == ("Major", "General")


@pytest.mark.parametrize("stage", stages.PATH)
def test_general_becomes_major_at_any_time_and_reopens_what_had_passed(stage):
	record = put(put(general(), "hazard.stage", stage), "criterion", major().criterion)
	upgrade = replace(CONFIRM, outcome="Changed")
	assert fields_of(upgrade, record) == []
	assert effects(upgrade, record).reopen == (stage in ("Pending Acceptance", "Accepted", "Closed Out"))


def test_a_major_hazard_is_proposed_for_supervision_where_asked():
	proposing = replace(CONFIRM, propose_supervision=True)
	assert effects(proposing, major()).supervising_authority == COUNTY
	assert effects(replace(proposing, supervising_authority=CITY), major()).supervising_authority == CITY
	assert effects(CONFIRM, major()).supervising_authority == ""
	assert effects(replace(DOWNGRADE, propose_supervision=True), major()).supervising_authority == ""


@pytest.mark.parametrize(
	("change", "missing"),
	[
		({"outcome": "Not True"}, ["reason"]),
		({"outcome": "Not True", "reason": "现场无此设备"}, []),
		({"outcome": "Duplicate", "reason": "同一处"}, ["duplicate_of"]),
		({"outcome": "Duplicate", "reason": "同一处", "duplicate_of": "HZ-1"}, ["duplicate_of"]),
		({"outcome": "Duplicate", "reason": "同一处", "duplicate_of": "HZ-0"}, []),
	],
)
def test_not_true_and_duplicate(change, missing):
	finding = replace(CONFIRM, **change)
	assert fields_of(finding, unverified(major())) == missing
	result = effects(finding, unverified(major()))
	assert result.withdraw and not result.verified and not result.needs_register_no


def test_a_filed_hazard_is_not_withdrawn():
	finding = replace(CONFIRM, outcome="Not True", reason="误报")
	assert fields_of(finding, put(major(), "hazard.stage", "Filed")) == ["outcome"]


@pytest.mark.parametrize(
	("decider", "lone_clerk_reason", "missing"),
	[
		("chief@example.com", "", []),
		("clerk@example.com", "", ["lone_clerk_reason"]),  # prepared it
		("clerk@example.com", "本办仅一人", []),
		("reporter@example.com", "", ["lone_clerk_reason"]),  # registered the hazard
		("reporter@example.com", "本办仅一人", []),
		("principal@example.com", "本企业仅一人", ["decided_by"]),  # of the enterprise
		("li@example.com", "本企业仅一人", ["decided_by"]),
	],
)
def test_who_decides(decider, lone_clerk_reason, missing):
	verification = replace(CONFIRM, lone_clerk_reason=lone_clerk_reason)
	assert fields_of(verification, unverified(major()), decider) == missing


def test_the_city_sees_what_a_lone_clerk_decided():
	assert effects(replace(CONFIRM, lone_clerk_reason="本办仅一人"), major()).visible_to_city
	assert not effects(CONFIRM, major()).visible_to_city
