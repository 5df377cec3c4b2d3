"""Workflows of what authorities do beside the loop: the referral of a case, and looking back."""

from hazard_governance.setup.role_names import LIAISON, MANAGER
from hazard_governance.setup.workflow_spec import EVERYBODY, LONE_CLERK, OFFICES, Step, workflow

# nobody of the recipient uses the system: its receipt comes on paper, and the sender records it
NO_LIAISON = 'not frappe.db.get_value("Supervision Authority Member", {"parent": doc.recipient}, "name")'


def _of_recipient(source: str, action: str, paper: str, target: str) -> tuple[Step, Step]:
	return (
		Step(source, action, target, (LIAISON,)),
		Step(source, paper, target, OFFICES, NO_LIAISON),
	)


REFERRAL = workflow(
	"Case Referral Exchange",
	"Case Referral",
	"Referral",
	(
		("Draft", "", EVERYBODY),
		("Sent", "Warning", EVERYBODY),
		("Received", "Primary", EVERYBODY),
		("Refused", "Danger", MANAGER),
		("Answered", "Success", EVERYBODY),
	),
	(
		Step("Draft", "Send Referral", "Sent", OFFICES, approval=True),
		Step("Draft", "Send Referral as Lone Clerk", "Sent", OFFICES, LONE_CLERK),
		*_of_recipient("Sent", "Receive Referral", "Record Receipt on Paper", "Received"),
		*_of_recipient("Sent", "Refuse Referral", "Record Refusal on Paper", "Refused"),
		*_of_recipient("Received", "Answer Referral", "Record Answer on Paper", "Answered"),
	),
)

LOOK_BACK = workflow(
	"Follow-up Inspection Approval",
	"Follow-up Inspection",
	"Look-back",
	(
		("Draft", "", EVERYBODY),
		("Submitted", "Warning", EVERYBODY),
		("Decided", "Primary", EVERYBODY),
		("Concluded", "Success", MANAGER),
	),
	(
		Step("Draft", "Submit Look-back", "Submitted", OFFICES),
		Step("Submitted", "Decide Look-back", "Decided", OFFICES, approval=True),
		Step("Submitted", "Return Look-back", "Draft", OFFICES),
		Step("Decided", "Conclude Look-back", "Concluded", OFFICES),
	),
)
