from hazard_governance.children import GovernedChild


class SupervisionAuthorityIndustry(GovernedChild):
	pass
