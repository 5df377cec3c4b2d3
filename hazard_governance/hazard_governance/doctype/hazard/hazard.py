from frappe.model.document import Document


class Hazard(Document):
	pass
