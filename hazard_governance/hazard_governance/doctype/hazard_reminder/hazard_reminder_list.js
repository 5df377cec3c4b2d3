frappe.listview_settings["Hazard Reminder"] = {
	filters: [["sent_at", "Timespan", "last 90 days"]],
	hide_name_column: true,
};
