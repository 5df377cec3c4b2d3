from frappe.model.document import Document


class RectificationAcceptanceTeamMember(Document):
	pass
