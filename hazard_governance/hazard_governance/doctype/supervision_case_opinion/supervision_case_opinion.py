from hazard_governance.children import GovernedChild


class SupervisionCaseOpinion(GovernedChild):
	pass
