"""Two enterprises, two counties, their people and their documents, for the tests of scope; and the way a browser
calls the server: through the override of a method, with the arguments of the request."""

import contextlib

import frappe
from werkzeug.exceptions import Forbidden

from hazard_governance.tests import base

ENTERPRISE_A, ENTERPRISE_B, ENTERPRISE_C = "Persona Works A", "Persona Colliery B", "Persona Colliery C"
STEPS = ("Root Cause Analysis", "Accountability Action", "Remediation Plan")
REFERRAL = "Case Referral"
COMMISSION = "Persona Discipline Commission"
DOCTYPES = ("Hazard", *STEPS, REFERRAL)

# persona -> (roles, enterprise or authority they are a member of)
PEOPLE = {
	"reporter A": (("Hazard Reporter",), ENTERPRISE_A),
	"measure owner A": (("Rectification Owner",), ENTERPRISE_A),
	"safety officer A": (("Enterprise Safety Officer",), ENTERPRISE_A),
	"principal A": (("Enterprise Principal",), ENTERPRISE_A),
	"reporter B": (("Hazard Reporter",), ENTERPRISE_B),
	"measure owner B": (("Rectification Owner",), ENTERPRISE_B),
	"safety officer B": (("Enterprise Safety Officer",), ENTERPRISE_B),
	"principal B": (("Enterprise Principal",), ENTERPRISE_B),
	"county 1": (("County Safety Office",), "Persona County One Office"),
	"county 2": (("County Safety Office",), "Persona County Two Office"),
	"coal department 1": (("Supervising Department",), "Persona County One Coal Bureau"),
	"coal department city": (("Supervising Department",), "Persona City Coal Bureau"),
	"city office": (("City Safety Office",), "Persona City Office"),
	"task force": (("Governance Task Force",), "Persona Task Force"),
	"registrar": (("Emergency Management Registrar",), "Persona County One Emergency Bureau"),
	"liaison": (("Discipline Liaison",), "Persona Discipline Commission"),
	"manager": (("Hazard Governance Manager",), None),
	"role only": (("County Safety Office", "Enterprise Principal"), None),
	"system manager": (("System Manager",), None),
	"guest": ((), None),
}

AUTHORITIES = {
	"Persona County One Office": (base.COUNTY, "Safety Committee Office", ()),
	"Persona County Two Office": (base.OTHER_COUNTY, "Safety Committee Office", ()),
	"Persona County One Coal Bureau": (base.COUNTY, "Industry Authority", (base.COAL,)),
	"Persona City Coal Bureau": (base.CITY, "Industry Authority", (base.COAL,)),
	"Persona City Office": (base.CITY, "Safety Committee Office", ()),
	"Persona Task Force": (base.CITY, "Task Force Office", ()),
	"Persona County One Emergency Bureau": (base.COUNTY, "Emergency Management", ()),
	"Persona Discipline Commission": (base.CITY, "Discipline Inspection", ()),
}
ENTERPRISES = {
	ENTERPRISE_A: (base.COUNTY, base.MANUFACTURING),
	ENTERPRISE_B: (base.OTHER_COUNTY, base.COAL),
	ENTERPRISE_C: (base.COUNTY, base.COAL),
}


class World:
	"""The people by persona, and the documents: `docs[doctype]["A1"]` is one of hazard A1.

	A1 was referred to the discipline commission, a referral of B1 is being drafted.
	Hazards A1 (seen by reporter A, measure held by measure owner A) and A2 of enterprise A, B1 (reporter B, measure
	owner B) of B, C1 of C.
	"""

	def __init__(self) -> None:
		self.users = {persona: make_person(persona) for persona in PEOPLE}
		self.docs: dict[str, dict[str, object]] = {doctype: {} for doctype in DOCTYPES}
		self.files: dict[str, str] = {}
		self._add("A1", ENTERPRISE_A, "reporter A", "measure owner A")
		self._add("A2", ENTERPRISE_A, "safety officer A", None)
		self._add("B1", ENTERPRISE_B, "reporter B", "measure owner B")
		self._add("C1", ENTERPRISE_C, "county 1", None)
		self._refer("A1", "Persona County One Office", sent=True)
		self._refer("B1", "Persona County Two Office", sent=False)

	def name(self, doctype: str, key: str) -> str:
		return self.docs[doctype][key].name

	def keys(self, doctype: str, names) -> set[str]:
		"""Which of our documents are among `names`."""
		names = set(names)
		return {key for key, doc in self.docs[doctype].items() if doc.name in names}

	def _add(self, key: str, enterprise: str, reporter: str, owner: str | None) -> None:
		with base.as_user(self.users[reporter]):
			hazard = base.make_major_hazard(
				enterprise=enterprise,
				hazard_title=f"Persona hazard {key}",
				found_on="2024-05-06 08:00:00",
				rectification_due="2024-06-06",
				criterion=base.make_criterion() if key.startswith("A") else coal_criterion(),
			)
		self.docs["Hazard"][key] = hazard
		url = base.make_photo(f"persona-{key}.jpg", attached_to=hazard)
		hazard.reload()
		hazard.append("evidence", {"file": url, "kind": "Before"})
		hazard.save()
		self.files[key] = url
		for doctype, values in step_values(owner and self.users[owner]).items():
			self.docs[doctype][key] = frappe.get_doc(
				{"doctype": doctype, "hazard": hazard.name, **values}
			).insert()

	def _refer(self, key: str, authority: str, sent: bool) -> None:
		"""A referral, sent or not; how it is sent is not what the doors ask about."""
		doc = frappe.get_doc(
			{
				"doctype": REFERRAL,
				"hazard": self.name("Hazard", key),
				"authority": authority,
				"recipient": COMMISSION,
				"persons": [{"person_name": "Wang", "post": "Deputy head"}],
			}
		).insert()
		if sent:
			values = {"status": "Sent", "workflow_state": "Referral Sent", "referred_to": COMMISSION}
			frappe.db.set_value(REFERRAL, doc.name, {**values, "sent_at": frappe.utils.now_datetime()})
			frappe.clear_document_cache(REFERRAL, doc.name)
		self.docs[REFERRAL][key] = doc


def coal_criterion() -> str:
	return base.make_criterion("TEST-COAL", industry=base.COAL)


def step_values(measure_owner: str | None) -> dict[str, dict]:
	"""Values of a draft of each step document."""
	return {
		"Root Cause Analysis": {
			"team": "Zhang, Li",
			"causes": [
				{
					"description": "No cleaning plan",
					"level": "Direct",
					"dimension": "Management",
					"failing": "Measures",
				}
			],
		},
		"Accountability Action": {
			"person_name": "Wang",
			"responsibility": "Primary",
			"responsibility_class": "Direct",
			"deciding_side": "Enterprise",
			"grounds": "Did not clean",
			"basis": "Rule 7",
			"measures": [{"measure": "Verbal Warning"}],
		},
		"Remediation Plan": {
			"goals": "No dust layer",
			"measures": [
				{
					"measure": "Clean the beams",
					"responsible_person": "Zhao",
					"responsible_user": measure_owner,
					"no_funds": 1,
					"deadline": "2030-01-01",
					"contingency": "Stop the line",
				}
			],
		},
	}


def make_person(persona: str) -> str:
	"""The user of a persona, with the membership it has."""
	if persona == "guest":
		return "Guest"
	roles, belongs_to = PEOPLE[persona]
	user = base.make_user(*roles, name=persona.replace(" ", "-").lower() + "@persona.test")
	if belongs_to in ENTERPRISES:
		region, industry = ENTERPRISES[belongs_to]
		base.make_enterprise(belongs_to, region=region, industry=industry, members=(user,))
	elif belongs_to:
		region, kind, industries = AUTHORITIES[belongs_to]
		base.make_authority(belongs_to, region=region, kind=kind, industries=industries, members=(user,))
	for name, (region, industry) in ENTERPRISES.items():
		base.make_enterprise(name, region=region, industry=industry)
	return user


# --- calling like a browser ------------------------------------------------------------------------------------
def call(method: str, **arguments):
	"""Call a whitelisted method as a request does: overridden, with the request's arguments at hand."""
	sent, response = frappe.local.form_dict, frappe.local.response
	frappe.local.form_dict = frappe._dict(arguments, cmd=method)
	frappe.local.response = frappe._dict({"docs": []})
	try:
		function = frappe.get_attr(frappe.override_whitelisted_method(method))
		frappe.is_whitelisted(function)
		result = frappe.call(function, **frappe.local.form_dict)
		return result if result is not None else frappe.local.response
	finally:
		frappe.local.form_dict, frappe.local.response = sent, response
		frappe.clear_messages()


REFUSALS = (frappe.PermissionError, frappe.DoesNotExistError, Forbidden)


def allowed(function, *args, **kwargs) -> bool:
	"""Whether the call is let through; refusals are False and leave nothing behind, other errors are errors."""
	frappe.db.savepoint("door")
	try:
		with contextlib.redirect_stdout(None):
			return bool(function(*args, **kwargs))
	except REFUSALS:
		frappe.db.rollback(save_point="door")
		return False
	finally:
		frappe.clear_messages()
		base.clear_scope_cache()
