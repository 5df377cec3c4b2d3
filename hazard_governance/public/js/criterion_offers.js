// Criteria that a description is likeliest about: offered with the words they share, chosen by a person, decided by nobody.
frappe.provide("frappe.hazard_governance");

frappe.hazard_governance.CriterionOffers = class CriterionOffers {
	/** `choose(row)` is called with the criterion a person takes. */
	constructor(wrapper, choose) {
		this.wrapper = $(wrapper);
		this.choose = choose;
		this.asked = 0;
	}

	/** The offers of a form: what a person takes becomes its basis and criterion. */
	static of(frm) {
		frm.hg_criteria ||= new this(frm.get_field("criterion_offers_html").$wrapper, async (row) => {
			await frm.set_value("classification_basis", "Criterion");
			frm.set_value("criterion", row.name);
		});
		return frm.hg_criteria;
	}

	clear() {
		clearTimeout(this.waiting);
		this.asked++;
		this.wrapper.empty();
	}

	offer({ enterprise, found_on, hazard_title, existing_condition }) {
		clearTimeout(this.waiting);
		const text = [hazard_title, existing_condition].filter(Boolean).join(" ");
		if (!enterprise || !text) return this.clear();
		this.waiting = setTimeout(async () => {
			const asked = ++this.asked;
			const rows = await frappe.xcall("hazard_governance.api.criteria.offer", { text, enterprise, found_on });
			if (asked === this.asked) this.render(rows);
		}, 600);
	}

	render(rows) {
		this.wrapper.empty();
		const box = $('<div class="hg-criteria"></div>').appendTo(this.wrapper);
		$("<b></b>").text(__("Likely criteria, by the description:")).appendTo(box);
		const fitting = rows.filter((row) => !row.against.length);
		const others = rows.filter((row) => row.against.length);
		if (!fitting.length) {
			$('<p class="text-muted"></p>')
				.text(__("No criterion of this industry shares words with the description."))
				.appendTo(box);
		}
		fitting.forEach((row) => this.render_row(row).appendTo(box));
		if (!others.length) return;
		const more = $("<details></details>").appendTo(box);
		$("<summary></summary>").text(__("Others, which would not decide here")).appendTo(more);
		others.forEach((row) => this.render_row(row).appendTo(more));
	}

	render_row(row) {
		const item = $('<div class="hg-criterion"></div>').attr("data-name", row.name);
		const head = $('<div class="hg-criterion-head"></div>').appendTo(item);
		$('<a target="_blank" rel="noopener"></a>')
			.attr("href", frappe.utils.get_form_link("Hazard Criterion", row.name))
			.text(`${row.standard} ${row.article}`)
			.appendTo(head);
		$('<span class="text-muted"></span>').text(row.industry).appendTo(head);
		if (row.unverified) this.pill(__("Wording Not Verified", null, "Hazard Criterion"), "orange").appendTo(head);
		if (row.validity_unverified) this.pill(__("Validity Not Verified", null, "Hazard Criterion"), "orange").appendTo(head);
		row.against.forEach((reason) => this.pill(reason, "gray").appendTo(head));
		if (!row.against.length) {
			$('<button type="button" class="btn btn-xs btn-default"></button>')
				.text(__("Take This Criterion"))
				.on("click", () => this.choose(row))
				.appendTo(head);
		}
		$('<div class="hg-criterion-summary"></div>').append(this.marked(row.summary, row.words)).appendTo(item);
		const why = row.words.length ? __("Shared words: {0}", [row.words.join("、")]) : "";
		const told = [why, row.note].filter(Boolean).join(" · ");
		if (told) $('<div class="text-muted small"></div>').text(told).appendTo(item);
		return item;
	}

	pill(text, colour) {
		return $(`<span class="indicator-pill no-indicator-dot ${colour}"></span>`).text(text);
	}

	/** The summary with the shared words marked. */
	marked(summary, words) {
		const there = words.filter((word) => word.length > 1 && summary.includes(word));
		if (!there.length) return document.createTextNode(summary);
		const longest = there.sort((a, b) => b.length - a.length).map((word) => word.replace(/\W/gu, "\\$&"));
		return summary
			.split(new RegExp(`(${longest.join("|")})`))
			.filter(Boolean)
			.map((part) => (words.includes(part) ? $("<mark></mark>").text(part)[0] : document.createTextNode(part)));
	}
};
