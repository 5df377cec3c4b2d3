from hazard_governance.children import GovernedChild


class SupervisionCasePause(GovernedChild):
	pass
