from frappe.model.document import Document


class SupervisionCaseProgress(Document):
	pass
