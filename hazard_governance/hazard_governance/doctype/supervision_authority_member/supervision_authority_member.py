from frappe.model.document import Document


class SupervisionAuthorityMember(Document):
	pass
