frappe.query_reports["Hazard Heat Map"] = {
	filters: [
		frappe.hazard_governance.report.select(
			"shown",
			__("What Is Counted"),
			["Open Hazards", "Open Major Hazards", "Past Their Deadline", "All Hazards Registered"],
			null,
			{ default: "Open Hazards" }
		),
		frappe.hazard_governance.report.select("places", __("Rows"), ["By County or Zone", "By Township"], null, {
			default: "By County or Zone",
		}),
		...frappe.hazard_governance.report.places().filter((filter) => filter.fieldname !== "enterprise"),
		{ fieldname: "campaign", label: __("Hazard Campaign"), fieldtype: "Link", options: "Hazard Campaign" },
	],

	get_datatable_options: (options) => ({ ...options, cellHeight: 40 }),

	/** The number leads to the hazards it counts; its shade says how many beside the others, in words for who sees none. */
	formatter(value, row, column, data) {
		const text = frappe.utils.escape_html(String(value ?? ""));
		if (!data || column.fieldtype !== "Int") return data?.bold ? `<b>${text}</b>` : text;
		if (!value) return `<span class="hg-heat hg-heat-0" aria-label="${__("None")}">·</span>`;
		const shade = data.shades[column.fieldname] || 0;
		const conditions = { ...data.conditions, ...frappe.query_reports["Hazard Heat Map"].narrowed(data, column) };
		if (!data.place && !data.bold) conditions[data.column] = ["is", "not set"];
		const url = frappe.hazard_governance.list_url("Hazard", conditions);
		const where = [data.place_name, column.industry].filter(Boolean).join(" · ");
		return `<a class="hg-heat hg-heat-${shade}" href="${url}" title="${frappe.utils.escape_html(
			where
		)}: ${text}">${data.bold ? `<b>${text}</b>` : text}</a>`;
	},

	/** What narrows the hazards of a cell beside what is counted. */
	narrowed(data, column) {
		const conditions = {};
		if (data.place) conditions[data.column] = ["=", data.place];
		if (column.industry !== undefined) {
			conditions.industry = column.industry ? ["=", column.industry] : ["is", "not set"];
		}
		const campaign = frappe.query_report.get_filter_value("campaign");
		if (campaign) conditions.campaign = ["=", campaign];
		return conditions;
	},
};
