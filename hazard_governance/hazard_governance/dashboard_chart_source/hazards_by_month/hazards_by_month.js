frappe.provide("frappe.dashboards.chart_sources");

frappe.dashboards.chart_sources["Hazards by Month"] = {
	method: "hazard_governance.api.desk.hazards_by_month",
	filters: [],
};
