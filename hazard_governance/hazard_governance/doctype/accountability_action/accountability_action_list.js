frappe.listview_settings["Accountability Action"] = {
	filters: [["status", "!=", "Executed"]],
	add_fields: ["status"],
	hide_name_column: true,
	formatters: {
		responsibility: (value) => __(value || "", null, "Accountability Action"),
		responsibility_class: (value) => __(value || "", null, "Accountability Action"),
	},
	get_indicator(doc) {
		const colours = {
			Draft: "gray",
			Submitted: "orange",
			Decided: "blue",
			Executed: "green",
		};
		return [__(doc.status), colours[doc.status] || "gray", "status,=," + doc.status];
	},
};
