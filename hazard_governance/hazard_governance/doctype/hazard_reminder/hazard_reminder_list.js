frappe.listview_settings["Hazard Reminder"] = {
	hide_name_column: true,
};
