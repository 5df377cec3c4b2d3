from hazard_governance.children import GovernedChild


class FollowupInspectionFinding(GovernedChild):
	pass
