from frappe.model.document import Document


class RegulatedEnterprise(Document):
	pass
