from frappe.model.document import Document


class RectificationAcceptance(Document):
	pass
