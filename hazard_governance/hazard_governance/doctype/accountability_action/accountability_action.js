frappe.ui.form.on("Accountability Action", {
	setup(frm) {
		frm.set_query("authority", frappe.hazard_governance.authority_query());
		frm.set_query("measure", "measures", () => ({
			filters: {
				disabled: 0,
				...(frm.doc.deciding_side === "Enterprise" ? { authority_only: 0 } : {}),
			},
		}));
	},
	async refresh(frm) {
		frm.trigger("set_employee_query");
		frm.set_df_property("person_name", "read_only", frm.doc.employee ? 1 : 0);
		frm.set_df_property("person_user", "read_only", frm.doc.employee ? 1 : 0);
		frm.trigger("look_at_hazard");
		frm.trigger("add_referral");
	},
	hazard(frm) {
		frm.trigger("set_employee_query");
		frm.trigger("look_at_hazard");
	},
	/** A repeat has to be considered; similar hazards are there to compare with. */
	async look_at_hazard(frm) {
		const wrapper = frm.get_field("comparison_html").$wrapper;
		frappe.hazard_governance.show_comparison(wrapper, frm.doc.hazard);
		const known = frm.doc.hazard && (await frappe.db.get_value("Hazard", frm.doc.hazard, "recurring"));
		const repeat = Boolean(known) && known.message.recurring === "Yes";
		frm.toggle_display("repeat_consideration", repeat || Boolean(frm.doc.repeat_consideration));
		if (repeat && ["Draft", "Submitted"].includes(frm.doc.status)) {
			frm.dashboard.set_headline_alert(
				__("The hazard is a repeat, which aggravates. Say how that was considered."),
				"orange"
			);
		}
	},
	/** A decided measure that refers the person leads to the referral. */
	add_referral(frm) {
		const waiting = (frm.doc.measures || []).some((row) => row.receiving_organ && !row.referral_receipt);
		if (frm.doc.status !== "Decided" || !waiting || !frappe.model.can_create("Case Referral")) return;
		frm.add_custom_button(
			__("Case Referral"),
			async () => {
				const values = await frappe.xcall("hazard_governance.api.referral.begin", {
					action: frm.docname,
				});
				const { persons, ...head } = values;
				frappe.new_doc("Case Referral", head, (doc) => {
					persons.forEach((person) => {
						const row = frappe.model.add_child(doc, "persons");
						Object.assign(row, person);
					});
				});
			},
			__("Create")
		);
	},
	async employee(frm) {
		frm.set_df_property("person_name", "read_only", frm.doc.employee ? 1 : 0);
		frm.set_df_property("person_user", "read_only", frm.doc.employee ? 1 : 0);
		if (!frm.doc.employee) return;
		const { message } = await frappe.db.get_value("Employee", frm.doc.employee, [
			"employee_name",
			"designation",
			"company",
			"user_id",
		]);
		await frm.set_value({
			person_name: message.employee_name,
			person_user: message.user_id,
			post: message.designation,
			organisation: message.company,
		});
	},
	async set_employee_query(frm) {
		if (!frm.doc.enterprise) return;
		const { message } = await frappe.db.get_value("Regulated Enterprise", frm.doc.enterprise, "erpnext_company");
		frm.set_query("employee", () => ({ filters: { company: (message || {}).erpnext_company || "" } }));
	},
	before_workflow_action(frm) {
		return frappe.hazard_governance.ask_reason(frm);
	},
});

frappe.ui.form.on("Accountability Action Measure", {
	async measure(frm, cdt, cdn) {
		const row = locals[cdt][cdn];
		if (!row.measure) return;
		const { message: spec } = await frappe.db.get_value("Accountability Measure", row.measure, [
			"needs_amount",
			"needs_duration",
			"needs_sanction",
			"external_referral",
		]);
		const needed = [
			spec.needs_amount && __("Amount (yuan)"),
			spec.needs_duration && __("From") + " / " + __("To"),
			spec.needs_sanction && __("Kind of Sanction or Description"),
			spec.external_referral && __("Receiving Organ"),
		].filter(Boolean);
		if (needed.length) {
			frappe.show_alert({
				message: __("{0} needs: {1}", [__(row.measure), needed.join(", ")]),
				indicator: "orange",
			});
		}
	},
});
