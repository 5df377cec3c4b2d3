// The assessment of an enforcement decision, and the rolling counts of penalties, as forms show them.
frappe.provide("frappe.hazard_governance");

Object.assign(frappe.hazard_governance, {
	/** Show an assessment (enforcement.shown on the server): the result, what speaks against and for it, and notes. */
	show_assessment(wrapper, assessment) {
		const colours = { Lenient: "green", "Not Lenient": "orange", Concealed: "red" };
		const target = $(wrapper).empty();
		const head = $('<div class="hg-assessment-head"></div>').appendTo(target);
		$(`<span class="indicator-pill ${colours[assessment.outcome] || "gray"}"></span>`)
			.text(assessment.label)
			.appendTo(head);
		$('<span class="text-muted"></span>')
			.text(` ${assessment.live ? __("as of now, by the rules") : __("as decided")} · ${assessment.article}`)
			.appendTo(head);
		const columns = $('<div class="row"></div>').appendTo(target);
		const of = (...bearings) => assessment.evidence.filter((row) => bearings.includes(row.bearing));
		[
			[__("Against Leniency"), of("Concealment", "Against"), "text-danger"],
			[__("In Favour of Leniency"), of("In Favour"), "text-success"],
		].forEach(([title, rows, css]) => {
			const column = $('<div class="col-sm-6"></div>').appendTo(columns);
			$(`<b class="${css}"></b>`).text(title).appendTo(column);
			this.sentences(rows, column);
		});
		const notes = of("Note");
		if (notes.length) {
			$("<b></b>").text(__("To Be Weighed")).appendTo(target);
			this.sentences(notes, target);
		}
		$('<p class="text-muted small"></p>')
			.text(__("This concerns the administrative penalty only; accountability is never spared."))
			.appendTo(target);
	},

	sentences(rows, target) {
		if (!rows.length) {
			$('<p class="text-muted"></p>').text(__("Nothing.")).appendTo(target);
			return;
		}
		const list = $("<ul></ul>").appendTo(target);
		rows.forEach((row) => $("<li></li>").text(row.text).appendTo(list));
	},

	/** Show where an enterprise stands with the lines of the law; nothing for people who may not know. */
	async show_penalty_counts(wrapper, enterprise) {
		const target = $(wrapper).empty();
		if (!enterprise || !frappe.model.can_read("Enforcement Decision")) return;
		const counts = await frappe.xcall("hazard_governance.api.enforcement.penalty_counts", { enterprise });
		const table = $(`<table class="table table-bordered table-sm"><thead><tr>
			<th>${__("What Is Counted")}</th><th>${__("Times Counted")}</th><th>${__("Next One Drops Out On")}</th>
			<th>${__("What This Means")}</th></tr></thead></table>`).appendTo(target);
		const body = $("<tbody></tbody>").appendTo(table);
		counts.forEach((one) => {
			const css = { "Over the Line": "text-danger bold", "Near the Line": "text-warning bold" }[one.state] || "";
			const row = $("<tr></tr>").appendTo(body);
			const numbers = one.events.map(
				({ on, reference }) => `${frappe.datetime.str_to_user(on)} ${reference}`
			);
			[
				[`${one.rule} (${one.article})`, ""],
				[__("{0}, limit {1}", [one.number, one.limit]), css],
				[one.drops_out_on ? frappe.datetime.str_to_user(one.drops_out_on) : "", ""],
				[[one.warning, ...numbers].filter(Boolean).join("\n"), css],
			].forEach(([text, cell]) => $(`<td class="${cell}" style="white-space: pre-line"></td>`).text(text).appendTo(row));
		});
	},
});
