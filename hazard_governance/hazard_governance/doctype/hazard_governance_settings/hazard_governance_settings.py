"""Hazard Governance Settings: the clocks that the law leaves to the place, and limits."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from hazard_governance.domain.escalation import check_ladder
from hazard_governance.domain.facts import Settings
from hazard_governance.domain.list_mail import check_list_mails
from hazard_governance.messages import throw_deficiencies

# field -> (least, most); days unless the field says otherwise
LIMITS = {
	"verification_working_days": (1, 60),
	"receipt_working_days": (1, 60),
	"examination_days": (1, 60),
	"coal_examination_days": (1, 60),
	"announcement_working_days": (1, 60),
	"monthly_return_day": (1, 31),
	"extension_before_working_days": (0, 60),
	"extension_decision_working_days": (1, 60),
	"due_soon_days": (0, 90),
	"repeat_threshold": (40, 100),
	"accountability_start_days": (1, 365),
	"mild_severity": (0, 16),
	"mild_severity_aggravated": (0, 16),
	"max_file_mb": (1, 200),
	"call_days_ahead": (0, 90),
	"tip_answer_days": (1, 365),
	"tips_per_address": (1, 1000),
	"tips_per_day": (1, 100000),
	"tip_photo_mb": (1, 20),
	"tip_informer_days": (0, 3650),
}


class HazardGovernanceSettings(Document):
	def validate(self) -> None:
		for fieldname, (least, most) in LIMITS.items():
			if not least <= cint(self.get(fieldname)) <= most:
				frappe.throw(
					_("{0} must be between {1} and {2}.").format(
						_(self.meta.get_label(fieldname)), least, most
					)
				)
		facts = Settings.from_mapping(self.as_dict())
		throw_deficiencies(
			[*check_ladder(facts.escalation_steps), *check_list_mails(facts.list_mails)],
			title=_("Please correct"),
		)
