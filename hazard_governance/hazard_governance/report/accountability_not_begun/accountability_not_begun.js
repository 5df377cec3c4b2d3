frappe.query_reports["Accountability Not Begun"] = {
	filters: [...frappe.hazard_governance.report.places(), frappe.hazard_governance.report.classes()],

	formatter: frappe.hazard_governance.report.formatter((data, column) =>
		column.fieldname === "days_late" ? "text-danger bold" : ""
	),
};
