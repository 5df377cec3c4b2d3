frappe.provide("frappe.dashboards.chart_sources");

frappe.dashboards.chart_sources["Open Hazards by Group"] = {
	method: "hazard_governance.api.desk.open_hazards_by",
	filters: [],
};
