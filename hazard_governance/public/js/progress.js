// The five steps of a hazard as a bar, with what is missing in each and what may be done next.
frappe.provide("frappe.hazard_governance");

frappe.hazard_governance.Progress = class Progress {
	constructor(frm, wrapper) {
		this.frm = frm;
		this.wrapper = $(wrapper);
		this.open_step = null;
	}

	async refresh() {
		if (this.frm.is_new()) {
			this.wrapper.empty();
			return null;
		}
		const name = this.frm.docname;
		const progress = await frappe.xcall("hazard_governance.api.hazard.progress", { hazard: name });
		if (this.frm.docname !== name) return null;
		this.progress = progress;
		this.render();
		return progress;
	}

	render() {
		this.wrapper.empty();
		this.render_stages();
		this.render_steps();
		this.details = $('<div class="hg-details" aria-live="polite"></div>').appendTo(this.wrapper);
		this.render_gate();
		if (this.open_step) this.show(this.open_step);
	}

	render_stages() {
		const line = $('<div class="hg-stage-line"></div>').appendTo(this.wrapper);
		const path = this.progress.path;
		const at = path.indexOf(this.progress.stage);
		path.forEach((stage, i) => {
			const css = i < at ? "passed" : i === at ? "current" : "";
			$(`<span class="hg-stage ${css}"></span>`).text(__(stage)).appendTo(line);
		});
		if (at < 0) {
			$('<span class="hg-stage withdrawn"></span>').text(__(this.progress.stage)).appendTo(line);
		}
		const doc = this.frm.doc;
		const number = doc.register_no
			? `${__("Register No.")} ${doc.register_no}`
			: doc.classification === "Major"
			? __("Pending Verification")
			: "";
		if (number) $("<span></span>").text(number).appendTo(line);
		const open = ["Registered", "Rectifying", "Pending Acceptance"].includes(doc.stage);
		if (open && doc.rectification_due) {
			const due = frappe.hazard_governance.due_day(doc.rectification_due, open);
			$(`<span>${__("Rectification Due", null, "Hazard")} ${due}</span>`).appendTo(line);
		}
	}

	render_steps() {
		const bar = $('<div class="hg-steps"></div>').appendTo(this.wrapper);
		this.progress.steps.forEach((step, i) => {
			const css = { Complete: "complete", "In Progress": "in-progress" }[step.status] || "";
			const when = step.completed_on ? ` · ${frappe.datetime.str_to_user(step.completed_on)}` : "";
			const button = $(`<button type="button" class="hg-step ${css}" data-step="${step.step}" aria-expanded="false">
				<div class="hg-step-name"><span class="hg-step-number">${i + 1}</span><span class="hg-step-label"></span></div>
				<div class="hg-step-status"></div></button>`).appendTo(bar);
			button.find(".hg-step-label").text(__(step.label));
			button.find(".hg-step-status").text(
				__(step.status) + when + (step.missing.length ? ` · ${__("{0} missing", [step.missing.length])}` : "")
			);
			button.on("click", () => this.show(this.open_step === step.step ? null : step.step));
		});
	}

	show(step_name) {
		this.open_step = step_name;
		this.wrapper.find(".hg-step").removeClass("open").attr("aria-expanded", "false");
		this.details.empty();
		if (!step_name) {
			this.render_gate();
			return;
		}
		this.wrapper.find(`.hg-step[data-step="${step_name}"]`).addClass("open").attr("aria-expanded", "true");
		this.render_step(step_name, this.details);
	}

	/** What is missing in a step, and its documents: those there are, and those this person may begin. */
	render_step(step_name, wrapper) {
		const step = this.progress.steps.find((s) => s.step === step_name);
		const box = $('<div class="hg-missing"></div>').appendTo(wrapper);
		$("<b></b>").text(step.missing.length ? __("Still missing") : __("Nothing is missing.")).appendTo(box);
		this.list(step.missing, box);
		this.buttons(step.documents || [], box);
	}

	render_gate() {
		const gate = this.progress.gate;
		if (!gate || this.open_step) return;
		const box = $('<div class="hg-missing hg-gate"></div>').appendTo(this.details);
		$("<b></b>")
			.text(
				gate.missing.length
					? __("Before it becomes {0}", [__(gate.stage)])
					: __("Nothing stands in the way of {0}.", [__(gate.stage)])
			)
			.appendTo(box);
		this.list(gate.missing, box);
	}

	list(missing, box) {
		if (!missing.length) return;
		const ul = $("<ul></ul>").appendTo(box);
		missing.forEach((item) => {
			const li = $("<li></li>").appendTo(ul);
			const field = this.field_of(item);
			if (field) {
				$('<a href="#" class="hg-missing-field"></a>')
					.text(item.message)
					.appendTo(li)
					.on("click", () => {
						this.frm.scroll_to_field(field);
						return false;
					});
			} else {
				const target = this.document_of(item);
				const text = target ? $('<a href="#" class="hg-missing-field"></a>') : $("<span></span>");
				text.text(item.message).appendTo(li);
				if (target) {
					text.on("click", () => {
						this.go(target);
						return false;
					});
				}
			}
			if (item.article) $('<span class="hg-article"></span>').text(` (${item.article})`).appendTo(li);
		});
	}

	/** The field of this form where something is missing: its own, or the table that holds the row. */
	field_of(item) {
		const fields = this.frm.meta.fields;
		const df =
			item.doctype === this.frm.doctype
				? fields.find((field) => field.fieldname === item.fieldname)
				: fields.find((field) => field.fieldtype === "Table" && field.options === item.doctype);
		return df && !df.read_only && !df.hidden ? df.fieldname : null;
	}

	/** The document in which something is missing, where there is one; a child table is named after its parent. */
	document_of(item) {
		return this.progress.documents.find(
			({ doctype, name }) => name && (item.doctype === doctype || item.doctype.startsWith(`${doctype} `))
		);
	}

	buttons(documents, box) {
		documents.forEach((target) => {
			$('<button type="button" class="btn btn-xs btn-default hg-go"></button>')
				.text(target.name ? [target.label, target.status].filter(Boolean).join(" · ") : `+ ${target.label}`)
				.appendTo(box)
				.on("click", () => this.go(target));
		});
	}

	go(target) {
		if (target.name) frappe.set_route("Form", target.doctype, target.name);
		else frappe.new_doc(target.doctype, target.values || {});
	}
};
