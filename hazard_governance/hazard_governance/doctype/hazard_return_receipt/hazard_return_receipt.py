from hazard_governance.children import GovernedChild


class HazardReturnReceipt(GovernedChild):
	pass
