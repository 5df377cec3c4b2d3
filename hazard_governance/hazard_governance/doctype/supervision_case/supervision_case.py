from frappe.model.document import Document


class SupervisionCase(Document):
	pass
