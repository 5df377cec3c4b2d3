"""What ties hazard governance to ERPNext: Company, Employee, Supplier, Project and Task.

Projects and tasks are seen by people who may not see the hazard, therefore what is written into them is neutral:
the number of the plan and the number of the row, nothing else. A task that is linked to a measure is the single
source of that measure's status. ERPNext also changes a task's status by `db_set`, which runs no hook, so the status
is read again from the tasks whenever a plan is loaded, saved or judged by a gate (`task_statuses`, one query).
"""

import frappe
from frappe import _
from frappe.desk.notifications import get_open_count as get_frappe_open_count
from frappe.model.document import Document
from frappe.utils import flt, getdate, today

from hazard_governance.domain.deficiency import N_
from hazard_governance.domain.vocabulary import RECTIFYING, REGISTERED

COMPLETED = "Completed"
CANCELLED = "Cancelled"
OPEN_STAGES = (REGISTERED, RECTIFYING)
YUAN_PER_TEN_THOUSAND = 10_000
GROUP_LABEL = N_("Hazard Governance")

# doctype of ERPNext -> our doctype -> filters that find what belongs to it ({name} stands for the document)
CONNECTIONS = {
	"Company": {
		"Regulated Enterprise": [["erpnext_company", "=", "{name}"]],
		"Hazard": [["enterprise", "in", "{enterprises}"]],
		"Remediation Plan": [["enterprise", "in", "{enterprises}"]],
	},
	"Employee": {
		"Accountability Action": [["employee", "=", "{name}"]],
		"Remediation Plan": [["Remediation Plan Measure", "responsible_employee", "=", "{name}"]],
		"Source Governance Plan": [["Source Governance Plan Item", "responsible_employee", "=", "{name}"]],
	},
	"Supplier": {"Remediation Plan": [["third_party", "=", "{name}"]]},
	"Project": {"Remediation Plan": [["project", "=", "{name}"]]},
}
DASHBOARD_FIELDNAME = {
	"Company": "company",
	"Employee": "employee",
	"Supplier": "supplier",
	"Project": "project",
}
# the totals a Project keeps by itself; total_expense_claim exists only where the HR app is installed
LEDGER_FIELDS = (
	("total_purchase_cost", N_("Purchases")),
	("total_expense_claim", N_("Expense claims")),
	("total_costing_amount", N_("Labour by timesheet")),
	("total_consumed_material_cost", N_("Material from stock")),
)


# --- connections -------------------------------------------------------------------------------------------------


def company_dashboard(data: dict) -> dict:
	"""Connections of a Company: its enterprise, hazards and plans."""
	return _add_connections(data, "Company")


def employee_dashboard(data: dict) -> dict:
	"""Connections of an Employee: accountability and measures."""
	return _add_connections(data, "Employee")


def supplier_dashboard(data: dict) -> dict:
	"""Connections of a Supplier: plans it helped to write."""
	return _add_connections(data, "Supplier")


def project_dashboard(data: dict) -> dict:
	"""Connections of a Project: the plan it carries out."""
	return _add_connections(data, "Project")


def _add_connections(data: dict, doctype: str) -> dict:
	"""Add our documents to the dashboard and have them counted within the scope of the user.

	Frappe counts connections with `get_all`, which sees beyond scope (that somebody was held to account would show
	as a number). Hence our own counting method, and for Frappe's a field that never matches.
	"""
	ours = list(CONNECTIONS[doctype])
	data.setdefault("fieldname", DASHBOARD_FIELDNAME[doctype])
	data.setdefault("transactions", [])
	data["transactions"].append({"label": _(GROUP_LABEL), "items": ours})
	non_standard = dict(data.get("non_standard_fieldnames") or {})
	non_standard.update({name: "name" for name in ours})
	data["non_standard_fieldnames"] = non_standard
	data["method"] = "hazard_governance.erpnext_links.get_open_count"
	return data


@frappe.whitelist()
def get_open_count(doctype: str, name: str, items: str | list | None = None) -> dict:
	"""Counts for the connections of one ERPNext document that the session user may read; ours within their scope.

	The other doctypes are counted by Frappe's own method, as if we were not there.
	"""
	frappe.get_doc(doctype, name).check_permission()
	connections = CONNECTIONS.get(doctype, {})
	wanted = frappe.parse_json(items) if items else list(connections)
	if not isinstance(wanted, list):
		frappe.throw(_("Items must be a list of document types."))
	foreign = [item for item in wanted if item not in connections]
	out = get_frappe_open_count(doctype, name, foreign)
	found = out.get("count")
	if not isinstance(found, dict):
		return out
	for item in wanted:
		if item in connections:
			names = find_connected(doctype, name, item)
			found["internal_links_found"].append(
				{"doctype": item, "open_count": 0, "count": len(names), "names": names}
			)
	return out


def find_connected(doctype: str, name: str, item: str) -> list[str]:
	"""Names of our documents of type `item` (at most 100) that belong to the ERPNext document and that the user sees."""
	if not frappe.has_permission(item, "read"):
		return []
	filters = []
	for condition in CONNECTIONS[doctype][item]:
		value = condition[-1]
		if value == "{enterprises}":
			value = frappe.get_list(
				"Regulated Enterprise", filters={"erpnext_company": name}, pluck="name", order_by="name asc"
			) or [""]
		filters.append([*condition[:-1], name if value == "{name}" else value])
	rows = frappe.get_list(item, filters=filters, pluck="name", order_by="creation desc", limit=100)
	return list(dict.fromkeys(rows))


# --- project and tasks ---------------------------------------------------------------------------------------------


def make_project(plan: Document) -> str:
	"""Make the Project of a plan and set plan.project; the save of the plan then makes a Task for each measure.

	In: a saved Remediation Plan of an enterprise that has a Company; the caller saves it. A measure that is done
	already gets a completed task. Raises ValidationError where there is no Company or a Project exists.
	"""
	if plan.project:
		frappe.throw(_("The plan {0} already has the Project {1}.").format(plan.name, plan.project))
	company = frappe.db.get_value("Regulated Enterprise", plan.enterprise, "erpnext_company")
	if not company:
		frappe.throw(
			_(
				"ERPNext Company: the enterprise {0} has none. Enter it in the Regulated Enterprise; a Project belongs to a Company."
			).format(plan.enterprise)
		)
	project = frappe.new_doc("Project")
	project.update(
		{
			"project_name": _("Remediation Plan {0}").format(plan.name),
			"company": company,
			"expected_start_date": plan.plan_start,
			"expected_end_date": _last_deadline(plan),
		}
	)
	# the safety officer needs no role of the Projects module: the text is neutral and the right is that of the plan
	project.insert(ignore_permissions=True)
	plan.set_by_server(project=project.name)
	return project.name


def add_tasks(plan: Document) -> None:
	"""Make a Task for each measure of the plan that has none; part of the plan's own save, which writes the rows."""
	for row in plan.measures:
		if row.task:
			continue
		task = frappe.new_doc("Task")
		task.update(
			{
				"subject": _("Rectification measure {0} of {1}").format(row.idx, plan.name),
				"project": plan.project,
				"exp_end_date": row.deadline,
			}
		)
		if row.status == "Done":
			task.update({"status": COMPLETED, "completed_on": row.done_on})
		task.flags.from_hazard_plan = True
		# as for the project: neutral text, the right is that of the plan
		task.insert(ignore_permissions=True)
		row.task = task.name


def cancel_tasks_of_removed_rows(plan: Document) -> None:
	"""A measure that was taken out of the plan needs no work any more: cancel its task."""
	before = plan.get_doc_before_save()
	kept = {row.task for row in plan.measures}
	for row in before.measures if before else ():
		if row.task and row.task not in kept:
			task = frappe.get_doc("Task", row.task)
			task.status = CANCELLED
			task.flags.from_hazard_plan = True
			# as for `add_tasks`
			task.save(ignore_permissions=True)


def _last_deadline(plan: Document):
	"""The last day of the project: the end of the plan or the last deadline of a measure, whichever is later."""
	days = [getdate(day) for day in (plan.plan_end, *(row.deadline for row in plan.measures)) if day]
	return max(days) if days else None


def task_statuses(tasks: list[str]) -> dict[str, dict]:
	"""{task: {status, completed_on}} of these tasks in one query; unknown and empty names are left out."""
	names = sorted({name for name in tasks if name})
	if not names:
		return {}
	rows = frappe.get_all(
		"Task",
		filters={"name": ["in", names]},
		fields=["name", "status", "completed_on"],
		order_by="name asc",
	)
	return {row.name: row for row in rows}


def sync_task_status(plan: Document) -> bool:
	"""Set the status of the plan's measures from their tasks, in memory. Returns whether anything changed.

	After the acceptance what the gate rested on stands still: then nothing is changed.
	"""
	rows = [row for row in plan.measures if row.task]
	if not rows or not is_open_for_rectification(plan.hazard):
		return False
	return apply_task_statuses(rows, task_statuses([row.task for row in rows]))


def sync_records(hazards: dict[str, dict], plans: dict[str, list[dict]], in_memory: list[str]) -> None:
	"""Set the status of measures from their tasks in records that a gate is about to judge (one query).

	hazards: rows by name; plans: plan rows by hazard; in_memory: plans whose caller has synced them already.
	"""
	rows = [
		row
		for hazard, found in plans.items()
		if hazards[hazard].get("stage") in OPEN_STAGES
		for plan in found
		if plan["name"] not in in_memory
		for row in plan.get("measures") or ()
		if row.get("task")
	]
	if rows:
		apply_task_statuses(rows, task_statuses([row["task"] for row in rows]))


def apply_task_statuses(rows: list, statuses: dict[str, dict]) -> bool:
	"""Write the status of tasks into measure rows (documents or dicts). Returns whether anything changed."""
	changed = False
	for row in rows:
		task = statuses.get(row.get("task"))
		if not task:
			continue
		status = "Done" if task.status == COMPLETED else "Open"
		if row.get("status") == status:
			continue
		row.update(
			{
				"status": status,
				"done_on": (row.get("done_on") or task.completed_on or today()) if status == "Done" else None,
			}
		)
		changed = True
	return changed


def push_to_task(row: Document) -> None:
	"""Complete or reopen the task of a measure row after the measure was completed or reopened with us."""
	if not row.task:
		return
	task = frappe.get_doc("Task", row.task)
	if (row.status == "Done") == (task.status == COMPLETED):
		return
	if row.status == "Done":
		task.update({"status": COMPLETED, "completed_on": row.done_on})
	else:
		task.update({"status": "Open", "completed_on": None, "progress": 0})
	task.flags.from_hazard_plan = True
	# the measure's owner needs no role of the Projects module to complete what is theirs
	task.save(ignore_permissions=True)


def is_open_for_rectification(hazard: str) -> bool:
	"""Whether measures of the hazard's plan may still change their status (before the acceptance)."""
	stage = frappe.db.get_value("Hazard", hazard, "stage")
	return stage in OPEN_STAGES


def validate_task(doc: Document, method: str | None = None) -> None:
	"""Task.validate: after the acceptance of a hazard the task of a measure is not reopened."""
	if doc.flags.from_hazard_plan or doc.is_new() or not doc.has_value_changed("status"):
		return
	before = doc.get_doc_before_save()
	if not before or COMPLETED not in (before.status, doc.status):
		return
	plan = _plan_of_task(doc.name)
	if plan and not is_open_for_rectification(plan.hazard):
		frappe.throw(
			_(
				"Status: the task {0} is a measure of the plan {1}, which has been put forward for acceptance. "
				"Return the hazard to rectification first."
			).format(doc.name, plan.name)
		)


def on_task_update(doc: Document, method: str | None = None) -> None:
	"""Task.on_update: the measure that this task stands for takes over its status."""
	if doc.flags.from_hazard_plan:
		return
	found = _plan_of_task(doc.name)
	if not found:
		return
	plan = frappe.get_doc("Remediation Plan", found.name)
	if sync_task_status(plan):
		# whoever may complete the task in Projects need not see the hazard; only the status is taken over
		plan.flags.ignore_permissions = True
		plan.save()


def _plan_of_task(task: str) -> dict | None:
	"""{name, hazard} of the plan that has this task, or None."""
	parent = frappe.db.get_value(
		"Remediation Plan Measure", {"task": task}, "parent", order_by="creation asc"
	)
	if not parent:
		return None
	return frappe.db.get_value("Remediation Plan", parent, ["name", "hazard"], as_dict=True)


# --- funds and ledger ----------------------------------------------------------------------------------------------


def ledger_rows(project: str) -> list[dict]:
	"""What the Project's own totals say was spent: rows {label, amount} in 万元, labels in English."""
	meta = frappe.get_meta("Project")
	known = [(field, label) for field, label in LEDGER_FIELDS if meta.has_field(field)]
	values = frappe.db.get_value("Project", project, [field for field, _label in known], as_dict=True) or {}
	return [
		{"label": label, "amount": flt(flt(values.get(field)) / YUAN_PER_TEN_THOUSAND, 4)}
		for field, label in known
	]
