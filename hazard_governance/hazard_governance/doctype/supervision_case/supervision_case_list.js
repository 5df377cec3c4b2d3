frappe.listview_settings["Supervision Case"] = {
	filters: [["status", "not in", ["Delisted", "Not Adopted", "Withdrawn"]]],
	add_fields: ["status", "due_on", "paused_since"],
	hide_name_column: true,
	formatters: {
		due_on(value, df, doc) {
			const running = ["In Force", "Acceptance Requested"].includes(doc.status) && !doc.paused_since;
			return frappe.hazard_governance.due_day(value, running);
		},
	},
	get_indicator(doc) {
		const running = ["In Force", "Acceptance Requested"].includes(doc.status);
		if (running && doc.paused_since) {
			return [__("Term Paused"), "blue", `paused_since,is,set|status,=,${doc.status}`];
		}
		if (running && doc.due_on && doc.due_on < frappe.datetime.get_today()) {
			return [__("Overdue"), "red", `due_on,<,Today|due_on,is,set|paused_since,is,not set|status,=,${doc.status}`];
		}
		const colours = {
			Proposed: "gray",
			"In Force": "orange",
			"Acceptance Requested": "blue",
			Delisted: "green",
			"Not Adopted": "gray",
			Raised: "gray",
			Withdrawn: "gray",
		};
		return [__(doc.status, null, "Supervision Case"), colours[doc.status], "status,=," + doc.status];
	},
};
