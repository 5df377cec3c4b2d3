frappe.query_reports["Hazard Return Completeness"] = {
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
			fieldname: "unit_kind",
			label: __("Kind of Unit"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				...["Enterprise", "County", "Department", "City"].map((kind) => ({
					value: kind,
					label: __(kind, null, "Hazard Return"),
				})),
			],
		},
		{
			fieldname: "finding",
			label: __("Finding"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				...[
					"Not Reported",
					"Nil Return With Major Hazards",
					"Returned and Not Corrected",
					"Altered After Submission",
					"In No Return",
					"No Longer in the Register",
					"Register Number Missing",
					"Receipt Missing",
					"Reported Late",
					"No Receiver",
					"Not Reported Yet",
				].map((finding) => ({ value: finding, label: __(finding) })),
			],
		},
		{
			fieldname: "show_everybody",
			label: __("Show Units That Lack Nothing"),
			fieldtype: "Check",
			default: 0,
		},
	],

	onload(report) {
		report.page.add_inner_button(__("Collect the Month"), () => frappe.hazard_governance.collect_month());
	},

	formatter(value, row, column, data, default_formatter) {
		const plain = column.fieldtype === "Data" && typeof value === "string";
		const shown = default_formatter(
			plain ? frappe.utils.escape_html(value) : value,
			row,
			column,
			data
		);
		if (!data || column.fieldname !== "finding") return shown;
		const colour = data.is_complete ? "green" : data.is_grave ? "red" : "orange";
		return `<span class="indicator-pill ${colour} no-indicator-dot">${shown}</span>`;
	},
};
