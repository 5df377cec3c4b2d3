from hazard_governance.children import GovernedChild


class LookbackDrawCandidate(GovernedChild):
	pass
