frappe.query_reports["Accountability Register"] = {
	filters: [
		{ fieldname: "from_date", label: __("Decided From"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("Decided Until"), fieldtype: "Date" },
		...frappe.hazard_governance.report.places(),
		frappe.hazard_governance.report.select("responsibility_class", __("Tier of Responsibility"), [
			"Direct",
			"Managerial",
			"Leadership",
		], "Accountability Action"),
		frappe.hazard_governance.report.select("responsibility", __("Primary or Related"), [
			"Primary",
			"Related",
		], "Accountability Action"),
		{
			fieldname: "measure",
			label: __("Accountability Measure"),
			fieldtype: "Link",
			options: "Accountability Measure",
		},
		frappe.hazard_governance.report.select("deciding_side", __("Deciding Side"), [
			"Enterprise",
			"Authority",
		], "Accountability Action"),
		frappe.hazard_governance.report.select("status", __("State of the Accountability"), [
			"Draft",
			"Submitted",
			"Decided",
			"Executed",
		], "Accountability Action"),
		frappe.hazard_governance.report.classes(),
	],

	formatter: frappe.hazard_governance.report.formatter((data, column) =>
		data.is_open && ["executed_on", "proof"].includes(column.fieldname) ? "text-danger bold" : ""
	),
};
