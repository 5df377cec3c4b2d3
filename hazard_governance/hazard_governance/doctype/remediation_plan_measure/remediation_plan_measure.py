from hazard_governance.children import GovernedChild


class RemediationPlanMeasure(GovernedChild):
	pass
