"""Carries one scenario through the real controllers and workflows, each act by the user whose act it is.

Nothing here writes a status: documents are inserted and saved as the form would, and moved by their actions. A date
that only the server may write (registered, numbered, decided) is the day of the act: see schedule.py and clock.py.
"""

from datetime import date

import frappe
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow

from hazard_governance.api import repeats as repeats_api
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.facts import FACTS
from hazard_governance.setup.demo_data import build, places
from hazard_governance.setup.demo_data.calendar import Calendar
from hazard_governance.setup.demo_data.model import Scenario
from hazard_governance.setup.demo_site import files
from hazard_governance.setup.demo_site.acting import acting_as
from hazard_governance.setup.demo_site.people import officials_of

END_OF_MEASURE = ("done_at", "before_photo", "after_photo", "result")
LATER_TABLES = ("authority_reports", "public_postings")
KEY_BY_NAME = {spec.name: spec.key for spec in places.AUTHORITIES}
COUNTY_KEYS = {region: key for key, region in places.COUNTIES}


class Walk:
	"""One scenario on its way. `names`: key of a scenario -> name of its hazard, shared by all walks of a load."""

	def __init__(self, scenario: Scenario, today: date, names: dict[str, str]) -> None:
		self.scenario = scenario
		self.calendar = Calendar(scenario, today)
		self.parts = build.build(scenario, today)
		self.names = names
		self.enterprise = places.ENTERPRISE_BY_KEY[scenario.enterprise]
		# key of a cause, a case or an action in the data -> its name on the site
		self.causes: dict[str, str] = {}
		self.cases: dict[str, str] = {}
		self.actions: dict[str, str] = {}
		self.hazard = ""
		self.plan = ""

	# --- people ---------------------------------------------------------------------------------------------------
	@property
	def principal(self) -> str:
		return self.enterprise.user("principal")

	@property
	def preparer(self) -> str:
		"""Who prepares for the enterprise: its safety officer, or the principal where there is none."""
		return self.enterprise.user("safety") if self.enterprise.safety_officer else self.principal

	@property
	def sole(self) -> bool:
		return bool(self.enterprise.sole_operator_authority)

	@property
	def finder(self) -> str:
		"""Who registers: the enterprise what it found itself, an office what it was told or found."""
		if self.scenario.source == v.SELF_INSPECTION:
			workers = [role for role, name, _post in self.enterprise.staff if name in self.scenario.found_by]
			return self.enterprise.user(workers[0]) if workers else self.preparer
		if self.scenario.inspector:
			return officials_of(self.scenario.inspector)[-1]
		return officials_of(f"{self.county_key}-anwei")[-1]

	@property
	def county_key(self) -> str:
		return COUNTY_KEYS[build.region_columns(self.enterprise.region)["county"]]

	@property
	def describer(self) -> str:
		"""Who completes the description and starts the rectification."""
		own = self.scenario.source == v.SELF_INSPECTION or self.enterprise.uses_system
		return self.preparer if own and self.enterprise.uses_system else self.finder

	# --- documents ------------------------------------------------------------------------------------------------
	def insert(self, doctype: str, values: dict, user: str) -> Document:
		"""Insert as `user` what a client may send: no names, no server-owned fields, files uploaded first."""
		with acting_as(user):
			doc = frappe.get_doc({"doctype": doctype, **sendable(doctype, values)})
			if doc.meta.has_field("hazard") and self.hazard:
				doc.hazard = self.hazard
			files.attach(doc)
			return doc.insert()

	def save(self, doc: Document, user: str, **values) -> Document:
		"""Save as `user` with these values."""
		with acting_as(user):
			doc = frappe.get_doc(doc.doctype, doc.name)
			doc.update(values)
			files.attach(doc)
			return doc.save()

	def act(self, doc: Document | str, action: str, user: str, **values) -> Document:
		"""Take a workflow action as `user`; values are saved with it (a return reason)."""
		doctype, name = ("Hazard", doc) if isinstance(doc, str) else (doc.doctype, doc.name)
		with acting_as(user):
			doc = frappe.get_doc(doctype, name)
			if values:
				doc.update(values)
				files.attach(doc)
				doc.save()
			return apply_workflow(frappe.get_doc(doctype, name), action)

	def approve(self, doc: Document, action: str) -> Document:
		"""The principal's approval; of a sole operator on the strength of the authority's consent."""
		return self.act(doc, f"{action} as Sole Operator" if self.sole else action, self.principal)

	def stored(self) -> Document:
		"""The hazard as it is now."""
		return frappe.get_doc("Hazard", self.hazard)

	def reached(self, stage: str) -> bool:
		return self.calendar.has_reached(stage)

	@property
	def planned_measures(self) -> list[dict]:
		return self.parts["plan"]["measures"] if self.parts["plan"] else []

	@property
	def evaluations(self) -> list[dict]:
		return [row for row in self.parts["acceptances"] if row["level"] == v.ENTERPRISE_EVALUATION]

	@property
	def later_measures(self) -> list[dict]:
		"""Immediate measures that ended after the hazard was registered."""
		rows = self.parts["hazard"]["immediate_measures"]
		return [row for row in rows if row["done_at"] and row["done_at"] > self.calendar.registered_at]

	# --- description ----------------------------------------------------------------------------------------------
	def register(self) -> None:
		"""Quick entry by the finder; the description is completed by whoever is in charge of it."""
		values = {**self.parts["hazard"], "name": None}
		for table in LATER_TABLES:
			values.pop(table)
		values["evidence"] = [row for row in values["evidence"] if row["kind"] == "Before"]
		values["earlier_hazard"] = self.names.get(self.scenario.recurring)
		values.update(general_accountability="", worker_report_on=None, worker_report_form="")
		later = self.later_measures
		values["immediate_measures"] = [
			{**row, **dict.fromkeys(END_OF_MEASURE)} if row in later else row
			for row in values["immediate_measures"]
		]
		values.update(self._as_reported())
		if self.finder == self.describer or self.scenario.source != v.SELF_INSPECTION:
			hazard = self.insert("Hazard", values, self.finder)
		else:
			quick = (
				"hazard_title",
				"enterprise",
				"place",
				"unit",
				"source",
				"found_on",
				"found_by_name",
				"photo",
			)
			hazard = self.insert("Hazard", {name: values[name] for name in quick}, self.finder)
			self.save(hazard, self.describer, **sendable("Hazard", {**values, "photo": hazard.photo}))
		self.hazard = self.names[self.scenario.key] = hazard.name
		self._report_at_once()

	def _as_reported(self) -> dict:
		"""Class, basis and deadline before a verification or an extension changed them."""
		scenario = self.scenario
		due = None if scenario.due is None else self.calendar.at(scenario.due)
		reported = {"rectification_due": due, **build.build_hazard.classification(scenario)}
		if scenario.outcome == v.CHANGED:
			blank = dict.fromkeys(
				(
					"classification_basis",
					"criterion",
					"classification_reason",
					"needs_suspension",
					"needs_time",
					"external_factor",
				)
			)
			reported = {**blank, **reported}
		return reported

	def _report_at_once(self) -> None:
		first = [r for r in self.parts["hazard"]["authority_reports"] if r["kind"] == v.FIRST_REPORT]
		if first:
			doc = self.stored()
			self.save(doc, self.preparer, authority_reports=first)

	def start_rectification(self) -> None:
		"""Nobody waits for an office: the first measure is enough."""
		self.act(self.hazard, "Start Rectification", self.describer)

	def reject_repeat(self) -> None:
		"""The verifying officer says that what looks like an earlier hazard is another one."""
		earlier, reason = self.scenario.no_repeat_of
		with acting_as(officials_of(self.scenario.verifier)[0]):
			repeats_api.decide(self.hazard, self.names[earlier], v.REJECTED, reason)

	def end_immediate_measure(self, wanted: dict) -> None:
		"""The end of one immediate measure, with its photos."""
		doc = self.stored()
		row = next(row for row in doc.immediate_measures if row.measure == wanted["measure"])
		with acting_as(self.describer):
			row.update({name: wanted[name] for name in END_OF_MEASURE})
			files.attach(doc)
			doc.save()

	def prove(self) -> None:
		"""What the hazard itself has to show before acceptance: photo after, posting, full report; general: one line."""
		spec = self.parts["hazard"]
		doc = self.stored()
		full = [row for row in spec["authority_reports"] if row["kind"] == v.FULL_REPORT]
		for row in full:
			row["plan"] = self.plan
		after = [row for row in spec["evidence"] if row["kind"] == "After"]
		with acting_as(self.preparer):
			for table, rows in (
				("evidence", after),
				("authority_reports", full),
				("public_postings", spec["public_postings"]),
			):
				for row in rows:
					doc.append(table, {name: value for name, value in row.items() if value})
			if spec["general_accountability"]:
				doc.general_accountability = spec["general_accountability"]
			files.attach(doc)
			doc.save()

	def tell_workers(self) -> None:
		"""The workers' congress hears what became of it."""
		told = {name: self.parts["hazard"][name] for name in ("worker_report_on", "worker_report_form")}
		self.save(self.stored(), self.preparer, **told)

	def request_acceptance(self) -> None:
		self.act(self.hazard, "Request Acceptance", self.preparer)

	def verify(self) -> None:
		"""Prepared by one officer, decided by another; a department with a single officer says why it decides alone."""
		for row in self.parts["verifications"]:
			officers = officials_of(self.scenario.verifier)
			values = {**row, "duplicate_of": self.names.get(self.scenario.duplicate_of)}
			verification = self.insert("Hazard Verification", values, officers[-1])
			alone = len(officers) == 1
			self.act(verification, "Decide as Lone Clerk" if alone else "Decide Verification", officers[0])


def sendable(doctype: str, values: dict) -> dict:
	"""Values without names, server-owned fields and empty ones; rows of tables likewise."""
	meta = frappe.get_meta(doctype)
	owned = FACTS[doctype].SERVER_OWNED if doctype in FACTS else frozenset()
	found = {}
	for fieldname, value in values.items():
		field = meta.get_field(fieldname)
		if field is None or fieldname in owned or value in (None, ""):
			continue
		if field.fieldtype == "Table":
			value = [sendable(field.options, row) for row in value]
		found[fieldname] = value
	return found
