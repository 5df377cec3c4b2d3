// Official papers of a document: what each still lacks, and each as PDF or docx.
frappe.provide("frappe.hazard_governance");

Object.assign(frappe.hazard_governance, {
	paper_doctypes() {
		return (frappe.boot.hazard_governance || {}).paper_doctypes || [];
	},

	async show_papers(frm) {
		const papers = await frappe.xcall("hazard_governance.api.papers.offered", {
			doctype: frm.doctype,
			name: frm.docname,
		});
		const dialog = new frappe.ui.Dialog({
			title: __("Official Papers"),
			fields: [{ fieldtype: "HTML", fieldname: "papers" }],
		});
		const box = dialog.fields_dict.papers.$wrapper.addClass("hg-papers");
		papers.forEach((paper) => frappe.hazard_governance.paper_row(paper, frm).appendTo(box));
		if (!papers.length) $("<p class='text-muted'></p>").text(__("This document has no paper yet.")).appendTo(box);
		dialog.show();
	},

	paper_row(paper, frm) {
		const row = $('<div class="hg-paper-row"></div>').attr("data-paper", paper.key);
		const head = $('<div class="hg-paper-head"></div>').appendTo(row);
		$("<strong></strong>").text([paper.title, paper.caption].filter(Boolean).join(" · ")).appendTo(head);
		const draft = paper.missing.length;
		$(`<span class="indicator-pill ${draft ? "orange" : "green"}"></span>`)
			.text(draft ? __("Draft") : __("Complete"))
			.appendTo(head);
		["pdf", "docx"].forEach((format) => {
			$('<button type="button" class="btn btn-xs btn-default"></button>')
				.text(format.toUpperCase())
				.on("click", () => frappe.hazard_governance.open_paper(paper, frm, format))
				.appendTo(head);
		});
		if (draft) {
			const list = $("<ul class='text-muted small'></ul>").appendTo(row);
			paper.missing.slice(0, 8).forEach((item) => $("<li></li>").text(item.message).appendTo(list));
			const more = paper.missing.length - 8;
			if (more > 0) $("<li></li>").text(__("and {0} more", [more])).appendTo(list);
		}
		return row;
	},

	open_paper(paper, frm, format) {
		const query = new URLSearchParams({
			paper: paper.key,
			name: frm.docname,
			file_format: format,
			row: paper.row,
		});
		window.open(`/api/method/hazard_governance.api.papers.download?${query}`);
	},
});

frappe.hazard_governance.paper_doctypes().forEach((doctype) => {
	frappe.ui.form.on(doctype, {
		refresh(frm) {
			if (frm.is_new() || !frm.perm[0] || !frm.perm[0].print) return;
			frm.page.add_menu_item(__("Official Papers"), () => frappe.hazard_governance.show_papers(frm));
			frm.add_custom_button(__("Official Papers"), () => frappe.hazard_governance.show_papers(frm));
		},
	});
});
