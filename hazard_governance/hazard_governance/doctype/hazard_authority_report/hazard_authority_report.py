from frappe.model.document import Document


class HazardAuthorityReport(Document):
	pass
