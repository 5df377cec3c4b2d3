// The measures a person answers for, laid out for a phone: what, where, until when, and one button.
frappe.pages["my-measures"].on_page_load = function (wrapper) {
	const page = frappe.ui.make_app_page({
		parent: wrapper,
		title: __("My Measures"),
		single_column: true,
	});
	wrapper.my_measures = new MyMeasures(page);
};

frappe.pages["my-measures"].on_page_show = function (wrapper) {
	wrapper.my_measures.refresh();
};

class MyMeasures {
	constructor(page) {
		this.page = page;
		this.body = $('<div class="hg-measures"></div>').appendTo(page.main);
		page.set_secondary_action(__("Refresh"), () => this.refresh(), "refresh");
	}

	async refresh() {
		const measures = await frappe.xcall("hazard_governance.api.measures.my_measures");
		this.body.empty();
		const open = measures.filter((m) => m.status === "Open");
		const done = measures.filter((m) => m.status !== "Open");
		this.section(__("To Do"), open, __("Nothing is waiting for you."));
		if (done.length) this.section(__("Done"), done, "");
	}

	section(title, measures, empty_text) {
		$(`<h5 class="hg-measures-title">${title} (${measures.length})</h5>`).appendTo(this.body);
		if (!measures.length && empty_text) {
			$(`<p class="text-muted">${empty_text}</p>`).appendTo(this.body);
		}
		measures.forEach((m) => this.card(m));
	}

	card(m) {
		const esc = frappe.utils.escape_html;
		const due = m.deadline ? frappe.datetime.str_to_user(m.deadline) : "";
		const indicator =
			m.status !== "Open"
				? `<span class="indicator-pill green">${__(m.status)}</span>`
				: m.overdue
				? `<span class="indicator-pill red">${__("Overdue")}</span>`
				: `<span class="indicator-pill orange">${__("Due {0}", [due])}</span>`;
		const card = $(`<div class="hg-measure-card" data-row="${esc(m.row)}">
			<div class="hg-measure-head">${indicator}<span class="text-muted small">${esc(m.kind || "")}</span></div>
			<div class="hg-measure-text">${esc(m.measure)}</div>
			<div class="text-muted small">${esc(m.hazard_title || "")}${m.place ? " · " + esc(m.place) : ""}</div>
			<div class="text-muted small">${__("Deadline")}: ${due}${
			m.done_on ? " · " + __("Done On") + ": " + frappe.datetime.str_to_user(m.done_on) : ""
		}</div>
			${m.result ? `<div class="small">${esc(m.result)}</div>` : ""}
		</div>`).appendTo(this.body);
		if (m.status === "Open") {
			$(`<button class="btn btn-primary btn-block hg-complete">${__("Complete")}</button>`)
				.appendTo(card)
				.on("click", () => this.complete(m));
		}
	}

	complete(m) {
		const dialog = new frappe.ui.Dialog({
			title: __("Complete the Measure"),
			fields: [
				{ fieldtype: "HTML", options: `<p>${frappe.utils.escape_html(m.measure)}</p>` },
				{
					fieldname: "done_on",
					fieldtype: "Date",
					label: __("Done On"),
					reqd: 1,
					default: frappe.datetime.get_today(),
				},
				{ fieldname: "result", fieldtype: "Small Text", label: __("Result"), reqd: 1 },
				{
					fieldname: "evidence",
					fieldtype: "Attach",
					label: __("Evidence (photo or PDF)"),
					reqd: 1,
				},
			],
			primary_action_label: __("Complete"),
			primary_action: async (values) => {
				await frappe.xcall("hazard_governance.api.measures.complete_measure", {
					doctype: m.doctype,
					name: m.name,
					row: m.row,
					...values,
				});
				dialog.hide();
				frappe.show_alert({ message: __("Thank you. The measure is recorded as done."), indicator: "green" });
				this.refresh();
			},
		});
		dialog.show();
	}
}
