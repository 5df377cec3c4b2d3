from frappe.model.document import Document


class HazardPublicPosting(Document):
	pass
