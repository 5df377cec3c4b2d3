"""The number cards of the workspaces: what each counts, where it leads, and whose it is. Plain data, no Frappe.

One method answers for all of them (api/desk.py), so that the number and the list behind it come from one place; the JSON
in `number_card/` only names the card. tests/wiring/test_desk.py compares the two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hazard_governance.domain import register_views as views
from hazard_governance.domain import return_words
from hazard_governance.domain import vocabulary as v
from hazard_governance.setup.role_names import (
	CITY_OFFICE,
	COUNTY_OFFICE,
	DEPARTMENT,
	LIAISON,
	MANAGER,
	MEASURE_OWNER,
	PRINCIPAL,
	REGISTRAR,
	REPORTER,
	SAFETY_OFFICER,
	TASK_FORCE,
)

LIST, OVERDUE, CALLS, MEASURES = "list", "overdue", "calls", "measures"

ENTERPRISE = (SAFETY_OFFICER, PRINCIPAL)
OFFICES = (COUNTY_OFFICE, DEPARTMENT, CITY_OFFICE)
READERS = (*OFFICES, TASK_FORCE)
AUTHORITY = (*READERS, REGISTRAR)


@dataclass(frozen=True)
class Card:
	"""name: of the Number Card. roles: who sees it. kind: what stands behind it, a list of `doctype` narrowed by
	`conditions`, the report of what is overdue, the call list or one's own measures."""

	name: str
	roles: tuple[str, ...]
	doctype: str = "Hazard"
	conditions: Callable[[date], views.Conditions] = views.HAZARD_VIEWS[views.OPEN]
	kind: str = LIST


def _hazards(name: str, view: str, roles: tuple[str, ...]) -> Card:
	return Card(name, roles, conditions=views.HAZARD_VIEWS[view])


def _of(name: str, doctype: str, roles: tuple[str, ...], *conditions: views.Condition) -> Card:
	return Card(name, roles, doctype, lambda today: conditions)


_ALL = (
	# the enterprise
	_hazards("Our Open Hazards", views.OPEN, (*ENTERPRISE, REPORTER)),
	_hazards("Our Open Major Hazards", views.OPEN_MAJOR, ENTERPRISE),
	_hazards("Our Hazards Due Within 7 Days", views.DUE_SOON, ENTERPRISE),
	Card("Our Overdue Matters", ENTERPRISE, kind=OVERDUE),
	_hazards("Awaiting Our Acceptance", views.AWAITING_ACCEPTANCE, ENTERPRISE),
	_hazards("Our Reports to File", views.TO_FILE, ENTERPRISE),
	Card("My Open Measures", (MEASURE_OWNER, *ENTERPRISE), kind=MEASURES),
	_of("Analyses to Approve", "Root Cause Analysis", (PRINCIPAL,), ("status", "=", v.SUBMITTED)),
	_of("Plans to Approve", "Remediation Plan", (PRINCIPAL,), ("status", "=", v.SUBMITTED)),
	_of("Accountability to Decide", "Accountability Action", (PRINCIPAL,), ("status", "=", v.SUBMITTED)),
	_of("Reports to Approve", "Rectification Report", (PRINCIPAL,), ("status", "=", v.SUBMITTED)),
	# the authorities
	_hazards("Open Hazards in Our Charge", views.OPEN, AUTHORITY),
	_hazards("Major Hazards in Our Charge", views.OPEN_MAJOR, AUTHORITY),
	_hazards("Major Hazards Unverified", views.TO_VERIFY, AUTHORITY),
	Card("Overdue Matters in Our Charge", AUTHORITY, kind=OVERDUE),
	_hazards("Hazards to Close Out", views.TO_CLOSE_OUT, READERS),
	_hazards("Closed Out, Report Not Filed", views.TO_FILE, AUTHORITY),
	_hazards("Possible Repeats to Decide", views.REPEATS, READERS),
	_of("Supervision Cases in Force", "Supervision Case", AUTHORITY, *views.CASES_RUNNING),
	_of(
		"Returns to Receive",
		"Hazard Return",
		READERS,
		("receipt_state", "=", return_words.AWAITING_RECEIPT),
	),
	Card("Calls to Make Today", READERS, kind=CALLS),
	# whom a case was referred to
	_of("Referrals to Answer", "Case Referral", (LIAISON,), ("status", "in", (v.SENT, v.RECEIVED))),
	# who keeps the registers of the place
	_of("Enterprises Registered", "Regulated Enterprise", (MANAGER,), ("disabled", "=", 0)),
	_of(
		"Without an Authority",
		"Regulated Enterprise",
		(MANAGER,),
		("disabled", "=", 0),
		("competent_authority", "is", "not set"),
	),
	_of("Authorities in Office", "Supervision Authority", (MANAGER,), ("disabled", "=", 0)),
	_of("Criteria Registered", "Hazard Criterion", (MANAGER,)),
)
CARDS: dict[str, Card] = {card.name: card for card in _ALL}
