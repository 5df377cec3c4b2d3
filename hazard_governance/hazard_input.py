"""What a hazard's form cannot hold, in whatever stage: impossible dates, foreign links, a criterion not in force."""

from datetime import date, datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, getdate, now_datetime

from hazard_governance.domain.articles import LAW_41
from hazard_governance.domain.classification import check_criterion
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.outer_systems import NUMBER_FIELDS, TAKEN
from hazard_governance.domain.vocabulary import WITHDRAWN, YES
from hazard_governance.messages import throw_deficiencies
from hazard_governance.permissions import predicate

FUTURE = N_("{0} lies in the future. Enter when it happened.")
BEFORE_FOUND = N_("{0} lies before the day the hazard was found ({1}). Enter that day or a later one.")
REVERSED = N_("{0} lies before {1}. Enter the same time or a later one.")

# table -> (moment of the past, moment not before it)
ROW_TIMES = {
	"immediate_measures": ("taken_at", "done_at"),
	"authority_reports": ("sent_at", "received_at"),
	"public_postings": ("from_date", "to_date"),
	"interim_controls": ("from_date", "to_date"),
}
# what may lie ahead: a posting or a control is decided with its end
AHEAD = ("to_date",)


def check(doc: Document, record: HazardRecord) -> None:
	"""Throw everything that is wrong in `doc` itself."""
	found = [*_times(doc), *_row_times(doc), *_links(doc), *_outer_numbers(doc)]
	# a missing day is named as such
	if (
		doc.criterion
		and doc.found_on
		and (doc.is_new() or doc.has_value_changed("criterion") or doc.has_value_changed("found_on"))
	):
		found += check_criterion(record.hazard, record)
	if doc.needs_government_coordination and not doc.coordination_request:
		found.append(
			Deficiency(
				"Hazard",
				"coordination_request",
				N_(
					"Government co-ordination is needed, but not for what. Write what the government is asked for."
				),
			)
		)
	throw_deficiencies(found, title=_("Please correct"))


def _times(doc: Document) -> list[Deficiency]:
	found = []
	moment = get_datetime(doc.found_on) if doc.found_on else None
	if moment and moment > now_datetime():
		found.append(Deficiency("Hazard", "found_on", FUTURE, (moment,)))
	due = getdate(doc.rectification_due) if doc.rectification_due else None
	if due and moment and due < moment.date():
		found.append(Deficiency("Hazard", "rectification_due", BEFORE_FOUND, (due, moment.date())))
	reported = getdate(doc.worker_report_on) if doc.worker_report_on else None
	if reported and reported > getdate():
		found.append(Deficiency("Hazard", "worker_report_on", FUTURE, (reported,)))
	return found


def _row_times(doc: Document) -> list[Deficiency]:
	found = []
	for table, (first, last) in ROW_TIMES.items():
		for row in doc.get(table) or []:
			begins, ends = _moment(row.get(first)), _moment(row.get(last))
			for fieldname, moment in ((first, begins), (last, ends)):
				if moment and fieldname not in AHEAD and moment > _now(moment):
					found.append(Deficiency(row.doctype, fieldname, FUTURE, (moment,), row=row.idx))
			if begins and ends and ends < begins:
				found.append(Deficiency(row.doctype, last, REVERSED, (ends, begins), row=row.idx))
	return found


def _moment(value: object) -> date | datetime | None:
	if not value:
		return None
	text = str(value)
	return get_datetime(value) if len(text) > 10 else getdate(value)


def _now(like: date | datetime) -> date | datetime:
	return now_datetime() if isinstance(like, datetime) else getdate()


def _links(doc: Document) -> list[Deficiency]:
	found = []
	if doc.earlier_hazard:
		found += _earlier(doc)
	if doc.found_by_sweep_of == doc.name:
		found.append(
			Deficiency(
				"Hazard",
				"found_by_sweep_of",
				N_(
					"A hazard cannot be found by its own sweep. Choose the hazard whose analogous inspection found it."
				),
			)
		)
	for row in doc.authority_reports:
		found += _report(doc, row)
	return found


def _outer_numbers(doc: Document) -> list[Deficiency]:
	"""A number of another system stands for one hazard; what was withdrawn as a duplicate may keep it."""
	found = []
	for fieldname in NUMBER_FIELDS.values():
		number = doc.get(fieldname)
		if not number or not (doc.is_new() or doc.has_value_changed(fieldname)):
			continue
		others = {fieldname: number, "name": ("!=", doc.name or ""), "stage": ("!=", WITHDRAWN)}
		if frappe.db.exists("Hazard", others):
			found.append(Deficiency("Hazard", fieldname, TAKEN, (number,), LAW_41))
	return found


def _earlier(doc: Document) -> list[Deficiency]:
	columns = ["enterprise", "found_on", "stage"]
	earlier = frappe.db.get_value("Hazard", doc.earlier_hazard, columns, as_dict=True)
	message = ""
	if doc.earlier_hazard == doc.name:
		message = N_("A hazard cannot be its own earlier hazard. Choose the one that was found before.")
	elif earlier.enterprise != doc.enterprise:
		message = N_("{0} is a hazard of another enterprise. Choose one of this enterprise.")
	elif doc.found_on and get_datetime(earlier.found_on) > get_datetime(doc.found_on):
		message = N_("{0} was found later than this one. Choose the one that was found before.")
	elif earlier.stage == WITHDRAWN and doc.has_value_changed("earlier_hazard"):
		message = N_("{0} is withdrawn: nothing was there to come back. Choose another one.")
	elif doc.recurring != YES:
		message = N_("{0} is named as the earlier hazard. Choose Yes for recurring, or leave it empty.")
	return [Deficiency("Hazard", "earlier_hazard", message, (doc.earlier_hazard,))] if message else []


def _report(doc: Document, row: Document) -> list[Deficiency]:
	found = []
	if row.plan and frappe.db.get_value("Remediation Plan", row.plan, "hazard") != doc.name:
		message = N_("{0} is the plan of another hazard. Choose the plan of this one.")
		found.append(Deficiency(row.doctype, "plan", message, (row.plan,), row=row.idx))
	if row.authority and not predicate.covers(row.authority, doc):
		message = N_("{0} does not supervise this enterprise. Choose an authority of its place and industry.")
		found.append(Deficiency(row.doctype, "authority", message, (row.authority,), row=row.idx))
	return found
