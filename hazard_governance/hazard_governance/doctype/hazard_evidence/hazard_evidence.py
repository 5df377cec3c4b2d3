from frappe.model.document import Document


class HazardEvidence(Document):
	pass
