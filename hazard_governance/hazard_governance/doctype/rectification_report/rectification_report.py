from frappe.model.document import Document


class RectificationReport(Document):
	pass
