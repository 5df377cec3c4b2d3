frappe.listview_settings["Follow-up Inspection"] = {
	add_fields: ["status", "finding", "origin"],
	hide_name_column: true,
	get_indicator(doc) {
		if (!["Decided", "Concluded"].includes(doc.status)) {
			const colour = doc.status === "Draft" ? "gray" : "orange";
			return [__(doc.status), colour, "status,=," + doc.status];
		}
		const colours = { Genuine: "green", Superficial: "orange", Sham: "red", Recurred: "red" };
		return [
			__(doc.finding, null, "Follow-up Inspection"),
			colours[doc.finding],
			`finding,=,${doc.finding}|status,=,${doc.status}`,
		];
	},
	onload(listview) {
		if (frappe.model.can_create("Look-back Draw")) {
			listview.page.add_inner_button(__("Draw Lots"), () => frappe.new_doc("Look-back Draw"));
		}
		listview.page.add_inner_button(__("Look-back Signals"), () =>
			frappe.set_route("query-report", "Look-back Signals")
		);
	},
};
