from hazard_governance.children import GovernedChild


class SupervisionCaseExtension(GovernedChild):
	pass
