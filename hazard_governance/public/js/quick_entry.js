// A hazard in under a minute: the dialog knows the enterprise of a person who has only one.
frappe.provide("frappe.ui.form");
frappe.provide("frappe.hazard_governance");

/** What is known of a new hazard: the enterprise of who has only one; that an office found it on an inspection. */
frappe.hazard_governance.defaults_of_hazard = (doc) => {
	const { enterprises = [], authorities = [] } = frappe.boot.hazard_governance || {};
	const values = {};
	if (!doc.enterprise && enterprises.length === 1) values.enterprise = enterprises[0];
	if (!enterprises.length && authorities.length) {
		values.source = "Enforcement Inspection";
		if (!doc.inspection_authority && authorities.length === 1) values.inspection_authority = authorities[0];
	}
	return values;
};

frappe.ui.form.HazardQuickEntryForm = class HazardQuickEntryForm extends frappe.ui.form.QuickEntryForm {
	check_quick_entry_doc() {
		super.check_quick_entry_doc();
		Object.assign(this.doc, frappe.hazard_governance.defaults_of_hazard(this.doc));
	}

	/** Whoever types what was seen before is shown it while typing. */
	render_dialog() {
		super.render_dialog();
		const wrapper = $('<div class="hg-quick-repeats" aria-live="polite"></div>').appendTo(this.dialog.body);
		const repeats = new frappe.hazard_governance.Repeats(wrapper);
		const look = () => repeats.offer({ ...this.doc, ...this.dialog.get_values(true), name: "" });
		frappe.hazard_governance.Repeats.compared.forEach((fieldname) => {
			const field = this.dialog.get_field(fieldname);
			if (field) field.df.onchange = look;
		});
	}

	/** The form opens after saving: there the immediate measures wait. */
	open_form_if_not_list() {
		frappe.set_route("Form", this.dialog.doc.doctype, this.dialog.doc.name);
	}
};
