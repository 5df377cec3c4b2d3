"""Hazard Reminder: who was told of which deadline, when and how. Written by the server, never changed or deleted."""

from frappe.model.document import Document

from hazard_governance import scope
from hazard_governance.server_kept import ServerKept


class HazardReminder(ServerKept, Document):
	"""Steps of the ladder are written by reminding/register.py, many at a time; a telephone call by api/calls.py."""

	def before_validate(self) -> None:
		scope.copy_from_enterprise(self)
