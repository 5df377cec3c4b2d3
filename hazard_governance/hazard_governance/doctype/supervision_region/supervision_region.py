from frappe.utils.nestedset import NestedSet


class SupervisionRegion(NestedSet):
	pass
