"""Look-back Draw (随机抽取): which closed hazards are looked back on, drawn so that nobody can pick.

Inserting is drawing: the pool is written down, then the server makes a seed, then the order follows from both
(domain/lot.py). Nothing of it is changed or deleted afterwards; every hazard drawn gets its inspection at once.
"""

import secrets

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from hazard_governance import look_backs, scope
from hazard_governance.domain import lot
from hazard_governance.field_values import check_values, require_filled
from hazard_governance.permissions import predicate

SEED_BYTES = 16


class LookbackDraw(Document):
	def before_insert(self) -> None:
		require_filled(self)
		check_values(self)
		self.update(
			{**scope.places_of(frappe.db.get_value("Supervision Authority", self.authority, "region"))}
		)
		self.check_request()
		pool = look_backs.pool_of(self)
		if not pool:
			frappe.throw(_("No hazard was closed out in these days that waits to be looked back on."))
		self.check_repeated()
		self.draw_from(pool)

	def validate(self) -> None:
		if not self.is_new():
			frappe.throw(
				_("{0} is drawn: nothing of it can be changed.").format(self.name), title=_("Kept on record")
			)

	def check_request(self) -> None:
		"""A member of the authority draws, from its own region and days that are over."""
		if frappe.session.user != "Administrator" and not self.may_draw():
			frappe.throw(
				_("You are not a member of {0}. Ask for a member of it to act.").format(self.authority),
				frappe.PermissionError,
			)
		if getdate(self.from_date) > getdate(self.to_date):
			frappe.throw(_("Closed Out From: the first day lies after the last one. Correct the days."))
		if getdate(self.to_date) > getdate():
			frappe.throw(
				_("Closed Out Until: {0} lies in the future. Enter today or an earlier day.").format(
					self.to_date
				)
			)
		if self.number < 1:
			frappe.throw(_("Number to Draw: enter 1 or more."))

	def may_draw(self) -> bool:
		"""Whether the user is an acting member of the drawing authority."""
		return self.authority in predicate.drawing_authorities()

	def check_repeated(self) -> None:
		"""Drawing until the result pleases shows: a second draw over the same region and days says why."""
		filters = {
			"authority": self.authority,
			"region_drawn": self.region_drawn or ["is", "not set"],
			"from_date": ["<=", self.to_date],
			"to_date": [">=", self.from_date],
		}
		earlier = frappe.db.get_value("Look-back Draw", filters, "name", order_by="creation desc")
		if earlier and not (self.again_reason or "").strip():
			frappe.throw(
				_("Reason for Drawing Again: {0} was drawn for the same days already. Write why.").format(
					earlier
				)
			)

	def draw_from(self, pool: dict[str, dict]) -> None:
		"""Write down the pool, make the seed, order the pool by it."""
		self.pool_size, self.pool_sha256 = len(pool), lot.pool_digest(pool)
		self.seed = secrets.token_hex(SEED_BYTES)
		self.drawn_at, self.drawn_by = now_datetime(), frappe.session.user
		tickets = lot.draw(pool, self.seed, self.number)
		self.set(
			"candidates",
			[
				{
					**pool[t.name],
					"hazard": t.name,
					"place": t.place,
					"digest": t.digest,
					"drawn": int(t.drawn),
				}
				for t in tickets
			],
		)

	def after_insert(self) -> None:
		for row in self.candidates:
			if row.drawn:
				look_backs.begin_drawn(self, row.hazard)

	def on_trash(self) -> None:
		frappe.throw(_("{0} is drawn: it stays on record.").format(self.name), title=_("Kept on record"))

	def before_rename(self, *args, **kwargs) -> None:
		self.on_trash()
