from hazard_governance.children import GovernedChild


class SupervisionCaseCooperatingAuthority(GovernedChild):
	pass
