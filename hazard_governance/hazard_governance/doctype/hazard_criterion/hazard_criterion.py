from frappe.model.document import Document


class HazardCriterion(Document):
	pass
