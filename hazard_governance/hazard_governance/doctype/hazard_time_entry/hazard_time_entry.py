"""Hazard Time Entry: one link of the chain of server times of a hazard. The server adds entries; nobody changes one."""

import frappe
from frappe import _
from frappe.model.document import Document

from hazard_governance import time_chain
from hazard_governance.server_kept import ServerKept


class HazardTimeEntry(ServerKept, Document):
	def autoname(self) -> None:
		self.name = time_chain.entry_name(self.hazard, self.sequence)

	def refuse(self) -> None:
		"""Raise ValidationError: the chain is only ever added to, by the server."""
		frappe.throw(
			_(
				"The times of a hazard are written by the server as things happen. An entry is neither added by hand nor changed nor deleted."
			),
			title=_("Kept by the server"),
		)
