"""One photo of a tip. Its file carries no metadata; when and where it was taken stands in the row."""

from hazard_governance.children import GovernedChild


class HazardTipPhoto(GovernedChild):
	pass
