from hazard_governance.children import GovernedChild


class FollowupInspectionInspector(GovernedChild):
	pass
