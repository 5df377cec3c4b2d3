"""The ladder a new site starts with (DOMAIN D.1): plain values, no Frappe here.

Nothing of it is asked for by an article, except where `basis` names one: those say what may be proposed. Days are
relative to the deadline. tests/unit/test_escalation.py asks the domain whether the ladder is sound.
"""

from dataclasses import asdict, dataclass

from hazard_governance.domain import articles
from hazard_governance.domain import vocabulary as v

OWNER, OFFICER, PRINCIPAL = "tell_owner", "tell_officer", "tell_principal"
AUTHORITY, COUNTY, DEPARTMENT, CITY = "tell_authority", "tell_county", "tell_department", "tell_city"


@dataclass(frozen=True)
class Step:
	"""One shipped step: who is told besides a notice in the desk by e-mail, and what is proposed."""

	clock: str
	days: int
	tells: tuple[str, ...]
	by_email: bool = True
	proposal: str = ""
	basis: str = v.SUGGESTION

	def as_row(self) -> dict:
		"""Values of a row of the settings."""
		values = asdict(self)
		return {
			**values,
			**dict.fromkeys(values.pop("tells"), 1),
			"by_notice": 1,
			"by_email": int(self.by_email),
		}


def _before(clock: str, *tells: str) -> tuple[Step, ...]:
	"""7 and 3 days before by notice, the day before by mail as well."""
	return (
		Step(clock, -7, tells, by_email=False),
		Step(clock, -3, tells, by_email=False),
		Step(clock, -1, tells),
	)


def _after(clock: str, first: tuple[str, ...]) -> tuple[Step, ...]:
	"""DOMAIN D.1: the competent department, the letter and the listing, the interview and the raising, the sanction."""
	return (
		Step(clock, 1, first),
		Step(clock, 7, (PRINCIPAL, DEPARTMENT, COUNTY), True, v.PROPOSE_LISTING, articles.ORDER_20),
		Step(clock, 15, (PRINCIPAL, DEPARTMENT, COUNTY, CITY), True, v.PROPOSE_RAISING, articles.ORDER_20),
		Step(clock, 30, (DEPARTMENT, COUNTY, CITY), True, v.PROPOSE_SANCTION, articles.ORDER_21),
	)


def _of_authority(clock: str, basis: str = v.SUGGESTION) -> tuple[Step, ...]:
	"""What an authority owes: itself a day before and a day after, the city a week after."""
	return (
		Step(clock, -1, (AUTHORITY,), by_email=False, basis=basis),
		Step(clock, 1, (AUTHORITY,), basis=basis),
		Step(clock, 7, (AUTHORITY, CITY)),
	)


LADDER: tuple[Step, ...] = (
	*_before(v.RECTIFICATION_DEADLINE, OWNER, OFFICER),
	*_after(v.RECTIFICATION_DEADLINE, (OWNER, OFFICER, PRINCIPAL, DEPARTMENT)),
	*_before(v.MEASURE_DEADLINE, OWNER),
	Step(v.MEASURE_DEADLINE, 1, (OWNER, OFFICER, PRINCIPAL)),
	Step(v.MEASURE_DEADLINE, 7, (OFFICER, PRINCIPAL, DEPARTMENT)),
	*_of_authority(v.VERIFICATION_DUE),
	*_of_authority(v.RECEIPT_DUE),
	*_of_authority(v.EXAMINATION_DUE, articles.ORDER_23),
	*_before(v.SUPERVISION_DEADLINE, OFFICER, PRINCIPAL),
	Step(v.SUPERVISION_DEADLINE, 1, (OFFICER, PRINCIPAL, AUTHORITY)),
	Step(v.SUPERVISION_DEADLINE, 7, (PRINCIPAL, AUTHORITY, COUNTY)),
	Step(
		v.SUPERVISION_DEADLINE,
		15,
		(PRINCIPAL, AUTHORITY, COUNTY, CITY),
		True,
		v.PROPOSE_RAISING,
		articles.ORDER_20,
	),
	Step(v.SUPERVISION_DEADLINE, 30, (AUTHORITY, COUNTY, CITY), True, v.PROPOSE_SANCTION, articles.ORDER_21),
	Step(v.PROGRESS_DUE, -1, (OFFICER,), by_email=False),
	Step(v.PROGRESS_DUE, 1, (OFFICER, PRINCIPAL)),
	Step(v.PROGRESS_DUE, 7, (PRINCIPAL, AUTHORITY)),
	*_of_authority(v.EXTENSION_DUE),
	Step(v.DUTY_DEADLINE, -7, (OWNER,), by_email=False),
	Step(v.DUTY_DEADLINE, -1, (OWNER,)),
	Step(v.DUTY_DEADLINE, 1, (OWNER, OFFICER)),
	Step(v.DUTY_DEADLINE, 7, (OFFICER, PRINCIPAL)),
	Step(v.DUTY_DEADLINE, 30, (PRINCIPAL, DEPARTMENT)),
)
