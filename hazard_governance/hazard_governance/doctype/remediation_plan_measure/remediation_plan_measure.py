from frappe.model.document import Document


class RemediationPlanMeasure(Document):
	pass
