frappe.listview_settings["Supervision Authority"] = {
	// the name is the title: it is shown once
	hide_name_column: true,
	filters: [["disabled", "=", 0]],
	add_fields: ["disabled"],
	get_indicator: (doc) =>
		doc.disabled ? [__("Disabled", null, "Supervision Authority"), "gray", "disabled,=,1"] : [__("Enabled"), "green", "disabled,=,0"],
};
