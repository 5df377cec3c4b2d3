from hazard_governance.children import GovernedChild


class RectificationAcceptanceTeamMember(GovernedChild):
	pass
