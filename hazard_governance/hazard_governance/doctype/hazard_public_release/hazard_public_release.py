from hazard_governance.children import GovernedChild


class HazardPublicRelease(GovernedChild):
	pass
