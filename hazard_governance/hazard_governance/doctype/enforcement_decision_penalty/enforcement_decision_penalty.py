from hazard_governance.children import GovernedChild


class EnforcementDecisionPenalty(GovernedChild):
	pass
