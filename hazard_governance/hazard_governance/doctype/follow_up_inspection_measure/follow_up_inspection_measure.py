from hazard_governance.children import GovernedChild


class FollowupInspectionMeasure(GovernedChild):
	pass
