// What the forms of all governed documents share. Loaded with each of these forms (hooks: doctype_js).
frappe.provide("frappe.hazard_governance");

Object.assign(frappe.hazard_governance, {
	/**
	 * Ask for what an action needs and the form does not offer: the reason before one that goes back, the signed paper
	 * before an approval recorded from it. Both are saved, so that the server finds them.
	 * To be returned from before_workflow_action; the action goes on when the promise resolves.
	 */
	async ask_reason(frm) {
		const move = await frappe.xcall("hazard_governance.api.moves.describe", {
			doctype: frm.doctype,
			name: frm.docname,
			action: frm.selected_workflow_action,
		});
		if (move.paper) await frappe.hazard_governance.ask_paper(frm, move.paper);
		if (!move.needs_reason) return;
		frappe.dom.unfreeze();
		const reason = await frappe.hazard_governance.prompt_reason(frm.selected_workflow_action);
		await frm.set_value("return_reason", reason);
		await frm.save();
		frappe.dom.freeze();
	},

	/** A dialog for the paper that the principal signed; the action does not happen when it is closed. */
	async ask_paper(frm, paper) {
		frappe.dom.unfreeze();
		const file = await new Promise((resolve) => {
			frappe.prompt(
				{ fieldname: "file", fieldtype: "Attach", label: paper.label, reqd: 1 },
				(values) => resolve(values.file),
				__(frm.selected_workflow_action),
				__("Attach and Go On")
			);
		});
		await frappe.xcall("hazard_governance.api.moves.attach_signed_paper", {
			doctype: frm.doctype,
			name: frm.docname,
			fieldname: paper.fieldname,
			file,
		});
		await frm.reload_doc();
		frappe.dom.freeze();
	},

	/** A dialog for one reason. It never resolves when the person closes it: then the action does not happen. */
	prompt_reason(action) {
		return new Promise((resolve) => {
			frappe.prompt(
				{
					fieldname: "reason",
					fieldtype: "Small Text",
					label: __("Reason for Going Back"),
					reqd: 1,
				},
				({ reason }) => resolve(reason),
				__(action),
				__("Go Back", null, "Hazard")
			);
		});
	},

	/** Funds and "no funds needed" exclude each other; a row with funds says so by itself. */
	funds_handlers: {
		funds(frm, cdt, cdn) {
			const row = locals[cdt][cdn];
			if (flt(row.funds) && row.no_funds) frappe.model.set_value(cdt, cdn, "no_funds", 0);
		},
		no_funds(frm, cdt, cdn) {
			const row = locals[cdt][cdn];
			if (row.no_funds && flt(row.funds)) frappe.model.set_value(cdt, cdn, "funds", 0);
		},
	},

	/** Name and user of the person responsible for a row, from the employee chosen in it. */
	async fill_responsible(cdt, cdn) {
		const row = locals[cdt][cdn];
		if (!row.responsible_employee) return;
		const { message } = await frappe.db.get_value("Employee", row.responsible_employee, [
			"employee_name",
			"user_id",
		]);
		await frappe.model.set_value(cdt, cdn, "responsible_person", message.employee_name);
		await frappe.model.set_value(cdt, cdn, "responsible_user", message.user_id || "");
	},

	/** Open a new document about the same hazard. */
	new_for_hazard(doctype, hazard, values = {}) {
		frappe.new_doc(doctype, { hazard, ...values });
	},

	/** Add a button that leads to the one document of this kind about the hazard, or to a new one. */
	async next_document(frm, doctype, label) {
		if (frm.is_new() || !frappe.model.can_read(doctype)) return;
		const found = await frappe.db.get_list(doctype, {
			filters: { hazard: frm.doc.hazard },
			fields: ["name"],
			limit: 1,
		});
		if (found.length) {
			frm.add_custom_button(
				label,
				() => frappe.set_route("Form", doctype, found[0].name),
				__("Go To")
			);
		} else if (frappe.model.can_create(doctype)) {
			frm.add_custom_button(
				label,
				() => this.new_for_hazard(doctype, frm.doc.hazard),
				__("Create")
			);
		}
	},

	/** Offer authorities that are in use. */
	authority_query(filters = {}) {
		return () => ({ filters: { disabled: 0, ...filters } });
	},

	/** Choose one or more causes of the hazard's analysis; calls back with rows {name, description, question_code}. */
	async choose_cause(frm, on_choose) {
		const causes = await frappe.xcall("hazard_governance.api.analysis.get_causes", {
			hazard: frm.doc.hazard,
		});
		if (!causes.length) {
			frappe.msgprint(__("The analysis of this hazard names no cause yet."));
			return;
		}
		const dialog = new frappe.ui.Dialog({
			title: __("For Cause"),
			fields: [
				{
					fieldname: "cause",
					fieldtype: "Select",
					label: __("Cause"),
					reqd: 1,
					options: causes.map((cause) => ({
						value: cause.name,
						label: `${__(cause.level)} · ${cause.description}`,
					})),
				},
			],
			primary_action_label: __("Choose"),
			primary_action({ cause }) {
				dialog.hide();
				on_choose(causes.find((row) => row.name === cause));
			},
		});
		dialog.show();
	},

	/** Button in a grid: tie the ticked rows to a cause. */
	add_cause_button(frm, fieldname) {
		const grid = frm.get_field(fieldname).grid;
		grid.add_custom_button(__("Tie to a Cause"), () => {
			const rows = grid.get_selected_children();
			if (!rows.length) {
				frappe.msgprint(__("Tick the rows that remove this cause first."));
				return;
			}
			this.choose_cause(frm, (cause) => {
				rows.forEach((row) => {
					frappe.model.set_value(row.doctype, row.name, "cause", cause.name);
					frappe.model.set_value(row.doctype, row.name, "cause_text", cause.description);
				});
				frm.dirty();
			});
		});
	},

	/** Show rows {label, amount} as a small table; both are escaped. */
	amounts_table(rows) {
		const esc = frappe.utils.escape_html;
		const body = rows
			.map(
				(row) =>
					`<tr${row.bold ? ' style="font-weight: bold"' : ""}><td>${esc(row.label)}</td>
					<td class="text-right">${format_number(row.amount, null, 2)}</td></tr>`
			)
			.join("");
		return `<table class="table table-bordered table-sm">
			<thead><tr><th>${__("Item", null, "Remediation Plan")}</th><th class="text-right">${__("10,000 yuan")}</th></tr></thead>
			<tbody>${body}</tbody></table>`;
	},
});
