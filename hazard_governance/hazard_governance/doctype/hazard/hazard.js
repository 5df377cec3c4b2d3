// tab of a step whose facts stand in documents of their own -> the step
const STEPS_IN_OWN_DOCUMENTS = { analysis_html: "cause_analysis", source_html: "source_governance" };
const COMPARED = ["enterprise", "place", "existing_condition", "hazard_title", "found_on"];
const FACTS = ["criterion", "classification_basis", "needs_suspension", "needs_time", "external_factor"];

frappe.ui.form.on("Hazard", {
	setup(frm) {
		frm.set_query("enterprise", () => ({ filters: { disabled: 0 } }));
		frm.set_query("criterion", () => ({
			query: "hazard_governance.api.hazard.criterion_query",
			filters: { enterprise: frm.doc.enterprise, found_on: frm.doc.found_on },
		}));
		frm.set_query("earlier_hazard", () => ({
			filters: { enterprise: frm.doc.enterprise, name: ["!=", frm.doc.name] },
		}));
		frm.set_query("found_by_sweep_of", () => ({ filters: { name: ["!=", frm.doc.name] } }));
		frm.set_query("inspection_authority", frappe.hazard_governance.authority_query());
		frm.set_query("authority", "authority_reports", frappe.hazard_governance.authority_query());
		frm.set_query("plan", "authority_reports", () => ({ filters: { hazard: frm.doc.name } }));
	},

	onload(frm) {
		// what the quick entry has filled in stays
		if (frm.is_new() && !frm.doc.enterprise && !frm.doc.hazard_title) {
			frm.set_value(frappe.hazard_governance.defaults_of_hazard(frm.doc));
		}
	},

	refresh(frm) {
		frm.hg_progress =
			frm.hg_progress ||
			new frappe.hazard_governance.Progress(frm, frm.get_field("steps_html").$wrapper);
		frm.hg_progress.refresh().then((progress) => {
			frappe.hazard_governance.first_minutes(frm);
			if (!progress) return;
			for (const [field, step] of Object.entries(STEPS_IN_OWN_DOCUMENTS)) {
				frm.hg_progress.render_step(step, frm.get_field(field).$wrapper.empty());
			}
			frm.events.add_document_buttons(frm, progress);
		});
		frm.trigger("show_repeats");
		frm.trigger("offer_criteria");
		if (frm.is_new()) return;
		frm.trigger("show_accountability");
		frappe.hazard_governance.show_comparison(frm.get_field("comparison_html").$wrapper, frm.docname);
		frm.trigger("add_receipt_button");
		frappe.hazard_governance.add_time_buttons(frm);
		const times = frm.get_field("server_times_html").$wrapper;
		frappe.hazard_governance.show_server_times(frm.docname, frm.doc.chain_hash, times);
	},

	before_workflow_action(frm) {
		return frappe.hazard_governance.ask_reason(frm);
	},

	after_workflow_action(frm) {
		frm.reload_doc();
	},

	/** The documents about this hazard: those there are, and those this person may begin. */
	add_document_buttons(frm, progress) {
		((progress || {}).documents || []).forEach((target) => {
			frm.add_custom_button(
				target.label,
				() => frm.hg_progress.go(target),
				target.name ? __("Go To") : __("Create")
			);
		});
	},

	/** An officer of the receiving authority acknowledges a report with one click. */
	add_receipt_button(frm) {
		const mine = (frappe.boot.hazard_governance || {}).authorities || [];
		const waiting = (frm.doc.authority_reports || []).filter(
			(row) => row.method === "System" && !row.received_at && mine.includes(row.authority)
		);
		if (!waiting.length) return;
		frm.add_custom_button(__("Acknowledge Report"), () => {
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
							label: `${row.idx} · ${__(row.kind)} · ${row.authority}`,
						})),
					},
					{ fieldname: "receipt_no", fieldtype: "Data", label: __("Receipt No.") },
				],
				async ({ row, receipt_no }) => {
					await frappe.xcall("hazard_governance.api.hazard.give_receipt", {
						hazard: frm.docname,
						row,
						receipt_no: receipt_no || "",
					});
					frm.reload_doc();
				},
				__("Acknowledge Report"),
				__("Acknowledge")
			);
		});
	},

	/** Earlier hazards like this one: while it is entered, and with its decisions once it is stored. */
	show_repeats(frm) {
		const repeats = new frappe.hazard_governance.Repeats(frm.get_field("repeats_html").$wrapper);
		frm.hg_repeats = repeats;
		if (frm.is_new()) frm.trigger("offer_repeats");
		else repeats.load(frm);
	},

	offer_repeats(frm) {
		if (!frm.is_new() || !frm.hg_repeats) return;
		const fields = frappe.hazard_governance.Repeats.compared;
		frm.hg_repeats.offer(Object.fromEntries(fields.map((field) => [field, frm.doc[field]])));
	},

	/** Until one is chosen or an authority has verified: the criteria that the description is likeliest about. */
	offer_criteria(frm) {
		const offers = frappe.hazard_governance.CriterionOffers.of(frm);
		const wanted =
			!frm.doc.criterion && frm.doc.verification !== "Verified" && frm.perm[0]?.write;
		if (wanted) offers.offer(frm.doc);
		else offers.clear();
	},

	async show_accountability(frm) {
		const wrapper = frm.get_field("accountability_html").$wrapper.empty();
		if (!frappe.model.can_read("Accountability Action")) return;
		const actions = await frappe.db.get_list("Accountability Action", {
			filters: { hazard: frm.docname },
			fields: ["name", "person_name", "post", "responsibility", "responsibility_class", "status"],
			limit: 50,
		});
		if (!actions.length) {
			wrapper.append($('<p class="text-muted"></p>').text(__("Nobody has been held to account yet.")));
			return;
		}
		const list = $('<ul class="list-unstyled"></ul>').appendTo(wrapper);
		actions.forEach((action) => {
			$("<li></li>")
				.append(
					$("<a></a>")
						.attr("href", frappe.utils.get_form_link("Accountability Action", action.name))
						.text(`${action.person_name} ${action.post || ""}`)
				)
				.append(
					$('<span class="text-muted"></span>').text(
						` · ${__(action.responsibility)} · ${__(action.responsibility_class)} · ${__(action.status)}`
					)
				)
				.appendTo(list);
		});
	},

	async suggest(frm) {
		if (!frm.doc.enterprise || frm.doc.verification === "Verified") return;
		const found = await frappe.xcall("hazard_governance.api.hazard.suggest_classification", {
			values: {
				enterprise: frm.doc.enterprise,
				found_on: frm.doc.found_on,
				criterion: frm.doc.criterion,
				classification_basis: frm.doc.classification_basis,
				needs_suspension: frm.doc.needs_suspension,
				needs_time: frm.doc.needs_time,
				external_factor: frm.doc.external_factor,
			},
		});
		if (!found || !found.classification) return;
		frm.set_df_property(
			"classification",
			"description",
			__("The facts say: {0}. {1}", [__(found.classification), found.reason])
		);
		// "General" is nobody's finding while facts are still being entered
		if (found.classification === "Major" && !frm.doc.classification) {
			frm.set_value("classification", "Major");
		}
	},
	...Object.fromEntries(FACTS.map((field) => [field, (frm) => frm.trigger("suggest")])),
	...Object.fromEntries(
		COMPARED.map((field) => [
			field,
			(frm) => {
				frm.trigger("offer_repeats");
				frm.trigger("offer_criteria");
			},
		])
	),
	criterion(frm) {
		frm.trigger("offer_criteria");
		frm.trigger("suggest");
		frm.trigger("offer_repeats");
	},
});
