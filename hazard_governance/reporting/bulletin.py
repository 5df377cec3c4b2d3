"""What the bulletin of an authority is made of: its figures, its returns, its overdue hazards, read within the scope of the
user of the session and of the authority at once."""

from __future__ import annotations

from dataclasses import replace

import frappe
from frappe.utils import getdate

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.bulletin import BY_COUNTY, BY_INDUSTRY, Asked, Bulletin, Reported, bulletin
from hazard_governance.domain.completeness import findings, standing
from hazard_governance.domain.periods import MONTH
from hazard_governance.ledger.words import zh
from hazard_governance.reporting import completeness, statistics
from hazard_governance.reporting import filters as read


def bulletin_of(authority: str, kind: str, period: str, number: str, user: str) -> Bulletin:
	"""The bulletin of `authority` for a period, as far as `user` sees it; ValidationError naming what is wrong."""
	wanted = statistics.statistics_filters({"authority": authority, "kind": kind, "period": period})
	issuer = frappe.get_doc("Supervision Authority", authority)
	group_by = BY_COUNTY if issuer.level == words.CITY else BY_INDUSTRY
	wanted = replace(wanted, group_by=group_by)
	lines = statistics.lines_within(wanted, user)
	asked = Asked(
		authority=authority,
		place=_place(issuer),
		period=wanted.period,
		day=getdate(),
		number=number.strip(),
		letter_prefix=issuer.letter_prefix or issuer.short_name or "",
		group_by=group_by,
	)
	groups = statistics.groups_of(wanted, lines, user)
	reported = _reported(wanted.period.text, issuer.region, user) if wanted.period.kind == MONTH else None
	return bulletin(lines, groups, statistics.figures_before(wanted, user), reported, asked, zh)


def _place(issuer) -> str:
	"""What the authority answers for, in words: its region, and its industries if it names any."""
	industries = "、".join(row.industry for row in issuer.industries)
	return f"{issuer.region}{industries}" if industries else issuer.region


def _reported(month: str, region: str, user: str) -> Reported:
	found = completeness.month_of_reader(read.monthly_filters({"month": month, "region": region}), user)
	lines = findings(found)
	units = {unit.name for unit in found.units}
	nil = tuple(sent.unit for sent in found.current() if not sent.rows and sent.unit in units)
	return Reported(standing(found, lines), tuple(lines), nil)
