app_name = "hazard_governance"
app_title = "Hazard Governance"
app_publisher = "hazard_governance contributors"
app_description = "Governance of accident hazards by five steps, from a hazard seen to a report filed"
app_email = "hazard-governance@example.com"
app_license = "gpl-3.0"
required_apps = ["frappe/erpnext"]

export_python_type_annotations = True
require_type_annotated_api_methods = True
