"""What a Case Referral does beyond itself: its manifest, the actions it completes, who is told of it."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from hazard_governance import handover, informers
from hazard_governance.domain import accountability, referral_papers
from hazard_governance.domain import referral as rules
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.informer import without
from hazard_governance.messages import field_label
from hazard_governance.permissions.table import LIAISON_ROLE
from hazard_governance.reminding.daily import notify

# records whose files may be evidence of a case, in this order
EVIDENCE_OF = (
	"Hazard",
	"Remediation Plan",
	"Production Suspension",
	"Supervision Case",
	"Rectification Acceptance",
	"Follow-up Inspection",
)
NEWS = {
	v.SENT: N_("A case was referred to {1}: {0}"),
	v.RECEIVED: N_("{1} received the referral {0}"),
	v.REFUSED: N_("{1} refused the referral {0}"),
	v.ANSWERED: N_("{1} answered the referral {0}"),
}


# --- persons and manifest ------------------------------------------------------------------------------------------
def fill_persons(doc: Document) -> None:
	"""Name, post, organisation and conduct from the accountability action of each row, where they are still empty."""
	names = sorted({row.accountability_action for row in doc.persons if row.accountability_action})
	if not names:
		return
	fields = ["name", "hazard", "person_name", "post", "organisation", "grounds"]
	actions = {
		row.name: row
		for row in frappe.get_all(
			"Accountability Action", filters={"name": ["in", names]}, fields=fields, order_by="name asc"
		)
	}
	for row in doc.persons:
		action = actions.get(row.accountability_action)
		if not action or action.hazard != doc.hazard:
			continue
		row.person_name = row.person_name or action.person_name
		row.post = row.post or action.post
		row.organisation = row.organisation or action.organisation
		row.conduct = row.conduct or action.grounds


def candidates(doc: Document) -> list[dict]:
	"""Rows of a manifest from all that the record holds: papers first, then files that may be evidence."""
	record = doc.record()
	words = informers.words(record)
	rows = []
	for key in referral_papers.available(record, doc.facts()):
		record_type, record_name = referral_papers.record_of(key, record)
		title = _(referral_papers.PAPERS[key])
		rows.append(_row(v.DOCUMENT, title, record_type, record_name, source_field=key))
	for source in _sources(doc):
		for part, fieldname, _url in handover.attached(source):
			title = without(_evidence_title(source, part, fieldname), words)
			source_row = "" if part is source else part.name
			rows.append(_row(v.EVIDENCE, title, source.doctype, source.name, fieldname, source_row))
	return rows


def _row(
	kind: str, title: str, record_type: str, record_name: str, source_field: str, source_row: str = ""
) -> dict:
	return {
		"include": 1,
		"kind": kind,
		"title": title[:140],
		"record_type": record_type,
		"record_name": record_name,
		"source_field": source_field,
		"source_row": source_row,
	}


def _sources(doc: Document) -> list[Document]:
	"""Records of the hazard that the user may read and whose files may be evidence; actions only of the persons named."""
	found = []
	for doctype in EVIDENCE_OF:
		filters = {"name" if doctype == "Hazard" else "hazard": doc.hazard}
		if frappe.has_permission(doctype, "read"):
			names = frappe.get_list(doctype, filters=filters, pluck="name", order_by="creation asc")
			found += [frappe.get_doc(doctype, name) for name in names]
	actions = [row.accountability_action for row in doc.persons if row.accountability_action]
	found += [
		frappe.get_doc("Accountability Action", name)
		for name in dict.fromkeys(actions)
		if frappe.db.get_value("Accountability Action", name, "hazard") == doc.hazard
	]
	return found


def _evidence_title(source: Document, part, fieldname: str) -> str:
	said = next((part.get(name) for name in ("caption", "measure", "place", "kind") if part.get(name)), "")
	label = field_label(part.doctype, fieldname)
	return " · ".join(filter(None, (_(source.doctype), label, _(said) if said else "")))


# --- what follows ------------------------------------------------------------------------------------------------
def receipt_actions(doc: Document) -> None:
	"""Write letter number, day and receipt into the measures that referred the persons; an action of which nothing is
	left to do is executed by that (notice 54/2023 step 3: a referral counts as complete once receipted)."""
	record = doc.record()
	actions = {action.name: action for action in record.actions}
	for name in dict.fromkeys(row.accountability_action for row in doc.persons if row.accountability_action):
		action = actions.get(name)
		if action is None or action.status != v.DECIDED:
			continue
		rows = {row.name for row in rules.referring_rows(action, doc.kind, record)}
		stored = frappe.get_doc("Accountability Action", name, for_update=True)
		for row in stored.measures:
			if row.name in rows:
				_receipt(stored, row, doc)
		if not accountability.check_execution(stored.facts(), record.measure_catalogue):
			reason = _("Referral {0} was received under No. {1}.").format(doc.letter_no, doc.receipt_no)
			stored.move_by_server(v.EXECUTED, reason)
		# the receipt was checked; whoever gives it need not be able to write the action
		stored.save(ignore_permissions=True)


def _receipt(action: Document, row, doc: Document) -> None:
	row.update(
		{
			"referral_no": doc.letter_no,
			"referred_on": getdate(doc.sent_at),
			"referral_receipt": doc.receipt_no,
			"executed_on": getdate(doc.received_at),
		}
	)
	action.set_row_by_server(row, case_referral=doc.name)


def tell(doc: Document, status: str) -> None:
	"""A notice in the system: to the recipient that a case was sent, to the senders what became of it. It names neither
	hazard nor person."""
	if status == v.SENT:
		organs = [organ for organ in (doc.referred_to, doc.copied_to) if organ]
		receivers = liaisons(organs)
	else:
		receivers = [doc.prepared_by, doc.decided_by]
	receivers = sorted({user for user in receivers if user and user != frappe.session.user})
	for user in receivers:
		notify(user, (doc.doctype, doc.name), _(NEWS[status]).format(doc.letter_no, doc.recipient))


def liaisons(organs: list[str]) -> list[str]:
	"""Members of the organs who hold the role of a liaison."""
	member, role = frappe.qb.DocType("Supervision Authority Member"), frappe.qb.DocType("Has Role")
	return (
		frappe.qb.from_(member)
		.inner_join(role)
		.on((role.parent == member.user) & (role.parenttype == "User"))
		.select(member.user)
		.distinct()
		.where(member.parent.isin(organs))
		.where(role.role == LIAISON_ROLE)
		.orderby(member.user)
		.run(pluck=True)
	)
