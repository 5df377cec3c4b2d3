from hazard_governance.children import GovernedChild


class SupervisionAuthorityTheme(GovernedChild):
	pass
