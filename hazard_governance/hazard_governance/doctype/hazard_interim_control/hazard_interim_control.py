from frappe.model.document import Document


class HazardInterimControl(Document):
	pass
