"""Demo data on a site: loaded and removed by a Hazard Governance Manager or from the command line.

	bench --site X execute hazard_governance.setup.demo.load
	bench --site X execute hazard_governance.setup.demo.remove

Everything is done through the controllers and workflows, as the demo's users; loading twice changes nothing, and
removing takes away what loading made and what was recorded about it since, and nothing else.
"""

from collections import Counter
from datetime import date, datetime, time, timedelta
from operator import itemgetter

import frappe
from frappe import _
from frappe.utils import getdate

from hazard_governance.reminding import daily
from hazard_governance.setup.demo_data.hazards import HAZARDS
from hazard_governance.setup.demo_site import oversight, people, removal, returns, tips
from hazard_governance.setup.demo_site.acting import acting_as
from hazard_governance.setup.demo_site.clock import Clock
from hazard_governance.setup.demo_site.manifest import Manifest
from hazard_governance.setup.demo_site.masters import make_masters
from hazard_governance.setup.demo_site.schedule import events
from hazard_governance.setup.demo_site.walk import Walk
from hazard_governance.setup.role_names import MANAGER

PASSWORD = "Hazard-demo-1"
JOB = "hazard_governance_demo"
LONG_AGO = 150  # days; later than what the masters tell of the past


@frappe.whitelist(methods=["POST"])
def load(password: str = PASSWORD) -> dict:
	"""Load the demo; {loaded, hazards by stage}. From the desk it runs as a background job.

	password: of every demo user. PermissionError unless the session user is a Hazard Governance Manager.
	"""
	frappe.only_for(MANAGER)
	return _in_background("load_now", password=password) or load_now(password)


@frappe.whitelist(methods=["POST"])
def remove() -> dict:
	"""Remove the demo; {removed, kept}. From the desk it runs as a background job.

	PermissionError unless the session user is a Hazard Governance Manager. Masters of the demo that something else
	has come to use stay and are named in `kept`.
	"""
	frappe.only_for(MANAGER)
	return _in_background("remove_now") or remove_now()


def _in_background(method: str, **arguments) -> dict | None:
	"""A web request would time out: there the work is queued. None when called from the command line or a test."""
	if not frappe.request or frappe.flags.in_test:
		return None
	frappe.enqueue(
		f"hazard_governance.setup.demo.{method}",
		queue="long",
		job_id=JOB,
		deduplicate=True,
		timeout=3600,
		**arguments,
	)
	return {"queued": True, "message": _("This takes some minutes. You may go on working.")}


def load_now(password: str = PASSWORD) -> dict:
	"""Load in this process and transaction: all of it or, when anything is refused, nothing."""
	manifest = Manifest.load()
	if manifest.names("Hazard"):
		return summary(manifest)
	muted, frappe.flags.mute_emails = frappe.flags.mute_emails, True
	try:
		with acting_as("Administrator"):
			today = getdate()
			people.make_users(manifest, password)
			with Clock() as clock:
				# who has been there for long owes the returns of the past months
				clock.set(datetime.combine(today - timedelta(days=LONG_AGO), time(8)))
				make_masters(manifest, today)
			carry_through(manifest, today)
			keys = (scenario.key for scenario in HAZARDS)
			oversight.oversee(today, dict(zip(keys, manifest.names("Hazard"), strict=True)))
			# what proposes a case is left to the first night: the demo's cases are those of its story
			daily.remind(today, manifest.names("Hazard"), by_mail=False, proposing=False)
		manifest.save()
	finally:
		frappe.flags.mute_emails = muted
	return summary(manifest)


def remove_now() -> dict:
	"""Remove in this process and transaction; {removed: number of hazards, kept: {DocType: masters still in use}}."""
	manifest = Manifest.load()
	hazards, kept = manifest.names("Hazard"), {}
	if manifest.made:
		with acting_as("Administrator"):
			kept = removal.remove(manifest)
		Manifest.clear()
	return {"removed": len(hazards), "kept": kept}


def summary(manifest: Manifest) -> dict:
	"""How many hazards of the demo stand in which stage."""
	stages = frappe.get_all(
		"Hazard", filters={"name": ["in", manifest.names("Hazard")]}, pluck="stage", order_by="name asc"
	)
	return {"loaded": len(stages), "hazards": dict(Counter(stages))}


def _tell(number: int, total: int, title: str) -> None:
	frappe.publish_progress(number * 100 / total, title=_("Loading the demo"), description=title)
	if not frappe.request and not frappe.flags.in_test:
		print(f"{number}/{total} {title}", flush=True)


def carry_through(manifest: Manifest, today: date) -> None:
	"""Everything that happened, in the order in which it happened, each act on its day."""
	names: dict[str, str] = {}
	walks = [Walk(scenario, today, names) for scenario in HAZARDS]
	happened = [(event.moment, walk, event.act) for walk in walks for event in events(walk)]
	left = Counter(walk.scenario.key for _moment, walk, _act in happened)
	happened += [(moment, None, act) for moment, act in returns.events(today)]
	happened += [(moment, None, act) for moment, act in tips.events(today, names)]
	happened.sort(key=itemgetter(0))
	with Clock() as clock:
		for moment, walk, act in happened:
			clock.set(moment)
			act()
			if walk is None:
				continue
			left[walk.scenario.key] -= 1
			if not left[walk.scenario.key]:
				_tell(sum(not number for number in left.values()), len(HAZARDS), walk.scenario.title)
	for scenario in HAZARDS:
		manifest.note("Hazard", names[scenario.key])
