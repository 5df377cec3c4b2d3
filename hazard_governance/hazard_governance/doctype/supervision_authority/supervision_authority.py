from frappe.model.document import Document


class SupervisionAuthority(Document):
	pass
