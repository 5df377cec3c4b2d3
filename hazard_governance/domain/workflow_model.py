"""A workflow as it stands in the desk, and what the rules know of its DocType: the two sides that
`workflow_check` compares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hazard_governance.domain import documents, stages
from hazard_governance.domain.deficiency import N_

FORWARD = "forward"
BACK = "back"
ASIDE = "aside"
SAME = "same"

WORKFLOW_STATE_FIELD = "workflow_state"


@dataclass(frozen=True)
class StateRow:
	"""One row of a workflow's states. row: 1-based."""

	row: int
	state: str
	doc_status: str = "0"
	update_field: str = ""
	update_value: str = ""


@dataclass(frozen=True)
class TransitionRow:
	"""One row of a workflow's transitions. row: 1-based."""

	row: int
	state: str
	action: str
	next_state: str
	role: str
	condition: str = ""
	self_approval: bool = False


@dataclass(frozen=True)
class WorkflowFacts:
	"""A workflow as it stands in the desk, states and transitions in their order."""

	name: str
	doctype: str
	states: tuple[StateRow, ...]
	transitions: tuple[TransitionRow, ...]
	state_field: str = WORKFLOW_STATE_FIELD
	mails: bool = False


@dataclass(frozen=True)
class Rules:
	"""What the rules know of one DocType.

	field: "stage" or "status". line: the statuses from the first to the last in order. aside: statuses that end a
	record beside the line. moves: (from, to) -> kind ("work", "approval", "back"); a forward jump that is not among
	them is judged by every gate in between. doc_fields: what a condition may read, unknown when empty.
	waived: (from, to, condition) of the shipped arrows on which one person may do both sides.
	"""

	doctype: str
	field: str
	line: tuple[str, ...]
	moves: Mapping[tuple[str, str], str]
	aside: tuple[str, ...] = ()
	doc_fields: frozenset[str] = frozenset()
	waived: frozenset[tuple[str, str, str]] = frozenset()

	@classmethod
	def of(
		cls,
		doctype: str,
		doc_fields: Iterable[str] = (),
		waived: Iterable[tuple[str, str, str]] = (),
	) -> Rules:
		"""The rules of a governed DocType, from the tables of moves; KeyError for any other DocType."""
		if doctype == "Hazard":
			moves = {
				pair: documents.BACK if move.back else documents.WORK for pair, move in stages.MOVES.items()
			}
			line, aside, field = stages.PATH, tuple(s for s in stages.STAGES if s not in stages.PATH), "stage"
		else:
			moves = {pair: move.kind for pair, move in documents.DOCUMENT_MOVES[doctype].items()}
			line, aside = _line_and_aside(documents.STATUSES[doctype], moves)
			field = "status"
		return cls(doctype, field, line, moves, aside, frozenset(doc_fields), frozenset(waived))

	@property
	def label(self) -> str:
		"""The field as the form calls it."""
		return N_("Stage") if self.field == "stage" else N_("Status")

	def way(self, source: str, target: str) -> str:
		"""FORWARD, BACK, SAME, or ASIDE (off the line)."""
		if source == target:
			return SAME
		if source not in self.line or target not in self.line:
			return ASIDE
		return FORWARD if self.line.index(target) > self.line.index(source) else BACK

	def gates(self, source: str, target: str) -> tuple[str, ...]:
		"""Statuses whose gates are asked on the way from source to target, in order, the target included.

		A way back asks no gate but a written reason.
		"""
		way = self.way(source, target)
		if way in (SAME, BACK):
			return ()
		if way == ASIDE or (source, target) in self.moves:
			return (target,)
		return self.line[self.line.index(source) + 1 : self.line.index(target) + 1]


def _line_and_aside(statuses: tuple[str, ...], moves: Mapping) -> tuple[tuple[str, ...], tuple[str, ...]]:
	"""Split the statuses: an end that only a move back leads into (Withdrawn), or that the documents know as such
	(Not Adopted, Refused), lies beside the line."""
	aside = tuple(
		status
		for status in statuses
		if not any(source == status for source, _target in moves)
		and (
			status in documents.BESIDE
			or {kind for (_source, target), kind in moves.items() if target == status} == {documents.BACK}
		)
	)
	return tuple(status for status in statuses if status not in aside), aside
