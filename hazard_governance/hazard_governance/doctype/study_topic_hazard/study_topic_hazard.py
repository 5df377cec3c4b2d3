from hazard_governance.children import GovernedChild


class StudyTopicHazard(GovernedChild):
	pass
