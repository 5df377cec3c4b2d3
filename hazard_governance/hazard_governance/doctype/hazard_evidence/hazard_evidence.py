from hazard_governance.children import GovernedChild


class HazardEvidence(GovernedChild):
	pass
