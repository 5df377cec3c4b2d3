const ASPECTS = {
	aspect_technical_design: "Technical Design",
	aspect_procedures: "Procedures and Measures",
	aspect_rules: "Rules and Regulations",
	aspect_investment: "Safety Investment",
	aspect_training: "Safety Training",
	aspect_labour: "Labour Organisation",
	aspect_equipment: "Equipment and Facilities",
	aspect_site_management: "Site Management",
	aspect_operation: "Operating Behaviour",
};
const OPEN_QUESTION = "T4-5";
const ADVISERS = [
	"County Safety Office",
	"Supervising Department",
	"City Safety Office",
	"Governance Task Force",
];

frappe.ui.form.on("Root Cause Analysis", {
	setup(frm) {
		// the questions are stored in English and shown in the reader's language
		frappe.meta.get_docfield("Root Cause Analysis Tracing", "question", frm.docname).formatter = (value) =>
			frappe.utils.escape_html(__(value));
	},
	refresh(frm) {
		frm.get_field("tracings").grid.cannot_add_rows = true;
		frm.set_df_property("tracings", "cannot_delete_rows", 1);
		frm.trigger("show_unexamined_aspects");
		frm.trigger("show_proposal");
		frm.trigger("add_questionnaire");
		if (frm.is_new()) {
			frm.trigger("show_questions");
			return;
		}
		if (ADVISERS.some((role) => frappe.user.has_role(role))) {
			frm.add_custom_button(__("Propose to Do It Again"), () => frm.trigger("propose_redo"));
		}
		frappe.hazard_governance.next_document(frm, "Remediation Plan", __("Remediation Plan"));
		frappe.hazard_governance.next_document(frm, "Source Governance Plan", __("Source Governance Plan"));
	},
	async show_questions(frm) {
		if ((frm.doc.tracings || []).length) return;
		const questions = await frappe.xcall("hazard_governance.api.analysis.get_questions");
		questions.forEach(({ question_code, tracing, question }) =>
			frm.add_child("tracings", { question_code, tracing, question })
		);
		frm.refresh_field("tracings");
	},
	/** All questions on one screen, a tap each; the table stays for who likes it. */
	add_questionnaire(frm) {
		const grid = frm.get_field("tracings").grid;
		const button = grid.add_custom_button(__("Answer the Questions"), () => frm.trigger("answer"), "top");
		if (button) button.toggle(frm.doc.status === "Draft" && Boolean(frm.perm[0].write));
	},
	async answer(frm) {
		const questions = await frappe.xcall("hazard_governance.api.analysis.get_questions");
		new frappe.hazard_governance.Questionnaire(frm, questions);
	},
	before_workflow_action(frm) {
		return frappe.hazard_governance.ask_reason(frm);
	},
	show_unexamined_aspects(frm) {
		const untouched = Object.keys(ASPECTS).filter(
			(aspect) => !(frm.doc.causes || []).some((cause) => cause[aspect])
		);
		const text = untouched.length
			? `<p class="text-warning">${__("Nobody examined these aspects yet: {0}.", [
					untouched.map((aspect) => __(ASPECTS[aspect])).join(__(", ")),
			  ])}</p>`
			: `<p class="text-success">${__("All nine aspects have been examined.")}</p>`;
		frm.get_field("aspects_html").$wrapper.html(text);
		frm.toggle_display("unexamined_aspects_reason", untouched.length > 0);
	},
	show_proposal(frm) {
		const { redo_proposed_at: proposed, decided_at: decided } = frm.doc;
		if (!proposed || (decided && decided > proposed)) return;
		frm.dashboard.set_headline_alert(
			__("It was proposed to do this analysis again: {0}", [
				frappe.utils.escape_html(frm.doc.redo_reason),
			]),
			"orange"
		);
	},
	propose_redo(frm) {
		frappe.prompt(
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Why It Should Be Done Again"),
				reqd: 1,
			},
			async ({ reason }) => {
				await frappe.xcall("hazard_governance.api.analysis.propose_redo", {
					analysis: frm.docname,
					reason,
				});
				frappe.show_alert({ message: __("The enterprise has been told."), indicator: "green" });
				frm.reload_doc();
			},
			__("Propose to Do It Again"),
			__("Propose")
		);
	},
});

frappe.ui.form.on("Root Cause Analysis Tracing", {
	form_render(frm, cdt, cdn) {
		const row = locals[cdt][cdn];
		const grid_row = frm.get_field("tracings").grid.grid_rows_by_docname[cdn];
		const answers =
			row.question_code === OPEN_QUESTION
				? ["", "Answered", "Not Applicable"]
				: ["", "Yes", "No", "Not Applicable"];
		grid_row.set_field_property("answer", "options", answers.join("\n"));
		grid_row.set_field_property("answer", "read_only", row.settled_by ? 1 : 0);
	},
});

const touch_aspects = {
	causes_add: (frm) => frm.trigger("show_unexamined_aspects"),
	causes_remove: (frm) => frm.trigger("show_unexamined_aspects"),
};
Object.keys(ASPECTS).forEach((aspect) => {
	touch_aspects[aspect] = (frm) => frm.trigger("show_unexamined_aspects");
});
frappe.ui.form.on("Root Cause Analysis Cause", touch_aspects);
