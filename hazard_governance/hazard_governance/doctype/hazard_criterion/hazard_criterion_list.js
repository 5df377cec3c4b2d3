// the name is the title: it is shown once
frappe.listview_settings["Hazard Criterion"] = { hide_name_column: true };
