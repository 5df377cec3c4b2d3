from frappe.model.document import Document


class SupervisionCaseUrging(Document):
	pass
