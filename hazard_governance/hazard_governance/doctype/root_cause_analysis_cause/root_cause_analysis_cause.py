from hazard_governance.children import GovernedChild


class RootCauseAnalysisCause(GovernedChild):
	pass
