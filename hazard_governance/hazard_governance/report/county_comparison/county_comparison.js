frappe.query_reports["County Comparison"] = {
	filters: [
		...frappe.hazard_governance.statistics.period_filters(),
		...frappe.hazard_governance.statistics.place_filters(),
	],
	onload(report) {
		frappe.hazard_governance.statistics.add_workbook_button(report);
		frappe.hazard_governance.statistics.add_bulletin_button(report);
	},
	formatter: (...args) => frappe.hazard_governance.statistics.formatter(...args),
};
