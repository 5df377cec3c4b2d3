frappe.ui.form.on("Production Suspension", {
	setup(frm) {
		frm.set_query("authority", frappe.hazard_governance.authority_query());
		frm.set_query("examining_authority", frappe.hazard_governance.authority_query());
		frm.set_query(
			"mine_safety_authority",
			frappe.hazard_governance.authority_query({ kind: "Mine Safety Administration" })
		);
	},
	refresh(frm) {
		const { examination_due: due, status } = frm.doc;
		if (status === "Resumption Applied" && due && due < frappe.datetime.get_today()) {
			frm.dashboard.set_headline_alert(
				__("The examination was due on {0}.", [frappe.datetime.str_to_user(due)]),
				"red"
			);
		}
	},
	before_workflow_action(frm) {
		return frappe.hazard_governance.ask_reason(frm);
	},
});
