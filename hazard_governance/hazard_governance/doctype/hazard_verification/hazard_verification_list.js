frappe.listview_settings["Hazard Verification"] = {
	hide_name_column: true,
	add_fields: ["status", "outcome"],
	get_indicator(doc) {
		if (doc.status !== "Decided") return [__("Draft"), "gray", "status,=,Draft"];
		const colour = { Confirmed: "green", Changed: "orange", "Not True": "red", Duplicate: "gray" }[doc.outcome];
		return [__(doc.outcome, null, "Hazard Verification"), colour, `outcome,=,${doc.outcome}|status,=,Decided`];
	},
};
