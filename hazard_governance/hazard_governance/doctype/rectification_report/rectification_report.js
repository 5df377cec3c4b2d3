const SECTIONS = [
	"description",
	"analysis",
	"accountability",
	"rectification",
	"source_governance",
	"acceptance",
	"revisions",
	"sweep",
	"lessons",
];

frappe.ui.form.on("Rectification Report", {
	setup(frm) {
		frm.set_query(
			"filing_authority",
			frappe.hazard_governance.authority_query({ kind: "Emergency Management" })
		);
	},
	refresh(frm) {
		if (frm.doc.status === "Draft" && frm.perm[0].write) {
			frm.add_custom_button(__("Compose from the Record"), () => frm.trigger("compose"));
		}
	},
	before_workflow_action(frm) {
		return frappe.hazard_governance.ask_reason(frm);
	},
	async compose(frm) {
		const sections = await frappe.xcall("hazard_governance.api.report.compose", {
			hazard: frm.doc.hazard,
		});
		const fill = async (names) => {
			for (const name of names) await frm.set_value(name, sections[name]);
		};
		const composed = SECTIONS.filter((name) => sections[name]);
		await fill(composed.filter((name) => !frm.doc[name]));
		const edited = composed.filter((name) => frm.doc[name] !== sections[name]);
		if (!edited.length) return;
		const labels = edited.map((name) => __(frm.get_field(name).df.label)).join("<br>");
		frappe.confirm(
			__("These sections have text already. Replace it by what the record says now?") + `<br><br>${labels}`,
			() => fill(edited)
		);
	},
});
