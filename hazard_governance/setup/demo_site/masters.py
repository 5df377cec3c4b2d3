"""Masters of the demo: regions, industries, authorities, criteria, campaign, enterprises, and one ERPNext Company."""

from datetime import date, timedelta

import frappe

from hazard_governance.credit_code import check_character
from hazard_governance.setup.criteria_data import library
from hazard_governance.setup.demo_data import places
from hazard_governance.setup.demo_data.hazards import HAZARDS
from hazard_governance.setup.demo_data.model import EnterpriseSpec
from hazard_governance.setup.demo_data.portal_people import members_of
from hazard_governance.setup.demo_data.reference import SECTOR_BY_NAME
from hazard_governance.setup.demo_site.manifest import Manifest

SERIAL_FROM = 2026001


def make_masters(manifest: Manifest, today: date) -> None:
	"""Everything hazards refer to, in the order in which one refers to the other."""
	for name, code, level, parent, is_group in places.REGIONS:
		_region(manifest, name, code, level, parent, is_group)
	rules = _criteria_used()
	for name in sorted({row["industry"] for row in rules} | {e.industry for e in places.ENTERPRISES}):
		_sector(manifest, name)
	_authorities(manifest)
	for row in rules:
		manifest.ensure("Hazard Criterion", row["code"], row)
	_campaign(manifest, today)
	for number, spec in enumerate(places.ENTERPRISES):
		_enterprise(manifest, spec, SERIAL_FROM + number, today)
	for spec in places.ENTERPRISES:
		if spec.company:
			_company(manifest, spec, today)
	for name in sorted({s.third_party[0] for s in HAZARDS if s.third_party}):
		_supplier(manifest, name)


def _criteria_used() -> list[dict]:
	"""The installer has made the criteria; those of the demo's hazards that an administrator removed are made again."""
	used = {spec.criterion for spec in HAZARDS}
	return [row for row in library() if row["code"] in used]


def _region(manifest: Manifest, name: str, code: str, level: str, parent: str, is_group: bool) -> None:
	values = {
		"region_name": name,
		"region_code": code,
		"level": level,
		"parent_supervision_region": parent or None,
		"is_group": int(is_group),
	}
	manifest.ensure("Supervision Region", name, values)


def _sector(manifest: Manifest, name: str) -> None:
	"""The installer has made the sectors; one that an administrator removed is made again for the demo."""
	spec = SECTOR_BY_NAME[name]
	if spec.parent:
		_sector(manifest, spec.parent)
	values = {
		"sector_name": name,
		"parent_industry_sector": spec.parent or None,
		"is_group": int(spec.is_group),
		"is_coal": int(spec.is_coal),
		"cross_industry": int(spec.cross_industry),
	}
	manifest.ensure("Industry Sector", name, values)


def _authorities(manifest: Manifest) -> None:
	for spec in places.AUTHORITIES:
		for industry in (*spec.industries, *spec.themes):
			_sector(manifest, industry)
		values = {
			"authority_name": spec.name,
			"short_name": spec.short_name,
			"kind": spec.kind,
			"region": spec.region,
			"letter_prefix": spec.letter_prefix,
			"phone": "0355-0000000",
			"industries": [{"industry": industry} for industry in spec.industries],
			"themes": [{"sector": sector} for sector in spec.themes],
			"members": [
				*({"user": o.user, "full_name": o.full_name, "post": o.post} for o in spec.officials),
				*members_of(spec.key),
			],
		}
		manifest.ensure("Supervision Authority", spec.name, values)


def _campaign(manifest: Manifest, today: date) -> None:
	values = {
		"campaign_name": places.CAMPAIGN,
		"document_no": "长安发〔演示〕5号",
		"from_date": today - timedelta(days=300),
		"to_date": today + timedelta(days=200),
		"region": places.CITY,
		"description": "演示数据：重大事故隐患专项排查整治行动，覆盖全市各行业领域。",
	}
	manifest.ensure("Hazard Campaign", places.CAMPAIGN, values)


def _enterprise(manifest: Manifest, spec: EnterpriseSpec, serial: int, today: date) -> None:
	body = f"91140400MA{serial:07d}"
	values = {
		"enterprise_name": spec.name,
		"credit_code": body + check_character(body),
		"region": spec.region,
		"industry": spec.industry,
		"competent_authority": places.BY_KEY[spec.authority].name,
		"address": spec.address,
		"phone": "0355-0000000",
		"principal_name": spec.principal,
		"principal_phone": "139-0000-0000",
		"principal_user": spec.user("principal") if spec.uses_system else None,
		"technically_weak": int(spec.technically_weak),
		"members": _members(spec),
	}
	if spec.sole_operator_authority:
		values.update(
			sole_operator=1,
			sole_operator_authority=places.BY_KEY[spec.sole_operator_authority].name,
			sole_operator_consent_on=today - timedelta(days=200),
		)
	manifest.ensure("Regulated Enterprise", spec.name, values)


def _members(spec: EnterpriseSpec) -> list[dict]:
	if not spec.uses_system:
		return []
	return [
		*(
			{
				"user": spec.user(role),
				"full_name": name,
				"post": post,
				"safety_officer": int(role == "safety"),
			}
			for role, name, post in spec.staff
		),
		*members_of(spec.key),
	]


def _company(manifest: Manifest, spec: EnterpriseSpec, today: date) -> None:
	"""An ERPNext Company with the enterprise's staff as employees, linked from the enterprise."""
	if not frappe.db.exists("Company", spec.company):
		manifest.insert(
			{
				"doctype": "Company",
				"company_name": spec.company,
				"abbr": "XHJX",
				"default_currency": "CNY",
				"country": "China",
				"create_chart_of_accounts_based_on": "Standard Template",
			}
		)
	for role, full_name, post in spec.staff:
		_employee(manifest, spec, role, full_name, post, today)
	enterprise = frappe.get_doc("Regulated Enterprise", spec.name)
	if enterprise.erpnext_company != spec.company:
		enterprise.erpnext_company = spec.company
		enterprise.save(ignore_permissions=True)  # the loader acts for the site, not for a user


def _employee(
	manifest: Manifest, spec: EnterpriseSpec, role: str, full_name: str, post: str, today: date
) -> None:
	if frappe.db.exists("Employee", {"user_id": spec.user(role)}):
		return
	manifest.ensure("Designation", post, {"designation_name": post})
	manifest.ensure("Gender", "Prefer not to say", {"gender": "Prefer not to say"})
	manifest.insert(
		{
			"doctype": "Employee",
			"first_name": full_name,
			"company": spec.company,
			"user_id": spec.user(role),
			"create_user_permission": 0,
			"gender": "Prefer not to say",
			"date_of_birth": "1980-01-01",
			"date_of_joining": today - timedelta(days=1000),
			"designation": post,
			"status": "Active",
		}
	)


def _supplier(manifest: Manifest, name: str) -> None:
	if frappe.db.exists("Supplier", {"supplier_name": name}):
		return
	group = frappe.db.get_value("Supplier Group", {"is_group": 0}, "name", order_by="name asc")
	manifest.insert(
		{"doctype": "Supplier", "supplier_name": name, "supplier_group": group, "supplier_type": "Company"}
	)
