"""The lot: nobody picks, everybody can draw again, and whatever was changed afterwards shows."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import lot

names = st.lists(st.text("HZ0123456789-", min_size=1, max_size=8), min_size=1, max_size=30, unique=True)
seeds = st.text("0123456789abcdef", min_size=1, max_size=32)


def drawn(tickets) -> list[str]:
	return [ticket.name for ticket in tickets if ticket.drawn]


@given(names, seeds, st.integers(1, 40), st.randoms())
def test_the_order_in_which_names_came_in_does_not_matter(pool, seed, number, random):
	shuffled = [*pool, pool[0]]
	random.shuffle(shuffled)
	assert lot.draw(shuffled, seed, number) == lot.draw(pool, seed, number)


@given(names, seeds, st.integers(1, 40))
def test_so_many_are_drawn_as_were_asked_for_or_all(pool, seed, number):
	tickets = lot.draw(pool, seed, number)
	assert len(drawn(tickets)) == min(number, len(pool))
	assert sorted(ticket.name for ticket in tickets) == sorted(pool)
	assert [ticket.place for ticket in tickets] == list(range(1, len(pool) + 1))


@given(names, seeds, st.text("X", min_size=1, max_size=3))
def test_one_name_more_moves_no_two_others_past_each_other(pool, seed, new):
	before = [ticket.name for ticket in lot.draw(pool, seed, 1)]
	after = [ticket.name for ticket in lot.draw([*pool, new], seed, 1) if ticket.name != new]
	assert after == before


def test_anybody_can_compute_the_order_with_any_tool():
	pool = ["HZ-2026-00001", "HZ-2026-00002", "HZ-2026-00003"]
	by_hand = sorted(pool, key=lambda name: hashlib.sha256(f"abc|{name}".encode()).hexdigest())
	assert [ticket.name for ticket in lot.draw(pool, "abc", 2)] == by_hand
	assert drawn(lot.draw(pool, "abc", 2)) == by_hand[:2]


def test_every_name_is_drawn_about_as_often():
	pool = [f"HZ-{number}" for number in range(10)]
	count = Counter(name for seed in range(2000) for name in drawn(lot.draw(pool, str(seed), 3)))
	# expected 600 each; five standard deviations either way
	assert all(500 < count[name] < 700 for name in pool), count


@pytest.mark.parametrize(("seed", "number"), [("", 1), ("abc", 0), ("abc", -1)])
def test_there_is_no_draw_without_seed_or_number(seed, number):
	with pytest.raises(ValueError, match="a draw"):
		lot.draw(["a"], seed, number)
	assert "no seed" in lot.problems([], seed, number, lot.pool_digest([]))[0].text


@given(names, seeds, st.integers(1, 10))
def test_an_honest_draw_has_no_problems(pool, seed, number):
	assert lot.problems(lot.draw(pool, seed, number), seed, number, lot.pool_digest(pool)) == []


@given(names.filter(lambda pool: len(pool) > 2), seeds, st.data())
def test_whatever_is_changed_is_found(pool, seed, data):
	tickets, digest = lot.draw(pool, seed, 1), lot.pool_digest(pool)
	number = data.draw(st.integers(0, len(pool) - 1))
	ticket = tickets[number]
	changes = [
		tickets[:number] + tickets[number + 1 :],  # taken out of the pool
		[*tickets, replace(ticket, name="X")],  # put into it
		[replace(t, drawn=not t.drawn) if t is ticket else t for t in tickets],  # picked
		[replace(t, place=t.place + 1) if t is ticket else t for t in tickets],
	]
	for changed in changes:
		assert lot.problems(changed, seed, 1, digest)
	if len(pool) > 1:
		assert lot.problems(tickets, seed + "0", 1, digest)
