// the name is the title: it is shown once
frappe.listview_settings["Supervision Authority"] = { hide_name_column: true };
