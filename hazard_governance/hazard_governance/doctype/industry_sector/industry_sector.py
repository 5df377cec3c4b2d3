from frappe.utils.nestedset import NestedSet


class IndustrySector(NestedSet):
	pass
