"""Base class and factories of the tests that need a site.

Factories are idempotent (a master of the same name is found again), commit nothing, and take overrides as keywords.
Tests act as real users with real roles: `with self.as_user(user): ...`.
"""

import io

import frappe
from frappe.cache_manager import user_cache_keys
from frappe.utils import add_days, getdate, now_datetime

from hazard_governance.setup.demo_site.acting import acting_as as as_user

try:
	from frappe.tests import IntegrationTestCase as _TestCase
except ImportError:
	from frappe.tests.utils import FrappeTestCase as _TestCase

CITY, COUNTY, OTHER_COUNTY = "Test City", "Test County One", "Test County Two"
ZONE, TOWNSHIP = "Test Development Zone", "Test Township"
REGIONS = (
	# name, code, level, parent, is_group
	(CITY, "990400", "City", None, 1),
	(COUNTY, "990402", "County", CITY, 1),
	(OTHER_COUNTY, "990403", "County", CITY, 1),
	(ZONE, "990471", "Development Zone", CITY, 1),
	(TOWNSHIP, "990402101", "Township", COUNTY, 0),
)
MANUFACTURING, COAL, GAS = "Test Manufacturing", "Test Coal Mining", "Test Gas"
SECTORS = (
	# name, code, coal, cross-industry
	(MANUFACTURING, "TMF", 0, 0),
	(COAL, "TCM", 1, 0),
	(GAS, "TGS", 0, 1),
)


class GovernanceTestCase(_TestCase):
	"""Builds the regions, sectors and settings once a class; every test is undone afterwards."""

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		frappe.set_user("Administrator")
		make_region_tree()
		make_sectors()

	def setUp(self) -> None:
		super().setUp()
		frappe.db.savepoint("before_test")
		clear_scope_cache()

	def tearDown(self) -> None:
		frappe.set_user("Administrator")
		frappe.db.rollback(save_point="before_test")
		frappe.clear_messages()
		clear_scope_cache()
		super().tearDown()

	def as_user(self, user: str):
		return as_user(user)

	def assertRefused(self, words: str, call, *args, exc: type[Exception] = frappe.ValidationError, **kwargs):
		"""`call` raises `exc` with `words` (a plain text) in its message; returns the message."""
		with self.assertRaises(exc) as caught:
			call(*args, **kwargs)
		message = str(caught.exception) or str(frappe.flags.error_message or "")
		self.assertIn(words, message)
		return message


def clear_scope_cache() -> None:
	"""Memberships are read once a request; a test is many requests."""
	from hazard_governance.permissions import members

	members.clear_cache()


# --- people --------------------------------------------------------------------------------------------------
def make_user(*roles: str, name: str | None = None, desk: bool = True) -> str:
	"""A user with these roles (and `Hazard Desk User`); the name defaults to one made from the roles.

	Only the rows are written: what Frappe does besides for a new account (a contact, a share, empty caches of the whole
	site) takes longer than most tests. `make_account` does it.
	"""
	email, wanted = _email(roles, name), _wanted(roles, desk)
	make_roles(wanted)
	held = set(
		frappe.get_all("Has Role", {"parenttype": "User", "parent": email}, pluck="role", order_by="idx")
	)
	user = frappe.new_doc("User")
	user.update(_account(email, wanted | held))
	if frappe.db.exists("User", email):
		frappe.db.set_value("User", email, "user_type", user.user_type)
	else:
		user.db_insert()
	for role in sorted(wanted - held):
		user.append("roles", {"role": role, "parent": email}).db_insert()
	# somebody of this name may have been here before, in a test that was undone
	for key in user_cache_keys:
		frappe.cache.hdel(key, email)
	return email


def make_account(*roles: str, name: str | None = None, desk: bool = True) -> str:
	"""The same, as Frappe does it: for who signs in."""
	email, wanted = _email(roles, name), _wanted(roles, desk)
	make_roles(wanted)
	user = frappe.get_doc("User", email) if frappe.db.exists("User", email) else frappe.new_doc("User")
	held = {row.role for row in user.roles}
	if wanted <= held:
		return email
	user.update(_account(email, wanted))
	user.extend("roles", [{"role": role} for role in sorted(wanted - held)])
	user.flags.no_welcome_mail = True
	user.flags.ignore_password_policy = True
	user.save(ignore_permissions=True)
	return email


def _email(roles: tuple[str, ...], name: str | None) -> str:
	email = name or "-".join(frappe.scrub(role).replace("_", "-") for role in roles) or "nobody"
	return (email if "@" in email else f"{email}@hazard.test").lower()


def _wanted(roles: tuple[str, ...], desk: bool) -> set[str]:
	return {*roles, *(["Hazard Desk User"] if desk else [])}


def _account(email: str, roles: set[str]) -> dict:
	first_name = email.split("@")[0]
	opens_the_desk = frappe.db.count("Role", {"name": ("in", sorted(roles)), "desk_access": 1})
	return {
		"name": email,
		"email": email,
		"first_name": first_name,
		"full_name": first_name,
		"send_welcome_email": 0,
		"enabled": 1,
		"user_type": "System User" if opens_the_desk else "Website User",
	}


def make_roles(roles: set[str]) -> None:
	"""Roles of the app, where a site lacks one."""
	for role in sorted(roles):
		if not frappe.db.exists("Role", role):
			frappe.get_doc(
				{"doctype": "Role", "role_name": role, "desk_access": role == "Hazard Desk User"}
			).insert()


def _join(doctype: str, name: str, users: tuple[str, ...]) -> None:
	there = frappe.get_all(f"{doctype} Member", {"parent": name}, pluck="user", order_by="idx asc")
	missing = [user for user in users if user not in there]
	if missing:
		doc = frappe.get_doc(doctype, name)
		doc.extend("members", [{"user": user} for user in missing])
		doc.save(ignore_permissions=True)
	clear_scope_cache()


# --- masters ---------------------------------------------------------------------------------------------------
def make_region_tree() -> dict[str, str]:
	"""One city, two counties, a development zone, a township; returns name -> code."""
	for name, code, level, parent, is_group in REGIONS:
		if not frappe.db.exists("Supervision Region", name):
			frappe.get_doc(
				{
					"doctype": "Supervision Region",
					"region_name": name,
					"region_code": code,
					"level": level,
					"parent_supervision_region": parent,
					"is_group": is_group,
				}
			).insert(ignore_permissions=True)
	return {row[0]: row[1] for row in REGIONS}


def make_sectors() -> None:
	"""Three sectors: manufacturing, coal, and gas (which applies across industries)."""
	for name, code, is_coal, cross in SECTORS:
		if not frappe.db.exists("Industry Sector", name):
			frappe.get_doc(
				{
					"doctype": "Industry Sector",
					"sector_name": name,
					"sector_code": code,
					"is_coal": is_coal,
					"cross_industry": cross,
				}
			).insert(ignore_permissions=True)


def make_authority(
	name: str = "Test County Safety Committee Office",
	region: str = COUNTY,
	kind: str = "Safety Committee Office",
	industries: tuple[str, ...] = (),
	members: tuple[str, ...] = (),
	**overrides,
) -> str:
	"""An authority of a region (and of some industries) with these members."""
	if not frappe.db.exists("Supervision Authority", name):
		frappe.get_doc(
			{
				"doctype": "Supervision Authority",
				"authority_name": name,
				"region": region,
				"kind": kind,
				"industries": [{"industry": industry} for industry in industries],
				"members": [{"user": user} for user in members],
				**overrides,
			}
		).insert(ignore_permissions=True)
	_join("Supervision Authority", name, members)
	return name


def credit_code(serial: int) -> str:
	"""A unified social credit code with a right check character, one for each serial number."""
	from hazard_governance.credit_code import check_character

	body = f"91990402MA{serial:07d}"
	return body + check_character(body)


def make_enterprise(
	name: str = "Test Works One",
	region: str = COUNTY,
	industry: str = MANUFACTURING,
	members: tuple[str, ...] = (),
	**overrides,
) -> str:
	"""An enterprise with these members; without a credit code unless one is given."""
	if not frappe.db.exists("Regulated Enterprise", name):
		frappe.get_doc(
			{
				"doctype": "Regulated Enterprise",
				"enterprise_name": name,
				"region": region,
				"industry": industry,
				"principal_name": "Principal of " + name,
				"members": [{"user": user} for user in members],
				**overrides,
			}
		).insert(ignore_permissions=True)
	_join("Regulated Enterprise", name, members)
	return name


def make_criterion(code: str = "TEST-1", industry: str = MANUFACTURING, **overrides) -> str:
	"""A criterion of a major hazard, valid since 2020."""
	if not frappe.db.exists("Hazard Criterion", code):
		frappe.get_doc(
			{
				"doctype": "Hazard Criterion",
				"code": code,
				"standard": "Test standard",
				"article": "1",
				"industry": industry,
				"hazard_class": "Major",
				"valid_from": "2020-01-01",
				"summary": "Dust collection without explosion relief",
				**overrides,
			}
		).insert(ignore_permissions=True)
	return code


def letter(number: int, prefix: str = "测安督字") -> str:
	"""A letter number of this year."""
	return f"{prefix}〔{getdate().year}〕{number}号"


# --- hazards ---------------------------------------------------------------------------------------------------
MINIMAL = {
	"hazard_title": "Dust on the beams",
	"place": "Grinding shop, north bay",
	"source": "Self-Inspection",
}
DESCRIBED = {
	"existing_condition": "A layer of aluminium dust of 5 mm on beams and pipes",
	"possible_harm": "Dust explosion",
	"scope_of_influence": "Grinding shop, 12 people a shift",
	"recurring": "No",
}


def make_hazard(insert: bool = True, described: bool = False, **overrides):
	"""A hazard of `Test Works One`, found an hour ago; minimal unless `described`. Returns the document."""
	values = {"doctype": "Hazard", **MINIMAL, **(DESCRIBED if described else {}), **overrides}
	if "enterprise" not in values:
		values["enterprise"] = make_enterprise()
	values.setdefault("found_on", add_days(now_datetime(), 0).replace(microsecond=0))
	doc = frappe.get_doc(values)
	return doc.insert() if insert else doc


def make_major_hazard(insert: bool = True, **overrides):
	"""A fully described major hazard by criterion `TEST-1`."""
	values = {
		"classification": "Major",
		"classification_basis": "Criterion",
		"criterion": overrides.get("criterion") or make_criterion(),
		**overrides,
	}
	return make_hazard(insert=insert, described=True, **values)


def photo_bytes(fmt: str = "JPEG", taken_on: str | None = None, colour: str = "red") -> bytes:
	"""A small picture; `taken_on` ("2024:05:01 08:00:00") goes into its EXIF."""
	from PIL import Image

	image, out = Image.new("RGB", (32, 24), colour), io.BytesIO()
	options = {}
	if taken_on:
		exif = Image.Exif()
		exif[0x0132] = taken_on
		exif.get_ifd(0x8769)[0x9003] = taken_on
		options["exif"] = exif.tobytes()
	image.save(out, fmt, **options)
	return out.getvalue()


def make_photo(
	name: str = "photo.jpg", content: bytes | None = None, attached_to=None, is_private: int = 1, **overrides
) -> str:
	"""Upload a picture as the session's user; returns its address. `attached_to` is a document."""
	values = {
		"doctype": "File",
		"file_name": name,
		"content": content if content is not None else photo_bytes(colour=_next_colour()),
		"is_private": is_private,
		**overrides,
	}
	if attached_to is not None:
		values.update(attached_to_doctype=attached_to.doctype, attached_to_name=attached_to.name)
	return frappe.get_doc(values).insert().file_url


_colours = iter(range(1, 1 << 24))


def _next_colour() -> str:
	# equal pictures share one file on disk
	return f"#{(next(_colours) * 7919) % (1 << 24):06x}"
