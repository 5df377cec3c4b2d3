from hazard_governance.children import GovernedChild


class SourceGovernancePlanItem(GovernedChild):
	pass
