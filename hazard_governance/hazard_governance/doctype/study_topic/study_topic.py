from frappe.model.document import Document


class StudyTopic(Document):
	pass
