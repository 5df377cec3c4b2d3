from frappe.model.document import Document


class AccountabilityAction(Document):
	pass
