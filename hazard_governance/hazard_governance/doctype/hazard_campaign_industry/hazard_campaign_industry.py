from frappe.model.document import Document


class HazardCampaignIndustry(Document):
	pass
