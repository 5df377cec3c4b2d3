"""What an administrator cannot change in a workflow of the app, because every rule would look past it."""

import frappe
from frappe import _
from frappe.model.document import Document

from hazard_governance.domain.workflow_model import WORKFLOW_STATE_FIELD
from hazard_governance.setup.workflow_data import BY_DOCTYPE


def validate(doc: Document, method: str | None = None) -> None:
	"""Raise ValidationError when a Workflow of a governed DocType has no state, or keeps it in a field of its own.

	Everything else may be edited; the page Workflow Check tells what an edit does.
	"""
	if doc.document_type not in BY_DOCTYPE:
		return
	if doc.workflow_state_field != WORKFLOW_STATE_FIELD:
		frappe.throw(
			_("The Workflow State Field of {0} is {1}. Enter {1} again.").format(
				_(doc.document_type), frappe.bold(WORKFLOW_STATE_FIELD)
			)
		)
	if not doc.states:
		frappe.throw(_("The workflow has no state. Add the states, the first one being the start."))
