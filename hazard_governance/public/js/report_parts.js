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
		report.page.add_inner_button(__("Compare a Workbook"), () => this.ask_to_compare(report));
	},

	workbook_button(report) {
		report.page.add_inner_button(__("Official Workbook"), () => {
			const filters = report.get_filter_values(true);
			if (filters) this.fetch_file(report, "hazard_governance.api.lists.download", filters);
		});
	},

	fetch_file(report, cmd, filters) {
		const report_name = cmd.endsWith(".ledger") ? {} : { report_name: report.report_name };
		open_url_post(frappe.request.url, { cmd, ...report_name, filters: JSON.stringify(filters) });
	},

	/** A complete list comes at once; of a draft its gaps are named first. */
	async offer_paper(report) {
		const filters = report.get_filter_values(true);
		if (!filters) return;
		const missing = await frappe.xcall("hazard_governance.api.lists.missing", {
			report_name: report.report_name,
			filters,
		});
		// a PDF is shown beside the desk, not in its place
		const query = new URLSearchParams({ report_name: report.report_name, filters: JSON.stringify(filters) });
		const fetch_paper = () => window.open(`/api/method/hazard_governance.api.lists.paper?${query}`);
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

	base64_of(file) {
		return new Promise((resolve, reject) => {
			const reader = new FileReader();
			reader.onload = () => resolve(reader.result.split(",")[1] || "");
			reader.onerror = () => reject(reader.error);
			reader.readAsDataURL(file);
		});
	},

	/** Ask for a workbook, then `use(content)`, its bytes in base64. */
	ask_for_workbook(title, explanation, action, use) {
		const dialog = new frappe.ui.Dialog({
			title,
			fields: [{ fieldtype: "HTML", fieldname: "file" }],
			primary_action_label: action,
			primary_action: async () => {
				const file = input[0].files[0];
				if (!file) return frappe.msgprint(__("Choose a file first."));
				await use(await this.base64_of(file));
				dialog.hide();
			},
		});
		const wrapper = dialog.get_field("file").$wrapper;
		$("<p class='text-muted'></p>").text(explanation).appendTo(wrapper);
		const input = $('<input type="file" accept=".xlsx">').attr("aria-label", __("Workbook")).appendTo(wrapper);
		dialog.show();
	},

	/** A workbook that came back beside the register: nothing is changed. */
	ask_to_compare(report) {
		this.ask_for_workbook(
			__("Compare a Workbook"),
			__(
				"Choose an official workbook of this list. It is compared with the register as you see it: what stands on one side alone, and what differs. Nothing is changed."
			),
			__("Compare"),
			async (content) =>
				this.tell_differences(
					await frappe.xcall("hazard_governance.api.lists.compare", {
						report_name: report.report_name,
						content,
						filters: report.get_filter_values(),
					})
				)
		);
	},

	/** Hazards of a ledger that the register does not hold yet. */
	ask_for_ledger(report) {
		this.ask_for_workbook(
			__("Import a Ledger"),
			__(
				"Choose a ledger as Hazard Ledger writes it; the register sheet alone is enough. Hazards that are not in the register yet are stored with description, classification, first measures and interim controls. Other documents are made in their forms."
			),
			__("Import a Ledger"),
			async (content) => {
				this.tell_imported(await frappe.xcall("hazard_governance.api.lists.import_ledger", { content }));
				report.refresh();
			}
		);
	},

	tell_imported(answer) {
		const dialog = new frappe.ui.Dialog({
			title: __("Import a Ledger"),
			size: "extra-large",
			fields: [{ fieldtype: "HTML", fieldname: "found" }],
		});
		const wrapper = dialog.get_field("found").$wrapper;
		$("<p></p>")
			.text(
				__("{0} hazards stored, {1} stood in the register already.", [answer.created.length, answer.known])
			)
			.appendTo(wrapper);
		this.table_of(
			[__("Sheet"), __("Row of the Sheet"), __("Column of the List"), __("What is wrong")],
			answer.problems.map((one) => [one.sheet, one.row || "", one.column, one.message])
		).appendTo(wrapper);
		dialog.show();
	},

	tell_differences(answer) {
		const dialog = new frappe.ui.Dialog({
			title: __("Compare a Workbook"),
			size: "extra-large",
			fields: [{ fieldtype: "HTML", fieldname: "found" }],
		});
		const wrapper = dialog.get_field("found").$wrapper.addClass("hg-compared");
		$("<p></p>")
			.text(
				__("{0} rows read, {1} the same, {2} differences.", [
					answer.rows,
					answer.same,
					answer.differences.length,
				])
			)
			.appendTo(wrapper);
		this.table_of(
			[__("Row of the Sheet"), __("Column of the List"), __("What cannot be read")],
			answer.problems.map((problem) => [problem.row || "", problem.column, problem.message])
		).appendTo(wrapper);
		this.table_of(
			[__("Row of the Sheet"), __("Number of the Hazard"), __("Difference"), __("Column of the List"), __("In the Workbook"), __("In the Register")],
			answer.differences.map((one) => [
				one.row || "",
				one.number,
				one.kind,
				one.column,
				one.theirs,
				one.ours,
			])
		).appendTo(wrapper);
		dialog.show();
	},

	/** A table of texts; nothing when there are no rows. */
	table_of(heading, rows) {
		if (!rows.length) return $("<div></div>");
		const table = $('<table class="table table-bordered table-sm"><thead><tr></tr></thead><tbody></tbody></table>');
		heading.forEach((text) => $("<th></th>").text(text).appendTo(table.find("thead tr")));
		rows.forEach((row) => {
			const line = $("<tr></tr>").appendTo(table.find("tbody"));
			row.forEach((text) => $("<td></td>").text(text).appendTo(line));
		});
		return table;
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
