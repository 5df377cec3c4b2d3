from hazard_governance.children import GovernedChild


class HazardPublicPosting(GovernedChild):
	pass
