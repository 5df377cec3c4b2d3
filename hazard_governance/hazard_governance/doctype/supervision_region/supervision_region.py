"""Supervision Region: the tree city > county or development zone > township, with the codes that numbers begin with."""

import frappe
from frappe import _
from frappe.utils.nestedset import NestedSet

from hazard_governance import numbering
from hazard_governance.field_values import check_values, require_filled
from hazard_governance.masters import refuse_deletion_in_use, refuse_loop

# level -> levels its parent may have; a city is the top
PARENT_LEVELS = {
	"City": (),
	"County": ("City",),
	"Development Zone": ("City",),
	"Township": ("County", "Development Zone"),
}
# counters without a number given are the server's own and go with the region
COUNTER = "Hazard Register Counter"


class SupervisionRegion(NestedSet):
	nsm_parent_field = "parent_supervision_region"

	def validate(self) -> None:
		check_values(self)
		require_filled(self)
		self.region_code = self.region_code.strip()
		if not (self.region_code.isascii() and self.region_code.isdigit()):
			frappe.throw(
				_(
					"{0}: {1} is not a code. Enter digits only, as in the administrative division codes."
				).format(_(self.meta.get_label("region_code")), self.region_code)
			)
		refuse_loop(self, "parent_supervision_region")
		self.check_level()
		self.refuse_move_in_use()

	def check_level(self) -> None:
		allowed = PARENT_LEVELS[self.level]
		above = self.parent_supervision_region
		level = above and frappe.db.get_value("Supervision Region", above, "level")
		if (level in allowed) if above else not allowed:
			return
		label = _(self.meta.get_label("parent_supervision_region"))
		if not allowed:
			frappe.throw(
				_("{0}: a region of level {1} is the top. Leave it empty.").format(label, _(self.level))
			)
		frappe.throw(
			_("{0}: a region of level {1} lies below one of level {2}. Choose such a region.").format(
				label, _(self.level), _(" or ").join(_(name) for name in allowed)
			)
		)

	def refuse_move_in_use(self) -> None:
		"""Where a region lies is copied into every record; a moved one would leave them all wrong."""
		before = self.get_doc_before_save()
		moved = before and (
			before.parent_supervision_region != self.parent_supervision_region or before.level != self.level
		)
		if not moved:
			return
		below = frappe.get_all(
			"Supervision Region",
			filters={"lft": (">=", before.lft), "rgt": ("<=", before.rgt)},
			pluck="name",
			order_by="lft asc",
		)
		enterprises = frappe.get_all(
			"Regulated Enterprise",
			filters={"region": ("in", below)},
			pluck="name",
			limit=3,
			order_by="name asc",
		)
		if enterprises:
			frappe.throw(
				_(
					"{0} has enterprises ({1}) and cannot be given another parent or level. Make a new region and move them."
				).format(self.name, ", ".join(enterprises)),
				title=_("In use"),
			)

	def on_update(self) -> None:
		super().on_update()
		if self.level in numbering.NUMBERING_LEVELS:
			numbering.ensure_counters_of_region(self.name)

	def on_trash(self, allow_root_deletion: bool = True) -> None:
		refuse_deletion_in_use(self, besides=(COUNTER,))
		if frappe.db.exists(COUNTER, {"region": self.name, "last_no": (">", 0)}):
			frappe.throw(
				_("{0} has given register numbers and stays.").format(self.name), frappe.LinkExistsError
			)
		table = frappe.qb.DocType(COUNTER)
		frappe.qb.from_(table).delete().where(table.region == self.name).run()
		super().on_trash(allow_root_deletion)
