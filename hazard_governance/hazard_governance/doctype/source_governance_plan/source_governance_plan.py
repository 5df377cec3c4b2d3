from frappe.model.document import Document


class SourceGovernancePlan(Document):
	pass
