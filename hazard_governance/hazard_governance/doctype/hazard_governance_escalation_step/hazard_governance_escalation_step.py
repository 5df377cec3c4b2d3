from hazard_governance.children import GovernedChild


class HazardGovernanceEscalationStep(GovernedChild):
	pass
