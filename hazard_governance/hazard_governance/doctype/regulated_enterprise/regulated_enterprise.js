frappe.ui.form.on("Regulated Enterprise", {
	refresh(frm) {
		if (frm.is_new()) return;
		frappe.hazard_governance.show_penalty_counts(
			frm.get_field("penalty_counts_html").$wrapper,
			frm.docname
		);
	},
});
