"""The page of a hazard: where it stands, its five steps with what is missing, what is being done, its pictures, documents
and history, each as far as the reader may see it."""

import frappe
from frappe import _
from frappe.utils import format_date, format_datetime

from hazard_governance import people_names
from hazard_governance.api import hazard as api
from hazard_governance.domain import vocabulary as v
from hazard_governance.portal import pages, record
from hazard_governance.portal.acts import documents, registry
from hazard_governance.records import whole_of

FACTS = (
	"enterprise",
	"place",
	"unit",
	"source",
	"found_on",
	"found_by_name",
	"found_by_organization",
	"existing_condition",
	"possible_harm",
	"scope_of_influence",
	"recurring",
	"classification",
	"classification_basis",
	"criterion",
	"classification_reason",
	"responsible_person",
	"rectification_due",
	"original_due",
	"verified_by_authority",
	"verified_on",
	"general_accountability",
)
PHOTOS = {"immediate_measures": ("before_photo", "after_photo"), "public_postings": ("photo",)}
PLANS = {"Remediation Plan": "measures", "Source Governance Plan": "items"}


def show(context: dict) -> None:
	"""Fill the page of the hazard that the address names."""
	doc = pages.document("Hazard", pages.argument("name"))
	read = whole_of(doc.name).record
	progress = api.progress_of(doc, read)
	acts = registry.offered(doc) + documents.offered(doc)
	doc.apply_fieldlevel_read_permissions()
	names = people_names.named_in(doc)
	context.update(
		title=doc.hazard_title,
		doc=doc,
		stage=_(doc.stage, context="Hazard"),
		verification=_(doc.verification, context="Hazard"),
		stages=_path(doc, progress["path"]),
		facts=_facts(doc, names),
		steps=[_step(step) for step in progress["steps"]],
		gate=_gate(progress["gate"]),
		pictures=pictures(doc),
		measures=measures(doc),
		tables=[t for t in record.tables(doc, names) if t["rows"]],
		papers=record.offered_papers(doc, read),
		history=history(doc, names),
		acts=acts,
	)


def _path(doc, path: list[str]) -> list[dict]:
	at = path.index(doc.stage) if doc.stage in path else -1
	found = [
		{"label": _(stage, context="Hazard"), "passed": n < at, "current": n == at}
		for n, stage in enumerate(path)
	]
	if doc.stage == v.WITHDRAWN:
		found.append({"label": _(doc.stage, context="Hazard"), "passed": False, "current": True})
	return found


def _facts(doc, names: dict) -> list[dict]:
	found = []
	for name in FACTS:
		df = doc.meta.get_field(name)
		value = record.value_of(doc, df, names)
		if value:
			found.append({"label": _(df.label, context="Hazard"), **value})
	return found


def _step(step: dict) -> dict:
	kind = {v.COMPLETE: "done", v.IN_PROGRESS: "begun"}.get(step["status"], "")
	told = [item["message"] for item in step["missing"]]
	if step["hidden"]:
		told.append(_("and {0} more in documents that you do not read").format(step["hidden"]))
	return {
		"label": _(step["label"]),
		"status": _(step["status"])
		if step["required"] or step["status"] != v.NOT_STARTED
		else _("Not needed"),
		"kind": kind,
		"on": format_date(step["completed_on"]) if step["completed_on"] else "",
		"missing": told,
		"documents": _documents(step["documents"]),
		"begin": documents.begun_by(step["documents"]),
	}


def _gate(gate: dict | None) -> dict | None:
	if not gate:
		return None
	told = [item["message"] for item in gate["missing"]]
	if gate["hidden"]:
		told.append(_("and {0} more in documents that you do not read").format(gate["hidden"]))
	return {"stage": _(gate["stage"]), "missing": told}


def pictures(doc) -> list[dict]:
	"""Pictures of the hazard and its rows. Each is asked for by its address, which asks the permission of the hazard."""
	found = [(doc.photo, _("Photo"))]
	found += [(row.file, row.caption or _(row.kind or "", context="Hazard Evidence")) for row in doc.evidence]
	for table, fields in PHOTOS.items():
		for row in doc.get(table):
			found += [(row.get(name), _(row.meta.get_label(name), context=row.doctype)) for name in fields]
	unique = {url: words for url, words in found if url and record.is_picture(url) and pages.file_link(url)}
	return [{"url": pages.file_link(url), "label": words or _("Photo")} for url, words in unique.items()]


def measures(doc) -> list[dict]:
	"""Measures of the plans that the user may read, or that are their own, with the act that completes each."""
	user, found = frappe.session.user, []
	act = registry.ACTS["complete-measure"]
	whole = whole_of(doc.name)
	for doctype, table in PLANS.items():
		for plan in whole.documents(doctype):
			reads = frappe.has_permission(doctype, "read", doc=plan)
			for row in plan.get(table):
				if reads or row.responsible_user == user:
					found.append(_measure(doc, row, act))
	return found


def _measure(doc, row, act) -> dict:
	late = row.status == v.OPEN and row.deadline and row.deadline < frappe.utils.getdate()
	return {
		"measure": row.measure,
		"person": row.responsible_person,
		"due": format_date(row.deadline) if row.deadline else "",
		"status": _(row.status),
		"late": bool(late),
		"done": row.status != v.OPEN,
		"result": row.result or "",
		"evidence": pages.file_link(row.evidence or ""),
		"address": registry.address(act.key, doc.name, row.name)
		if row.status == v.OPEN and act.may(doc, row.name)
		else "",
	}


def _documents(targets: list[dict]) -> list[dict]:
	return [
		{
			"label": _(target["doctype"]),
			"name": target["name"],
			"status": _(target.get("status") or "", context=target["doctype"]),
			"address": pages.record(target["doctype"], target["name"]),
		}
		for target in targets
		if target.get("name")
	]


def history(doc, names: dict) -> list[dict]:
	"""Every change of stage, the first one first."""
	registered = {
		"when": format_datetime(doc.registered_at) if doc.registered_at else "",
		"what": _(v.REGISTERED),
		"who": names.get(doc.registered_by, doc.registered_by or ""),
		"why": "",
	}
	return [
		registered,
		*(
			{
				"when": format_datetime(row.changed_at) if row.changed_at else "",
				"what": _(row.to_stage),
				"who": names.get(row.changed_by, row.changed_by or ""),
				"why": row.get("reason") or "",
			}
			for row in doc.stage_log
		),
	]
