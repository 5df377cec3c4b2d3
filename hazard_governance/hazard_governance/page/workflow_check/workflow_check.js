// Every active workflow of the app against the rules: the gates it passes, and what an edit broke.
frappe.pages["workflow-check"].on_page_load = function (wrapper) {
	const page = frappe.ui.make_app_page({
		parent: wrapper,
		title: __("Workflow Check"),
		single_column: true,
	});
	wrapper.workflow_check = new WorkflowCheck(page);
};

frappe.pages["workflow-check"].on_page_show = function (wrapper) {
	wrapper.workflow_check.refresh();
};

class WorkflowCheck {
	constructor(page) {
		this.page = page;
		this.colors = { error: "red", warning: "orange", note: "blue" };
		this.body = $('<div class="hg-workflow-check"></div>').appendTo(page.main);
		page.set_secondary_action(__("Check Again"), () => this.refresh(), "refresh");
	}

	async refresh() {
		const checks = await frappe.xcall("hazard_governance.api.workflow_check.get_checks");
		this.body.empty().append(this.intro(checks));
		checks.forEach((check) => this.body.append(this.card(check)));
	}

	esc(value) {
		return frappe.utils.escape_html(value || "");
	}

	pill(level, count) {
		const labels = {
			error: __("Problems: {0}", [count]),
			warning: __("Warnings: {0}", [count]),
			note: __("Notes: {0}", [count]),
		};
		const color = count ? this.colors[level] : "gray";
		return `<span class="indicator-pill ${color}">${labels[level]}</span>`;
	}

	pills(findings, all) {
		const count = (level) => findings.filter((finding) => finding.level === level).length;
		return ["error", "warning", "note"]
			.filter((level) => all || count(level))
			.map((level) => this.pill(level, count(level)))
			.join(" ");
	}

	edit(label, name) {
		if (!frappe.model.can_write("Workflow")) return "";
		const link = frappe.utils.get_form_link("Workflow", name);
		return `<a class="btn btn-default btn-xs" href="${link}">${label}</a>`;
	}

	intro(checks) {
		const findings = checks.flatMap((check) => check.findings || []);
		return `<div class="hg-wc-intro">
			<p class="text-muted">${__(
				"States, people and order may be changed in each workflow. The gates stay: whatever a workflow says, a record passes a gate only when nothing is missing, a way back asks for a written reason, and nobody approves what they prepared."
			)}</p>
			<div class="hg-wc-pills">${this.pills(findings, true)}</div>
		</div>`;
	}

	card(check) {
		if (!check.name) return this.empty_card(check);
		const pills =
			this.pills(check.findings) || `<span class="indicator-pill green">${__("In order")}</span>`;
		return `<section class="frappe-card hg-wc-card" data-doctype="${this.esc(check.doctype)}">
			<header class="hg-wc-head">
				<div>
					<h4>${this.esc(check.label)}</h4>
					<span class="text-muted small">${this.esc(__(check.name))}</span>
				</div>
				<div class="hg-wc-actions">
					${pills}
					${this.edit(__("Edit Workflow"), check.name)}
				</div>
			</header>
			${this.findings(check.findings)}
			${this.route(check.route)}
			${this.arrows(check.arrows)}
			${this.inactive(check.inactive)}
		</section>`;
	}

	empty_card(check) {
		return `<section class="frappe-card hg-wc-card" data-doctype="${this.esc(check.doctype)}">
			<header class="hg-wc-head">
				<h4>${this.esc(check.label)}</h4>
				<div class="hg-wc-actions">
					<span class="indicator-pill red">${__("No active workflow")}</span>
					${check.inactive.length ? this.edit(__("Edit Workflow"), check.inactive[0]) : ""}
				</div>
			</header>
			<p>${__("No workflow is active, so nobody can move these records on. Activate one.")}</p>
			${this.inactive(check.inactive)}
		</section>`;
	}

	inactive(names) {
		if (!names.length) return "";
		const links = names.map(
			(name) => `<a href="${frappe.utils.get_form_link("Workflow", name)}">${this.esc(__(name))}</a>`
		);
		return `<p class="text-muted small">${__("Not active")}: ${links.join(", ")}</p>`;
	}

	findings(findings) {
		const rows = findings.map(
			(finding) => `<li data-code="${finding.code}">
				<span class="indicator ${this.colors[finding.level]}"></span>
				<span>${this.esc(finding.text)}
				${finding.row ? `<span class="text-muted small">${__("Row {0}", [finding.row])}</span>` : ""}</span>
			</li>`
		);
		return rows.length ? `<ul class="hg-wc-findings">${rows.join("")}</ul>` : "";
	}

	route(route) {
		if (!route.length) {
			return `<p class="text-danger">${__("No way leads from the first state to the last.")}</p>`;
		}
		const steps = route.map(
			(arrow) => `<li>
				<span class="hg-wc-action">${this.esc(arrow.action)}</span>
				<span class="hg-wc-state">${this.esc(arrow.next_state)}</span>
				${this.gates(arrow)}
			</li>`
		);
		return `<h6>${__("Gates on the way, in order")}</h6>
			<ol class="hg-wc-route">
				<li>
					<span class="text-muted">${__("New record")}</span>
					<span class="hg-wc-state">${this.esc(route[0].state)}</span>
				</li>${steps.join("")}
			</ol>`;
	}

	gates(arrow) {
		if (arrow.refused) return `<span class="text-danger">${__("always refused")}</span>`;
		if (arrow.way === "back") return `<span class="text-muted">${__("asks for a reason")}</span>`;
		if (!arrow.gates.length) return `<span class="text-muted">${__("no gate")}</span>`;
		return arrow.gates
			.map((gate) => `<span class="hg-wc-gate">${__("Gate")}: ${this.esc(gate)}</span>`)
			.join(" ");
	}

	arrows(arrows) {
		const rows = arrows.map(
			(arrow) => `<tr>
				<td>${this.esc(arrow.state)}</td>
				<td>${this.esc(arrow.action)}</td>
				<td>${this.esc(arrow.next_state)}</td>
				<td>${arrow.roles.map((role) => this.esc(role)).join("<br>")}</td>
				<td>${this.gates(arrow)}</td>
			</tr>`
		);
		return `<details><summary>${__("All transitions")} (${rows.length})</summary>
			<div class="table-responsive"><table class="table table-bordered table-sm">
				<thead><tr>
					<th>${__("State")}</th><th>${__("Action")}</th><th>${__("Next State")}</th>
					<th>${__("Roles")}</th><th>${__("What the rules ask")}</th>
				</tr></thead>
				<tbody>${rows.join("")}</tbody>
			</table></div></details>`;
	}
}
