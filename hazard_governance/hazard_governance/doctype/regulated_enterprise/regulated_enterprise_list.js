// the name is the title: it is shown once
frappe.listview_settings["Regulated Enterprise"] = { hide_name_column: true };
