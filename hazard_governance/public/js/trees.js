// The trees of regions and industries: each branch with the open hazards and the enterprises below it.
frappe.provide("frappe.hazard_governance");

Object.assign(frappe.hazard_governance, {
	tree(doctype) {
		return {
			get_tree_nodes: "hazard_governance.api.desk.tree",
			get_tree_root: false,
			root_label: doctype,
			title: __(doctype),
			breadcrumb: "Hazard Governance",
			onload: (view) => view.make_tree(),
			get_label: (node) => frappe.utils.escape_html(node.is_root ? __(doctype) : node.label),
			onrender: (node) => this.branch(doctype, node),
		};
	},

	/** Numbers of a branch; those that its reader's roles do not read are not there. */
	branch(doctype, node) {
		const data = node.data || {};
		if (node.is_root) return;
		// the one city at the top is open from the start
		if (node.parent_node?.is_root && data.level === "City") setTimeout(() => cur_tree.expand_node(node, false));
		const parts = [];
		if (data.level) parts.push(`<span class="text-muted">${__(data.level, null, "Supervision Region")}</span>`);
		if (data.hazards) parts.push(`<span>${__("Open Hazards")}: ${data.hazards}</span>`);
		if (data.major) parts.push(`<span class="text-danger">${__("Open Major Hazards")}: ${data.major}</span>`);
		if (data.enterprises) parts.push(`<span class="text-muted">${__("Enterprises")}: ${data.enterprises}</span>`);
		$(`<span class="hg-branch">${parts.join(" · ")}</span>`).insertAfter(node.$tree_link.find(".tree-label"));
	},
});
