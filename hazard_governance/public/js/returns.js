// Collecting a month is one action, from the list of returns and from the report on their completeness.
frappe.provide("frappe.hazard_governance");

Object.assign(frappe.hazard_governance, {
	/** Ask for the month and, where a person reports for several units, for the unit; then open the draft. */
	async collect_month() {
		const units = await frappe.xcall("hazard_governance.api.returns.units");
		if (!units.length) {
			frappe.msgprint(__("You are not a member of any enterprise or authority that submits monthly returns."));
			return;
		}
		const options = units.map((unit, place) => ({
			value: String(place),
			label: `${unit.name} (${__(unit.kind, null, "Hazard Return")})`,
		}));
		frappe.prompt(
			[
				{
					fieldname: "month",
					fieldtype: "Data",
					label: __("Reporting Month"),
					description: __("Year and month, like 2026-11."),
					default: frappe.datetime.get_today().slice(0, 7),
					reqd: 1,
				},
				{
					fieldname: "unit",
					fieldtype: "Select",
					label: __("Reporting Unit"),
					options,
					default: "0",
					reqd: 1,
					hidden: units.length === 1,
				},
			],
			async ({ month, unit }) => {
				const chosen = units[Number(unit || 0)];
				const found = await frappe.xcall("hazard_governance.api.returns.collect", {
					month,
					[chosen.field]: chosen.name,
				});
				if (found.status !== "Draft") {
					frappe.show_alert(__("This month has been reported: {0}.", [found.name]));
				}
				frappe.set_route("Form", "Hazard Return", found.name);
			},
			__("Collect the Month"),
			__("Collect")
		);
	},
});
