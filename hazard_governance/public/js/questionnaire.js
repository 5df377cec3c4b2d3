// The 26 questions on one screen: a tap an answer, and one reason where a whole tracing does not fit the enterprise.
frappe.provide("frappe.hazard_governance");

frappe.hazard_governance.Questionnaire = class Questionnaire {
	constructor(frm, questions) {
		this.frm = frm;
		this.questions = questions;
		this.given = {};
		(frm.doc.tracings || []).forEach((row) => {
			this.given[row.question_code] = {
				answer: row.settled_by ? "" : row.answer || "",
				explanation: row.explanation || "",
			};
		});
		this.dialog = new frappe.ui.Dialog({
			title: __("Seven Tracings and One Analysis"),
			size: "large",
			fields: [{ fieldname: "questions", fieldtype: "HTML" }],
			primary_action_label: __("Take Over"),
			primary_action: () => this.take_over(),
		});
		this.body = $('<div class="hg-questions"></div>').appendTo(
			this.dialog.get_field("questions").$wrapper
		);
		this.render();
		this.dialog.show();
	}

	render() {
		this.body.empty();
		[...new Set(this.questions.map((q) => q.tracing))].forEach((tracing) => this.section(tracing));
		this.update();
	}

	section(tracing) {
		const own = this.questions.filter((q) => q.tracing === tracing);
		const head = $('<div class="hg-tracing"></div>').appendTo(this.body);
		$("<b></b>").text(__(tracing)).appendTo(head);
		$('<button type="button" class="btn btn-xs btn-default hg-not-applicable"></button>')
			.text(__("Does Not Apply Here"))
			.appendTo(head)
			.on("click", () => this.not_applicable(tracing, own));
		own.forEach((question) => this.question(question));
	}

	question(question) {
		const code = question.question_code;
		const given = (this.given[code] = this.given[code] || { answer: "", explanation: "" });
		const box = $(`<div class="hg-question" data-code="${code}"></div>`).appendTo(this.body);
		$('<div class="hg-question-text"></div>')
			.text(`${code} ${__(question.question)}`)
			.appendTo(box);
		const answers = $('<div class="btn-group hg-answers" role="group"></div>').appendTo(box);
		question.answers.forEach((answer) =>
			$(`<button type="button" class="btn btn-sm btn-default" data-answer="${answer}"></button>`)
				.text(__(answer, null, "Root Cause Analysis Tracing"))
				.appendTo(answers)
				.on("click", () => {
					given.answer = given.answer === answer ? "" : answer;
					this.update();
				})
		);
		$('<textarea class="form-control hg-explanation" rows="2"></textarea>')
			.attr("placeholder", __("Explanation"))
			.val(given.explanation)
			.appendTo(box)
			.on("input", (event) => {
				given.explanation = event.target.value;
				this.count();
			});
	}

	/** Every open question of a tracing that does not fit gets the same reason. */
	not_applicable(tracing, own) {
		frappe.prompt(
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Why It Does Not Apply"),
				reqd: 1,
			},
			({ reason }) => {
				own.forEach((question) => {
					const given = this.given[question.question_code];
					if (given.answer) return;
					given.answer = "Not Applicable";
					given.explanation = given.explanation || reason;
					this.body
						.find(`.hg-question[data-code="${question.question_code}"] textarea`)
						.val(given.explanation);
				});
				this.update();
			},
			__(tracing),
			__("Take Over")
		);
	}

	/** Questions that an answer closes, such as whether the standard is clear when there is none. */
	settled() {
		const closed = new Set();
		this.questions.forEach((question) => {
			if (closed.has(question.question_code)) {
				// a closed question counts as not applicable and closes what hangs on it
				(question.settles["Not Applicable"] || []).forEach((code) => closed.add(code));
				return;
			}
			const { answer } = this.given[question.question_code];
			(question.settles[answer] || []).forEach((code) => closed.add(code));
		});
		return closed;
	}

	needs_words(question) {
		const { answer } = this.given[question.question_code];
		return ["Not Applicable", "Answered"].includes(answer) || (answer && answer === question.adverse_answer);
	}

	update() {
		const closed = this.settled();
		this.questions.forEach((question) => {
			const code = question.question_code;
			const box = this.body.find(`.hg-question[data-code="${code}"]`);
			const { answer } = this.given[code];
			box.toggle(!closed.has(code));
			box.find("[data-answer]").each((_, button) => {
				const chosen = button.dataset.answer === answer;
				$(button).toggleClass("btn-primary", chosen).toggleClass("btn-default", !chosen);
				button.setAttribute("aria-pressed", chosen);
			});
			box.toggleClass("adverse", Boolean(answer) && answer === question.adverse_answer);
			box.find(".hg-explanation").toggle(Boolean(this.needs_words(question)));
		});
		this.count();
	}

	count() {
		const closed = this.settled();
		const open = this.questions.filter((question) => {
			const given = this.given[question.question_code];
			if (closed.has(question.question_code)) return false;
			return !given.answer || (this.needs_words(question) && !given.explanation.trim());
		}).length;
		this.dialog.set_title(
			`${__("Seven Tracings and One Analysis")} · ${open ? __("{0} open", [open]) : __("Complete")}`
		);
	}

	async take_over() {
		const closed = this.settled();
		for (const row of this.frm.doc.tracings || []) {
			const { answer, explanation } = this.given[row.question_code];
			if (closed.has(row.question_code)) continue;
			row.answer = answer;
			row.explanation = explanation;
		}
		this.frm.dirty();
		this.frm.refresh_field("tracings");
		this.dialog.hide();
		if (!this.frm.is_new()) await this.frm.save();
	}
};
