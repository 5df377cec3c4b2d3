frappe.ui.form.on("Rectification Acceptance", {
	setup(frm) {
		frm.set_query("authority", frappe.hazard_governance.authority_query());
	},
	refresh(frm) {
		frm.get_field("findings").grid.cannot_add_rows = true;
		frm.set_df_property("findings", "cannot_delete_rows", 1);
		if (frm.is_new()) {
			frm.trigger("prefill_findings");
			return;
		}
		if (frm.doc.status !== "Concluded") {
			frm.add_custom_button(__("All Measures Passed"), () => frm.trigger("pass_all"));
		} else if (frm.doc.level === "Enterprise Evaluation" && frm.doc.verdict === "Pass") {
			frappe.hazard_governance.next_document(frm, "Source Governance Plan", __("Source Governance Plan"));
		}
	},
	hazard: (frm) => frm.trigger("prefill_findings"),
	before_workflow_action(frm) {
		return frappe.hazard_governance.ask_reason(frm);
	},
	async prefill_findings(frm) {
		if (!frm.is_new() || !frm.doc.hazard || (frm.doc.findings || []).length) return;
		const rows = await frappe.xcall("hazard_governance.api.acceptance.prefill_findings", {
			hazard: frm.doc.hazard,
		});
		rows.forEach((row) => frm.add_child("findings", row));
		frm.refresh_field("findings");
	},
	async pass_all(frm) {
		for (const row of frm.doc.findings || []) {
			if (!row.finding) await frappe.model.set_value(row.doctype, row.name, "finding", "Pass");
		}
		await frm.set_value("verdict", "Pass");
	},
});
