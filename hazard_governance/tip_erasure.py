"""Who gave a tip is erased once it is no longer needed: a daily job, by the term of the settings.

Erased are name and number, and what tells where and when somebody stood: time and place of the photos. The position of
the phone is kept to about a kilometre, since a tip may name its place by nothing else. The tip itself, its photos, its
decision and who was shown the informer stay. A tip without a decision is not touched, nor one that says what its
informer's data is still needed for, nor one whose hazard is not closed out, where a name was left: papers that leave with the
case are masked by it.
"""

import frappe
from frappe.query_builder import Case, CustomFunction, DocType
from frappe.utils import cint, getdate

from hazard_governance import working_days
from hazard_governance.domain.look_back import ENDED
from hazard_governance.domain.tip_words import RECEIVED
from hazard_governance.domain.tips import erased_before
from hazard_governance.domain.vocabulary import WITHDRAWN
from hazard_governance.tip_informers import FIELD, TIP

PHOTO = "Hazard Tip Photo"
# of a run; what is left waits for the next one
MOST = 2000
# of a degree: about a kilometre
DECIMALS, METRES = 2, 1000

Round = CustomFunction("ROUND", ["value", "decimals"])


def run() -> int:
	"""Erase what is due today; how many tips it was. Safe to run twice, and late."""
	today = getdate()
	names = due(today)
	if names:
		_erase(names, today)
	return len(names)


def due(today) -> list[str]:
	"""Tips whose informer's data is to be erased on this day, the oldest decision first."""
	before = erased_before(today, cint(working_days.settings().tip_informer_days))
	if before is None:
		return []
	tip, hazard = DocType(TIP), DocType("Hazard")
	return (
		frappe.qb.from_(tip)
		.left_join(hazard)
		.on(hazard.name == tip.hazard)
		.select(tip.name)
		.where(tip.status != RECEIVED)
		.where(tip.decided_at < before)
		.where(tip.informer_erased_on.isnull())
		.where(tip.keep_informer.isnull() | (tip.keep_informer == ""))
		.where((tip.is_named == 0) | hazard.name.isnull() | hazard.stage.isin((*ENDED, WITHDRAWN)))
		.orderby(tip.decided_at, tip.name)
		.limit(MOST)
		.run(pluck=True)
	)


def _erase(names: list[str], today) -> None:
	"""As rows, a fixed number of statements: a save would keep a version of what is to be gone."""
	frappe.db.delete("__Auth", {"doctype": TIP, "fieldname": FIELD, "name": ["in", names]})
	# versions of photos that came in repeat where and when they were taken; nothing else of a tip says it
	frappe.db.delete(
		"Version", {"ref_doctype": TIP, "docname": ["in", names], "data": ["like", "%latitude%"]}
	)
	photo, tip = DocType(PHOTO), DocType(TIP)
	frappe.qb.update(photo).set(photo.taken_on, None).set(photo.latitude, 0).set(photo.longitude, 0).where(
		photo.parent.isin(names)
	).where(photo.parenttype == TIP).run()
	placed = (tip.latitude != 0) | (tip.longitude != 0)
	known = Case().when(placed & (tip.accuracy < METRES), METRES).else_(tip.accuracy)
	frappe.qb.update(tip).set(tip.accuracy, known).set(tip.latitude, Round(tip.latitude, DECIMALS)).set(
		tip.longitude, Round(tip.longitude, DECIMALS)
	).set(tip.informer_erased_on, today).where(tip.name.isin(names)).run()
	for name in names:
		frappe.clear_document_cache(TIP, name)
