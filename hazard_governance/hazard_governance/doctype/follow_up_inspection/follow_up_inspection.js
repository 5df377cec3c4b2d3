const OFFICES = ["County Safety Office", "Supervising Department", "City Safety Office"];

frappe.ui.form.on("Follow-up Inspection", {
	setup(frm) {
		frm.set_query("authority", frappe.hazard_governance.authority_query());
		frm.set_query("hazard", () => ({ filters: { stage: ["in", ["Closed Out", "Filed"]] } }));
		frm.set_query("recurred_hazard", () => ({
			filters: { enterprise: frm.doc.enterprise, name: ["!=", frm.doc.hazard] },
		}));
	},
	refresh(frm) {
		frm.get_field("findings").grid.cannot_add_rows = true;
		frm.get_field("findings").grid.cannot_delete_rows = true;
		// a lot is drawn elsewhere; here somebody gives a reason
		if (frm.is_new()) {
			frm.set_df_property("origin", "options", [
				{ value: "Signal", label: __("Signal", null, "Follow-up Inspection") },
				{ value: "Direction", label: __("Direction", null, "Follow-up Inspection") },
			]);
			frm.trigger("prefill");
			return;
		}
		frm.trigger("show_supplementary");
		const office = OFFICES.some((role) => frappe.user.has_role(role));
		if (office && frm.doc.finding === "Recurred" && !frm.doc.recurred_hazard) {
			frm.add_custom_button(__("Register What Has Come Back"), () =>
				frappe.new_doc("Hazard", {
					enterprise: frm.doc.enterprise,
					source: "Enforcement Inspection",
				})
			);
		}
	},
	hazard: (frm) => frm.trigger("prefill"),
	/** Signals and findings of the chosen hazard, as the server will write them. */
	async prefill(frm) {
		if (!frm.is_new() || !frm.doc.hazard || frm.prefilled_for === frm.doc.hazard) return;
		frm.prefilled_for = frm.doc.hazard;
		const values = await frappe.xcall("hazard_governance.api.look_back.prefill", {
			hazard: frm.doc.hazard,
		});
		await frm.set_value("signals", values.signals);
		frm.clear_table("findings");
		values.findings.forEach((row) => frm.add_child("findings", row));
		frm.refresh_field("findings");
		if (!values.signals && frm.doc.origin === "Signal") await frm.set_value("origin", "Direction");
	},
	show_supplementary(frm) {
		if (frm.doc.status !== "Decided" || frm.doc.finding !== "Superficial") return;
		const today = frappe.datetime.get_today();
		const rows = (frm.doc.supplementary_measures || []).filter((row) => !row.done_on);
		const late = rows.filter((row) => row.deadline && row.deadline < today);
		if (late.length) {
			frm.dashboard.set_headline_alert(
				__("{0} supplementary measures are overdue.", [late.length]),
				"red"
			);
		} else if (rows.length) {
			frm.dashboard.set_headline_alert(__("{0} supplementary measures are open.", [rows.length]), "orange");
		}
	},
	before_workflow_action(frm) {
		return frappe.hazard_governance.ask_reason(frm);
	},
});
