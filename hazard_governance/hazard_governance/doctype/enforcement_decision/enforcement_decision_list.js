frappe.listview_settings["Enforcement Decision"] = {
	add_fields: ["status", "decided_outcome", "computed_outcome", "penalty"],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.status !== "Decided") return [__("Draft"), "gray", "status,=,Draft"];
		const colour = { Lenient: "green", "Not Lenient": "orange", Concealed: "red" }[doc.decided_outcome];
		return [__(doc.decided_outcome), colour || "gray", `decided_outcome,=,${doc.decided_outcome}`];
	},

	formatters: {
		// where the authority decided otherwise than the rules, the list says so
		decided_outcome(value, df, doc) {
			const otherwise = doc.computed_outcome && value && doc.computed_outcome !== value;
			const text = frappe.utils.escape_html(__(value || ""));
			return otherwise ? `${text} <span class="text-muted">(${__("otherwise than the rules")})</span>` : text;
		},
	},
};
