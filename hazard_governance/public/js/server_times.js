// The server times of a hazard on its form, and what officers vouch for: reports by hand, inspections.
frappe.provide("frappe.hazard_governance");

Object.assign(frappe.hazard_governance, {
	/** Fill a wrapper with the times of a hazard and the seal of the last; nothing for people who see none. */
	async show_server_times(hazard, seal, wrapper) {
		const { entries, whole } = await frappe.xcall("hazard_governance.api.time_chain.entries", { hazard });
		const target = $(wrapper).empty();
		if (!entries.length) return;
		if (whole === false) {
			$('<p class="text-danger bold"></p>')
				.text(__("The chain of these times is broken. Tell the city safety office."))
				.appendTo(target);
		}
		const table = $(`<table class="table table-bordered table-sm hg-times"><thead><tr>
			<th>${__("What Happened")}</th><th>${__("Counts From")}</th><th>${__("Recorded At")}</th>
			<th>${__("Recorded By")}</th></tr></thead></table>`).appendTo(target);
		const body = $("<tbody></tbody>").appendTo(table);
		entries.forEach((entry) => {
			const said = entry.said.document || entry.said.receipt_no || entry.said.to || "";
			const label = said ? `${entry.label} · ${__(said)}` : entry.label;
			const row = $("<tr></tr>").appendTo(body);
			[
				label,
				frappe.hazard_governance.to_the_second(entry.happened_at),
				frappe.hazard_governance.to_the_second(entry.recorded_at),
				entry.by,
			].forEach((text) => $("<td></td>").text(text || "").appendTo(row));
		});
		if (seal) $('<p class="text-muted hg-seal"></p>').text(__("Last seal: {0}", [seal])).appendTo(target);
	},

	/** A moment as people write it, with seconds. */
	to_the_second(moment) {
		return moment ? frappe.datetime.str_to_user(String(moment).split(".")[0]) : "";
	},

	/** Buttons of a hazard for officers: a report by telephone or on paper, an inspection. */
	add_time_buttons(frm) {
		const mine = (frappe.boot.hazard_governance || {}).authorities || [];
		if (!mine.length || frm.is_new()) return;
		const waiting = (frm.doc.authority_reports || []).filter(
			(row) => row.method !== "System" && !row.received_user && mine.includes(row.authority)
		);
		if (waiting.length) {
			frm.add_custom_button(__("Confirm Report by Hand"), () => this.confirm_report(frm, waiting));
		}
		if (["Filed", "Withdrawn"].includes(frm.doc.stage)) return;
		frm.add_custom_button(__("Record an Inspection"), () => this.record_inspection(frm, mine));
	},

	confirm_report(frm, waiting) {
		frappe.prompt(
			[
				{
					fieldname: "row",
					fieldtype: "Select",
					label: __("Report"),
					reqd: 1,
					default: waiting[0].name,
					options: waiting.map((row) => ({
						value: row.name,
						label: `${row.idx} · ${__(row.method)} · ${row.authority}`,
					})),
				},
				{
					fieldname: "received_at",
					fieldtype: "Datetime",
					label: __("Receipted At"),
					reqd: 1,
					default: waiting[0].received_at || waiting[0].sent_at,
				},
				{ fieldname: "receipt_no", fieldtype: "Data", label: __("Receipt No.") },
				{
					fieldname: "proof",
					fieldtype: "Attach",
					label: __("Proof"),
					description: __("With proof the report counts from this time, without from now."),
				},
			],
			async (values) => {
				await frappe.xcall("hazard_governance.api.time_chain.confirm_report", {
					hazard: frm.docname,
					...values,
				});
				frm.reload_doc();
			},
			__("Confirm Report by Hand"),
			__("Confirm")
		);
	},

	record_inspection(frm, mine) {
		frappe.prompt(
			[
				{
					fieldname: "authority",
					fieldtype: "Link",
					options: "Supervision Authority",
					label: __("Inspection Authority"),
					reqd: 1,
					default: mine[0],
					get_query: () => ({ filters: { name: ["in", mine] } }),
				},
				{
					fieldname: "begun_at",
					fieldtype: "Datetime",
					label: __("Begun At"),
					description: __("Leave empty for now. An earlier time needs the inspection record."),
				},
				{ fieldname: "document_no", fieldtype: "Data", label: __("Inspection Document No.") },
				{ fieldname: "proof", fieldtype: "Attach", label: __("Inspection Record") },
			],
			async (values) => {
				await frappe.xcall("hazard_governance.api.time_chain.record_inspection", {
					hazard: frm.docname,
					...values,
				});
				frm.reload_doc();
			},
			__("Record an Inspection"),
			__("Record")
		);
	},

	/** Check all chains and tell what was found. */
	async check_times() {
		const found = await frappe.xcall("hazard_governance.api.time_chain.check");
		if (found.queued) {
			frappe.msgprint(found.message);
			return;
		}
		if (!found.faults.length) {
			const totals = found.digest
				? __("{0} entries of {1} hazards. Digest: {2}", [found.entries, found.hazards, found.digest])
				: "";
			frappe.msgprint({
				title: __("Server times are whole"),
				message: frappe.utils.escape_html(totals) || __("No fault was found."),
				indicator: "green",
			});
			return;
		}
		const rows = found.faults.map(
			({ hazard, message }) =>
				`<li>${frappe.utils.escape_html(hazard)}: ${frappe.utils.escape_html(message)}</li>`
		);
		frappe.msgprint({
			title: __("Server times are broken"),
			message: `<ul>${rows.join("")}</ul>`,
			indicator: "red",
		});
	},
});
