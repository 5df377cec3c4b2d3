"""Files that the browser sends inside a request."""

import base64

import frappe
from frappe import _
from frappe.utils import cint


def uploaded_bytes(content: str) -> bytes:
	"""The bytes of a file sent in base64. ValidationError when it is too large or did not arrive whole."""
	limit = cint(frappe.db.get_single_value("Hazard Governance Settings", "max_file_mb"))
	if len(content) * 3 // 4 > limit * 1024 * 1024:
		frappe.throw(_("The file is larger than {0} MB. Split it.").format(limit))
	try:
		return base64.b64decode(content, validate=True)
	except ValueError:
		frappe.throw(_("The file did not arrive complete. Choose it again."))
