frappe.ui.form.on("Look-back Draw", {
	setup(frm) {
		frm.set_query("authority", () => ({ filters: { disabled: 0 } }));
	},
	refresh(frm) {
		if (frm.is_new()) {
			frm.set_intro(
				__("Saving draws: the pool is written down first, then the server makes the seed. Nothing is changed afterwards."),
				"blue"
			);
			frm.page.set_primary_action(__("Draw", null, "Look-back Draw"), () => frm.save());
			return;
		}
		frm.disable_save();
		frm.add_custom_button(__("Check the Draw"), async () => {
			const found = await frappe.xcall("hazard_governance.api.look_back.verify_draw", {
				draw: frm.docname,
			});
			const esc = frappe.utils.escape_html;
			frappe.msgprint({
				title: __("Check the Draw"),
				message: found.length
					? `<ul>${found.map((text) => `<li>${esc(text)}</li>`).join("")}</ul>`
					: __("Drawn again from the same pool and seed: the result is the same."),
				indicator: found.length ? "red" : "green",
			});
		});
		frm.add_custom_button(__("Follow-up Inspections"), () =>
			frappe.set_route("List", "Follow-up Inspection", { draw: frm.docname })
		);
	},
});
