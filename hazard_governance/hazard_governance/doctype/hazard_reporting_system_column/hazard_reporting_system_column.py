from hazard_governance.children import GovernedChild


class HazardReportingSystemColumn(GovernedChild):
	pass
