frappe.listview_settings["Production Suspension"] = {
	filters: [["status", "!=", "Resumed"]],
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator(doc) {
		const colours = {
			"In Force": "red",
			"Resumption Applied": "orange",
			Examined: "blue",
			"Mine Safety Agreed": "blue",
			"Government Approved": "blue",
			Resumed: "green",
		};
		return [__(doc.status), colours[doc.status] || "gray", "status,=," + doc.status];
	},
};
