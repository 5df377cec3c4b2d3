frappe.listview_settings["Remediation Plan"] = {
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator(doc) {
		const colours = {
			Draft: "gray",
			Submitted: "orange",
			Approved: "green",
		};
		return [__(doc.status), colours[doc.status] || "gray", "status,=," + doc.status];
	},
};
