from frappe.model.document import Document


class SourceGovernancePlanItem(Document):
	pass
