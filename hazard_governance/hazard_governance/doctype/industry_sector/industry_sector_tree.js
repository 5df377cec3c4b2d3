frappe.treeview_settings["Industry Sector"] = frappe.hazard_governance.tree("Industry Sector");
