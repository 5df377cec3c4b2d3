frappe.listview_settings["Study Topic"] = {
	filters: [["status", "=", "Open"]],
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator(doc) {
		const colours = {
			Open: "orange",
			Concluded: "green",
		};
		return [__(doc.status), colours[doc.status] || "gray", "status,=," + doc.status];
	},
};
