from frappe.model.document import Document


class RegulatedEnterpriseMember(Document):
	pass
