from hazard_governance.children import GovernedChild


class HazardAuthorityReport(GovernedChild):
	pass
