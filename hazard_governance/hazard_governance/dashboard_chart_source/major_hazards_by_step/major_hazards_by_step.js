frappe.provide("frappe.dashboards.chart_sources");

frappe.dashboards.chart_sources["Major Hazards by Step"] = {
	method: "hazard_governance.api.desk.major_hazards_by_step",
	filters: [],
};
