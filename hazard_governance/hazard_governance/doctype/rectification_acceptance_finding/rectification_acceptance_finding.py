from frappe.model.document import Document


class RectificationAcceptanceFinding(Document):
	pass
