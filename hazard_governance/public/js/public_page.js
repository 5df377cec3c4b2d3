// The public page of a major hazard: an authority opens it and takes it back; whoever sees the hazard may look at it.
frappe.provide("frappe.hazard_governance");

Object.assign(frappe.hazard_governance, {
	/** The release in force, if there is one. */
	public_release(doc) {
		const last = (doc.public_releases || []).slice(-1)[0];
		return last && !last.withdrawn_at ? last : null;
	},

	add_public_page_buttons(frm) {
		const mine = frappe.hazard_governance.own_authorities();
		const group = __("Public Page");
		if (frappe.hazard_governance.public_release(frm.doc)) {
			frm.add_custom_button(__("Open Public Page"), () => window.open(`/hazard-notice/${frm.doc.public_token}`), group);
			if (mine.length) {
				frm.add_custom_button(__("Withdraw Public Page"), () => frm.trigger("withdraw_public_page"), group);
			}
		} else if (mine.length && (frappe.boot.hazard_governance || {}).public_pages) {
			frm.add_custom_button(__("Release Public Page"), () => frm.trigger("release_public_page"), group);
		}
	},

	own_authorities() {
		return (frappe.boot.hazard_governance || {}).authorities || [];
	},

	/** For which of the reader's authorities; asked only where there are several. */
	authority_field() {
		const mine = frappe.hazard_governance.own_authorities();
		return {
			fieldname: "authority",
			fieldtype: "Select",
			label: __("Supervision Authority"),
			options: mine,
			default: mine[0],
			reqd: 1,
		};
	},
});

frappe.ui.form.on("Hazard", {
	refresh(frm) {
		if (frm.is_new() || frm.doc.classification !== "Major") return;
		frappe.hazard_governance.add_public_page_buttons(frm);
	},

	release_public_page(frm) {
		frappe.prompt(
			[
				frappe.hazard_governance.authority_field(),
				{
					fieldname: "shown",
					fieldtype: "HTML",
					options: $("<p class='text-muted'></p>").text(
						__(
							"Everybody who has the address or the QR code of the board will read what is wrong, where, the measures, who is responsible, the deadline and the stage. Nothing else of the hazard is shown."
						)
					),
				},
			],
			async ({ authority }) => {
				await frappe.xcall("hazard_governance.api.public_page.release", { hazard: frm.docname, authority });
				frappe.show_alert({ message: __("The public page is open."), indicator: "green" });
				frm.reload_doc();
			},
			__("Release Public Page"),
			__("Release")
		);
	},

	withdraw_public_page(frm) {
		frappe.prompt(
			[
				frappe.hazard_governance.authority_field(),
				{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason for Withdrawing"), reqd: 1 },
			],
			async (values) => {
				await frappe.xcall("hazard_governance.api.public_page.withdraw", { hazard: frm.docname, ...values });
				frappe.show_alert({ message: __("The public page is withdrawn."), indicator: "orange" });
				frm.reload_doc();
			},
			__("Withdraw Public Page"),
			__("Withdraw")
		);
	},
});
