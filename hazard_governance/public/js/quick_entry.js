// A hazard in under a minute: the dialog knows the enterprise of a person who has only one.
frappe.provide("frappe.ui.form");

frappe.ui.form.HazardQuickEntryForm = class HazardQuickEntryForm extends frappe.ui.form.QuickEntryForm {
	check_quick_entry_doc() {
		super.check_quick_entry_doc();
		const mine = (frappe.boot.hazard_governance || {}).enterprises || [];
		if (!this.doc.enterprise && mine.length === 1) this.doc.enterprise = mine[0];
	}

	/** The form opens after saving: there the immediate measures wait. */
	open_form_if_not_list() {
		frappe.set_route("Form", this.dialog.doc.doctype, this.dialog.doc.name);
	}
};
