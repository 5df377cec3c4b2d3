from frappe.model.document import Document


class HazardImmediateMeasure(Document):
	pass
