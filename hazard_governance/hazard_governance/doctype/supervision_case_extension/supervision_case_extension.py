from frappe.model.document import Document


class SupervisionCaseExtension(Document):
	pass
