frappe.listview_settings["Hazard Return"] = {
	add_fields: ["status", "receipt_state", "nil_return", "version_no"],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.status === "Draft") return [__("Draft"), "gray", "status,=,Draft"];
		if (!doc.receipt_state) return [__("Submitted"), "blue", "status,=,Submitted"];
		const colour = { "Awaiting Receipt": "orange", Received: "green", Returned: "red" }[doc.receipt_state];
		return [
			__(doc.receipt_state, null, "Hazard Return"),
			colour,
			`receipt_state,=,${doc.receipt_state}`,
		];
	},

	formatters: {
		rows_total(value, df, doc) {
			return doc.nil_return && !value ? __("Nil", null, "Hazard Return") : value;
		},
	},

	onload(listview) {
		listview.page.add_inner_button(__("Collect the Month"), () =>
			frappe.hazard_governance.collect_month()
		);
		[
			[__("Awaiting Receipt", null, "Hazard Return"), { receipt_state: "Awaiting Receipt" }],
			[__("Returned", null, "Hazard Return"), { receipt_state: "Returned" }],
			[__("Draft"), { status: "Draft" }],
		].forEach(([label, filters]) => {
			listview.page.add_inner_button(
				label,
				() =>
					listview.filter_area
						.clear()
						.then(() =>
							listview.filter_area.add(
								Object.entries(filters).map(([field, value]) => ["Hazard Return", field, "=", value])
							)
						),
				__("Show")
			);
		});
		listview.page.add_actions_menu_item(__("Receive", null, "Hazard Return"), async () => {
			// one after the other: each answers for its own receiver, and one refusal does not undo the others
			for (const doc of listview.get_checked_items()) {
				await frappe.xcall("hazard_governance.api.returns.accept", { name: doc.name });
			}
			listview.refresh();
		});
	},
};
