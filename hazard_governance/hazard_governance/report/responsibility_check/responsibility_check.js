frappe.query_reports["Responsibility Check"] = {
	filters: [
		{
			fieldname: "view",
			label: __("Finding of the Check"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				{ value: "No Authority Answers", label: __("No Authority Answers") },
				{ value: "Two Authorities Answer", label: __("Two Authorities Answer") },
			],
		},
		{ fieldname: "region", label: __("Supervision Region"), fieldtype: "Link", options: "Supervision Region" },
		{ fieldname: "industry", label: __("Industry and Field"), fieldtype: "Link", options: "Industry Sector" },
		{ fieldname: "major_only", label: __("Major Hazards Only"), fieldtype: "Check", default: 0 },
	],

	formatter(value, row, column, data, default_formatter) {
		const plain = column.fieldtype === "Data" && typeof value === "string";
		const shown = default_formatter(plain ? frappe.utils.escape_html(value) : value, row, column, data);
		if (data && column.fieldname === "finding") {
			return `<span class="indicator-pill red">${shown}</span>`;
		}
		return shown;
	},
};
