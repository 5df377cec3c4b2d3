"""Root Cause Analysis (析因): the 26 questions and the causes of one hazard. Notice 54/2023 step 2."""

from hazard_governance.domain.facts import Tracing
from hazard_governance.domain.tracing import apply_answers
from hazard_governance.governed import GovernedDocument
from hazard_governance.step_checks import check_input, refuse_second


class RootCauseAnalysis(GovernedDocument):
	prefilled_tables = ("tracings",)
	fixed_rows = {"tracings": "question_code"}

	def set_missing(self) -> None:
		self.set_tracings()

	def validate_document(self) -> None:
		refuse_second(self)
		check_input(self)

	def set_tracings(self) -> None:
		"""Keep all 26 questions in their order; texts, adverse flags and settled questions are the server's."""
		rows = {}
		for row in self.tracings:
			rows.setdefault(row.question_code, row)
		answered = apply_answers(Tracing.from_mapping(row) for row in self.tracings)
		self.set("tracings", [rows.get(fact.question_code) or {} for fact in answered])
		for idx, (row, fact) in enumerate(zip(self.tracings, answered, strict=True), 1):
			row.update(
				{
					"idx": idx,
					"question_code": fact.question_code,
					"tracing": fact.tracing,
					"question": fact.question,
					"answer": fact.answer,
					"adverse": int(fact.adverse),
					"settled_by": fact.settled_by,
				}
			)
