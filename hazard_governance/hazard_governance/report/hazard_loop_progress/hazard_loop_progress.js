frappe.query_reports["Hazard Loop Progress"] = {
	filters: [
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
			fieldname: "classification",
			label: __("Classification"),
			fieldtype: "Select",
			options: [
				{ value: "Major", label: __("Major") },
				{ value: "General", label: __("General") },
				{ value: "", label: __("Both Classes") },
			],
			default: "Major",
		},
		{
			fieldname: "step",
			label: __("Step Not Complete"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "description", label: __("Hazard Description") },
				{ value: "cause_analysis", label: __("Cause Analysis") },
				{ value: "accountability", label: __("Accountability") },
				{ value: "immediate_rectification", label: __("Immediate Rectification") },
				{ value: "source_governance", label: __("Source Governance") },
			],
		},
		{
			fieldname: "step_status",
			label: __("State of the Step"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Not Started", label: __("Not Started") },
				{ value: "In Progress", label: __("In Progress") },
				{ value: "Complete", label: __("Complete") },
			],
		},
		{ fieldname: "campaign", label: __("Hazard Campaign"), fieldtype: "Link", options: "Hazard Campaign" },
		{ fieldname: "overdue_only", label: __("Overdue Only"), fieldtype: "Check" },
		{ fieldname: "open_only", label: __("Unfinished Only"), fieldtype: "Check", default: 1 },
	],

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
			const text = data.is_pending ? `<span class="text-warning">${shown}</span>` : shown;
			return frappe.utils.get_form_link("Hazard", data.hazard, true, text);
		}
		const late = data.is_overdue && ["days_overdue", "rectification_due"].includes(column.fieldname);
		return late ? `<span class="text-danger bold">${shown}</span>` : shown;
	},
};
