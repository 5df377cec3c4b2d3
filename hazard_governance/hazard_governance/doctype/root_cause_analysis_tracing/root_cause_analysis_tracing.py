from hazard_governance.children import GovernedChild


class RootCauseAnalysisTracing(GovernedChild):
	pass
