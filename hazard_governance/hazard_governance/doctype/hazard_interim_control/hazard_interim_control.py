from hazard_governance.children import GovernedChild


class HazardInterimControl(GovernedChild):
	pass
