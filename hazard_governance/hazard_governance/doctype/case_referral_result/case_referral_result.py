from hazard_governance.children import GovernedChild


class CaseReferralResult(GovernedChild):
	pass
