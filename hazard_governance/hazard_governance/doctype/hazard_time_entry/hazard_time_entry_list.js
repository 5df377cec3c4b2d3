frappe.listview_settings["Hazard Time Entry"] = {
	hide_name_column: true,
	onload(listview) {
		if (!frappe.user.has_role("City Safety Office")) return;
		listview.page.add_inner_button(__("Check Server Times"), () => frappe.hazard_governance.check_times());
	},
};
