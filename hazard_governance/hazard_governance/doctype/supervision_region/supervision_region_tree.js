frappe.treeview_settings["Supervision Region"] = frappe.hazard_governance.tree("Supervision Region");
