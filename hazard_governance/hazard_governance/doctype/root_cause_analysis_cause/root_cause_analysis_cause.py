from frappe.model.document import Document


class RootCauseAnalysisCause(Document):
	pass
