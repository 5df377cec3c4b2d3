from frappe.model.document import Document


class HazardRegisterCounter(Document):
	pass
