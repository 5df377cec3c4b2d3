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
		const written = Object.fromEntries(SECTIONS.map((name) => [name, frm.doc[name] || ""]));
		const sections = await frappe.xcall("hazard_governance.api.report.differences", {
			hazard: frm.doc.hazard,
			written,
		});
		for (const section of sections.filter((one) => one.is_empty)) {
			await frm.set_value(section.fieldname, section.composed);
		}
		const different = sections.filter((one) => !one.is_empty && one.lines.length);
		if (different.length) show_differences(frm, different);
		else frappe.show_alert({ message: __("The report says what the record says."), indicator: "green" });
	},
});

// What people wrote stays unless they tick it away, seeing what goes and what comes.
function show_differences(frm, sections) {
	const dialog = new frappe.ui.Dialog({
		title: __("The record says something else"),
		size: "large",
		fields: [{ fieldtype: "HTML", fieldname: "sections" }],
		primary_action_label: __("Replace the Ticked Sections"),
		async primary_action() {
			dialog.hide();
			for (const section of sections.filter((one) => one.box.prop("checked"))) {
				await frm.set_value(section.fieldname, section.composed);
			}
		},
	});
	dialog.$wrapper.on("hidden.bs.modal", () => dialog.$wrapper.remove());
	const place = dialog.fields_dict.sections.$wrapper;
	$("<p class='text-muted'></p>")
		.text(
			__(
				"These sections have text already, and it stays. Tick a section to replace its text by what the record says now."
			)
		)
		.appendTo(place);
	sections.forEach((section) => section_row(frm, section).appendTo(place));
	dialog.show();
}

function section_row(frm, section) {
	const row = $('<div class="hg-difference"></div>').attr("data-fieldname", section.fieldname);
	const label = $("<label></label>").appendTo(row);
	section.box = $('<input type="checkbox">').appendTo(label);
	label.append(document.createTextNode(" "), $("<strong></strong>").text(__(frm.get_field(section.fieldname).df.label, null, frm.doctype)));
	const signs = { same: "", written: "− ", composed: "+ " };
	section.lines.forEach((line) =>
		$("<div></div>").addClass(`hg-line-${line.side}`).text(signs[line.side] + line.text).appendTo(row)
	);
	return row;
}
