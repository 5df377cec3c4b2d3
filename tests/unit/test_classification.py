"""General or major: the criterion in force on the day found, else the definition of order 16/2007 art. 3."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from builders import CRITERION, general, major, put
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import classification as rules
from hazard_governance.domain.description import check_description
from hazard_governance.domain.facts import Criterion, Hazard
from hazard_governance.domain.vocabulary import GENERAL, MAJOR

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def texts(found) -> list[str]:
	return [deficiency.text for deficiency in found]


@given(first=DAYS, length=st.integers(0, 400) | st.none(), day=DAYS)
def test_both_ends_of_a_criterion_are_in_force(first, length, day):
	last = None if length is None else first + timedelta(days=length)
	criterion = Criterion(valid_from=first, valid_to=last)
	span = range((last - first).days + 1) if last else range((day - first).days + 1)
	assert rules.is_valid_on(criterion, day) == (day in {first + timedelta(days=n) for n in span})


def test_the_version_in_force_on_the_day_is_offered():
	old = Criterion(name="old", industry="煤矿", valid_from=date(2021, 1, 1), valid_to=date(2026, 6, 30))
	new = Criterion(name="new", industry="煤矿", valid_from=date(2026, 7, 1))
	fire = Criterion(name="fire", industry="消防", valid_from=date(2025, 11, 1))

	def offered(day, *industries):
		return [c.name for c in rules.criteria_valid_on([old, new, fire], day, industries)]

	assert offered(date(2026, 6, 30), "煤矿") == ["old"]
	assert offered(date(2026, 7, 1), "煤矿") == ["new"]
	assert offered(date(2026, 7, 1), "煤矿", "消防") == ["new", "fire"]
	assert offered(None, "煤矿") == []


@given(suspension=st.booleans(), time=st.booleans(), external=st.booleans(), criterion=st.booleans())
def test_every_combination_of_facts_gives_a_class_and_says_why(suspension, time, external, criterion):
	facts = Hazard(needs_suspension=suspension, needs_time=time, external_factor=external)
	found = rules.suggest(facts, CRITERION if criterion else None, date(2026, 11, 1), ("工贸",))
	assert (found.classification == MAJOR) == (criterion or (suspension and time) or external)
	assert found.reason.text.endswith(".")
	assert found.article.startswith("Work Safety Law" if criterion else "Order 16/2007")


@pytest.mark.parametrize(
	"criterion",
	[
		replace(CRITERION, valid_to=date(2026, 10, 31)),
		replace(CRITERION, industry="煤矿"),
		replace(CRITERION, hazard_class="General"),
	],
)
def test_a_criterion_out_of_force_or_of_another_industry_or_class_does_not_count(criterion):
	assert rules.suggest(Hazard(), criterion, date(2026, 11, 1), ("工贸",)).classification == GENERAL
	record = replace(major(), criterion=criterion)
	assert {d.fieldname for d in check_description(record)} == {"criterion"}


def test_the_deficiency_says_when_and_what_to_do():
	record = replace(major(), criterion=replace(CRITERION, valid_from=date(2026, 11, 2)))
	assert texts(check_description(record)) == [
		"Criterion GM-10-3 was not in force on 2026-11-01, the day the hazard was found. Choose one that was in force."
	]


def test_industries_of_the_record_are_ancestors_and_cross_industry_ones_when_given():
	record = major()
	assert rules.industries_of(record) == {"工贸"}
	assert rules.industries_of(replace(record, industries=frozenset({"冶金", "工贸", "消防"}))) == {
		"冶金",
		"工贸",
		"消防",
	}


@pytest.mark.parametrize(
	("facts", "fields"),
	[
		({"needs_suspension": True, "needs_time": True, "classification_reason": "须停产"}, set()),
		({"external_factor": True, "classification_reason": "周边采空区"}, set()),
		({"needs_suspension": True, "classification_reason": "须停产"}, {"needs_suspension"}),
		({"external_factor": True}, {"classification_reason"}),
	],
)
def test_the_statutory_definition_needs_its_facts_and_a_reason(facts, fields):
	hazard = replace(major().hazard, classification_basis="Statutory Definition", criterion="", **facts)
	record = replace(major(), hazard=hazard, criterion=None)
	assert {d.fieldname for d in check_description(record)} == fields


def test_general_against_the_facts_is_for_an_authority_with_a_reason():
	record = put(general(), "hazard.external_factor", True)
	found = rules.check_classification(record.hazard, record, by_authority=False)
	assert [d.fieldname for d in found] == ["classification"]
	assert "An external factor keeps the enterprise from removing it by itself." in found[0].text
	found = rules.check_classification(record.hazard, record, by_authority=True)
	assert [d.fieldname for d in found] == ["classification_reason"]
	explained = put(record, "hazard.classification_reason", "周边影响已消除")
	assert rules.check_classification(explained.hazard, explained, by_authority=True) == []


def test_the_six_elements_and_the_class_are_all_named_at_once():
	empty = put(major(), "hazard", Hazard())
	assert [d.fieldname for d in check_description(empty)] == [
		"found_on",
		"place",
		"existing_condition",
		"possible_harm",
		"scope_of_influence",
		"recurring",
		"classification",
	]


@pytest.mark.parametrize("fieldname", ["earlier_hazard", "earlier_hazard_reference"])
def test_a_recurring_hazard_names_the_earlier_one(fieldname):
	record = put(major(), "hazard.recurring", "Yes")
	assert [d.fieldname for d in check_description(record)] == ["earlier_hazard"]
	assert check_description(put(record, f"hazard.{fieldname}", "2025年台账第12条")) == []


def test_is_major_follows_the_verification_once_there_is_one():
	by_facts = put(general(), "hazard.external_factor", True)
	assert rules.is_major(by_facts)
	assert not rules.is_major(put(by_facts, "hazard.verification", "Verified"))
	assert rules.is_major(major())
	assert rules.found_day(Hazard(found_on=datetime(2026, 11, 1, 23, 59))) == date(2026, 11, 1)
