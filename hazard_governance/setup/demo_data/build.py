"""Demo scenarios as whole records: mappings in the shape of `HazardRecord.build`, with the days counted from `today`.

The site loader takes the fields from here and walks the statuses by the real actions; the offline ledger takes the
records as they are. Files are named by placeholders such as "整改后.png".
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import date, timedelta

from hazard_governance.domain.accountability import CATALOGUE
from hazard_governance.domain.facts import HazardRecord
from hazard_governance.setup.criteria_data import library
from hazard_governance.setup.demo_data import build_closing, build_documents, build_hazard, places
from hazard_governance.setup.demo_data.calendar import Calendar
from hazard_governance.setup.demo_data.hazards import HAZARDS
from hazard_governance.setup.demo_data.model import EnterpriseSpec, Scenario
from hazard_governance.setup.demo_data.reference import SECTOR_BY_NAME, industries_of

COUNTY_CODES = {
	name: code for name, code, level, *_ in places.REGIONS if level in ("County", "Development Zone")
}


def region_columns(region: str) -> dict[str, str]:
	"""region, township, county and city of a region of the demo."""
	columns = {"region": region, "township": "", "county": "", "city": places.CITY}
	rows = {name: (level, parent) for name, _code, level, parent, _group in places.REGIONS}
	while region and rows[region][0] != "City":
		level, parent = rows[region]
		columns["township" if level == "Township" else "county"] = region
		region = parent
	return columns


def build(scenario: Scenario, today: date) -> dict:
	"""Mappings of one scenario for `HazardRecord.build`; without register number and with the stage it shall reach."""
	calendar = Calendar(scenario, today)
	hazard = build_hazard.hazard(scenario, calendar)
	enterprise = places.ENTERPRISE_BY_KEY[scenario.enterprise]
	scope = {
		**region_columns(enterprise.region),
		"industry": enterprise.industry,
		"enterprise": enterprise.name,
	}
	hazard.update(scope)
	sector = SECTOR_BY_NAME[enterprise.industry]
	documents = {
		"verifications": build_documents.verifications(scenario, calendar),
		"analysis": build_documents.analysis(scenario, calendar),
		"actions": build_documents.actions(scenario, calendar),
		"plan": build_documents.plan(scenario, calendar),
		"suspensions": build_closing.suspensions(scenario, calendar),
		"acceptances": build_closing.acceptances(scenario, calendar),
		"source_governance": build_closing.source_governance(scenario, calendar),
		"report": build_closing.report(scenario, calendar),
		"cases": build_closing.cases(scenario, calendar),
		"study_topics": build_closing.study_topics(scenario, calendar),
	}
	return {
		"hazard": hazard,
		"enterprise": _enterprise(enterprise, today),
		"sector": {"name": sector.name, "sector_name": sector.name, "is_coal": sector.is_coal},
		**documents,
	}


def _enterprise(spec: EnterpriseSpec, today: date) -> dict:
	consent = today - timedelta(days=200) if spec.sole_operator_authority else None
	return {
		"name": spec.name,
		"enterprise_name": spec.name,
		**region_columns(spec.region),
		"industry": spec.industry,
		"competent_authority": places.BY_KEY[spec.authority].name,
		"address": spec.address,
		"principal_name": spec.principal,
		"principal_user": spec.user("principal") if spec.uses_system else "",
		"technically_weak": spec.technically_weak,
		"sole_operator": bool(spec.sole_operator_authority),
		"sole_operator_authority": places.BY_KEY[spec.sole_operator_authority].name
		if spec.sole_operator_authority
		else "",
		"sole_operator_consent_on": consent,
		"members": [
			{"user": spec.user(role), "full_name": name, "post": post, "safety_officer": role == "safety"}
			for role, name, post in spec.staff
			if spec.uses_system
		],
	}


def shared(today: date) -> dict:
	"""What every record of the demo shares: authorities, criteria, catalogue of measures, settings."""
	levels = {name: level for name, _code, level, *_ in places.REGIONS}
	authorities = {
		spec.name: {
			"name": spec.name,
			"authority_name": spec.name,
			"kind": spec.kind,
			"region": spec.region,
			"level": "City" if levels[spec.region] == "City" else "County",
		}
		for spec in places.AUTHORITIES
	}
	return {
		"authorities": authorities,
		"criteria": {row["code"]: {"name": row["code"], **row} for row in library()},
		"measure_catalogue": {spec.measure_name: asdict(spec) for spec in CATALOGUE},
	}


def records(today: date) -> list[HazardRecord]:
	"""Every hazard of the demo as a record, numbered as a county would, in the order of the data."""
	common = shared(today)
	built = [build(scenario, today) for scenario in HAZARDS]
	_number([parts["hazard"] for parts in built])
	return [
		HazardRecord.build(
			**parts,
			**common,
			criterion=common["criteria"].get(parts["hazard"].get("criterion")),
			industries=industries_of(parts["hazard"]["industry"]),
		)
		for parts in built
	]


def _number(hazards: list[dict]) -> None:
	"""`{code}-{YYYYMM}-{4 digits}` for verified major hazards, in the order of verification, as numbering.py gives them."""
	numbers: Counter[str] = Counter()
	numbered = [hazard for hazard in hazards if hazard.pop("numbered")]
	for hazard in sorted(numbered, key=lambda hazard: hazard["verified_on"]):
		prefix = f"{COUNTY_CODES[hazard['county']]}-{hazard['verified_on']:%Y%m}"
		numbers[prefix] += 1
		hazard["register_no"] = f"{prefix}-{numbers[prefix]:04d}"
