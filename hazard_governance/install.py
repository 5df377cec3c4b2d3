"""Installation and migration of the app.

Everything here may run any number of times: each ensure_* function makes what a site has never had, and leaves
alone what an administrator edited, renamed, deactivated or deleted.
"""

import click
import frappe
from frappe import _

from hazard_governance.papers import fonts
from hazard_governance.setup import (
	boards,
	criteria_library,
	list_settings,
	outer_systems,
	reference_data,
	roles,
	settings,
	workflows,
)
from hazard_governance.setup.memory import Memory

FRAPPE_FROM, FRAPPE_BELOW = 15, 17


def before_install() -> None:
	"""Refuse a site the app does not run on; make the roles that the DocTypes' permissions name."""
	check_versions(frappe.__version__, frappe.get_installed_apps())
	roles.ensure_roles()


def after_install() -> None:
	"""Seed the site. Fixtures are loaded only after this."""
	seed()
	if not fonts.is_there():
		# an installation does not fail for it: papers do, with the same words
		click.secho(f"Official papers need a Chinese font: install {fonts.FONT_PACKAGE}", fg="yellow")


def after_migrate() -> None:
	"""Give a site what a newer version of the app brings along."""
	seed()


def seed() -> None:
	"""Roles, workflows, reference data, settings, list columns and boards a site has never had."""
	roles.ensure_roles()
	memory = Memory.load()
	workflows.ensure_workflows(memory)
	reference_data.ensure_reference_data(memory)
	criteria_library.ensure_criteria(memory)
	outer_systems.ensure_reporting_systems(memory)
	settings.ensure_settings(memory)
	settings.ensure_ladder(memory)
	list_settings.ensure_list_settings(memory)
	boards.ensure_boards(memory)
	memory.save()


def check_versions(frappe_version: str, installed_apps: list[str]) -> None:
	"""Raise ValidationError unless Frappe is of version 15 or 16 and ERPNext is installed on the site.

	frappe_version: such as "15.72.4" or "16.0.0-dev".
	"""
	major = int(frappe_version.split(".", 1)[0])
	if not FRAPPE_FROM <= major < FRAPPE_BELOW:
		frappe.throw(
			_("Hazard Governance runs on Frappe version {0} to {1}; this site runs version {2}.").format(
				FRAPPE_FROM, FRAPPE_BELOW - 1, frappe_version
			)
		)
	if "erpnext" not in installed_apps:
		frappe.throw(_("Hazard Governance needs ERPNext. Install ERPNext on this site first, then this app."))
