"""Where the public page of a hazard stands on the web."""

from frappe.utils import get_url

from hazard_governance.domain.facts import HazardRecord
from hazard_governance.domain.public_page import is_open
from hazard_governance.permissions.table import WEB_PAGES

(ROUTE,) = WEB_PAGES


def address(key: str) -> str:
	"""The address of a page, as a QR code holds it."""
	return get_url(f"/{ROUTE}/{key}")


def address_of(record: HazardRecord) -> str:
	"""The address of the hazard's page while it is open, else empty."""
	return address(record.hazard.public_token) if is_open(record.hazard, record.settings) else ""
