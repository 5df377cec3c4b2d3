frappe.listview_settings["Hazard Criterion"] = {
	// the name is the title: it is shown once
	hide_name_column: true,

	onload(listview) {
		if (frappe.model.can_export("Hazard Criterion")) {
			listview.page.add_inner_button(__("Export Workbook"), () =>
				open_url_post(frappe.request.url, { cmd: "hazard_governance.api.criteria.download_workbook" })
			);
		}
		if (frappe.model.can_create("Hazard Criterion") && frappe.model.can_write("Hazard Criterion")) {
			listview.page.add_inner_button(__("Update from Workbook"), () => this.ask_for_workbook(listview));
		}
	},

	/** First what would change, row by row; then, when nothing stands against it, all of it at once. */
	ask_for_workbook(listview) {
		const send = async (store) => {
			const file = input[0].files[0];
			if (!file) {
				frappe.msgprint(__("Choose a file first."));
				return null;
			}
			return frappe.xcall("hazard_governance.api.criteria.import_workbook", {
				content: await frappe.hazard_governance.report.base64_of(file),
				store: store ? 1 : 0,
			});
		};
		const show = (answer) => {
			const result = dialog.get_field("result").$wrapper.empty();
			this.tell(result, answer);
			const ready = !answer.problems.length && !answer.stored && answer.new.length + answer.changed.length;
			dialog.get_secondary_btn().toggle(Boolean(ready));
		};
		const dialog = new frappe.ui.Dialog({
			title: __("Update from Workbook"),
			size: "large",
			fields: [
				{
					fieldtype: "HTML",
					fieldname: "explanation",
					options: `<p>${__(
						"Choose the workbook that was exported here, edited. It is checked first; nothing is stored until you say so, and then all of it or nothing. Criteria that the workbook does not name stay as they are."
					)}</p>`,
				},
				{ fieldtype: "HTML", fieldname: "file" },
				{ fieldtype: "HTML", fieldname: "result" },
			],
			primary_action_label: __("Check the Workbook"),
			primary_action: async () => {
				const answer = await send(false);
				if (answer) show(answer);
			},
			secondary_action_label: __("Store the Changes"),
			secondary_action: async () => {
				const answer = await send(true);
				if (!answer) return;
				show(answer);
				if (answer.stored) listview.refresh();
			},
		});
		const input = $(`<input type="file" accept=".xlsx" aria-label="${__("Workbook")}">`);
		input.on("change", () => {
			dialog.get_field("result").$wrapper.empty();
			dialog.get_secondary_btn().hide();
		});
		dialog.get_field("file").$wrapper.append(input);
		dialog.get_secondary_btn().hide();
		dialog.show();
	},

	tell(wrapper, answer) {
		const line = (text, colour) =>
			$('<div class="hg-workbook-line"></div>')
				.append($(`<span class="indicator-pill ${colour}"></span>`).text(text))
				.appendTo(wrapper);
		const counts = __("{0} new, {1} changed, {2} unchanged, {3} not in the workbook", [
			answer.new.length,
			answer.changed.length,
			answer.unchanged,
			answer.absent,
		]);
		line(answer.stored ? __("Stored: {0}", [counts]) : counts, answer.problems.length ? "orange" : "green");
		if (answer.problems.length) {
			line(__("Nothing is stored until these rows are put right:"), "red");
		}
		const list = $("<ul></ul>").appendTo(wrapper);
		const item = (text) => $("<li></li>").text(text).appendTo(list);
		answer.problems.forEach((problem) => item(__("Row {0}: {1}", [problem.row, problem.message])));
		answer.new.forEach((row) => item(__("Row {0}: {1}", [row.row, __("new: {0}", [row.code])])));
		answer.changed.forEach((row) => {
			const fields = row.fields.map((field) => `${field.label}: ${field.before || "—"} → ${field.after || "—"}`);
			item(__("Row {0}: {1}", [row.row, `${row.code} · ${fields.join("; ")}`]));
		});
		answer.ended.forEach((row) =>
			item(__("{0} ends on {1}: a later standard replaces it.", [row.code, frappe.datetime.str_to_user(row.valid_to)]))
		);
	},
};
