"""Industry Sector: the tree of industries by which criteria apply and departments answer (三管三必须)."""

from frappe.utils.nestedset import NestedSet

from hazard_governance import scope
from hazard_governance.field_values import check_values, require_filled
from hazard_governance.masters import refuse_deletion_in_use, refuse_loop


class IndustrySector(NestedSet):
	nsm_parent_field = "parent_industry_sector"

	def validate(self) -> None:
		check_values(self)
		require_filled(self)
		refuse_loop(self, "parent_industry_sector")

	def on_update(self) -> None:
		super().on_update()
		placed = self.has_value_changed("cross_industry") or self.has_value_changed("parent_industry_sector")
		if self.get_doc_before_save() and placed:
			scope.rescope_sectors()

	def on_trash(self, allow_root_deletion: bool = True) -> None:
		refuse_deletion_in_use(self)
		super().on_trash(allow_root_deletion)
