"""What ./run and ./test do to a site besides Frappe's own commands.

Run by the bench's Python in a sites folder: `python site_tools.py COMMAND SITE [ARGUMENT...]`. Never imported by the app.
"""

import contextlib
import hashlib
import json
import os
import secrets
import sys
from collections import Counter
from datetime import date

import frappe


def folders(site: str, host: str, port: str) -> None:
	"""The folders and site_config.json of a site; the database account stays what it was."""
	for folder in ("public/files", "private/files", "private/backups", "logs", "locks", "task-logs"):
		os.makedirs(os.path.join(site, folder), exist_ok=True)
	path = os.path.join(site, "site_config.json")
	config = {}
	if os.path.exists(path):
		with open(path) as file:
			config = json.load(file)
	name = "_" + hashlib.sha1(os.path.realpath(site).encode(), usedforsecurity=False).hexdigest()[:16]
	config.setdefault("db_name", name)
	config.setdefault("db_password", secrets.token_hex(12))
	config.update(db_type="mariadb", db_host=host, db_port=int(port))
	with open(path, "w") as file:
		json.dump(config, file, indent=1, sort_keys=True)


def wizard(site: str) -> None:
	"""Answers ERPNext's setup wizard: one company in China, kept in yuan."""
	from frappe.desk.page.setup_wizard.setup_wizard import setup_complete

	frappe.set_user("Administrator")
	year = date.today().year
	answers = {
		"language": "English",
		"lang": "en",
		"country": "China",
		"timezone": "Asia/Shanghai",
		"currency": "CNY",
		"full_name": "Site Manager",
		"email": "manager@example.com",
		"password": secrets.token_urlsafe(16),
		"company_name": "Example Works",
		"company_abbr": "EW",
		"chart_of_accounts": "Standard",
		"fy_start_date": f"{year}-01-01",
		"fy_end_date": f"{year}-12-31",
		"bank_account": "",
		"domain": "Manufacturing",
		"setup_demo": 0,
		"enable_telemetry": 0,
		"allow_recording_first_session": 0,
	}
	setup_complete(answers)
	frappe.db.set_single_value("System Settings", {"language": "en", "time_zone": "Asia/Shanghai"})
	frappe.db.commit()
	frappe.clear_cache()
	if not frappe.is_setup_complete():
		raise SystemExit("The setup wizard did not finish")


def formats(site: str) -> None:
	"""Dates and times as they are written in China."""
	for setting, value in {"date_format": "yyyy-mm-dd", "time_format": "HH:mm:ss"}.items():
		frappe.db.set_single_value("System Settings", setting, value)
		frappe.db.set_default(setting, value)
	frappe.db.commit()
	frappe.clear_cache()


def forget_cache(site: str) -> None:
	"""Drops what Redis still holds of an older database of this site."""
	frappe.cache.delete_keys("")
	frappe.clear_cache()


def installed(site: str) -> None:
	"""Prints the installed apps, one a line."""
	print("\n".join(frappe.get_installed_apps()))


def logins(site: str) -> None:
	"""Prints one enabled user of the desk for each role of the app, in the order of the roles' names: the one with the
	fewest roles; then the demo's people without the desk."""
	from hazard_governance.setup.demo import PASSWORD
	from hazard_governance.setup.demo_data.portal_people import PORTAL_PEOPLE
	from hazard_governance.setup.role_names import DESK_USER

	rows = frappe.get_all(
		"Has Role",
		filters={"parenttype": "User", "role": ["in", _app_roles()]},
		fields=["role", "parent"],
		order_by="role asc, parent asc",
	)
	filters = {"enabled": 1}
	enabled = set(frappe.get_all("User", filters=filters, pluck="name", order_by="name"))
	portal = [person for person in PORTAL_PEOPLE if person.user in enabled]
	enabled -= {person.user for person in portal}
	held = Counter(row.parent for row in rows)
	best: dict[str, str] = {}
	for row in sorted(rows, key=lambda row: (row.role, held[row.parent])):
		if row.parent in enabled and row.parent != "Administrator" and row.role != DESK_USER:
			best.setdefault(row.role, row.parent)
	print(f"  {'role':<32} user (password of all of them: {PASSWORD})")
	for role, user in best.items():
		print(f"  {role:<32} {user}")
	print(f"  {'administrator':<32} Administrator (password: admin)")
	if portal:
		print("\n  without the desk, from /hazards:")
	for person in portal:
		print(f"  {person.roles[0]:<32} {person.user}")


def _app_roles() -> list[str]:
	with open(frappe.get_app_path("hazard_governance", "fixtures", "role.json")) as file:
		return [role["name"] for role in json.load(file)]


COMMANDS = {
	command.__name__: command for command in (folders, wizard, formats, forget_cache, installed, logins)
}


def main(name: str, site: str, *arguments: str) -> None:
	"""Runs one command; all but `folders` on the connected site."""
	if name == "folders":
		folders(site, *arguments)
		return
	frappe.init(site=site)
	with contextlib.closing(frappe.connect() or frappe.db):
		COMMANDS[name](site, *arguments)
	frappe.destroy()


if __name__ == "__main__":
	main(*sys.argv[1:])
