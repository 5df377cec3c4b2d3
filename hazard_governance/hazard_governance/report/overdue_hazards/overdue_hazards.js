frappe.query_reports["Overdue Hazards"] = {
	filters: [
		{
			fieldname: "month",
			label: __("Month of the Deadline"),
			fieldtype: "Select",
			// any month, or this one and the 35 before it
			options: [
				"",
				...Array.from({ length: 36 }, (_, back) =>
					frappe.datetime.add_months(frappe.datetime.get_today(), -back).slice(0, 7)
				),
			],
		},
		...frappe.hazard_governance.report.places(),
		frappe.hazard_governance.report.select("clock", __("What Is Overdue"), [
			"Rectification Deadline",
			"Measure Deadline",
			"Verification by an Authority",
			"Receipt of a Report",
			"Examination to Resume",
			"Supervision Deadline",
			"Progress Report",
			"Decision on an Extension",
			"Source Governance Duty",
		]),
		frappe.hazard_governance.report.select("charged", __("Side in Charge"), ["Enterprise", "Authority"]),
		frappe.hazard_governance.report.select("stage", __("Status of the Hazard"), [
			"Registered",
			"Rectifying",
			"Pending Acceptance",
			"Accepted",
			"Closed Out",
			"Filed",
		]),
	],

	onload(report) {
		report.page.add_inner_button(__("Official Workbook"), () => {
			const filters = report.get_filter_values(true);
			if (!filters) return;
			open_url_post(frappe.request.url, {
				cmd: "hazard_governance.api.lists.download",
				report_name: report.report_name,
				filters: JSON.stringify(filters),
			});
		});
	},

	formatter: frappe.hazard_governance.report.formatter((data, column) => {
		if (column.fieldname === "days_overdue") return "text-danger bold";
		if (column.fieldname === "charged") return `indicator-pill ${data.is_authority ? "blue" : "orange"}`;
		return "";
	}),
};
