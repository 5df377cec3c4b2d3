frappe.query_reports["Penalty Counts"] = {
	filters: [
		{
			fieldname: "enterprise",
			label: __("Enterprise Name"),
			fieldtype: "Link",
			options: "Regulated Enterprise",
		},
		{ fieldname: "region", label: __("Supervision Region"), fieldtype: "Link", options: "Supervision Region" },
		{ fieldname: "industry", label: __("Industry and Field"), fieldtype: "Link", options: "Industry Sector" },
		{
			fieldname: "authority",
			label: __("Supervision Authority"),
			fieldtype: "Link",
			options: "Supervision Authority",
			get_query: () => ({ filters: { disabled: 0 } }),
		},
		{ fieldname: "warnings_only", label: __("Warnings Only"), fieldtype: "Check", default: 0 },
	],

	formatter(value, row, column, data, default_formatter) {
		const plain = column.fieldtype === "Data" && typeof value === "string";
		const shown = default_formatter(plain ? frappe.utils.escape_html(value) : value, row, column, data);
		if (!data || !["state", "warning", "number"].includes(column.fieldname)) return shown;
		if (data.is_crossed) return `<span class="text-danger bold">${shown}</span>`;
		return data.is_warning ? `<span class="text-warning bold">${shown}</span>` : shown;
	},
};
