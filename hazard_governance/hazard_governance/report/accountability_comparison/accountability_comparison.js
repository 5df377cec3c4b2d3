frappe.query_reports["Accountability Comparison"] = {
	filters: [
		{ fieldname: "from_date", label: __("Decided From"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("Decided Until"), fieldtype: "Date" },
		...frappe.hazard_governance.report.places(),
		frappe.hazard_governance.report.classes(),
		frappe.hazard_governance.report.select("signal", __("Signals"), [
			"Mild Measure",
			"Leadership Tier Missing",
			"Below the Usual",
			"No Stronger Than Before",
		]),
		{ fieldname: "only_signals", label: __("Signals Only"), fieldtype: "Check", default: 1 },
	],

	formatter: frappe.hazard_governance.report.formatter((data, column) =>
		data.is_signalled && column.fieldname === "signals" ? "text-warning bold" : ""
	),
};
