frappe.ui.form.on("Hazard Return", {
	setup(frm) {
		frm.set_query("enterprise", () => ({ filters: { disabled: 0 } }));
		frm.set_query("authority", frappe.hazard_governance.authority_query());
		// the server draws the rows; nobody adds or removes one
		["rows", "notes", "receipts"].forEach((table) => {
			frm.set_df_property(table, "cannot_add_rows", true);
			frm.set_df_property(table, "cannot_delete_rows", true);
		});
	},
	onload(frm) {
		if (frm.is_new() && !frm.doc.month) frm.trigger("propose");
	},
	refresh(frm) {
		if (frm.is_new()) return;
		const about = (frm.doc.__onload && frm.doc.__onload.hazard_return) || {};
		frm.events.show_standing(frm, about);
		if (frm.doc.status === "Draft") {
			if (about.writes) frm.add_custom_button(__("Draw the Rows Again"), () => frm.trigger("draw"));
		} else {
			if (about.writes && !about.newer) {
				frm.add_custom_button(__("Correct by a New Version"), () => frm.trigger("correct"));
			}
			(about.answerable || []).forEach((authority) => {
				const group = about.answerable.length > 1 ? authority : null;
				frm.add_custom_button(
					__("Receive", null, "Hazard Return"),
					() => frm.events.accept(frm, authority),
					group
				);
				frm.add_custom_button(
					__("Return With a Reason"),
					() => frm.events.send_back(frm, authority),
					group
				);
			});
		}
		frm.add_custom_button(__("Official Workbook"), () =>
			open_url_post(frappe.request.url, {
				cmd: "hazard_governance.api.returns.download",
				name: frm.docname,
			})
		);
	},
	/** The month and, for a person of one unit only, the unit. */
	async propose(frm) {
		await frm.set_value("month", frappe.datetime.get_today().slice(0, 7));
		const units = await frappe.xcall("hazard_governance.api.returns.units");
		if (units.length !== 1) return;
		await frm.set_value("unit_kind", units[0].kind);
		await frm.set_value(units[0].field, units[0].name);
	},
	show_standing(frm, about) {
		if (about.newer) {
			const link = frappe.utils.get_form_link("Hazard Return", about.newer, true);
			frm.dashboard.set_headline_alert(__("{0} takes the place of this version.", [link]), "orange");
			return;
		}
		if (frm.doc.status !== "Draft") {
			if (frm.doc.receipt_state === "Returned") {
				const text = __("Returned by a receiver. The unit corrects it by a new version.");
				frm.dashboard.set_headline_alert(text, "red");
			}
			return;
		}
		const day = frappe.datetime.str_to_user(about.due_on);
		const late = about.due_on < frappe.datetime.get_today();
		const to = (about.receivers || []).map((name) => frappe.utils.escape_html(name)).join("、");
		const text = [__("Due on {0}.", [day]), to && __("Goes to: {0}.", [to])].filter(Boolean).join(" ");
		frm.dashboard.set_headline_alert(text, late ? "red" : "blue");
	},
	async draw(frm) {
		const found = await frappe.xcall("hazard_governance.api.returns.draw", { name: frm.docname });
		frappe.show_alert({ message: __("Hazards: {0}", [found.rows]), indicator: "green" });
		frm.reload_doc();
	},
	correct(frm) {
		frappe.prompt(
			{ fieldname: "reason", fieldtype: "Small Text", label: __("What Is Corrected"), reqd: 1 },
			async ({ reason }) => {
				const name = await frappe.xcall("hazard_governance.api.returns.correct", {
					name: frm.docname,
					reason,
				});
				frappe.set_route("Form", "Hazard Return", name);
			},
			__("Correct by a New Version"),
			__("Begin", null, "Hazard Return")
		);
	},
	async accept(frm, authority) {
		await frappe.xcall("hazard_governance.api.returns.accept", { name: frm.docname, authority });
		frm.reload_doc();
	},
	send_back(frm, authority) {
		frappe.prompt(
			{ fieldname: "reason", fieldtype: "Small Text", label: __("What Has to Be Corrected"), reqd: 1 },
			async ({ reason }) => {
				await frappe.xcall("hazard_governance.api.returns.send_back", {
					name: frm.docname,
					authority,
					reason,
				});
				frm.reload_doc();
			},
			__("Return With a Reason"),
			__("Return", null, "Hazard Return")
		);
	},
	/** Whoever submits a nil return says so. */
	before_workflow_action(frm) {
		if (!frm.doc.nil_return || frm.doc.nil_confirmed) return Promise.resolve();
		frappe.dom.unfreeze();
		return new Promise((resolve) => {
			frappe.confirm(
				__("There was no major hazard in {0}, and nothing is left out. Report nil?", [frm.doc.month]),
				async () => {
					await frm.set_value("nil_confirmed", 1);
					await frm.save();
					frappe.dom.freeze();
					resolve();
				}
			);
		});
	},
});
