from hazard_governance.children import GovernedChild


class HazardReturnRow(GovernedChild):
	pass
