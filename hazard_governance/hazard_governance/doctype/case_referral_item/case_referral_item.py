from hazard_governance.children import GovernedChild


class CaseReferralItem(GovernedChild):
	pass
