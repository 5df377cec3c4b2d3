frappe.listview_settings["Look-back Draw"] = {
	hide_name_column: true,
	add_fields: ["drawn_at", "number"],
	get_indicator: (doc) =>
		doc.drawn_at ? [__("Drawn"), "green", "drawn_at,is,set"] : [__("Draft"), "gray", "drawn_at,is,not set"],
};
