"""What a chain says: the earliest report, finding by others and measure; claims count only as an officer vouches for them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import time_words as times
from hazard_governance.domain.facts import TimeEntry
from hazard_governance.domain.server_times import server_times
from hazard_governance.domain.time_chain import canonical

NINE = datetime(2024, 2, 29, 9, 0, 0, 5)
OWN = {"source": "Self-Inspection"}


def entry(place: int, kind: str, happened: datetime | None = None, **payload) -> TimeEntry:
	"""The entry written `place` hours after nine."""
	recorded = NINE + timedelta(hours=place)
	return TimeEntry(
		hazard="HZ-1",
		sequence=place,
		kind=kind,
		recorded_at=recorded,
		happened_at=happened or recorded,
		recorded_by="a@x.cn",
		payload=canonical(payload),
	)


def at(hours: float) -> datetime:
	return NINE + timedelta(hours=hours)


def test_the_enterprises_own_registration_is_its_report():
	found = server_times([entry(1, times.REGISTERED_BY_ENTERPRISE, **OWN)])
	assert (found.reported.at, found.source, found.inspected, found.tipped) == (
		at(1),
		"Self-Inspection",
		None,
		None,
	)


@pytest.mark.parametrize(
	("source", "reported", "inspected", "tipped"),
	[
		("Self-Inspection", True, False, False),
		("Public Report", False, False, True),
		("Enforcement Inspection", False, True, False),
		("Superior Inspection", False, True, False),
	],
)
def test_what_an_authority_registers_shows_by_whom_it_was_found(source, reported, inspected, tipped):
	found = server_times([entry(1, times.REGISTERED_BY_AUTHORITY, source=source)])
	assert (bool(found.reported), bool(found.inspected), bool(found.tipped)) == (reported, inspected, tipped)


def test_a_receipt_by_hand_counts_from_what_its_officer_vouches_for():
	chain = [
		entry(1, times.REGISTERED_BY_AUTHORITY, source="Enforcement Inspection"),
		entry(2, times.REPORT_NOTED, method="Telephone", received_at="2024-02-29 08:00:00"),
	]
	assert server_times(chain).reported is None
	told = entry(3, times.REPORT_RECEIVED, at(-1), method="Telephone", officer="王科长")
	found = server_times([*chain, told]).reported
	assert (found.at, found.recorded_at, found.method, found.officer) == (
		at(-1),
		at(3),
		"Telephone",
		"王科长",
	)
	late = server_times([*chain, entry(3, times.REPORT_RECEIVED, method="Paper", officer="王科长")]).reported
	assert (late.at, late.officer) == (at(3), "")


def test_an_inspection_counts_from_its_proof_and_an_order_from_its_entry():
	own = entry(1, times.REGISTERED_BY_ENTERPRISE, **OWN)
	assert server_times([own, entry(2, times.ORDER_ISSUED)]).inspected.at == at(2)
	assert server_times([own, entry(2, times.INSPECTION_BEGUN, at(0.5))]).inspected.at == at(0.5)
	assert server_times([own, entry(2, times.TIP_RECEIVED, at(0.7))]).tipped.at == at(0.7)


def test_a_source_changed_by_an_authority_counts_and_by_the_enterprise_does_not():
	registered = entry(1, times.REGISTERED_BY_ENTERPRISE, source="Public Report")
	change = {"source": ["Public Report", "Self-Inspection"]}
	by_enterprise = entry(2, times.FACTS_CHANGED, by_enterprise=True, **change)
	by_authority = entry(2, times.FACTS_CHANGED, by_enterprise=False, **change)
	assert server_times([registered, by_enterprise]).source == "Public Report"
	assert server_times([registered, by_authority]).source == "Self-Inspection"


def test_a_hazard_taken_over_counts_from_the_register_and_says_so():
	taken = entry(5, times.TAKEN_OVER, at(-100), by_enterprise=True, measure_at="2024-02-25 08:00:00", **OWN)
	found = server_times([taken])
	assert (found.reported.at, found.measured.at, found.taken_over_at) == (
		at(-100),
		datetime(2024, 2, 25, 8),
		at(5),
	)
	assert server_times([entry(5, times.TAKEN_OVER, at(-100), source="Public Report")]).reported is None


def test_a_hazard_deleted_before_lends_nothing_to_the_one_with_its_number():
	chain = [
		entry(1, times.REGISTERED_BY_ENTERPRISE, **OWN),
		entry(2, times.HAZARD_DELETED),
		entry(3, times.REGISTERED_BY_AUTHORITY, source="Public Report"),
	]
	found = server_times(chain)
	assert (found.reported, found.source, found.tipped.at) == (None, "Public Report", at(3))


@given(st.permutations(range(1, 5)))
def test_the_order_of_reading_changes_nothing_and_the_earliest_counts(order):
	kinds = (times.REGISTERED_BY_ENTERPRISE, times.REPORT_SENT, times.MEASURE_STARTED, times.MEASURE_STARTED)
	chain = [entry(place, kind, **OWN) for place, kind in enumerate(kinds, 1)]
	found = server_times([chain[place - 1] for place in order])
	assert (found.reported.at, found.measured.at) == (at(1), at(3))
