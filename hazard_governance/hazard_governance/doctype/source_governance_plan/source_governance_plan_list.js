frappe.listview_settings["Source Governance Plan"] = {
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator(doc) {
		const colours = {
			Draft: "gray",
			Submitted: "orange",
			Approved: "blue",
			Accepted: "green",
		};
		return [__(doc.status), colours[doc.status] || "gray", "status,=," + doc.status];
	},
};
