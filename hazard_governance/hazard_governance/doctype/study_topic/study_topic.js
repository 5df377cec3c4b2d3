frappe.ui.form.on("Study Topic", {
	setup(frm) {
		frm.set_query("hazard", "hazards", () => ({ filters: { enterprise: frm.doc.enterprise } }));
	},
});
