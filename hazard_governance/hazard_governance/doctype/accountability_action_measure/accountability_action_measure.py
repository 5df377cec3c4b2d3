from frappe.model.document import Document


class AccountabilityActionMeasure(Document):
	pass
