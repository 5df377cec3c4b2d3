frappe.query_reports["Monthly Major Hazard List"] = {
	filters: [
		{
			fieldname: "month",
			label: __("Reporting Month"),
			fieldtype: "Select",
			// this month and the 35 before it
			options: Array.from({ length: 36 }, (_, back) =>
				frappe.datetime.add_months(frappe.datetime.get_today(), -back).slice(0, 7)
			),
			default: frappe.datetime.get_today().slice(0, 7),
			reqd: 1,
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
			fieldname: "source",
			label: __("Source of the Hazard"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "Self-Inspection", label: __("Self-Inspection") },
				{ value: "Public Report", label: __("Public Report") },
				{ value: "Enforcement Inspection", label: __("Enforcement Inspection") },
				{ value: "Superior Inspection", label: __("Superior Inspection") },
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
		{ fieldname: "campaign", label: __("Hazard Campaign"), fieldtype: "Link", options: "Hazard Campaign" },
		{
			fieldname: "include_carried_over",
			label: __("Include Carried-Over Hazards"),
			fieldtype: "Check",
			default: 1,
		},
	],

	onload(report) {
		frappe.hazard_governance.report.official_buttons(report);
		if (frappe.model.can_create("Hazard")) {
			report.page.add_inner_button(__("Import a Ledger"), () =>
				frappe.hazard_governance.report.ask_for_ledger(report)
			);
		}
		report.page.add_inner_button(__("Hazard Ledger"), () => {
			const filters = report.get_filter_values(true);
			if (filters) {
				frappe.hazard_governance.report.fetch_file(report, "hazard_governance.api.lists.ledger", filters);
			}
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
		if (column.fieldname === "register_no") {
			const text = data.is_pending ? `<span class="text-warning">${shown}</span>` : shown;
			return frappe.utils.get_form_link("Hazard", data.hazard, true, text);
		}
		if (data.criterion_match && ["basis", "criterion_match"].includes(column.fieldname)) {
			const mark = `<span class="indicator-pill orange">${frappe.utils.escape_html(data.criterion_match)}</span>`;
			return column.fieldname === "basis" ? `${mark} ${shown}` : mark;
		}
		if (data.is_overdue && ["overdue", "rectification_due"].includes(column.fieldname)) {
			return `<span class="text-danger bold">${shown}</span>`;
		}
		return shown;
	},
};
