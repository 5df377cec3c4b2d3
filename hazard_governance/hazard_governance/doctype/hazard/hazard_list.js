frappe.listview_settings["Hazard"] = {
	// what is still to be done; filed and withdrawn ones are a click away
	filters: [["stage", "not in", ["Filed", "Withdrawn"]]],
	add_fields: ["stage", "verification", "classification", "register_no", "rectification_due", "repeat_state"],

	get_indicator(doc) {
		const closed = ["Accepted", "Closed Out", "Filed", "Withdrawn"].includes(doc.stage);
		if (!closed && doc.rectification_due && doc.rectification_due < frappe.datetime.get_today()) {
			return [
				__("Overdue"),
				"red",
				`rectification_due,<,Today|rectification_due,is,set|stage,not in,Accepted,Closed Out,Filed,Withdrawn`,
			];
		}
		const colour = {
			Registered: "orange",
			Rectifying: "yellow",
			"Pending Acceptance": "blue",
			Accepted: "cyan",
			"Closed Out": "green",
			Filed: "green",
			Withdrawn: "gray",
		}[doc.stage];
		return [__(doc.stage), colour || "gray", `stage,=,${doc.stage}`];
	},

	// the register number and the title name a hazard; the running number is one column too many
	hide_name_column: true,

	formatters: {
		// the workflow state stands in the status column, so the deadline itself has to say that it has passed
		rectification_due(value, df, doc) {
			const open = ["Registered", "Rectifying", "Pending Acceptance"].includes(doc.stage);
			return frappe.hazard_governance.due_day(value, open);
		},
		register_no(value, df, doc) {
			const waiting = !value && doc.classification === "Major" && doc.verification === "Pending";
			return waiting && doc.stage !== "Withdrawn"
				? `<span class="text-warning">${__("Pending Verification")}</span>`
				: frappe.utils.escape_html(value || "");
		},
		classification(value, df, doc) {
			const shown =
				value === "Major"
					? `<span class="indicator-pill red no-indicator-dot">${__(value)}</span>`
					: __(value || "");
			if (!["Suspected", "Confirmed"].includes(doc.repeat_state)) return shown;
			const confirmed = doc.repeat_state === "Confirmed";
			const repeat = confirmed ? __("Repeat") : __("Repeat?");
			return `${shown} <span class="indicator-pill ${confirmed ? "red" : "orange"} no-indicator-dot"
				title="${__(doc.repeat_state, null, "Hazard")}">${repeat}</span>`;
		},
	},

	onload(listview) {
		[
			[__("Major, Pending Verification"), { classification: "Major", verification: "Pending", stage: ["!=", "Withdrawn"] }],
			[__("Open", null, "Hazard"), { stage: ["not in", ["Closed Out", "Filed", "Withdrawn"]] }],
			[
				__("Overdue"),
				{
					// a list takes a missing day for one that is long past, so "<" would show hazards without a deadline
					rectification_due: [
						"between",
						["2000-01-01", frappe.datetime.add_days(frappe.datetime.get_today(), -1)],
					],
					stage: ["in", ["Registered", "Rectifying", "Pending Acceptance"]],
				},
			],
			[__("Possible Repeats"), { repeat_state: "Suspected", stage: ["!=", "Withdrawn"] }],
			[__("Repeats, Confirmed"), { repeat_state: "Confirmed" }],
		].forEach(([label, filters]) => {
			listview.page.add_inner_button(
				label,
				() =>
					listview.filter_area.clear().then(() =>
						listview.filter_area.add(
							Object.entries(filters).map(([field, value]) =>
								Array.isArray(value) ? ["Hazard", field, ...value] : ["Hazard", field, "=", value]
							)
						)
					),
				__("Show")
			);
		});
	},
};
