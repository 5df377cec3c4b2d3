// What several reports of the app share: filters by place, industry and enterprise, and cells that are escaped.
frappe.provide("frappe.hazard_governance.report");

Object.assign(frappe.hazard_governance.report, {
	/** A filter with a few choices; `context` is the DocType in whose words they are read. */
	select(fieldname, label, options, context = null, values = {}) {
		const shown = options.map((value) => ({ value, label: __(value, null, context) }));
		return { fieldname, label, fieldtype: "Select", options: [{ value: "", label: "" }, ...shown], ...values };
	},

	places() {
		return [
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
		];
	},

	classes() {
		return this.select("classification", __("Hazard Class"), ["General", "Major"]);
	},

	/** Text is escaped; the register number leads to the hazard; `mark(data, column)` names a class for a cell. */
	formatter(mark = () => "") {
		return (value, row, column, data, default_formatter) => {
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
			const css = mark(data, column);
			return css ? `<span class="${css}">${shown}</span>` : shown;
		};
	},
});
