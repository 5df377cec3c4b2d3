frappe.query_reports["Cause Tracing Statistics"] = {
	filters: [
		{
			...frappe.hazard_governance.report.select("grouping", __("Grouped By"), [
				"Question of the Tracings",
				"Tracing",
				"Dimension of the Cause",
				"Aspect of the Cause",
				"What Was Failing",
				"Direct or Root",
				"Industry and Field",
				"County or Zone",
			]),
			default: "Question of the Tracings",
			reqd: 1,
		},
		{ fieldname: "from_date", label: __("Analysed From"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("Analysed Until"), fieldtype: "Date" },
		...frappe.hazard_governance.report.places(),
		frappe.hazard_governance.report.classes(),
		frappe.hazard_governance.report.select("recurring", __("Is Recurring"), ["Yes", "No"]),
		{
			fieldname: "include_unapproved",
			label: __("Count Analyses Not Approved Yet"),
			fieldtype: "Check",
			default: 0,
		},
	],

	formatter: frappe.hazard_governance.report.formatter((data, column) =>
		column.fieldname === "adverse" && data.adverse ? "bold" : ""
	),
};
