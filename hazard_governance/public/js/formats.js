// How values of the app look in lists and forms.
frappe.provide("frappe.hazard_governance");

Object.assign(frappe.hazard_governance, {
	/** A deadline for a list; red and named when it has passed while the work is still open. */
	due_day(value, open) {
		if (!value) return "";
		const day = frappe.datetime.str_to_user(value);
		return open && value < frappe.datetime.get_today()
			? `<span class="hg-overdue">${day} ${__("Overdue")}</span>`
			: day;
	},
});

// An option is translated in the words of its own document type wherever it is shown, as the select box itself does:
// without this, "Open" of a measure reads as the verb in a table, in a list and on a form that may not be edited.
frappe.form.formatters.Select = (value, df) =>
	__(frappe.form.formatters.Data(value, df), null, df && df.parent);

// The time zone is added to a description before it is looked up in the translations; translate it first.
{
	const datetime = frappe.ui.form.ControlDatetime && frappe.ui.form.ControlDatetime.prototype;
	const add_time_zone = datetime && datetime.set_description;
	if (add_time_zone) {
		datetime.set_description = function (...given) {
			if (this.df.description) this.df.description = __(this.df.description);
			return add_time_zone.apply(this, given);
		};
	}
}
