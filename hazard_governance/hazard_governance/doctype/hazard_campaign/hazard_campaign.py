from frappe.model.document import Document


class HazardCampaign(Document):
	pass
