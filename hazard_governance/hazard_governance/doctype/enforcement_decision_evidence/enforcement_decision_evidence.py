from hazard_governance.children import GovernedChild


class EnforcementDecisionEvidence(GovernedChild):
	pass
