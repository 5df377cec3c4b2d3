from frappe.model.document import Document


class RemediationPlan(Document):
	pass
