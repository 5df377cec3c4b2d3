from frappe.model.document import Document


class RootCauseAnalysisTracing(Document):
	pass
