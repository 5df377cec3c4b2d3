app_name = "hazard_governance"
app_title = "Hazard Governance"
app_publisher = "hazard_governance contributors"
app_description = "Governance of accident hazards by five steps, from a hazard seen to a report filed"
app_email = "hazard-governance@example.com"
app_license = "gpl-3.0"
required_apps = ["frappe/erpnext"]

before_install = "hazard_governance.install.before_install"
after_install = "hazard_governance.install.after_install"
after_migrate = "hazard_governance.install.after_migrate"

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
					"Hazard Governance Manager",
					"Hazard Desk User",
				],
			]
		],
	}
]

export_python_type_annotations = True
require_type_annotated_api_methods = True
