frappe.listview_settings["Study Topic"] = {
	add_fields: ["status"],
	get_indicator(doc) {
		const colours = {
			Open: "orange",
			Concluded: "green",
		};
		return [__(doc.status), colours[doc.status] || "gray", "status,=," + doc.status];
	},
};
