frappe.query_reports["Look-back Signals"] = {
	filters: [
		{
			fieldname: "from_date",
			label: __("Closed Out From"),
			fieldtype: "Date",
			default: frappe.datetime.add_days(frappe.datetime.get_today(), -90),
			reqd: 1,
		},
		{
			fieldname: "to_date",
			label: __("Closed Out Until"),
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
		{ fieldname: "waiting", label: __("Not Looked Back On Yet"), fieldtype: "Check", default: 0 },
	],

	onload(report) {
		if (frappe.model.can_create("Look-back Draw")) {
			report.page.add_inner_button(__("Draw Lots"), () => frappe.new_doc("Look-back Draw"));
		}
		// the next step of a row: cells hold no handlers of their own
		report.page.main.on("click", "[data-look-back-on]", (event) => {
			event.preventDefault();
			frappe.new_doc("Follow-up Inspection", {
				hazard: event.currentTarget.dataset.lookBackOn,
				origin: "Signal",
			});
		});
	},

	formatter(value, row, column, data, default_formatter) {
		const plain = column.fieldtype === "Data" && typeof value === "string";
		const shown = default_formatter(plain ? frappe.utils.escape_html(value) : value, row, column, data);
		if (!data) return shown;
		if (column.fieldname === "register_no") {
			return frappe.utils.get_form_link("Hazard", data.hazard, true, shown);
		}
		if (column.fieldname === "looked_back" && data.look_back) {
			return frappe.utils.get_form_link("Follow-up Inspection", data.look_back, true, shown);
		}
		if (column.fieldname === "inspect" && value) {
			if (!frappe.model.can_create("Follow-up Inspection")) return "";
			const hazard = frappe.utils.escape_html(data.hazard);
			return `<a href="#" class="btn btn-xs btn-default" data-look-back-on="${hazard}">${shown}</a>`;
		}
		return shown;
	},
};
