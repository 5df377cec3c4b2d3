// Whom an office phones today and why, laid out for a desk and a phone: the number, the reasons, and one button.
frappe.pages["call-list"].on_page_load = function (wrapper) {
	const page = frappe.ui.make_app_page({
		parent: wrapper,
		title: __("Call List for Today"),
		single_column: true,
	});
	wrapper.call_list = new CallList(page);
};

frappe.pages["call-list"].on_page_show = function (wrapper) {
	wrapper.call_list.refresh();
};

class CallList {
	constructor(page) {
		this.page = page;
		this.filters();
		this.body = $('<div class="hg-measures hg-calls"></div>').appendTo(page.main);
		page.set_secondary_action(__("Refresh"), () => this.refresh(), "refresh");
		page.add_inner_button(__("Overdue Hazards"), () => frappe.set_route("query-report", "Overdue Hazards"));
	}

	filters() {
		const link = (fieldname, label, options) =>
			this.page.add_field({ fieldname, label, fieldtype: "Link", options, change: () => this.refresh() });
		this.region = link("region", __("Supervision Region"), "Supervision Region");
		this.industry = link("industry", __("Industry and Field"), "Industry Sector");
	}

	async refresh() {
		const filters = {
			region: this.region.get_value() || "",
			industry: this.industry.get_value() || "",
		};
		const asked = JSON.stringify(filters);
		this.asked = asked;
		const list = await frappe.xcall("hazard_governance.api.calls.call_list", { filters });
		if (this.asked !== asked) return;
		this.may_record = list.may_record;
		this.body.empty();
		const to_call = (side) => list.calls.filter((call) => call.side === side);
		this.section(__("Enterprises to Call"), to_call("Enterprise"), __("No enterprise has to be called today."));
		this.section(__("Authorities to Call"), to_call("Authority"), "");
		this.section(__("On Your Own Desk"), to_call("Own Desk"), "");
		this.tips(list.tips);
	}

	tips(tips) {
		if (!tips.length) return;
		$("<h5 class='hg-measures-title'></h5>").text(`${__("Tips to Answer")} (${tips.length})`).appendTo(this.body);
		const card = $('<div class="hg-measure-card hg-tips"></div>').appendTo(this.body);
		tips.forEach((tip) => {
			const block = $('<div class="hg-call-hazard"></div>').appendTo(card);
			$("<a></a>").attr("href", tip.link).text(tip.subject).appendTo(block);
			this.reason({ ...tip, what: "", owner: tip.place, authority: tip.county }, block);
		});
	}

	section(title, calls, empty_text) {
		if (!calls.length && !empty_text) return;
		$("<h5 class='hg-measures-title'></h5>").text(`${title} (${calls.length})`).appendTo(this.body);
		if (!calls.length) $("<p class='text-muted'></p>").text(empty_text).appendTo(this.body);
		calls.forEach((call) => this.card(call));
	}

	card(call) {
		const card = $('<div class="hg-measure-card hg-call"></div>').attr("data-party", call.party).appendTo(this.body);
		const head = $('<div class="hg-measure-head"></div>').appendTo(card);
		$("<b></b>").text(call.party || __("No Authority Named")).appendTo(head);
		this.phones(call, card);
		this.hazards(call).forEach((reasons) => this.hazard(reasons, call, card));
		if (call.side !== "Own Desk") this.record_line(call, card);
	}

	phones(call, card) {
		if (call.side === "Own Desk") return;
		const line = $('<div class="hg-call-phones"></div>').appendTo(card);
		call.phones.forEach((phone) => {
			const number = $("<a></a>")
				.attr("href", `tel:${phone.number.replace(/[^0-9+,;#*]/g, "")}`)
				.text(`☎ ${phone.number}`);
			$("<span></span>").append(number).append($("<span class='text-muted'></span>").text(` ${phone.of}`)).appendTo(line);
		});
		if (!call.phones.length) {
			$("<span class='text-muted'></span>").text(__("No telephone number is entered.")).appendTo(line);
		}
	}

	// one hazard may have several deadlines: it is named once
	hazards(call) {
		const found = new Map();
		call.reasons.forEach((reason) => {
			if (!found.has(reason.link)) found.set(reason.link, []);
			found.get(reason.link).push(reason);
		});
		return [...found.values()];
	}

	hazard(reasons, call, card) {
		const [first] = reasons;
		const block = $('<div class="hg-call-hazard"></div>').appendTo(card);
		const title = [first.register_no || first.hazard, first.hazard_title || first.what];
		$("<a></a>").attr("href", first.link).text(title.filter(Boolean).join(" ")).appendTo(block);
		if (call.side !== "Enterprise") {
			$("<div class='text-muted small'></div>").text(first.enterprise).appendTo(block);
		}
		reasons.forEach((reason) => this.reason(reason, block));
		if (first.called) {
			const at = frappe.datetime.str_to_user(first.called.at);
			const said = [__("Called at {0} by {1}", [at, first.called.by]), first.called.note];
			$("<div class='small hg-called'></div>").text(`✓ ${said.filter(Boolean).join(": ")}`).appendTo(block);
		}
	}

	reason(reason, block) {
		const line = $('<div class="hg-call-reason"></div>').appendTo(block);
		$("<span class='indicator-pill'></span>")
			.addClass(reason.is_overdue ? "red" : "orange")
			.text(reason.when)
			.appendTo(line);
		const more = [reason.hazard_title ? reason.what : "", reason.owner, reason.authority];
		$("<span class='text-muted small'></span>").text(more.filter(Boolean).join(" · ")).appendTo(line);
	}

	record_line(call, card) {
		const hazards = [...new Set(call.reasons.map((reason) => reason.hazard).filter(Boolean))];
		if (!this.may_record || !hazards.length) return;
		const line = $('<div class="hg-call-record"></div>').appendTo(card);
		const note = $("<input type='text' class='form-control' maxlength='500'>")
			.attr("placeholder", __("What was said (may stay empty)"))
			.attr("aria-label", __("What was said (may stay empty)"))
			.appendTo(line);
		$("<button class='btn btn-primary hg-record-call'></button>")
			.text(__("Called"))
			.on("click", (event) => this.record(hazards, note.val(), $(event.currentTarget)))
			.appendTo(line);
	}

	async record(hazards, note, button) {
		button.prop("disabled", true);
		try {
			await frappe.xcall("hazard_governance.api.calls.record_call", { hazards, note });
			frappe.show_alert({ message: __("The call is recorded."), indicator: "green" });
			await this.refresh();
		} finally {
			button.prop("disabled", false);
		}
	}
}
