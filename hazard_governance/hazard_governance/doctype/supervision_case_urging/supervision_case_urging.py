from hazard_governance.children import GovernedChild


class SupervisionCaseUrging(GovernedChild):
	pass
