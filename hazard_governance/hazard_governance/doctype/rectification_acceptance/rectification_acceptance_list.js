frappe.listview_settings["Rectification Acceptance"] = {
	hide_name_column: true,
	add_fields: ["status", "verdict"],
	get_indicator(doc) {
		if (doc.status === "Concluded") {
			return [
				__(doc.verdict),
				doc.verdict === "Pass" ? "green" : "red",
				`status,=,Concluded|verdict,=,${doc.verdict}`,
			];
		}
		return [__(doc.status), doc.status === "Submitted" ? "orange" : "gray", "status,=," + doc.status];
	},
};
