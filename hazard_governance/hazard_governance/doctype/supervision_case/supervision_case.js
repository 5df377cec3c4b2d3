const ENTERPRISE_ROLES = ["Enterprise Safety Officer", "Enterprise Principal"];
const AUTHORITY_ROLES = ["County Safety Office", "Supervising Department", "City Safety Office"];
const RUNNING = ["In Force", "Acceptance Requested"];
const AUTHORITY_FIELDS = [
	"kind",
	"authority",
	"level",
	"listing_body",
	"letter_no",
	"issued_on",
	"signatory",
	"leader",
	"requirements",
	"report_every_days",
	"co_operating",
	"served_on",
	"served_by",
	"served_to",
	"received_on",
	"received_by",
	"service_proof",
	"urgings",
	"pauses",
	"delisted_on",
	"delisting_no",
	"delisting_signatory",
	"acceptance",
];
const has_role = (roles) => roles.some((role) => frappe.user.has_role(role));
const day = (value) => frappe.datetime.str_to_user(value);
const API = "hazard_governance.api.supervision.";

frappe.ui.form.on("Supervision Case", {
	setup(frm) {
		frm.set_query("authority", frappe.hazard_governance.authority_query());
		frm.set_query("authority", "co_operating", frappe.hazard_governance.authority_query());
		frm.set_query("acceptance", () => ({
			filters: { hazard: frm.doc.hazard, level: "Authority Check", status: "Concluded" },
		}));
	},
	refresh(frm) {
		const may_supervise = has_role(AUTHORITY_ROLES);
		AUTHORITY_FIELDS.forEach((name) => frm.set_df_property(name, "read_only", may_supervise ? 0 : 1));
		frm.set_df_property("due_on", "read_only", may_supervise && frm.doc.status === "Proposed" ? 0 : 1);
		if (frm.is_new()) return;
		frm.trigger("show_clock");
		if (may_supervise) frm.trigger("authority_buttons");
		if (has_role(ENTERPRISE_ROLES)) frm.trigger("enterprise_buttons");
		["raised_from", "raised_to"].forEach((name) => {
			if (!frm.doc[name]) return;
			const label = name === "raised_from" ? __("Case of the Level Below") : __("Case of the Level Above");
			frm.add_custom_button(
				label,
				() => frappe.set_route("Form", "Supervision Case", frm.doc[name]),
				__("Go To")
			);
		});
	},
	before_workflow_action(frm) {
		return frappe.hazard_governance.ask_reason(frm);
	},

	// --- what the case offers to whom ------------------------------------------------------------------------
	authority_buttons(frm) {
		const waiting = (frm.doc.extensions || []).filter((row) => !row.decision);
		if (RUNNING.includes(frm.doc.status) && waiting.length) {
			frm.add_custom_button(__("Decide on an Extension"), () => frm.trigger("decide_extension"));
		}
		if (frm.doc.status === "Acceptance Requested" && !frm.doc.delisting_no) {
			frm.add_custom_button(__("Propose a Letter Number"), async () => {
				const number = await frappe.xcall(API + "propose_letter_no", { case: frm.docname });
				if (number) frm.set_value("delisting_no", number);
				else frappe.msgprint(__("Enter the Letter Prefix of the authority first; numbers are made of it."));
			});
		}
		if (!RUNNING.includes(frm.doc.status)) return;
		frm.add_custom_button(
			__("Authority Check"),
			() =>
				frappe.hazard_governance.new_for_hazard("Rectification Acceptance", frm.doc.hazard, {
					level: "Authority Check",
					authority: frm.doc.authority,
				}),
			__("Create")
		);
		frm.add_custom_button(__("Raise to a Higher Level"), () => frm.trigger("raise"));
	},
	enterprise_buttons(frm) {
		if (frm.doc.status === "In Force") {
			frm.add_custom_button(__("Apply for an Extension"), () => {
				frm.add_child("extensions", { applied_on: frappe.datetime.get_today() });
				frm.refresh_field("extensions");
				frm.scroll_to_field("extensions");
			});
		}
		if (RUNNING.includes(frm.doc.status) && frm.doc.letter_no && !frm.doc.received_on) {
			frm.add_custom_button(__("Confirm the Receipt"), async () => {
				await frappe.xcall(API + "confirm_receipt", { case: frm.docname });
				frm.reload_doc();
			});
		}
	},

	// --- what is due today; nothing of it is stored ------------------------------------------------------------
	async show_clock(frm) {
		const clock = await frappe.xcall(API + "clock", { case: frm.docname });
		const lines = [];
		if (clock.paused_since && RUNNING.includes(frm.doc.status)) {
			lines.push([__("The term is paused since {0}; the deadline today is {1}.", [day(clock.paused_since), day(clock.due)]), "blue"]);
		}
		if (clock.days_overdue) {
			lines.push([__("The deadline {0} has passed.", [day(clock.due)]), "red"]);
		}
		Object.values(clock.decisions).forEach((term) => {
			const text = term.overdue
				? __("An extension should have been decided by {0}.", [day(term.due)])
				: __("An extension is to be decided by {0}.", [day(term.due)]);
			lines.push([text, term.overdue ? "red" : "orange"]);
		});
		if (clock.check) {
			lines.push([__("The check is due by {0}.", [day(clock.check.due)]), clock.check.overdue ? "red" : "orange"]);
		}
		if (clock.progress_due && clock.progress_due < frappe.datetime.get_today()) {
			lines.push([__("A progress report was due on {0}.", [day(clock.progress_due)]), "red"]);
		}
		if (clock.late_reports) {
			lines.push([__("Progress reports that came late: {0}.", [clock.late_reports]), "orange"]);
		}
		if (clock.unserved) lines.push([__("The letter has not been served yet."), "orange"]);
		if (clock.unreceived) lines.push([__("The receipt of the letter is not on record."), "orange"]);
		if (!lines.length) return;
		const worst = lines.some(([, colour]) => colour === "red") ? "red" : lines[0][1];
		frm.dashboard.set_headline_alert(lines.map(([text]) => frappe.utils.escape_html(text)).join("<br>"), worst);
	},

	// --- decisions -----------------------------------------------------------------------------------------------
	async decide_extension(frm) {
		const letter_no = await frappe.xcall(API + "propose_letter_no", { case: frm.docname });
		const waiting = (frm.doc.extensions || []).filter((row) => !row.decision);
		const mine = (values) => waiting.find((row) => row.name === values.row)?.applied_by === frappe.session.user;
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
						label: `${day(row.applied_on)} → ${day(row.new_due)}`,
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
				{ fieldname: "remarks", fieldtype: "Small Text", label: __("Reason for the Decision"), reqd: 1 },
				{ fieldname: "letter_no", fieldtype: "Data", label: __("Reply Letter No."), default: letter_no },
				{
					fieldname: "lone_clerk_reason",
					fieldtype: "Small Text",
					label: __("Reason for Deciding Alone"),
					hidden: waiting.some((row) => mine({ row: row.name })) ? 0 : 1,
				},
			],
			async (values) => {
				await frappe.xcall(API + "decide_extension", { case: frm.docname, ...values });
				frm.reload_doc();
			},
			__("Decide on an Extension"),
			__("Decide")
		);
	},
	raise(frm) {
		frappe.prompt(
			[
				{
					fieldname: "authority",
					fieldtype: "Link",
					options: "Supervision Authority",
					label: __("Authority of the Higher Level"),
					reqd: 1,
					get_query: frappe.hazard_governance.authority_query(),
				},
				{
					fieldname: "level",
					fieldtype: "Select",
					label: __("Level", null, "Supervision Case"),
					description: __("Only for a case that the province or the State lists."),
					options: [
						{ value: "", label: "" },
						{ value: "Province", label: __("Province", null, "Supervision Case") },
						{ value: "National", label: __("National", null, "Supervision Case") },
					],
				},
				{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason for Raising"), reqd: 1 },
				{
					fieldname: "letter_no",
					fieldtype: "Data",
					label: __("Letter No. of the Request", null, "Supervision Case"),
				},
			],
			async (values) => {
				const name = await frappe.xcall(API + "raise_case", { case: frm.docname, ...values });
				frappe.set_route("Form", "Supervision Case", name);
			},
			__("Raise to a Higher Level"),
			__("Propose", null, "Supervision Case")
		);
	},
});
