const FINDINGS = ["measures_effective", "measures_begun_earlier", "production_continued", "hidden"];

frappe.ui.form.on("Enforcement Decision", {
	setup(frm) {
		frm.set_query("hazard", () => ({ filters: { stage: ["!=", "Withdrawn"] } }));
		frm.set_query("authority", () => {
			const mine = (frappe.boot.hazard_governance || {}).authorities || [];
			return { filters: { disabled: 0, name: ["in", mine] } };
		});
		frm.set_query("follows_decision", () => ({
			filters: { hazard: frm.doc.hazard, status: "Decided", name: ["!=", frm.doc.name || ""] },
		}));
	},

	onload(frm) {
		const mine = (frappe.boot.hazard_governance || {}).authorities || [];
		if (frm.is_new() && !frm.doc.authority && mine.length === 1) frm.set_value("authority", mine[0]);
	},

	refresh(frm) {
		const stored = (frm.doc.__onload || {}).assessment;
		if (stored) frm.events.show(frm, stored);
		else frm.trigger("assess");
		frappe.hazard_governance.show_penalty_counts(
			frm.get_field("counts_html").$wrapper,
			frm.doc.enterprise
		);
		if (frm.is_new()) return;
		frm.trigger("explain_who_decides");
		frm.add_custom_button(__("Hazard"), () => frappe.set_route("Form", "Hazard", frm.doc.hazard), __("Go To"));
		if (frappe.model.can_create("Accountability Action")) {
			frm.add_custom_button(
				__("Accountability Action"),
				() => frappe.hazard_governance.new_for_hazard("Accountability Action", frm.doc.hazard),
				__("Create")
			);
		}
	},

	explain_who_decides(frm) {
		const { status, lone_clerk_reason: alone, prepared_by, finding_officer, owner } = frm.doc;
		const own = [prepared_by, finding_officer, owner].includes(frappe.session.user);
		if (status === "Draft" && own && !alone) {
			frm.dashboard.set_headline(
				__(
					"Another officer decides what you prepared. Where there is no other, give the reason for deciding alone."
				)
			);
		}
	},

	hazard(frm) {
		frm.trigger("assess");
	},

	/** The result by the rules as the findings stand in the form; the server computes it. */
	async assess(frm) {
		if (!frm.doc.hazard || frm.doc.status === "Decided") return;
		const assessment = await frappe.xcall("hazard_governance.api.enforcement.assess", {
			hazard: frm.doc.hazard,
			decision: frm.is_new() ? "" : frm.docname,
			values: Object.fromEntries(FINDINGS.map((field) => [field, frm.doc[field]])),
		});
		frm.events.show(frm, assessment);
	},

	show(frm, assessment) {
		frappe.hazard_governance.show_assessment(frm.get_field("assessment_html").$wrapper, assessment);
		if (assessment.whole === false) {
			frm.dashboard.set_headline_alert(
				__("The chain of these times is broken. Tell the city safety office."),
				"red"
			);
		}
	},

	decided_outcome(frm) {
		if (frm.doc.decided_outcome === "Lenient" && !frm.doc.penalty) frm.set_value("penalty", "Exempted");
	},

	before_workflow_action(frm) {
		return frappe.hazard_governance.ask_reason(frm);
	},

	after_workflow_action(frm) {
		frm.reload_doc();
	},

	...Object.fromEntries(FINDINGS.map((field) => [field, (frm) => frm.trigger("assess")])),
});
