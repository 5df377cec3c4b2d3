frappe.ui.form.on("Hazard Governance Settings", {
	refresh(frm) {
		if (!frappe.user.has_role("Hazard Governance Manager")) return;
		frm.add_custom_button(__("Check Server Times"), () => frappe.hazard_governance.check_times());
	},
});
