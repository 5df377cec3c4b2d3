from hazard_governance.children import GovernedChild


class HazardCampaignIndustry(GovernedChild):
	pass
