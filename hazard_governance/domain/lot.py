"""Drawing by lot (随机抽取) so that nobody can pick, and anybody can draw again and see that nobody did.

The pool is written down first, then the server makes a seed. The order of the pool is that of the SHA-256 of
"seed|name": it depends on nothing else, not on who asks nor on the order in which names came in, and can be computed
with any tool. The first n are drawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from hazard_governance.domain.deficiency import N_, Phrase


@dataclass(frozen=True)
class Ticket:
	"""One name in the draw: its place in the order (from 1), the digest that gave the place, whether it is drawn."""

	name: str
	place: int
	digest: str
	drawn: bool


def pool_digest(pool: Iterable[str]) -> str:
	"""SHA-256 of the names in the pool: sorted, each once, one on a line."""
	return hashlib.sha256("\n".join(sorted(set(pool))).encode()).hexdigest()


def ticket_digest(seed: str, name: str) -> str:
	"""SHA-256 of "seed|name" in hex: what the order of the draw goes by."""
	return hashlib.sha256(f"{seed}|{name}".encode()).hexdigest()


def draw(pool: Iterable[str], seed: str, number: int) -> list[Ticket]:
	"""The whole pool in the order of the draw; the first `number` are drawn, all of them when there are fewer.

	ValueError when there is no seed or `number` is below 1.
	"""
	if not seed:
		raise ValueError("a draw needs a seed")
	if number < 1:
		raise ValueError("a draw takes at least one")
	order = sorted((ticket_digest(seed, name), name) for name in set(pool))
	return [Ticket(name, place, digest, place <= number) for place, (digest, name) in enumerate(order, 1)]


def problems(tickets: Iterable[Ticket], seed: str, number: int, digest: str) -> list[Phrase]:
	"""What of a recorded draw does not follow from its seed and pool; empty when it was an honest one."""
	recorded = list(tickets)
	names = [ticket.name for ticket in recorded]
	found = []
	if pool_digest(names) != digest:
		found.append(Phrase(N_("The pool is not the one that was written down before the draw.")))
	if not seed or number < 1:
		return [*found, Phrase(N_("The draw has no seed or no number."))]
	by_name = {ticket.name: ticket for ticket in draw(names, seed, number)}
	for ticket in recorded:
		if ticket != by_name[ticket.name]:
			found.append(Phrase(N_("{0} is not in the place that the seed gives it."), (ticket.name,)))
	return found
