from hazard_governance.permissions import wiring as _scope
from hazard_governance.portal import routes as _portal

app_name = "hazard_governance"
app_title = "Hazard Governance"
app_publisher = "hazard_governance contributors"
app_description = "Governance of accident hazards by five steps, from a hazard seen to a report filed"
app_email = "hazard-governance@example.com"
app_license = "gpl-3.0"
required_apps = ["frappe/erpnext"]

add_to_apps_screen = [
	{
		"name": "hazard_governance",
		"logo": "/assets/hazard_governance/images/hazard-governance.svg",
		"title": "Hazard Governance",
		"route": "/app/hazard-governance",
		"has_permission": "hazard_governance.boot.may_open_app",
	}
]

app_include_css = "/assets/hazard_governance/css/hazard_governance.css"
app_include_js = [
	"/assets/hazard_governance/js/formats.js",
	"/assets/hazard_governance/js/link_filters.js",
	"/assets/hazard_governance/js/repeats.js",
	"/assets/hazard_governance/js/criterion_offers.js",
	"/assets/hazard_governance/js/report_parts.js",
	"/assets/hazard_governance/js/trees.js",
	"/assets/hazard_governance/js/quick_entry.js",
	"/assets/hazard_governance/js/returns.js",
	"/assets/hazard_governance/js/statistics.js",
	"/assets/hazard_governance/js/server_times.js",
	"/assets/hazard_governance/js/papers.js",
	"/assets/hazard_governance/js/enforcement.js",
	"/assets/hazard_governance/js/tips.js",
]
extend_bootinfo = "hazard_governance.boot.extend_bootinfo"

# what the forms of all governed documents share
_GOVERNED_JS, _COMPARISON_JS = "public/js/governed.js", "public/js/comparison.js"
doctype_js = {
	"Hazard": [
		_GOVERNED_JS,
		"public/js/progress.js",
		"public/js/first_minutes.js",
		"public/js/public_page.js",
		_COMPARISON_JS,
	],
	"Accountability Action": [_GOVERNED_JS, _COMPARISON_JS],
	"Root Cause Analysis": [_GOVERNED_JS, "public/js/questionnaire.js"],
	**{
		doctype: _GOVERNED_JS
		for doctype in (
			"Hazard Verification",
			"Remediation Plan",
			"Production Suspension",
			"Rectification Acceptance",
			"Source Governance Plan",
			"Rectification Report",
			"Study Topic",
			"Supervision Case",
			"Enforcement Decision",
			"Hazard Return",
			"Case Referral",
			"Follow-up Inspection",
		)
	},
}

# Connections of ERPNext documents, counted within the scope of the user
override_doctype_dashboards = {
	"Company": "hazard_governance.erpnext_links.company_dashboard",
	"Employee": "hazard_governance.erpnext_links.employee_dashboard",
	"Supplier": "hazard_governance.erpnext_links.supplier_dashboard",
	"Project": "hazard_governance.erpnext_links.project_dashboard",
}

# who sees what: every door asks the one predicate (permissions/)
permission_query_conditions = _scope.permission_query_conditions
has_permission = _scope.has_permission
standard_queries = _scope.standard_queries
override_whitelisted_methods = {
	**_scope.override_whitelisted_methods,
	# official papers are made by WeasyPrint (papers/pdf.py), whatever makes the other PDFs of the site
	"frappe.utils.print_format.download_pdf": "hazard_governance.api.papers.download_pdf",
}

# pages with a frame of their own, without that of the desk and the web site: the public page of a major hazard, the portal
# and the phone pages
page_renderer = ["hazard_governance.public_pages.PublicPage", "hazard_governance.portal.page.OwnPage"]

# the portal: people without the desk begin there; pages in www/hazards, what they show in portal/
role_home_page = dict.fromkeys(_portal.ROLES, "hazards")
# Frappe drops standard items that lead to no DocType
portal_menu_items = [
	{"title": "Hazard Governance", "route": "/hazards", "role": role} for role in _portal.ROLES
]
website_route_rules = _portal.website_route_rules
update_website_context = ["hazard_governance.portal.menu.tidy_sidebar"]

# what the Print Formats of the official papers show
jinja = {"methods": ["hazard_governance.api.papers.hazard_paper"]}

doc_events = _scope.merged(
	{
		"File": {
			"before_insert": "hazard_governance.evidence.before_insert",
			"before_validate": "hazard_governance.evidence.before_validate",
			"on_trash": "hazard_governance.evidence.on_trash",
		},
		"Task": {
			"validate": "hazard_governance.erpnext_links.validate_task",
			"on_update": "hazard_governance.erpnext_links.on_task_update",
		},
		"Workflow": {"validate": "hazard_governance.workflow_guard.validate"},
		# assignments within the scope; off until the settings ask for them
		**{
			doctype: {"on_update": "hazard_governance.assigning.on_update"}
			for doctype in (
				"Hazard",
				"Root Cause Analysis",
				"Remediation Plan",
				"Rectification Report",
				"Accountability Action",
			)
		},
	},
	_scope.doc_events,
)

scheduler_events = {
	"daily": ["hazard_governance.numbering.ensure_counters"],
	# after the night's work of the others: a page of hazards at a time
	"daily_long": [
		"hazard_governance.reminding.daily.run",
		"hazard_governance.reminding.lists.run",
		"hazard_governance.time_chain_watch.check_daily",
		"hazard_governance.tip_erasure.run",
	],
}

# a log outlives what it speaks of: a general hazard or a draft that is deleted
ignore_links_on_delete = ["Hazard Field Report", "Hazard Reminder", "Hazard Time Entry"]

# asked before the bytes of a file are deleted; File events come after that
delete_file_data_content = "hazard_governance.evidence.delete_file_data_content"

before_install = "hazard_governance.install.before_install"
after_install = [
	"hazard_governance.install.after_install",
	"hazard_governance.permissions.indexes.ensure_indexes",
	"hazard_governance.setup.constraints.ensure_constraints",
]
after_migrate = [
	"hazard_governance.install.after_migrate",
	"hazard_governance.permissions.indexes.ensure_indexes",
	"hazard_governance.setup.constraints.ensure_constraints",
]
before_uninstall = "hazard_governance.uninstall.before_uninstall"

# Roles only: whatever is a fixture is written again on every migrate.
fixtures = [
	{
		"dt": "Role",
		"filters": [
			[
				"name",
				"in",
				[
					"Hazard Reporter",
					"Rectification Owner",
					"Enterprise Safety Officer",
					"Enterprise Principal",
					"County Safety Office",
					"Supervising Department",
					"City Safety Office",
					"Governance Task Force",
					"Emergency Management Registrar",
					"Discipline Liaison",
					"Tip Confidentiality Officer",
					"Hazard Governance Manager",
					"Hazard Desk User",
				],
			]
		],
	}
]

export_python_type_annotations = True
require_type_annotated_api_methods = True
