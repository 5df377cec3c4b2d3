"""Evidence Fingerprint: what a photo of a hazard's record can be compared by. Written by the server, read by nobody."""

from frappe.model.document import Document


class EvidenceFingerprint(Document):
	pass
