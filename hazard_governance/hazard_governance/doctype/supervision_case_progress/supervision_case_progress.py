from hazard_governance.children import GovernedChild


class SupervisionCaseProgress(GovernedChild):
	pass
