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
					frappe.datetime.add_months(frappe.datetime.month_start(), -back).slice(0, 7)
				),
			],
		},
		{ fieldname: "region", label: __("Supervision Region"), fieldtype: "Link", options: "Supervision Region" },
		{
			fieldname: "authority",
			label: __("Supervision Authority"),
			fieldtype: "Link",
			options: "Supervision Authority",
			get_query: () => ({ filters: { disabled: 0 } }),
		},
		{ fieldname: "industry", label: __("Industry and Field"), fieldtype: "Link", options: "Industry Sector" },
		{
			fieldname: "enterprise",
			label: __("Enterprise Name"),
			fieldtype: "Link",
			options: "Regulated Enterprise",
		},
		{
			fieldname: "clock",
			label: __("What Is Overdue"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Rectification Deadline", label: __("Rectification Deadline") },
				{ value: "Measure Deadline", label: __("Measure Deadline") },
				{ value: "Verification by an Authority", label: __("Verification by an Authority") },
				{ value: "Receipt of a Report", label: __("Receipt of a Report") },
				{ value: "Examination to Resume", label: __("Examination to Resume") },
				{ value: "Supervision Deadline", label: __("Supervision Deadline") },
				{ value: "Progress Report", label: __("Progress Report") },
				{ value: "Decision on an Extension", label: __("Decision on an Extension") },
				{ value: "Source Governance Duty", label: __("Source Governance Duty") },
			],
		},
		{
			fieldname: "charged",
			label: __("Side in Charge"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Enterprise", label: __("Enterprise") },
				{ value: "Authority", label: __("Authority") },
			],
		},
		{
			fieldname: "stage",
			label: __("Status of the Hazard"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Registered", label: __("Registered") },
				{ value: "Rectifying", label: __("Rectifying") },
				{ value: "Pending Acceptance", label: __("Pending Acceptance") },
				{ value: "Accepted", label: __("Accepted") },
				{ value: "Closed Out", label: __("Closed Out") },
				{ value: "Filed", label: __("Filed") },
			],
		},
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

	formatter(value, row, column, data, default_formatter) {
		const plain = column.fieldtype === "Data" && typeof value === "string";
		const shown = default_formatter(
			plain ? frappe.utils.escape_html(value) : value,
			row,
			column,
			data
		);
		if (!data) return shown;
		if (column.fieldname === "register_no" && data.hazard) {
			return frappe.utils.get_form_link("Hazard", data.hazard, true, shown);
		}
		if (column.fieldname === "days_overdue") {
			return `<span class="text-danger bold">${shown}</span>`;
		}
		if (column.fieldname === "charged") {
			return `<span class="indicator-pill ${data.is_authority ? "blue" : "orange"}">${shown}</span>`;
		}
		return shown;
	},
};
