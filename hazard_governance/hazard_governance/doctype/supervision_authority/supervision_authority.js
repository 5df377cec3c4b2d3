frappe.ui.form.on("Supervision Authority", {
	refresh(frm) {
		if (frm.is_new() || frm.doc.disabled) return;
		frm.add_custom_button(__("Tip Poster"), () => frappe.hazard_governance.tip_poster(frm.docname));
	},
});
