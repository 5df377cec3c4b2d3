from hazard_governance.children import GovernedChild


class RegulatedEnterpriseMember(GovernedChild):
	pass
