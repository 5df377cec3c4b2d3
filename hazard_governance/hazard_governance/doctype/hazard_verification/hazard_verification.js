const JUDGED = [
	"classification",
	"classification_basis",
	"criterion",
	"needs_suspension",
	"needs_time",
	"external_factor",
];

const DESCRIPTION = ["enterprise", "found_on", "hazard_title", "existing_condition"];

frappe.ui.form.on("Hazard Verification", {
	setup(frm) {
		frm.set_query("hazard", () => ({ filters: { stage: ["not in", ["Filed", "Withdrawn"]] } }));
		frm.set_query("authority", () => {
			const mine = (frappe.boot.hazard_governance || {}).authorities || [];
			return { filters: { disabled: 0, name: ["in", mine] } };
		});
		frm.set_query("supervising_authority", frappe.hazard_governance.authority_query());
		frm.set_query("duplicate_of", () => ({ filters: { name: ["!=", frm.doc.hazard || ""] } }));
		frm.set_query("criterion", () => ({
			query: "hazard_governance.api.hazard.criterion_query",
			filters: { enterprise: frm.doc.enterprise, found_on: frm.found_on },
		}));
	},

	async onload(frm) {
		if (!frm.doc.hazard) return;
		await frm.events.read_description(frm);
		if (frm.is_new() && !frm.doc.classification) frm.trigger("hazard");
	},

	/** What the criteria are offered by, and the day they have to be in force on. */
	async read_description(frm) {
		const { message } = await frappe.db.get_value("Hazard", frm.doc.hazard, DESCRIPTION);
		frm.hazard_facts = message || {};
		frm.found_on = frm.hazard_facts.found_on;
		frm.trigger("offer_criteria");
	},

	offer_criteria(frm) {
		const offers = frappe.hazard_governance.CriterionOffers.of(frm);
		const wanted = frm.doc.status === "Draft" && !frm.doc.criterion && frm.hazard_facts && frm.perm[0]?.write;
		if (wanted) offers.offer(frm.hazard_facts);
		else offers.clear();
	},

	refresh(frm) {
		frm.trigger("offer_criteria");
		if (frm.is_new()) return;
		if (
			frm.doc.status === "Draft" &&
			!frm.doc.lone_clerk_reason &&
			[frm.doc.prepared_by, frm.doc.owner].includes(frappe.session.user)
		) {
			frm.dashboard.set_headline(
				__("Another officer decides what you prepared. Where there is no other, give the reason for deciding alone.")
			);
		}
		frm.add_custom_button(__("Hazard"), () => frappe.set_route("Form", "Hazard", frm.doc.hazard), __("Go To"));
	},

	/** The officer judges what the record says; it is offered, not decided. */
	async hazard(frm) {
		if (!frm.doc.hazard) return;
		const { message } = await frappe.db.get_value("Hazard", frm.doc.hazard, [
			"rectification_due",
			...DESCRIPTION,
			...JUDGED,
		]);
		if (!message) return;
		frm.hazard_facts = message;
		frm.found_on = message.found_on;
		await frm.set_value(Object.fromEntries(JUDGED.map((field) => [field, message[field]])));
		frm.trigger("offer_criteria");
		if (!frm.doc.supervising_authority) frm.trigger("propose_supervisor");
	},

	criterion(frm) {
		frm.trigger("offer_criteria");
		if (frm.doc.hazard) frm.trigger("propose_supervisor");
	},

	/** Who answers for it by the authorities' own settings; another one may be chosen. */
	async propose_supervisor(frm) {
		const proposed = await frappe.xcall("hazard_governance.api.verification.propose_supervisor", {
			hazard: frm.doc.hazard,
			criterion: frm.doc.classification_basis === "Criterion" ? frm.doc.criterion : null,
		});
		await frm.set_value("supervising_authority", proposed.authority);
		const notes = [proposed.reason];
		if (proposed.co_operating.length) {
			notes.push(__("Also concerned: {0}.", [proposed.co_operating.join(", ")]));
		}
		if (proposed.doubt.length) {
			notes.push(__("More than one answers for it: {0}.", [proposed.doubt[0].join(", ")]));
		}
		frm.set_df_property("supervising_authority", "description", frappe.utils.escape_html(notes.filter(Boolean).join(" ")));
	},

	before_workflow_action(frm) {
		return frappe.hazard_governance.ask_reason(frm);
	},
});
