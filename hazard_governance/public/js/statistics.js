/** What the statistical return and the county comparison share: filters, official workbook, bulletin. */
frappe.provide("frappe.hazard_governance.statistics");

Object.assign(frappe.hazard_governance.statistics, {
	/** The periods of a kind, the current one first. */
	periods(kind) {
		const today = frappe.datetime.get_today();
		if (kind === "Year") {
			return Array.from({ length: 6 }, (_, back) => String(Number(today.slice(0, 4)) - back));
		}
		const step = kind === "Quarter" ? 3 : 1;
		return Array.from({ length: kind === "Quarter" ? 12 : 36 }, (_, back) => {
			const month = frappe.datetime.add_months(today, -back * step).slice(0, 7);
			if (step === 1) return month;
			return `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
		});
	},

	period_filters() {
		return [
			{
				fieldname: "kind",
				label: __("Kind of Period"),
				fieldtype: "Select",
				options: [
					{ value: "Month", label: __("Month") },
					{ value: "Quarter", label: __("Quarter") },
					{ value: "Year", label: __("Year") },
				],
				default: "Month",
				reqd: 1,
				on_change: (report) => {
					const periods = this.periods(report.get_filter_value("kind"));
					const filter = report.get_filter("period");
					filter.df.options = periods;
					filter.refresh();
					report.set_filter_value("period", periods[0]);
				},
			},
			{
				fieldname: "period",
				label: __("Reporting Period"),
				fieldtype: "Select",
				options: this.periods("Month"),
				default: frappe.datetime.get_today().slice(0, 7),
				reqd: 1,
			},
			{
				fieldname: "cumulated",
				label: __("Cumulated"),
				fieldtype: "Select",
				options: [
					{ value: "", label: __("As Usual for the Period") },
					{ value: "Year", label: __("From the Beginning of the Year") },
					{ value: "Period", label: __("The Period Only") },
					{ value: "Register", label: __("From the Beginning of the Register") },
				],
			},
		];
	},

	place_filters() {
		return [
			{
				fieldname: "region",
				label: __("Supervision Region"),
				fieldtype: "Link",
				options: "Supervision Region",
			},
			{
				fieldname: "authority",
				label: __("Supervision Authority"),
				fieldtype: "Link",
				options: "Supervision Authority",
				get_query: () => ({ filters: { disabled: 0 } }),
			},
			{
				fieldname: "industry",
				label: __("Industry and Field"),
				fieldtype: "Link",
				options: "Industry Sector",
			},
			{
				fieldname: "campaign",
				label: __("Hazard Campaign"),
				fieldtype: "Link",
				options: "Hazard Campaign",
			},
		];
	},

	add_workbook_button(report) {
		report.page.add_inner_button(__("Official Workbook"), () => {
			const filters = report.get_filter_values(true);
			if (!filters) return;
			open_url_post(frappe.request.url, {
				cmd: "hazard_governance.api.lists.download",
				report_name: report.report_name,
				filters: JSON.stringify(filters),
			});
		});
	},

	/** The bulletin of the period that the report shows, as a draft to edit. */
	add_bulletin_button(report) {
		const mine = (frappe.boot.hazard_governance || {}).authorities || [];
		if (!mine.length && frappe.session.user !== "Administrator") return;
		report.page.add_inner_button(__("Bulletin"), () => {
			const { kind, period } = report.get_filter_values(true) || {};
			if (!period) return;
			frappe.prompt(
				[
					{
						fieldname: "authority",
						fieldtype: "Link",
						label: __("Issuing Authority"),
						options: "Supervision Authority",
						default: mine.length === 1 ? mine[0] : "",
						reqd: 1,
						get_query: () => ({
							filters: mine.length ? { name: ["in", mine] } : { disabled: 0 },
						}),
					},
					{
						fieldname: "number",
						fieldtype: "Data",
						label: __("Number of the Paper"),
						description: __("Empty leaves room for it."),
					},
				],
				({ authority, number }) =>
					open_url_post(frappe.request.url, {
						cmd: "hazard_governance.api.bulletin.download",
						authority,
						kind,
						period,
						number: number || "",
					}),
				__("Bulletin of {0}", [period]),
				__("Download")
			);
		});
	},

	formatter(value, row, column, data, default_formatter) {
		const plain = column.fieldtype === "Data" && typeof value === "string";
		const shown = default_formatter(
			plain ? frappe.utils.escape_html(value) : value,
			row,
			column,
			data
		);
		if (data && data.is_total) return `<b>${shown}</b>`;
		if (data && column.fieldname.endsWith("overdue") && Number(value) > 0) {
			return `<span class="text-danger">${shown}</span>`;
		}
		return shown;
	},
});
