// Earlier hazards like the one being entered: offered with score and reasons, confirmed or rejected with one click.
frappe.provide("frappe.hazard_governance");

frappe.hazard_governance.Repeats = class Repeats {
	/** Fields whose change makes another search worth while. */
	static get compared() {
		return ["enterprise", "place", "criterion", "existing_condition", "hazard_title", "found_on"];
	}

	constructor(wrapper) {
		this.wrapper = $(wrapper);
		this.asked = 0;
	}

	/** What a draft may repeat: shown for whoever enters it; nothing is decided before it is saved. */
	offer(values) {
		clearTimeout(this.waiting);
		this.waiting = setTimeout(async () => {
			const asked = ++this.asked;
			if (!values.enterprise || !(values.hazard_title || values.existing_condition || values.criterion)) {
				this.wrapper.empty();
				return;
			}
			const rows = await frappe.xcall("hazard_governance.api.hazard.similar", { values });
			if (asked === this.asked) this.render({ rows, may_decide: false, authorities: [] });
		}, 600);
	}

	/** What a stored hazard may repeat, with the decisions; `frm` is read again after one. */
	async load(frm) {
		const name = frm.docname;
		const known = await frappe.xcall("hazard_governance.api.repeats.candidates", { hazard: name });
		if (frm.docname !== name || frm.is_new()) return;
		this.frm = frm;
		this.render(known);
	}

	render(known) {
		this.known = known;
		this.wrapper.empty();
		if (!known.rows.length) {
			if (this.frm) {
				$('<p class="text-muted"></p>')
					.text(__("No earlier hazard of this enterprise is like this one."))
					.appendTo(this.wrapper);
			}
			return;
		}
		const box = $('<div class="hg-repeats"></div>').appendTo(this.wrapper);
		$("<b></b>").text(__("Found before? These are like it:")).appendTo(box);
		known.rows.forEach((row) => this.render_row(row).appendTo(box));
	}

	render_row(row) {
		const item = $('<div class="hg-repeat"></div>').attr("data-name", row.name);
		const head = $('<div class="hg-repeat-head"></div>').appendTo(item);
		$('<span class="hg-repeat-score"></span>')
			.text(`${Math.round(row.score * 100)}%`)
			.appendTo(head);
		$('<a target="_blank" rel="noopener"></a>')
			.attr("href", frappe.utils.get_form_link("Hazard", row.name))
			.text(row.hazard_title)
			.appendTo(head);
		const facts = [
			row.register_no || row.name,
			frappe.datetime.str_to_user(row.found_on.slice(0, 10)),
			__(row.stage),
			row.same_enterprise ? "" : row.enterprise,
		];
		$('<span class="text-muted"></span>').text(facts.filter(Boolean).join(" · ")).appendTo(head);
		$('<div class="text-muted hg-repeat-reasons"></div>').text(row.reasons.join(" ")).appendTo(item);
		if (row.decision) this.render_decision(row).appendTo(item);
		if (this.known.may_decide && row.same_enterprise) this.render_buttons(row).appendTo(item);
		return item;
	}

	render_decision(row) {
		const line = $("<div></div>");
		$(`<span class="indicator-pill ${row.decision === "Confirmed" ? "red" : "gray"}"></span>`)
			.text(__(row.decision, null, "Hazard Repeat Decision"))
			.appendTo(line);
		const by = [row.authority || __("Enterprise"), row.decided_by];
		if (row.decided_at) by.push(frappe.datetime.str_to_user(row.decided_at));
		if (row.reason) by.push(row.reason);
		$('<span class="text-muted"></span>').text(` ${by.join(" · ")}`).appendTo(line);
		return line;
	}

	render_buttons(row) {
		const line = $('<div class="hg-repeat-buttons"></div>');
		const stands = row.authority && !this.known.authorities.length;
		if (stands) return line;
		const add = (decision, label) => {
			if (row.decision === decision && (row.authority || !this.known.authorities.length)) return;
			$(`<button type="button" class="btn btn-xs btn-default" data-decision="${decision}"></button>`)
				.text(label)
				.appendTo(line)
				.on("click", () => this.decide(row, decision));
		};
		add("Confirmed", __("It Is the Same Again"));
		add("Rejected", __("No Repeat"));
		return line;
	}

	/** One click; only where an authority changes what an authority decided a reason is asked for. */
	async decide(row, decision) {
		let reason = "";
		if (row.authority && row.decision !== decision) {
			reason = await new Promise((resolve) =>
				frappe.prompt(
					{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason", null, "Hazard Repeat Decision"), reqd: 1 },
					(values) => resolve(values.reason),
					__("{0} decided otherwise", [row.authority])
				)
			);
		}
		if (this.frm.is_dirty()) await this.frm.save();
		await frappe.xcall("hazard_governance.api.repeats.decide", {
			hazard: this.frm.docname,
			earlier: row.name,
			decision,
			reason,
		});
		this.frm.reload_doc();
	}
};
