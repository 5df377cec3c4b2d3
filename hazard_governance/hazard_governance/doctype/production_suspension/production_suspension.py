from frappe.model.document import Document


class ProductionSuspension(Document):
	pass
