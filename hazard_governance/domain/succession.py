"""Authorities that are dissolved: who acts in their place.

A case or a check outlives the body that opened it. Where the body is disabled and names its successor, the successor
acts, and what the predecessor concluded still counts. Work Safety Law, article 3.
"""

from __future__ import annotations

from collections.abc import Mapping

from hazard_governance.domain.facts import Authority


def in_office(name: str, authorities: Mapping[str, Authority]) -> str:
	"""The authority that acts for `name` today: itself while it is not disabled, else the first successor in office.

	A chain that ends in nobody, or in a circle, gives the last one reached.
	"""
	seen = set()
	while name not in seen:
		seen.add(name)
		authority = authorities.get(name)
		if authority is None or not authority.disabled or not authority.succeeded_by:
			break
		name = authority.succeeded_by
	return name


def same_body(one: str, other: str, authorities: Mapping[str, Authority]) -> bool:
	"""Whether both are one body today."""
	return bool(one) and in_office(one, authorities) == in_office(other, authorities)
