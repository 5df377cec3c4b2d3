frappe.views.calendar["Hazard"] = {
	field_map: {
		start: "rectification_due",
		end: "rectification_due",
		id: "name",
		title: "hazard_title",
		allDay: "all_day",
	},
	filters: [
		{ fieldtype: "Link", fieldname: "county", options: "Supervision Region", label: __("County or Development Zone") },
		{ fieldtype: "Link", fieldname: "enterprise", options: "Regulated Enterprise", label: __("Enterprise") },
	],
	style_map: { Registered: "warning", Rectifying: "warning", "Pending Acceptance": "info", Accepted: "success" },
	get_events_method: "frappe.desk.calendar.get_events",
};
