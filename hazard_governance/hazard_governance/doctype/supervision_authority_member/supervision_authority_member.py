from hazard_governance.children import GovernedChild


class SupervisionAuthorityMember(GovernedChild):
	pass
