from hazard_governance.children import GovernedChild


class HazardStageLog(GovernedChild):
	pass
