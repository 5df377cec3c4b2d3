const SENDERS = ["County Safety Office", "Supervising Department", "City Safety Office"];
const RECIPIENT_KINDS = {
	"Discipline Inspection": ["Discipline Inspection"],
	"Judicial Authority": ["Public Security", "Procuratorate"],
};
const OF_RECIPIENT = ["receipt_no", "receipt_file", "refusal_reason", "results"];

frappe.ui.form.on("Case Referral", {
	setup(frm) {
		frm.set_query("authority", frappe.hazard_governance.authority_query());
		frm.set_query("recipient", () => ({
			filters: { disabled: 0, kind: ["in", RECIPIENT_KINDS[frm.doc.kind]] },
		}));
		frm.set_query("copy_to", () => ({ filters: { disabled: 0, kind: "Procuratorate" } }));
		frm.set_query("accountability_action", "persons", () => ({
			filters: { hazard: frm.doc.hazard, status: ["in", ["Decided", "Executed"]] },
		}));
	},
	refresh(frm) {
		const sender = SENDERS.some((role) => frappe.user.has_role(role));
		const draft = frm.doc.status === "Draft";
		OF_RECIPIENT.forEach((name) => frm.set_df_property(name, "read_only", draft ? 1 : 0));
		frm.trigger("show_due");
		if (frm.is_new()) return;
		if (draft && sender) {
			frm.add_custom_button(__("Collect the Manifest"), () => frm.trigger("collect"));
			frm.add_custom_button(__("Look Through the Hand-over"), () =>
				open_url_post(frappe.request.url, {
					cmd: "hazard_governance.api.referral.preview",
					referral: frm.docname,
				})
			);
		}
		if (frm.doc.package) {
			frm.add_custom_button(__("Check the Hand-over File"), () => frm.trigger("check_package"));
		}
	},
	/** A refusal and an answer are asked for where the action is used; what is filled in already is not asked again. */
	async before_workflow_action(frm) {
		const action = frm.selected_workflow_action;
		const asked = {
			"Receive Referral": "receipt_no",
			"Record Receipt on Paper": "receipt_no",
			"Refuse Referral": "refusal_reason",
			"Record Refusal on Paper": "refusal_reason",
		}[action];
		if (!asked || frm.doc[asked]) return frappe.hazard_governance.ask_reason(frm);
		frappe.dom.unfreeze();
		const field = frappe.meta.get_docfield(frm.doctype, asked, frm.docname);
		const value = await new Promise((resolve) =>
			frappe.prompt(
				{ fieldname: asked, fieldtype: field.fieldtype, label: __(field.label), reqd: 1 },
				(values) => resolve(values[asked]),
				__(action)
			)
		);
		await frm.set_value(asked, value);
		await frm.save();
		frappe.dom.freeze();
	},
	show_due(frm) {
		const { answer_due: due, status } = frm.doc;
		if (status !== "Received" || !due || due >= frappe.datetime.get_today()) return;
		frm.dashboard.set_headline_alert(
			__("The answer was due on {0}.", [frappe.datetime.str_to_user(due)]),
			"red"
		);
	},
	async collect(frm) {
		if (frm.is_dirty()) await frm.save();
		const rows = await frappe.xcall("hazard_governance.api.referral.collect", { referral: frm.docname });
		const key = (row) => [row.record_type, row.record_name, row.source_row || "", row.source_field].join("|");
		const known = new Map((frm.doc.items || []).map((row) => [key(row), row]));
		frm.clear_table("items");
		rows.forEach((row) => {
			const old = known.get(key(row));
			frm.add_child("items", { ...row, ...(old ? { include: old.include, title: old.title } : {}) });
		});
		frm.refresh_field("items");
		frm.dirty();
		frappe.show_alert(__("{0} rows. Untick what is not handed over, then save.", [rows.length]));
	},
	async check_package(frm) {
		const found = await frappe.xcall("hazard_governance.api.referral.verify_package", {
			referral: frm.docname,
		});
		const esc = frappe.utils.escape_html;
		if (!found.length) {
			frappe.msgprint({
				title: __("Hand-over File"),
				message: __("The file is the one that was sent; every piece has its hash."),
				indicator: "green",
			});
			return;
		}
		frappe.msgprint({
			title: __("Hand-over File"),
			message: `<ul>${found.map((text) => `<li>${esc(text)}</li>`).join("")}</ul>`,
			indicator: "red",
		});
	},
});
