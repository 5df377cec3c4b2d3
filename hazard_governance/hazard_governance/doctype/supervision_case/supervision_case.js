const ENTERPRISE_ROLES = ["Enterprise Safety Officer", "Enterprise Principal"];
const AUTHORITY_ROLES = ["County Safety Office", "Supervising Department", "City Safety Office"];
const AUTHORITY_FIELDS = [
	"kind",
	"authority",
	"level",
	"letter_no",
	"issued_on",
	"leader",
	"requirements",
	"due_on",
	"report_every_days",
	"urgings",
	"delisted_on",
	"delisting_no",
	"acceptance",
];

frappe.ui.form.on("Supervision Case", {
	setup(frm) {
		frm.set_query("authority", frappe.hazard_governance.authority_query());
		frm.set_query("acceptance", () => ({
			filters: { hazard: frm.doc.hazard, level: "Authority Check", status: "Concluded" },
		}));
	},
	refresh(frm) {
		const may_supervise = AUTHORITY_ROLES.some((role) => frappe.user.has_role(role));
		AUTHORITY_FIELDS.forEach((name) => frm.set_df_property(name, "read_only", may_supervise ? 0 : 1));
		frm.set_df_property("due_on", "read_only", may_supervise && frm.doc.status === "Proposed" ? 0 : 1);
		frm.trigger("show_due");
		if (frm.is_new()) return;
		const waiting = (frm.doc.extensions || []).filter((row) => !row.decision);
		if (may_supervise && waiting.length) {
			frm.add_custom_button(__("Decide on an Extension"), () => frm.trigger("decide_extension"));
		}
		if (ENTERPRISE_ROLES.some((role) => frappe.user.has_role(role)) && frm.doc.status === "In Force") {
			frm.add_custom_button(__("Apply for an Extension"), () => {
				frm.add_child("extensions", { applied_on: frappe.datetime.get_today() });
				frm.refresh_field("extensions");
				frm.scroll_to_field("extensions");
			});
		}
		if (may_supervise && ["In Force", "Acceptance Requested"].includes(frm.doc.status)) {
			frm.add_custom_button(
				__("Authority Check"),
				() =>
					frappe.hazard_governance.new_for_hazard("Rectification Acceptance", frm.doc.hazard, {
						level: "Authority Check",
						authority: frm.doc.authority,
					}),
				__("Create")
			);
		}
	},
	before_workflow_action(frm) {
		return frappe.hazard_governance.ask_reason(frm);
	},
	show_due(frm) {
		const { due_on: due, status } = frm.doc;
		if (!due || !["In Force", "Acceptance Requested"].includes(status)) return;
		if (due < frappe.datetime.get_today()) {
			frm.dashboard.set_headline_alert(
				__("The deadline {0} has passed.", [frappe.datetime.str_to_user(due)]),
				"red"
			);
		}
	},
	decide_extension(frm) {
		const waiting = (frm.doc.extensions || []).filter((row) => !row.decision);
		frappe.prompt(
			[
				{
					fieldname: "row",
					fieldtype: "Select",
					label: __("Application"),
					reqd: 1,
					default: waiting[0].name,
					options: waiting.map((row) => ({
						value: row.name,
						label: `${frappe.datetime.str_to_user(row.applied_on)} → ${frappe.datetime.str_to_user(
							row.new_due
						)}`,
					})),
				},
				{
					fieldname: "decision",
					fieldtype: "Select",
					label: __("Decision"),
					reqd: 1,
					options: [
						{ value: "Granted", label: __("Granted") },
						{ value: "Refused", label: __("Refused") },
					],
				},
				{ fieldname: "remarks", fieldtype: "Small Text", label: __("Remarks") },
			],
			async (values) => {
				await frappe.xcall("hazard_governance.api.supervision.decide_extension", {
					case: frm.docname,
					...values,
				});
				frm.reload_doc();
			},
			__("Decide on an Extension"),
			__("Decide")
		);
	},
});
