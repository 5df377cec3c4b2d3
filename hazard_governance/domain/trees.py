"""Branches of the trees of regions and industries with what lies below them. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Node:
	"""A region or sector of a nested set: `left` and `right` enclose those of everything below it."""

	name: str
	left: int
	right: int


def totals_below(nodes: Iterable[Node], own: Mapping[str, int]) -> dict[str, int]:
	"""name -> what stands at the node itself and at everything below it.

	own: name -> what stands at the node itself; names that are no nodes count nowhere.
	"""
	ordered = sorted(nodes, key=lambda node: node.left)
	totals = {node.name: own.get(node.name, 0) for node in ordered}
	above: list[Node] = []
	for node in ordered:
		while above and above[-1].right < node.left:
			above.pop()
		for ancestor in above:
			totals[ancestor.name] += own.get(node.name, 0)
		above.append(node)
	return totals
