from frappe.model.document import Document


class AccountabilityMeasure(Document):
	pass
