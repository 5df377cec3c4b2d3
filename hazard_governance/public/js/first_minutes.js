// What a person records in the first minutes, on a phone as well: a measure taken, a report to the authority.
frappe.provide("frappe.hazard_governance");

Object.assign(frappe.hazard_governance, {
	/** Two buttons above everything else, for whoever may write the hazard, in every stage before the last. */
	first_minutes(frm) {
		const wrapper = frm.get_field("steps_html").$wrapper;
		wrapper.find(".hg-first-minutes").remove();
		if (frm.is_new() || !frm.perm[0].write || ["Filed", "Withdrawn"].includes(frm.doc.stage)) return;
		const bar = $('<div class="hg-first-minutes"></div>').prependTo(wrapper);
		const add = (label, css, run) =>
			$(`<button type="button" class="btn btn-sm ${css}"></button>`)
				.text(label)
				.appendTo(bar)
				.on("click", run);
		const first = !(frm.doc.immediate_measures || []).length;
		add(__("Record a Measure"), first ? "btn-primary" : "btn-default", () => this.record_measure(frm));
		add(__("Record a Report"), "btn-default", () => this.record_report(frm));
	},

	async saved(frm) {
		if (frm.is_dirty()) await frm.save();
	},

	/** One measure against the danger, begun now; its time and photos can be completed in the table. */
	record_measure(frm) {
		const dialog = new frappe.ui.Dialog({
			title: __("Record a Measure"),
			fields: [
				{ fieldname: "measure", fieldtype: "Small Text", label: __("What Is Being Done"), reqd: 1 },
				{ fieldname: "people_withdrawn", fieldtype: "Check", label: __("People Withdrawn") },
				{ fieldname: "done", fieldtype: "Check", label: __("It Is Done Already") },
				{
					fieldname: "after_photo",
					fieldtype: "Attach Image",
					label: __("Photo After"),
					depends_on: "done",
				},
			],
			primary_action_label: __("Record"),
			primary_action: async (values) => {
				await this.saved(frm);
				await frappe.xcall("hazard_governance.api.hazard.record_immediate_measure", {
					hazard: frm.docname,
					measure: values.measure,
					people_withdrawn: values.people_withdrawn || 0,
					done_at: values.done ? frappe.datetime.now_datetime() : null,
					after_photo: (values.done && values.after_photo) || "",
				});
				dialog.hide();
				frm.reload_doc();
			},
		});
		dialog.show();
	},

	/** A report to the authority: the first one at once, the full one with its three parts from the record. */
	async record_report(frm) {
		await this.saved(frm);
		const known = await frappe.xcall("hazard_governance.api.hazard.prefill_report", {
			hazard: frm.docname,
		});
		const first = !(frm.doc.authority_reports || []).length;
		const full = "eval:doc.kind=='Full'";
		const dialog = new frappe.ui.Dialog({
			title: __("Record a Report"),
			fields: [
				{
					fieldname: "kind",
					fieldtype: "Select",
					label: __("Kind", null, "Hazard Authority Report"),
					reqd: 1,
					default: first ? "First" : "Full",
					options: [
						{ value: "First", label: __("First", null, "Hazard Authority Report") },
						{ value: "Full", label: __("Full", null, "Hazard Authority Report") },
					],
				},
				{
					fieldname: "authority",
					fieldtype: "Link",
					options: "Supervision Authority",
					label: __("Receiving Authority"),
					reqd: 1,
					default: known.authority,
					get_query: this.authority_query(),
				},
				{
					fieldname: "method",
					fieldtype: "Select",
					label: __("Method", null, "Hazard Authority Report"),
					reqd: 1,
					default: first ? "Telephone" : "System",
					options: ["System", "Telephone", "Paper", "Other"].map((value) => ({
						value,
						label: __(value, null, "Hazard Authority Report"),
					})),
				},
				{
					fieldname: "status_and_cause",
					fieldtype: "Small Text",
					label: __("Existing Condition and Causes"),
					default: known.status_and_cause || frm.doc.hazard_title,
				},
				{
					fieldname: "harm_and_difficulty",
					fieldtype: "Small Text",
					label: __("Degree of Harm and Difficulty of Rectification"),
					default: known.harm_and_difficulty,
					depends_on: full,
				},
				{
					fieldname: "plan",
					fieldtype: "Link",
					options: "Remediation Plan",
					label: __("Governance Plan"),
					default: known.plan,
					depends_on: full,
					get_query: () => ({ filters: { hazard: frm.docname } }),
				},
			],
			primary_action_label: __("Record"),
			primary_action: async (values) => {
				if (values.kind !== "Full") delete values.plan;
				dialog.hide();
				frm.add_child("authority_reports", values);
				frm.refresh_field("authority_reports");
				await frm.save();
			},
		});
		dialog.show();
	},
});
