// An address of its own for the quick entry, for the workspace, a home screen or a QR code on the wall.
frappe.pages["report-hazard"].on_page_show = async function () {
	// what stays behind the dialog, and where its person is when it is closed
	await frappe.set_route("hazard");
	frappe.new_doc("Hazard");
};
