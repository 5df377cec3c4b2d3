from frappe.model.document import Document


class StudyTopicHazard(Document):
	pass
