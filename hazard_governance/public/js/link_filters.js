// What a link field says about the rows it leaves out, in the words of the linked document type. Frappe looks for the
// labels before they are loaded and then shows names of columns, and translates choices without their document type.
{
	const known = (frappe.boot.hazard_governance || {}).doctypes || [];
	const link = frappe.ui.form.ControlLink && frappe.ui.form.ControlLink.prototype;
	const is_ours = (control) =>
		known.includes(control.get_options()) || (control.frm && known.includes(control.frm.doctype));

	const word = (doctype, df, value) => {
		if (value === null || value === undefined || value === "") return __("empty");
		const shown = df && df.fieldtype === "Select" ? __(value, null, doctype) : value;
		return frappe.utils.escape_html(String(shown));
	};

	const several = (doctype, df, given) => {
		const all = Array.isArray(given) ? given : String(given).split(",");
		const shown = all.slice(0, 5).map((value) => word(doctype, df, value));
		if (all.length > 5) shown.push("…");
		return shown.reduce((before, next) => __("{0} or {1}", [before, next]));
	};

	const sentence = (doctype, [fieldname, operator, value]) => {
		const df = frappe.meta.get_docfield(doctype, fieldname);
		const label = df ? __(df.label, null, doctype) : __(doctype);
		if (df && df.fieldtype === "Check") {
			const ticked = Boolean(cint(value)) === (operator === "=");
			return ticked ? __("{0} ticked", [label]) : __("{0} not ticked", [label]);
		}
		const one = () => word(doctype, df, value);
		const said = {
			"=": () => __("{0} equal to {1}", [label, one()]),
			"!=": () => __("{0} other than {1}", [label, one()]),
			in: () => __("{0} equal to {1}", [label, several(doctype, df, value)]),
			"not in": () => __("{0} other than {1}", [label, several(doctype, df, value)]),
		}[operator];
		return said ? said() : `${label} ${frappe.utils.escape_html(operator)} ${one()}`;
	};

	/** Filters of a query, as an object or as rows with or without their document type -> [fieldname, operator, value]. */
	const rows = (filters) =>
		Array.isArray(filters)
			? filters.map((row) => row.slice(-3))
			: Object.entries(filters).map(([fieldname, value]) =>
					Array.isArray(value) ? [fieldname, ...value] : [fieldname, "=", value]
			  );

	if (link) {
		const describe = link.get_filter_description;
		link.get_filter_description = function (filters) {
			const doctype = this.get_options();
			if (!is_ours(this)) return describe.call(this, filters);
			const found = frappe.get_meta(doctype) ? rows(filters) : [];
			if (!found.length) return "";
			const sentences = found.map((row) => sentence(doctype, row));
			return __("Only those with {0}", [
				sentences.reduce((before, next) => __("{0} and {1}", [before, next])),
			]);
		};

		const make_input = link.make_input;
		link.make_input = function (...given) {
			make_input.apply(this, given);
			this.$input.on("focus", () => {
				if (this.get_options() && is_ours(this)) frappe.model.with_doctype(this.get_options(), () => {});
			});
		};
	}
}
