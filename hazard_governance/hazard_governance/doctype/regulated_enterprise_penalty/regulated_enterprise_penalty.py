from hazard_governance.children import GovernedChild


class RegulatedEnterprisePenalty(GovernedChild):
	pass
