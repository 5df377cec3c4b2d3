from hazard_governance.children import GovernedChild


class HazardReturnNote(GovernedChild):
	pass
