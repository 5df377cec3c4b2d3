frappe.query_reports["Look-back Assessment"] = {
	filters: [
		{
			fieldname: "from_date",
			label: __("Inspected From"),
			fieldtype: "Date",
			default: frappe.datetime.add_days(frappe.datetime.get_today(), -90),
			reqd: 1,
		},
		{
			fieldname: "to_date",
			label: __("Inspected Until"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
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
	],

	formatter(value, row, column, data, default_formatter) {
		if (column.fieldtype === "Percent" && value === null) return "–";
		const plain = column.fieldtype === "Data" && typeof value === "string";
		const shown = default_formatter(plain ? frappe.utils.escape_html(value) : value, row, column, data);
		if (data && ["sham", "recurred", "overdue"].includes(column.fieldname) && data[column.fieldname]) {
			return `<span class="text-danger bold">${shown}</span>`;
		}
		return shown;
	},
};
