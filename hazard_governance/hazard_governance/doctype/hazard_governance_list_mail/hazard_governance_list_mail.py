from hazard_governance.children import GovernedChild


class HazardGovernanceListMail(GovernedChild):
	pass
