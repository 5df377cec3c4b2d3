from frappe.model.document import Document


class RootCauseAnalysis(Document):
	pass
