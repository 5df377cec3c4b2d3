from frappe.model.document import Document


class SupervisionAuthorityIndustry(Document):
	pass
