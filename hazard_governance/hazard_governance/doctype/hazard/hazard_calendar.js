// Every deadline of a hazard, not only its own: measures, verification, supervision, reports.
frappe.views.calendar["Hazard"] = {
	field_map: { start: "due", end: "due", id: "name", title: "title", allDay: "all_day" },
	get_events_method: "hazard_governance.api.desk.due_dates",
	get_css_class: (event) => ({ overdue: "danger", today: "warning", ahead: "default" }[event.state]),
	options: {
		// the calendar knows the languages of China by their places
		locale: { zh: "zh-cn", "zh-TW": "zh-tw" }[frappe.boot.lang] || frappe.boot.lang,
		// seven columns are too narrow for a phone: the days of the month stand one below the other
		...(frappe.is_mobile() ? { defaultView: "listMonth", height: "auto" } : {}),
		selectable: false,
		eventDrop: (event, delta, revert) => frappe.hazard_governance.keep_deadline(revert),
		eventResize: (event, delta, revert) => frappe.hazard_governance.keep_deadline(revert),
	},
};

/** A deadline has its reason and its history: it is changed in the document it stands in. */
frappe.hazard_governance.keep_deadline = (revert) => {
	revert();
	frappe.show_alert({
		message: __("A deadline cannot be moved by dragging. Open the hazard and change it there, or apply for an extension."),
		indicator: "orange",
	});
};
