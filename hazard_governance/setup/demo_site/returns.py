"""Monthly returns of the demo, each act by the user whose act it is and on its day: of last month reported and received,
returned and corrected, entered for an enterprise that is no user, nil, late, collected by the city; of this month a
draft. Whoever is not named here has not reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

import frappe
from frappe.model.workflow import apply_workflow

from hazard_governance import working_days
from hazard_governance.api import returns as api
from hazard_governance.domain import clocks
from hazard_governance.setup.demo_data import places
from hazard_governance.setup.demo_site.acting import acting_as
from hazard_governance.setup.demo_site.people import officials_of

Act = tuple[datetime, Callable[[], object]]


def events(today: date) -> Iterator[Act]:
	"""(moment, act) of every act; days are counted from the day on which last month was due."""
	last = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
	due = clocks.monthly_return_due(last, working_days.settings())
	month, sent = f"{last:%Y-%m}", {}

	def on(days: int, hour: int, act: Callable, *arguments) -> Act:
		moment = datetime.combine(due + timedelta(days=days), time(hour))
		return moment, lambda: act(sent, month, *arguments)

	yield on(-4, 9, _of_enterprise, "xinghe")
	yield on(-3, 10, _accepted, "xinghe", "luzhou-anwei", "luzhou-gongxin")
	yield on(-3, 9, _of_enterprise, "jinyue")
	yield on(-2, 10, _returned, "jinyue", "shangdang-anwei")
	yield on(-1, 9, _corrected, "jinyue")
	yield on(-1, 11, _accepted, "jinyue", "shangdang-anwei", "shangdang-gongxin")
	yield on(-2, 15, _entered, "fengyuan", "shangdang-anwei")
	yield on(-1, 15, _of_authority, "luzhou-nengyuan")
	yield on(-1, 16, _of_authority, "shangdang-anwei")
	yield on(0, 10, _accepted, "shangdang-anwei", "city-anwei")
	yield on(3, 10, _of_authority, "luzhou-anwei")
	yield on(0, 17, _of_authority, "city-anwei")
	yield datetime.combine(today, time(8)), lambda: _collected(f"{today:%Y-%m}", "luzhou-anwei")


def _of_enterprise(sent: dict, month: str, key: str) -> None:
	spec = places.ENTERPRISE_BY_KEY[key]
	with acting_as(spec.user("safety")):
		name = api.collect(month, enterprise=spec.name)["name"]
	sent[key] = _submitted(name, spec.user("principal"))


def _entered(sent: dict, month: str, key: str, office: str) -> None:
	"""An office enters what an enterprise that is no user handed in on paper."""
	chief, clerk = officials_of(office)
	with acting_as(clerk):
		name = api.collect(month, enterprise=places.ENTERPRISE_BY_KEY[key].name)["name"]
	sent[key] = _submitted(name, chief)


def _of_authority(sent: dict, month: str, key: str) -> None:
	sent[key] = _submitted(_collected(month, key), officials_of(key)[0])


def _collected(month: str, key: str) -> str:
	with acting_as(officials_of(key)[-1]):
		return api.collect(month, authority=places.BY_KEY[key].name)["name"]


def _submitted(name: str, user: str) -> str:
	with acting_as(user):
		doc = frappe.get_doc("Hazard Return", name)
		doc.nil_confirmed = doc.nil_return
		if doc.prepared_by == user:
			doc.lone_clerk_reason = "本单位仅一名经办人员。"
		doc.save()
		apply_workflow(frappe.get_doc("Hazard Return", name), "Submit Return")
	return name


def _accepted(sent: dict, _month: str, key: str, *receivers: str) -> None:
	for receiver in receivers:
		with acting_as(officials_of(receiver)[0]):
			api.accept(sent[key])


def _returned(sent: dict, _month: str, key: str, receiver: str) -> None:
	with acting_as(officials_of(receiver)[0]):
		api.send_back(sent[key], "整改责任人与治理方案不一致，请核对后重新报送。")


def _corrected(sent: dict, _month: str, key: str) -> None:
	spec = places.ENTERPRISE_BY_KEY[key]
	with acting_as(spec.user("safety")):
		name = api.correct(sent[key], "整改责任人已与治理方案核对一致。")
	sent[key] = _submitted(name, spec.user("principal"))
