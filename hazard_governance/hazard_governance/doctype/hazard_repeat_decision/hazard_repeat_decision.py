from hazard_governance.children import GovernedChild


class HazardRepeatDecision(GovernedChild):
	pass
