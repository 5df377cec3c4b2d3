// An officer decides on a tip with one button: a hazard, a duplicate, a rejection, or another office's business.
(() => {
	frappe.ui.form.on("Hazard Tip", {
		refresh(frm) {
			frm.set_query("enterprise", () => ({ filters: { disabled: 0 } }));
			const { doc } = frm;
			const colour = { Received: "orange", "Became Hazard": "green", Duplicate: "blue", Rejected: "gray" }[doc.status];
			frm.page.set_indicator(__(doc.status, null, "Hazard Tip"), colour);
			show_photos(frm);
			if (doc.status === "Received") {
				if (doc.answer_due < frappe.datetime.get_today()) {
					frm.set_intro(__("The answer was due on {0}.", [frappe.datetime.str_to_user(doc.answer_due)]), "red");
				}
				if (frm.perm[0]?.write) decisions(frm);
			} else {
				frm.disable_save();
			}
			if (doc.is_named && !doc.informer_erased_on) {
				const confidant = frappe.user.has_role("Tip Confidentiality Officer");
				if (confidant) frm.add_custom_button(__("Show Informer"), () => show_informer(frm));
				if (confidant || frm.perm[0]?.write) {
					frm.add_custom_button(__("Keep the Informer's Data"), () => keep_informer(frm));
				}
			}
			if (doc.latitude && doc.longitude) {
				frm.add_custom_button(__("Map", null, "Hazard Tip"), () =>
					window.open(
						`https://www.openstreetmap.org/?mlat=${doc.latitude}&mlon=${doc.longitude}#map=17/${doc.latitude}/${doc.longitude}`,
						"_blank",
						"noopener"
					)
				);
			}
		},
	});

	function show_photos(frm) {
		frm.toggle_display("photos", false);
		const box = frm.get_field("photos_html").$wrapper.empty().addClass("hg-tip-photos");
		frm.doc.photos.forEach((photo) => {
			const said = [photo.taken_on && frappe.datetime.str_to_user(photo.taken_on)];
			if (photo.latitude || photo.longitude) said.push(`${photo.latitude}, ${photo.longitude}`);
			const figure = $("<a target='_blank' rel='noopener'></a>").attr("href", photo.file).appendTo(box);
			$("<img>").attr({ src: photo.file, alt: `${__("Photo")} ${photo.number}` }).appendTo(figure);
			$("<span class='text-muted small'></span>").text(said.filter(Boolean).join(" · ")).appendTo(figure);
		});
	}

	function decisions(frm) {
		frm.page.set_primary_action(__("Register as Hazard"), () => register(frm));
		frm.add_custom_button(__("Duplicate", null, "Hazard Tip"), () => duplicate(frm), __("Decide", null, "Hazard Tip"));
		frm.add_custom_button(__("Do Not Accept"), () => reject(frm), __("Decide", null, "Hazard Tip"));
		frm.add_custom_button(__("Hand Over", null, "Hazard Tip"), () => hand_over(frm), __("Decide", null, "Hazard Tip"));
	}

	async function saved(frm) {
		if (frm.is_dirty()) await frm.save();
	}

	async function act(frm, method, values) {
		const answer = await frappe.xcall(`hazard_governance.api.tips.${method}`, { tip: frm.docname, ...values });
		await frm.reload_doc();
		return answer;
	}

	async function register(frm) {
		await saved(frm);
		const start = await frappe.xcall("hazard_governance.api.tips.prefill", { tip: frm.docname });
		const photos = start.photos.map((photo) => ({
			label: `${__("Photo")} ${photo.number}${photo.taken_on ? ` (${frappe.datetime.str_to_user(photo.taken_on)})` : ""}`,
			value: photo.name,
			checked: 1,
		}));
		const field = (fieldname) => ({ ...frappe.meta.get_docfield("Hazard", fieldname), fieldname });
		await frappe.model.with_doctype("Hazard");
		const dialog = new frappe.ui.Dialog({
			title: __("Register as Hazard"),
			fields: [
				{
					fieldname: "enterprise",
					fieldtype: "Link",
					options: "Regulated Enterprise",
					label: __("Enterprise"),
					description: start.enterprise_name ? __("As told: {0}", [start.enterprise_name]) : "",
					default: start.enterprise,
					reqd: 1,
				},
				{ ...field("hazard_title"), default: start.hazard_title, reqd: 1 },
				{ ...field("place"), default: start.place, reqd: 1 },
				{ ...field("existing_condition"), default: start.existing_condition },
				{ ...field("possible_harm"), default: "" },
				...(photos.length
					? [
							{
								fieldname: "photos",
								fieldtype: "MultiCheck",
								label: __("Photos to Hand Over"),
								options: photos,
								columns: 1,
							},
					  ]
					: []),
				{
					fieldtype: "HTML",
					fieldname: "note",
					options: `<p class="text-muted small">${__(
						"The enterprise sees what stands here and the photos you hand over. Leave out what would tell who gave the tip."
					)}</p>`,
				},
			].map((df) => ({ ...df, depends_on: "", mandatory_depends_on: "", read_only_depends_on: "", hidden: 0 })),
			primary_action_label: __("Register as Hazard"),
			async primary_action({ enterprise, photos: chosen, ...values }) {
				dialog.disable_primary_action();
				try {
					const hazard = await act(frm, "make_hazard", { enterprise, values, photos: chosen || [] });
					dialog.hide();
					frappe.set_route("Form", "Hazard", hazard);
				} finally {
					dialog.enable_primary_action();
				}
			},
		});
		dialog.show();
	}

	function ask(title, fields, label, then) {
		const dialog = new frappe.ui.Dialog({
			title,
			fields,
			primary_action_label: label,
			async primary_action(values) {
				await then(values);
				dialog.hide();
			},
		});
		dialog.show();
	}

	async function duplicate(frm) {
		await saved(frm);
		const filters = { stage: ["!=", "Withdrawn"], ...(frm.doc.enterprise ? { enterprise: frm.doc.enterprise } : {}) };
		ask(
			__("Duplicate", null, "Hazard Tip"),
			[
				{
					fieldname: "hazard",
					fieldtype: "Link",
					options: "Hazard",
					label: __("Hazard on the Register"),
					get_query: () => ({ filters }),
					reqd: 1,
				},
			],
			__("Mark as Duplicate"),
			(values) => act(frm, "mark_duplicate", values)
		);
	}

	async function reject(frm) {
		await saved(frm);
		const grounds = frappe.meta.get_docfield("Hazard Tip", "rejection_ground").options.split("\n").filter(Boolean);
		ask(
			__("Do Not Accept"),
			[
				{
					fieldname: "ground",
					fieldtype: "Select",
					label: __("Why Not Accepted", null, "Hazard Tip"),
					options: grounds.map((value) => ({ value, label: __(value, null, "Hazard Tip") })),
					reqd: 1,
				},
				{
					fieldname: "reason",
					fieldtype: "Small Text",
					label: __("What Was Done to Look Into It"),
					description: __("Kept inside the authority; the look-up tells the outcome only."),
					reqd: 1,
				},
			],
			__("Do Not Accept"),
			(values) => act(frm, "reject", values)
		);
	}

	async function hand_over(frm) {
		ask(
			__("Hand Over", null, "Hazard Tip"),
			[
				{
					fieldname: "region",
					fieldtype: "Link",
					options: "Supervision Region",
					label: __("Supervision Region"),
					default: frm.doc.city,
					reqd: 1,
				},
				{ fieldname: "industry", fieldtype: "Link", options: "Industry Sector", label: __("Industry and Field") },
				{ fieldname: "note", fieldtype: "Small Text", label: __("Why", null, "Hazard Tip"), reqd: 1 },
			],
			__("Hand Over", null, "Hazard Tip"),
			async (values) => {
				await frappe.xcall("hazard_governance.api.tips.hand_over", { tip: frm.docname, ...values });
				frappe.show_alert({ message: __("The tip is handed over."), indicator: "green" });
				frappe.set_route("List", "Hazard Tip");
			}
		);
	}

	async function keep_informer(frm) {
		await saved(frm);
		const { label, options, description } = frappe.meta.get_docfield("Hazard Tip", "keep_informer");
		ask(
			__("Keep the Informer's Data"),
			[
				{
					fieldname: "kept_for",
					fieldtype: "Select",
					label: __(label, null, "Hazard Tip"),
					description: __(description),
					options: options.split("\n").map((value) => ({ value, label: value && __(value, null, "Hazard Tip") })),
					default: frm.doc.keep_informer,
				},
			],
			__("Keep the Informer's Data"),
			({ kept_for }) => act(frm, "keep_informer", { kept_for: kept_for || "" })
		);
	}

	function show_informer(frm) {
		ask(
			__("Show Informer"),
			[{ fieldname: "reason", fieldtype: "Data", label: __("Why You Need to Know"), reqd: 1 }],
			__("Show Informer"),
			async ({ reason }) => {
				const { name, phone } = await act(frm, "informer", { reason });
				const esc = frappe.utils.escape_html;
				frappe.msgprint({
					title: __("Informer", null, "Hazard Tip"),
					message: `<p>${esc(name || __("No name left"))}</p><p>${esc(phone || __("No telephone number left"))}</p>`,
				});
			}
		);
	}
})();
