from hazard_governance.children import GovernedChild


class AccountabilityActionMeasure(GovernedChild):
	pass
