"""The chain of server times: whole as it was written, and every altered, missing, re-ordered or cut-off entry is named."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import time_chain as rules
from hazard_governance.domain import time_words as times
from hazard_governance.domain.facts import TimeEntry
from hazard_governance.domain.time_chain import Anchor, canonical, faults, faults_of_gone, read, seal

NINE = datetime(2024, 2, 29, 9, 0, 0, 123456)
KINDS = (
	times.REGISTERED_BY_ENTERPRISE,
	times.REPORT_SENT,
	times.MEASURE_STARTED,
	times.STAGE_CHANGED,
	times.CLASS_VERIFIED,
)


def chain(length: int = 5, hazard: str = "HZ-1") -> list[TimeEntry]:
	entries, before = [], ""
	for place in range(1, length + 1):
		moment = NINE + timedelta(microseconds=place)
		entry = TimeEntry(
			name=f"{hazard}-T{place:04d}",
			hazard=hazard,
			sequence=place,
			kind=KINDS[(place - 1) % len(KINDS)],
			recorded_at=moment,
			happened_at=moment,
			recorded_by="a@x.cn",
			payload=canonical({"note": f"第{place}项"}),
			previous_hash=before,
		)
		entry = replace(entry, entry_hash=seal(entry))
		before = entry.entry_hash
		entries.append(entry)
	return entries


def texts(
	entries: list[TimeEntry], count: int | None = None, head: str | None = None, anchors=()
) -> list[str]:
	whole = chain(5)
	count = len(whole) if count is None else count
	return [f.message.text for f in faults("HZ-1", entries, count, head or whole[-1].entry_hash, anchors)]


def resealed(entry: TimeEntry, **values) -> TimeEntry:
	changed = replace(entry, **values)
	return replace(changed, entry_hash=seal(changed))


def test_a_chain_as_written_is_whole_in_any_order_of_reading():
	assert texts(chain()) == []
	assert texts(list(reversed(chain()))) == []


@pytest.mark.parametrize(
	("name", "value"),
	[
		("kind", times.TIP_RECEIVED),
		("recorded_at", NINE - timedelta(days=1)),
		("recorded_at", NINE + timedelta(microseconds=4)),
		("happened_at", NINE - timedelta(hours=1)),
		("recorded_by", "b@x.cn"),
		("payload", "{}"),
		("previous_hash", ""),
		("hazard", "HZ-2"),
		("internal", True),
	],
)
def test_every_sealed_value_of_a_row_shows_when_it_is_changed(name, value):
	entries = chain()
	entries[2] = replace(entries[2], **{name: value})
	kind = value if name == "kind" else entries[2].kind
	assert texts(entries) == [f"Entry 3 ({kind}) was altered."]


def test_nothing_but_the_scope_of_the_enterprise_is_left_out_of_the_seal():
	sealed = {
		"hazard",
		"sequence",
		"kind",
		"recorded_at",
		"happened_at",
		"recorded_by",
		"payload",
		"previous_hash",
	}
	left_out = {f.name for f in fields(TimeEntry)} - sealed
	assert left_out == {
		"name", "owner", "creation", "enterprise", "internal", "entry_hash",
		"region", "township", "county", "city", "industry", "hazard_sector",
	}  # fmt: skip


def test_a_row_that_was_sealed_anew_breaks_what_follows_it():
	entries = chain()
	entries[2] = resealed(entries[2], recorded_at=NINE)
	assert texts(entries) == [
		"Entry 3 is dated before the entry it follows.",
		"Entry 4 does not follow the entry before it: that one was replaced.",
	]
	entries = chain()
	entries[4] = resealed(entries[4], payload="{}")
	assert texts(entries) == ["Entry 5 is not the one that the hazard was left with."]


@pytest.mark.parametrize("lost", range(5))
def test_a_missing_row_is_named(lost):
	entries = chain()
	del entries[lost]
	assert texts(entries) == [f"Entry {lost + 1} is missing."]


def test_rows_that_changed_places_are_named():
	entries = chain()
	swapped = [replace(entries[1], sequence=3), replace(entries[2], sequence=2)]
	entries[1:3] = swapped
	assert texts(entries) == [f"Entry 2 ({KINDS[2]}) was altered.", f"Entry 3 ({KINDS[1]}) was altered."]


def test_a_row_of_another_chain_put_in_is_named():
	entries = [*chain(), replace(chain(5, "HZ-2")[1], hazard="HZ-1")]
	assert texts(entries) == ["Entry 2 is there twice."]


def test_a_chain_cut_off_or_lengthened_at_its_end_shows():
	assert texts(chain(3)) == ["Entry 4 is missing.", "Entry 5 is missing."]
	assert texts(chain(6)) == ["The hazard counts 5 entries, the chain has 6."]
	assert texts([]) == ["The hazard has no entry of server times."]


def test_a_chain_made_anew_is_found_out_by_a_seal_noted_elsewhere():
	forged = chain(5)
	forged[0] = resealed(forged[0], recorded_at=NINE - timedelta(days=3))
	for place in range(1, 5):
		forged[place] = resealed(forged[place], previous_hash=forged[place - 1].entry_hash)
	anchor = Anchor("ED-1", 3, chain()[2].entry_hash)
	assert texts(forged, head=forged[-1].entry_hash) == []
	assert texts(forged, head=forged[-1].entry_hash, anchors=[anchor]) == [
		"ED-1 rests on entry 3 with another seal."
	]
	assert texts(chain(), anchors=[anchor]) == []
	assert texts(chain(2), 2, chain()[1].entry_hash, [anchor]) == ["ED-1 rests on entry 3 with another seal."]


def test_what_is_left_of_a_deleted_hazard_ends_with_its_deletion():
	entries = chain(2)
	assert [f.message.text for f in faults_of_gone("HZ-1", entries)] == [
		"The hazard is gone, and no entry says that it was deleted."
	]
	deleted = resealed(
		replace(entries[1], sequence=3, previous_hash=entries[1].entry_hash), kind=times.HAZARD_DELETED
	)
	assert faults_of_gone("HZ-1", [*entries, deleted]) == []


def test_payloads_are_the_same_text_for_the_same_values():
	assert (
		canonical({"b": 1, "a": NINE})
		== canonical({"a": NINE, "b": 1})
		== '{"a":"2024-02-29T09:00:00.123456","b":1}'
	)
	assert read(TimeEntry(payload='{"a":"甲"}')) == {"a": "甲"}
	assert read(TimeEntry(payload="no json")) == read(TimeEntry(payload="[1]")) == read(TimeEntry()) == {}


def test_a_digest_depends_on_every_seal_and_their_order():
	seals = [entry.entry_hash for entry in chain()]
	assert rules.digest(seals) == rules.digest(iter(seals))
	assert (
		len({rules.digest(seals), rules.digest(seals[:-1]), rules.digest(reversed(seals)), rules.digest([])})
		== 4
	)


@given(
	st.integers(1, 8),
	st.data(),
	st.sampled_from(("kind", "recorded_by", "payload", "happened_at", "recorded_at", "previous_hash")),
)
def test_no_change_of_one_row_passes(length, data, name):
	entries = chain(length)
	head, place = entries[-1].entry_hash, data.draw(st.integers(0, length - 1))
	value = NINE - timedelta(days=1) if name.endswith("_at") else "changed"
	entries[place] = replace(entries[place], **{name: value})
	assert [f.sequence for f in faults("HZ-1", entries, length, head)] == [place + 1]


@given(st.integers(2, 8), st.data())
def test_no_loss_of_rows_passes(length, data):
	entries = chain(length)
	head = entries[-1].entry_hash
	lost = data.draw(st.sets(st.integers(1, length), min_size=1, max_size=length - 1))
	left = [entry for entry in entries if entry.sequence not in lost]
	found = [f.sequence for f in faults("HZ-1", left, length, head)]
	assert sorted(found) == sorted(lost)
