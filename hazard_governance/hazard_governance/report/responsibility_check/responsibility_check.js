frappe.query_reports["Responsibility Check"] = {
	filters: [
		frappe.hazard_governance.report.select("view", __("Finding of the Check"), [
			"No Authority Answers",
			"Two Authorities Answer",
		]),
		...frappe.hazard_governance.report.places().filter(({ fieldname }) => fieldname !== "enterprise"),
		{ fieldname: "major_only", label: __("Major Hazards Only"), fieldtype: "Check", default: 0 },
	],

	formatter: frappe.hazard_governance.report.formatter((data, column) =>
		column.fieldname === "finding" ? "indicator-pill red" : ""
	),
};
