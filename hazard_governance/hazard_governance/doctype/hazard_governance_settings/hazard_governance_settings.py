from frappe.model.document import Document


class HazardGovernanceSettings(Document):
	pass
