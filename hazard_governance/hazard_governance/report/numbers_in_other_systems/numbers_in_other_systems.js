frappe.query_reports["Numbers in Other Systems"] = {
	filters: [
		{
			fieldname: "system",
			label: __("Hazard Reporting System"),
			fieldtype: "Link",
			options: "Hazard Reporting System",
			get_query: () => ({ filters: { disabled: 0 } }),
		},
		{ fieldname: "missing_only", label: __("Without a Number Only"), fieldtype: "Check", default: 1 },
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
	],

	onload(report) {
		const with_system = (use) => () => {
			const system = report.get_filter_value("system");
			if (system) return use(system);
			frappe.msgprint(__("Choose the system first: filter Hazard Reporting System."));
		};
		report.page.add_inner_button(
			__("Workbook of the System"),
			with_system((system) =>
				open_url_post(frappe.request.url, {
					cmd: "hazard_governance.api.outer_systems.download",
					system,
					filters: JSON.stringify(report.get_filter_values()),
				})
			)
		);
		report.page.add_inner_button(
			__("Take Over Numbers"),
			with_system((system) => this.ask_for_workbook(report, system))
		);
	},

	ask_for_workbook(report, system) {
		const dialog = new frappe.ui.Dialog({
			title: __("Take Over Numbers"),
			fields: [
				{
					fieldtype: "HTML",
					fieldname: "explanation",
					options: `<p>${__(
						"Choose the workbook that was exported here, with the numbers of the system filled in. No number is overwritten."
					)}</p>`,
				},
				{ fieldtype: "HTML", fieldname: "file" },
			],
			primary_action_label: __("Take Over Numbers"),
			primary_action: async () => {
				const file = input[0].files[0];
				if (!file) {
					frappe.msgprint(__("Choose a file first."));
					return;
				}
				const answer = await frappe.xcall("hazard_governance.api.outer_systems.import_numbers", {
					system,
					content: await frappe.hazard_governance.report.base64_of(file),
				});
				dialog.hide();
				this.tell(answer);
				report.refresh();
			},
		});
		const input = $(`<input type="file" accept=".xlsx" aria-label="${__("Workbook")}">`);
		dialog.get_field("file").$wrapper.append(input);
		dialog.show();
	},

	tell(answer) {
		const lines = [
			__("{0} numbers stored, {1} stood there already, {2} rows without a number.", [
				answer.written,
				answer.unchanged,
				answer.empty,
			]),
			...answer.problems.map((problem) => __("Row {0}: {1}", [problem.row, problem.message])),
		];
		frappe.msgprint({
			title: __("Take Over Numbers"),
			message: lines.map((line) => frappe.utils.escape_html(line)).join("<br>"),
			indicator: answer.problems.length ? "orange" : "green",
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
		if (data && column.fieldname === "register_no") {
			return frappe.utils.get_form_link("Hazard", data.hazard, true, shown);
		}
		return shown;
	},
};
