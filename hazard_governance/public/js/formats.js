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

	/** Address of the list of a DocType narrowed by {field: [operator, value]}. */
	list_url(doctype, conditions) {
		const query = Object.entries(conditions).map(
			([field, condition]) => `${field}=${encodeURIComponent(JSON.stringify(condition))}`
		);
		return `/app/${frappe.router.slug(doctype)}/view/list?${query.join("&")}`;
	},
});

// An option is translated in the words of its own document type wherever it is shown, as the select box itself does:
// without this, "Open" of a measure reads as the verb in a table, in a list and on a form that may not be edited.
frappe.form.formatters.Select = (value, df) =>
	__(frappe.form.formatters.Data(value, df), null, df && df.parent);

const hazard_records = (frappe.boot.hazard_governance || {}).records || [];

// What every form of a record of ours does before its fields and its history are drawn.
hazard_records.forEach((doctype) => {
	const prepare = (frm) => {
		$(frm.wrapper).addClass("hg-form");
		// Frappe knows the names of those who commented or used an action, not of those who saved
		const people = ((frm.doc || {}).__onload || {}).user_info || {};
		for (const [user, info] of Object.entries(people)) {
			frappe.boot.user_info[user] = { ...info, ...frappe.boot.user_info[user] };
		}
	};
	frappe.ui.form.on(doctype, { before_load: prepare, refresh: prepare });
});

// The time zone is added to a description before it is looked up in the translations; translate it first. Our own times
// are those of the place: the zone is named only to whom it is not their own.
{
	const datetime = frappe.ui.form.ControlDatetime && frappe.ui.form.ControlDatetime.prototype;
	const add_time_zone = datetime && datetime.set_description;
	if (add_time_zone) {
		datetime.set_description = function (...given) {
			if (this.df.description) this.df.description = __(this.df.description);
			const ours = hazard_records.some((doctype) => (this.df.parent || "").startsWith(doctype));
			if (ours && frappe.datetime.is_system_time_zone()) this.df.hide_timezone = 1;
			return add_time_zone.apply(this, given);
		};
	}
}

// The workflow's actions come some moments after a form opened, and take the place of the button to save. Who has typed
// in the meantime could neither save nor act: their form offers Save until it is saved.
{
	const states = frappe.ui.form.States && frappe.ui.form.States.prototype;
	const show_actions = states && states.setup_btn;
	if (show_actions) {
		states.setup_btn = function (...given) {
			show_actions.apply(this, given);
			if (hazard_records.includes(this.frm.doctype) && this.frm.is_dirty()) {
				$(this.frm.wrapper).trigger("dirty");
			}
		};
	}
}
