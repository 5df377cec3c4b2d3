frappe.ui.form.on("Source Governance Plan", {
	setup(frm) {
		frm.set_query("study_topic", () => ({ filters: { enterprise: frm.doc.enterprise } }));
	},
	refresh(frm) {
		frappe.hazard_governance.add_cause_button(frm, "items");
		frm.trigger("set_employee_query");
		if (frm.doc.status === "Draft" && frm.perm[0].write) {
			frm.add_custom_button(__("Fill in Items from the Analysis"), () => frm.trigger("prefill_items"));
		}
		if (frm.is_new()) return;
		if (frappe.model.can_create("Study Topic")) {
			frm.add_custom_button(
				__("Study Topic"),
				() => frm.trigger("new_study_topic"),
				__("Create")
			);
		}
		frappe.hazard_governance.next_document(frm, "Rectification Report", __("Rectification Report"));
	},
	before_workflow_action(frm) {
		return frappe.hazard_governance.ask_reason(frm);
	},
	async prefill_items(frm) {
		const rows = await frappe.xcall("hazard_governance.api.source_governance.prefill_items", {
			hazard: frm.doc.hazard,
		});
		const known = (frm.doc.items || []).map((row) => `${row.cause || ""}|${row.question_code || ""}`);
		const missing = rows.filter(
			(row) => !known.includes(`${row.cause || ""}|${row.question_code || ""}`)
		);
		missing.forEach((row) => frm.add_child("items", { ...row, cause_text: __(row.cause_text) }));
		frm.refresh_field("items");
		frappe.show_alert({
			message: missing.length
				? __("Items added: {0}. Enter measure, person, funds, deadline and contingency of each.", [
						missing.length,
				  ])
				: __("Every cause and every adverse answer has an item or a measure."),
			indicator: missing.length ? "orange" : "green",
		});
	},
	new_study_topic(frm) {
		frappe.model.with_doctype("Study Topic", () => {
			const topic = frappe.model.get_new_doc("Study Topic");
			topic.enterprise = frm.doc.enterprise;
			topic.question = frm.doc.failure_review;
			frappe.model.add_child(topic, "hazards").hazard = frm.doc.hazard;
			frappe.set_route("Form", "Study Topic", topic.name);
		});
	},
	async set_employee_query(frm) {
		if (!frm.doc.enterprise) return;
		const { message } = await frappe.db.get_value("Regulated Enterprise", frm.doc.enterprise, "erpnext_company");
		const company = (message || {}).erpnext_company || "";
		frm.set_query("responsible_employee", "items", () => ({ filters: { company } }));
	},
});

frappe.ui.form.on("Source Governance Plan Item", {
	funds(frm, cdt, cdn) {
		frappe.hazard_governance.funds_handlers.funds(frm, cdt, cdn);
	},
	no_funds(frm, cdt, cdn) {
		frappe.hazard_governance.funds_handlers.no_funds(frm, cdt, cdn);
	},
	async responsible_employee(frm, cdt, cdn) {
		await frappe.hazard_governance.fill_responsible(cdt, cdn);
	},
});
