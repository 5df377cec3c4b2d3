from frappe.model.document import Document


class HazardStageLog(Document):
	pass
