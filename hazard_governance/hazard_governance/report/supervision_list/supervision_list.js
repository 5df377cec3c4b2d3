frappe.query_reports["Supervision List"] = {
	filters: [
		{
			fieldname: "authority",
			label: __("Supervision Authority"),
			fieldtype: "Link",
			options: "Supervision Authority",
			get_query: () => ({ filters: { disabled: 0 } }),
		},
		{
			fieldname: "kind",
			label: __("Kind of Supervision"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Departmental", label: __("Departmental") },
				{ value: "Listed", label: __("Listed") },
			],
		},
		{
			fieldname: "status",
			label: __("Case Status"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Proposed", label: __("Proposed") },
				{ value: "In Force", label: __("In Force") },
				{ value: "Acceptance Requested", label: __("Acceptance Requested") },
				{ value: "Delisted", label: __("Delisted") },
				{ value: "Not Adopted", label: __("Not Adopted") },
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
				{ value: "Withdrawn", label: __("Withdrawn") },
			],
		},
		{ fieldname: "region", label: __("Supervision Region"), fieldtype: "Link", options: "Supervision Region" },
		{ fieldname: "industry", label: __("Industry and Field"), fieldtype: "Link", options: "Industry Sector" },
		{ fieldname: "overdue_only", label: __("Overdue Only"), fieldtype: "Check", default: 0 },
		{
			fieldname: "show_unsupervised",
			label: __("Name Major Hazards Without a Case"),
			fieldtype: "Check",
			default: 1,
		},
	],

	onload(report) {
		frappe.hazard_governance.report.official_buttons(report);
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
		if (column.fieldname === "register_no") {
			return frappe.utils.get_form_link("Hazard", data.hazard, true, shown);
		}
		if (column.fieldname === "status" && data.is_unsupervised) {
			return `<span class="indicator-pill red">${shown}</span>`;
		}
		if (data.is_overdue && ["overdue", "due_on"].includes(column.fieldname)) {
			return `<span class="text-danger bold">${shown}</span>`;
		}
		if (data.is_progress_overdue && column.fieldname === "progress_due") {
			return `<span class="text-danger">${shown}</span>`;
		}
		return shown;
	},
};
