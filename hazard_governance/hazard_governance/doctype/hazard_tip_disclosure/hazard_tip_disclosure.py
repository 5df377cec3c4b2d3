"""Who had the informer of a tip shown, when and why; not what was shown."""

from hazard_governance.children import GovernedChild


class HazardTipDisclosure(GovernedChild):
	pass
