frappe.listview_settings["Hazard Tip"] = {
	add_fields: ["status", "answer_due"],
	hide_name_column: true,
	filters: [["status", "=", "Received"]],

	get_indicator(doc) {
		if (doc.status === "Received" && doc.answer_due < frappe.datetime.get_today()) {
			return [__("Answer Overdue", null, "Hazard Tip"), "red", "status,=,Received|answer_due,<,Today"];
		}
		const colour = { Received: "orange", "Became Hazard": "green", Duplicate: "blue", Rejected: "gray" }[doc.status];
		return [__(doc.status, null, "Hazard Tip"), colour, `status,=,${doc.status}`];
	},

	onload(listview) {
		listview.page.add_inner_button(__("Poster With QR Code"), () => frappe.hazard_governance.tip_poster());
	},
};
