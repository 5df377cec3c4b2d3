// What was done in similar hazards, beside what is decided here: numbers, no names. It blocks nothing.
frappe.provide("frappe.hazard_governance");

Object.assign(frappe.hazard_governance, {
	/** Fill `wrapper` with the comparison of a hazard, for whoever may read its accountability. */
	async show_comparison(wrapper, hazard) {
		wrapper = $(wrapper).empty();
		if (!hazard || !frappe.model.can_read("Accountability Action")) return;
		const found = await frappe.xcall("hazard_governance.api.accountability.comparison", { hazard });
		wrapper.empty();
		const box = $('<div class="hg-comparison"></div>').appendTo(wrapper);
		found.signals.forEach((signal) => {
			const line = $('<div class="hg-signal"></div>').appendTo(box);
			$('<span class="indicator-pill orange"></span>').text(signal.kind).appendTo(line);
			$("<span></span>").text(` ${signal.why}`).appendTo(line);
		});
		if (!found.hazards) {
			$('<p class="text-muted"></p>')
				.text(__("No similar hazard with decided accountability is within your view."))
				.appendTo(box);
			return;
		}
		$("<p></p>")
			.text(
				__("{0} similar hazards ({1}), {2} persons held to account; leadership answered in {3}.", [
					found.hazards,
					found.basis,
					found.persons,
					found.with_leadership,
				])
			)
			.appendTo(box);
		if (found.usual) {
			$('<p class="text-muted"></p>')
				.text(__("Usually the strongest measure is {0}.", [found.usual]))
				.appendTo(box);
		}
		const tables = $('<div class="hg-comparison-tables"></div>').appendTo(box);
		this.comparison_table(__("Accountability Measure"), "measure", found, "measures").appendTo(tables);
		this.comparison_table(__("Tier of Responsibility"), "tier", found, "classes").appendTo(tables);
	},

	/** Persons by measure or tier: in similar hazards, their share, and here. */
	comparison_table(label, key, found, list) {
		const own = Object.fromEntries(found.own[list].map((row) => [row[key], row.persons]));
		const known = found[list].map((row) => row[key]);
		const only_here = found.own[list].filter((row) => !known.includes(row[key]));
		const table = $('<table class="table table-bordered table-sm"></table>');
		const head = $("<tr></tr>").appendTo($("<thead></thead>").appendTo(table));
		[label, __("In Similar Hazards"), __("Share of Persons"), __("Here")].forEach((text) =>
			$("<th></th>").text(text).appendTo(head)
		);
		const body = $("<tbody></tbody>").appendTo(table);
		[...found[list], ...only_here.map((row) => ({ ...row, persons: 0 }))].forEach((row) => {
			const line = $("<tr></tr>").appendTo(body);
			$("<td></td>").text(row[key]).appendTo(line);
			$('<td class="text-right"></td>').text(row.persons).appendTo(line);
			const share = found.persons ? Math.round((100 * row.persons) / found.persons) : 0;
			$('<td class="text-right"></td>').text(`${share}%`).appendTo(line);
			$('<td class="text-right"></td>').text(own[row[key]] || 0).appendTo(line);
		});
		return table;
	},
});
