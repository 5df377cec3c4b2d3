from frappe.model.document import Document


class HazardVerification(Document):
	pass
