from hazard_governance.children import GovernedChild


class CaseReferralPerson(GovernedChild):
	pass
