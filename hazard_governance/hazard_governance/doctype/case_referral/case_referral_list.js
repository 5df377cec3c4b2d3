frappe.listview_settings["Case Referral"] = {
	filters: [["status", "!=", "Answered"]],
	add_fields: ["status", "answer_due"],
	hide_name_column: true,
	formatters: {
		answer_due(value, df, doc) {
			return frappe.hazard_governance.due_day(value, doc.status === "Received");
		},
	},
	get_indicator(doc) {
		const late = doc.status === "Received" && doc.answer_due && doc.answer_due < frappe.datetime.get_today();
		if (late) return [__("Overdue"), "red", "answer_due,<,Today|answer_due,is,set|status,=,Received"];
		const colours = {
			Draft: "gray",
			Sent: "orange",
			Received: "blue",
			Refused: "red",
			Answered: "green",
		};
		return [__(doc.status, null, "Case Referral"), colours[doc.status], "status,=," + doc.status];
	},
};
