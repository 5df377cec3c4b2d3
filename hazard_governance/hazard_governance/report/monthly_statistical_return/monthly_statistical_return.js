frappe.query_reports["Monthly Statistical Return"] = {
	filters: [
		...frappe.hazard_governance.statistics.period_filters(),
		{
			fieldname: "group_by",
			label: __("Rows By"),
			fieldtype: "Select",
			options: [
				{ value: "industry", label: __("Industry and Field") },
				{ value: "county", label: __("County or Zone") },
				{ value: "source", label: __("Source of the Hazard") },
				{ value: "level", label: __("Supervision Level") },
				{ value: "classification", label: __("Classification") },
				{ value: "enterprise", label: __("Enterprise Name") },
			],
			default: "industry",
		},
		...frappe.hazard_governance.statistics.place_filters(),
		{
			fieldname: "enterprise",
			label: __("Enterprise Name"),
			fieldtype: "Link",
			options: "Regulated Enterprise",
		},
	],
	onload(report) {
		frappe.hazard_governance.statistics.add_workbook_button(report);
		frappe.hazard_governance.statistics.add_bulletin_button(report);
	},
	formatter: (...args) => frappe.hazard_governance.statistics.formatter(...args),
};
