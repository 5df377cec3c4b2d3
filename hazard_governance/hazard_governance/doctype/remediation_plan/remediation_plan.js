const SIX_PARTS = [
	"goals",
	"methods",
	"funds_and_materials",
	"organisation",
	"time_limits",
	"safety_and_contingency",
];

frappe.ui.form.on("Remediation Plan", {
	setup(frm) {
		frm.set_query("third_party", () => ({ filters: { disabled: 0 } }));
	},
	async refresh(frm) {
		frappe.hazard_governance.add_cause_button(frm, "measures");
		frm.trigger("set_employee_query");
		if (frm.is_new()) return;
		frm.trigger("show_ledger");
		frappe.hazard_governance.next_document(frm, "Rectification Acceptance", __("Acceptance"));
		frappe.hazard_governance.next_document(frm, "Source Governance Plan", __("Source Governance Plan"));
		if (!frm.doc.project && frm.perm[0].write) frm.trigger("offer_project");
	},
	before_workflow_action(frm) {
		return frappe.hazard_governance.ask_reason(frm);
	},
	async removed_on_the_spot(frm) {
		if (!frm.doc.removed_on_the_spot || !frm.doc.hazard) return;
		const parts = await frappe.xcall("hazard_governance.api.plan.prefill", { hazard: frm.doc.hazard });
		for (const part of SIX_PARTS) {
			// what a person has written stays
			if (!frm.doc[part] && parts[part]) await frm.set_value(part, parts[part]);
		}
	},
	async set_employee_query(frm) {
		if (!frm.doc.enterprise) return;
		const { message } = await frappe.db.get_value("Regulated Enterprise", frm.doc.enterprise, "erpnext_company");
		const company = (message || {}).erpnext_company || "";
		frm.set_query("responsible_employee", "measures", () => ({ filters: { company } }));
	},
	async show_ledger(frm) {
		const rows = await frappe.xcall("hazard_governance.api.plan.funds_against_ledger", {
			plan: frm.docname,
		});
		frm.get_field("spent_html").$wrapper.html(frappe.hazard_governance.amounts_table(rows));
	},
	async offer_project(frm) {
		const { message } = await frappe.db.get_value("Regulated Enterprise", frm.doc.enterprise, "erpnext_company");
		if (!message || !message.erpnext_company) return;
		frm.add_custom_button(
			__("Project"),
			async () => {
				await frappe.xcall("hazard_governance.api.plan.create_project", { plan: frm.docname });
				frm.reload_doc();
			},
			__("Create")
		);
	},
});

frappe.ui.form.on("Remediation Plan Measure", {
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
