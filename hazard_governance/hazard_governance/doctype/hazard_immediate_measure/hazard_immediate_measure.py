from hazard_governance.children import GovernedChild


class HazardImmediateMeasure(GovernedChild):
	pass
