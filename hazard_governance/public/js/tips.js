// Tips from the public, for the desk: the poster that leads to the page, for the offices of who asks.
frappe.provide("frappe.hazard_governance");

frappe.hazard_governance.tip_poster = function (authority) {
	const { authorities = [] } = frappe.boot.hazard_governance || {};
	frappe.prompt(
		[
			{
				fieldname: "authority",
				fieldtype: "Link",
				options: "Supervision Authority",
				label: __("Supervision Authority"),
				default: authority || authorities[0],
				description: __("The page opens with the region of this authority chosen."),
				reqd: 1,
			},
			{
				fieldname: "language",
				fieldtype: "Select",
				label: __("Language", null, "Hazard Tip"),
				options: [
					{ value: "zh", label: "中文" },
					{ value: "en", label: "English" },
				],
				default: "zh",
				reqd: 1,
			},
		],
		(values) =>
			window.open(
				`/api/method/hazard_governance.api.tips.poster?${new URLSearchParams(values).toString()}`,
				"_blank"
			),
		__("Poster With QR Code"),
		__("Open", null, "Hazard Tip")
	);
};
