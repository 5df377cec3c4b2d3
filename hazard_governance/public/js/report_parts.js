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

	/** The list as it is handed in: the official workbook, and the paper. */
	official_buttons(report) {
		this.workbook_button(report);
		report.page.add_inner_button(__("Official PDF"), () => this.offer_paper(report));
	},

	workbook_button(report) {
		report.page.add_inner_button(__("Official Workbook"), () => {
			const filters = report.get_filter_values(true);
			if (filters) this.fetch_file(report, "hazard_governance.api.lists.download", filters);
		});
	},

	fetch_file(report, cmd, filters) {
		open_url_post(frappe.request.url, {
			cmd,
			report_name: report.report_name,
			filters: JSON.stringify(filters),
		});
	},

	/** A complete list comes at once; of a draft its gaps are named first. */
	async offer_paper(report) {
		const filters = report.get_filter_values(true);
		if (!filters) return;
		const missing = await frappe.xcall("hazard_governance.api.lists.missing", {
			report_name: report.report_name,
			filters,
		});
		const fetch_paper = () => this.fetch_file(report, "hazard_governance.api.lists.paper", filters);
		if (!missing.length) return fetch_paper();
		const dialog = new frappe.ui.Dialog({
			title: __("Not final yet: what is missing"),
			fields: [{ fieldtype: "HTML", fieldname: "missing" }],
			primary_action_label: __("Print as Draft"),
			primary_action: () => {
				dialog.hide();
				fetch_paper();
			},
		});
		const list = $("<ul></ul>").appendTo(dialog.fields_dict.missing.$wrapper);
		missing.slice(0, 12).forEach((item) => $("<li></li>").text(item.message).appendTo(list));
		if (missing.length > 12) $("<li></li>").text(__("and {0} more", [missing.length - 12])).appendTo(list);
		dialog.show();
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
