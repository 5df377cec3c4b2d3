from hazard_governance.children import GovernedChild


class RectificationAcceptanceFinding(GovernedChild):
	pass
