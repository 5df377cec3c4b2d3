"""Who sees what: the one table of roles, scopes, DocTypes, reports, pages and methods.

Nothing here imports Frappe, so the completeness test runs without a site. The predicate reads this table and
nothing else; a DocType, report, page or whitelisted method that is not declared here fails a test.
"""

# --- scopes: where a role sees -------------------------------------------------------------------------------
OWN = "own"  # what the user registered
MEASURE = "measure"  # hazards of which the user holds a measure
ENTERPRISE = "enterprise"  # membership of an enterprise
AUTHORITY = "authority"  # membership of an authority: its region and everything below, its industries
REFERRAL = "referral"  # what was referred to the user's organ, from the moment it was sent
NONE = "none"  # no governed document

SCOPES = {
	"Hazard Reporter": OWN,
	"Rectification Owner": MEASURE,
	"Enterprise Safety Officer": ENTERPRISE,
	"Enterprise Principal": ENTERPRISE,
	"County Safety Office": AUTHORITY,
	"Supervising Department": AUTHORITY,
	"City Safety Office": AUTHORITY,
	"Governance Task Force": AUTHORITY,
	"Emergency Management Registrar": AUTHORITY,
	"Discipline Liaison": REFERRAL,
	"Tip Confidentiality Officer": AUTHORITY,
	"Hazard Governance Manager": NONE,
}

# roles that act for an authority; the task force reads and advises
ACTING_ROLES = frozenset(
	{
		"County Safety Office",
		"Supervising Department",
		"City Safety Office",
		"Emergency Management Registrar",
	}
)
# offices that enter the papers of an enterprise without members (standing_in.py)
STAND_IN_ROLES = ACTING_ROLES - {"Emergency Management Registrar"}
ENTERPRISE_ROLES = frozenset(role for role, scope in SCOPES.items() if scope == ENTERPRISE)
AUTHORITY_ROLES = frozenset(role for role, scope in SCOPES.items() if scope == AUTHORITY)
# roles whose holder sees the enterprise they are a member of, as a master record
MEMBER_ROLES = ENTERPRISE_ROLES | {"Hazard Reporter", "Rectification Owner"}
MANAGER_ROLE = "Hazard Governance Manager"
LIAISON_ROLE = "Discipline Liaison"
# alone may be shown who gave a tip
CONFIDANT_ROLE = "Tip Confidentiality Officer"

# organs that receive referrals and supervise nobody: membership of one gives no region
REFERRAL_KINDS = frozenset({"Discipline Inspection", "Procuratorate"})
# organs whose members see, with the role of a liaison, what was referred to them; the police also supervise
RECIPIENT_KINDS = REFERRAL_KINDS | {"Public Security"}

# column of a governed document that an authority of this region level is compared with
LEVEL_COLUMNS = {"City": "city", "County": "county", "Development Zone": "county", "Township": "township"}

SCOPE_COLUMNS = ("enterprise", "region", "township", "county", "city", "industry")
# the hazard's own sector, where it differs from its enterprise's industry (fire, gas, special equipment)
SECTOR_COLUMN = "hazard_sector"

# --- DocTypes ------------------------------------------------------------------------------------------------
# governed DocType -> the link its scope columns are derived from on the server
GOVERNED = {
	"Hazard": "enterprise",
	"Hazard Verification": "hazard",
	"Root Cause Analysis": "hazard",
	"Accountability Action": "hazard",
	"Remediation Plan": "hazard",
	"Production Suspension": "hazard",
	"Rectification Acceptance": "hazard",
	"Source Governance Plan": "hazard",
	"Rectification Report": "hazard",
	"Supervision Case": "hazard",
	"Hazard Time Entry": "hazard",
	"Enforcement Decision": "hazard",
	"Study Topic": "enterprise",
	"Hazard Reminder": "enterprise",
	"Case Referral": "hazard",
	"Follow-up Inspection": "hazard",
}
# sent by one unit (an enterprise or an authority) to others: DocType -> links to its receivers. Seen by the unit's members,
# by those of its receivers and in the whole city; written by the unit alone
ADDRESSED = {"Hazard Return": ("receiving_office", "receiving_department")}
# whatever holds what was recorded about enterprises
RECORDS = (*GOVERNED, *ADDRESSED)
# of these governed DocTypes the enterprise sees only the rows with this value in this column; the others are the authorities' own business,
# and so is what Frappe keeps beside any of them (comments, versions)
PUBLISHED: dict[str, tuple[str, str]] = {
	"Enforcement Decision": ("status", "Decided"),
	"Follow-up Inspection": ("disclosed", "1"),
}
# those with the sector of the hazard: an authority that answers for it sees them in enterprises of any industry
SECTOR_DOCTYPES = frozenset({"Hazard", *(doctype for doctype, link in GOVERNED.items() if link == "hazard")})
# read by the authorities that co-operate in a supervision case, wherever it lies
JOINED_DOCTYPES = frozenset({"Hazard", "Supervision Case"})
# what an enterprise writes by itself; an office writes there only while the enterprise has no members
ENTERPRISE_DOCUMENTS = frozenset(
	{"Root Cause Analysis", "Remediation Plan", "Source Governance Plan", "Rectification Report"}
)
# governed DocType -> columns with the organs it was referred to, written when it is sent
REFERRED_BY = {"Case Referral": ("referred_to", "copied_to")}
OWN_DOCTYPES = frozenset({"Hazard"})
MEASURE_DOCTYPES = frozenset({"Hazard"})

# a master that is seen by membership; its manager sees all of it
MASTERS = {"Regulated Enterprise": "region"}

# what an authority makes about its region, of no enterprise: seen by its members and by whoever has its whole region
OF_AUTHORITIES = {"Look-back Draw": "authority"}

# what the public tells about a place: seen by the authorities that supervise it, never by an enterprise
OF_REGIONS = {"Hazard Tip": "region"}
# whose files are private, pictures where a picture is asked for, and kept
WITH_FILES = (*RECORDS, *OF_REGIONS)

SCOPED = (*RECORDS, *MASTERS, *OF_AUTHORITIES, *OF_REGIONS)

# child DocType -> the DocTypes that hold it
CHILDREN = {
	"Accountability Action Measure": ("Accountability Action",),
	"Case Referral Item": ("Case Referral",),
	"Case Referral Person": ("Case Referral",),
	"Case Referral Result": ("Case Referral",),
	"Follow-up Inspection Finding": ("Follow-up Inspection",),
	"Follow-up Inspection Inspector": ("Follow-up Inspection",),
	"Follow-up Inspection Measure": ("Follow-up Inspection",),
	"Enforcement Decision Evidence": ("Enforcement Decision",),
	"Enforcement Decision Penalty": ("Enforcement Decision",),
	"Hazard Authority Report": ("Hazard",),
	"Hazard Campaign Industry": ("Hazard Campaign",),
	"Hazard Governance Escalation Step": ("Hazard Governance Settings",),
	"Hazard Governance List Mail": ("Hazard Governance Settings",),
	"Hazard Evidence": ("Hazard", "Rectification Acceptance", "Follow-up Inspection"),
	"Hazard Immediate Measure": ("Hazard",),
	"Hazard Interim Control": ("Hazard",),
	"Hazard Public Posting": ("Hazard",),
	"Hazard Public Release": ("Hazard",),
	"Hazard Return Note": ("Hazard Return",),
	"Hazard Return Receipt": ("Hazard Return",),
	"Hazard Return Row": ("Hazard Return",),
	"Hazard Repeat Decision": ("Hazard",),
	"Hazard Reporting System Column": ("Hazard Reporting System",),
	"Hazard Stage Log": ("Hazard",),
	"Hazard Tip Disclosure": ("Hazard Tip",),
	"Hazard Tip Photo": ("Hazard Tip",),
	"Look-back Draw Candidate": ("Look-back Draw",),
	"Rectification Acceptance Finding": ("Rectification Acceptance",),
	"Rectification Acceptance Team Member": ("Rectification Acceptance",),
	"Regulated Enterprise Member": ("Regulated Enterprise",),
	"Regulated Enterprise Penalty": ("Regulated Enterprise",),
	"Remediation Plan Measure": ("Remediation Plan",),
	"Root Cause Analysis Cause": ("Root Cause Analysis",),
	"Root Cause Analysis Tracing": ("Root Cause Analysis",),
	"Source Governance Plan Item": ("Source Governance Plan",),
	"Study Topic Hazard": ("Study Topic",),
	"Supervision Authority Industry": ("Supervision Authority",),
	"Supervision Authority Member": ("Supervision Authority",),
	"Supervision Authority Theme": ("Supervision Authority",),
	"Supervision Case Co-operating Authority": ("Supervision Case",),
	"Supervision Case Extension": ("Supervision Case",),
	"Supervision Case Opinion": ("Supervision Case",),
	"Supervision Case Pause": ("Supervision Case",),
	"Supervision Case Progress": ("Supervision Case",),
	"Supervision Case Urging": ("Supervision Case",),
}

# reference data: every role of the app reads all of it
REFERENCE = frozenset(
	{
		"Accountability Measure",
		"Hazard Campaign",
		"Hazard Criterion",
		"Hazard Reporting System",
		"Industry Sector",
		"Supervision Authority",
		"Supervision Region",
	}
)

# kept by the server; DocPerm alone says who may look
INTERNAL = frozenset(
	{
		"Evidence Fingerprint",
		"Hazard Field Report",
		"Hazard Governance Mail",
		"Hazard Governance Settings",
		"Hazard Register Counter",
	}
)
# those whose mails are for one recipient: what Frappe keeps beside them is shown to nobody else
CLOSED = frozenset({"Hazard Governance Mail"})

# --- what Frappe keeps beside a document: it follows the document it refers to -------------------------------------
# DocType -> (column with the DocType, column with the name)
SATELLITES = {
	"Activity Log": ("reference_doctype", "reference_name"),
	"Comment": ("reference_doctype", "reference_name"),
	"Communication": ("reference_doctype", "reference_name"),
	"Deleted Document": ("deleted_doctype", "deleted_name"),
	"Discussion Topic": ("reference_doctype", "reference_docname"),
	"DocShare": ("share_doctype", "share_name"),
	"Document Follow": ("ref_doctype", "ref_docname"),
	"Document Share Key": ("reference_doctype", "reference_docname"),
	"Email Queue": ("reference_doctype", "reference_name"),
	"Energy Point Log": ("reference_doctype", "reference_name"),
	"File": ("attached_to_doctype", "attached_to_name"),
	"Milestone": ("reference_type", "reference_name"),
	"Notification Log": ("document_type", "document_name"),
	"Submission Queue": ("ref_doctype", "ref_docname"),
	"Tag Link": ("document_type", "document_name"),
	"ToDo": ("reference_type", "reference_name"),
	"Version": ("ref_doctype", "docname"),
	"View Log": ("reference_doctype", "reference_name"),
	"Workflow Action": ("reference_doctype", "reference_name"),
}

# whatever holds or repeats governed data
PROTECTED = frozenset({*SCOPED, *CHILDREN, *CLOSED})

# --- reports, pages, methods: what guards each ------------------------------------------------------------------
# how a door asks for the scope
PREDICATE = "predicate"  # rows narrowed by the predicate for the user of the session
DOCUMENT = "document"  # permission of the one document it is about, asked first
ROLE = "role"  # a role alone; it shows no governed document
OPEN_DATA = "reference data"  # reads reference data only
RELEASED = (
	"released"  # one hazard that an authority released to the public, found by its key; nothing else of it
)
PUBLIC = "public"  # open to everybody without signing in; limited by address and in number
DOOR = "door"  # stands in front of a method of Frappe and narrows it

REPORTS = {
	"Responsibility Check": PREDICATE,
	"Penalty Counts": PREDICATE,
	"Hazard Return Completeness": PREDICATE,
	"County Comparison": PREDICATE,
	"Hazard Heat Map": PREDICATE,
	"Hazard Loop Progress": PREDICATE,
	"Accountability Comparison": PREDICATE,
	"Accountability Not Begun": PREDICATE,
	"Accountability Register": PREDICATE,
	"Cause Tracing Statistics": PREDICATE,
	"Look-back Assessment": PREDICATE,
	"Look-back Signals": PREDICATE,
	"Monthly Major Hazard List": PREDICATE,
	"Monthly Statistical Return": PREDICATE,
	"Numbers in Other Systems": PREDICATE,
	"Overdue Hazards": PREDICATE,
	"Supervision List": PREDICATE,
}

PAGES = {
	"call-list": PREDICATE,
	"my-measures": PREDICATE,
	"report-hazard": ROLE,
	"workflow-check": ROLE,
}

# page of the web site, open to guests -> what guards it
WEB_PAGES = {"hazard-notice": RELEASED}

# method of Frappe -> function in doors.py that stands in front of it
REPLACES = {
	"frappe.client.get": "get",
	"frappe.client.get_count": "get_count",
	"frappe.client.get_password": "get_password",
	"frappe.desk.reportview.get_count": "count_list",
	"frappe.desk.form.load.getdoc": "get_form",
	"frappe.desk.form.load.get_docinfo": "get_docinfo",
	"frappe.workflow.doctype.workflow.workflow.get_workflow_state_count": "get_workflow_state_count",
	"frappe.desk.search.search_link": "search_link",
	"frappe.desk.search.search_widget": "search_widget",
	"frappe.desk.search.get_link_title": "get_link_title",
	"frappe.utils.global_search.search": "global_search",
	"frappe.desk.treeview.get_all_nodes": "get_all_nodes",
	"frappe.desk.listview.get_group_by_count": "get_group_by_count",
	"frappe.desk.notifications.get_open_count": "get_open_count",
	"frappe.utils.goal.get_monthly_goal_graph_data": "get_monthly_goal_graph_data",
	"frappe.desk.doctype.dashboard_chart.dashboard_chart.get": "get_chart",
	"frappe.desk.doctype.tag.tag.add_tag": "add_tag",
	"frappe.desk.doctype.tag.tag.add_tags": "add_tags",
	"frappe.desk.doctype.tag.tag.remove_tag": "remove_tag",
	"frappe.desk.doctype.tag.tag.get_tagged_docs": "get_tagged_docs",
	"frappe.desk.like.toggle_like": "toggle_like",
	"frappe.desk.form.document_follow.get_follow_users": "get_follow_users",
	"frappe.desk.form.assign_to.remove": "remove_assignment",
	"frappe.desk.form.assign_to.remove_multiple": "remove_assignments",
	"frappe.desk.form.assign_to.close": "close_assignment",
	"frappe.email.relink": "relink",
	"frappe.templates.includes.comments.comments.add_comment": "add_web_comment",
	"frappe.website.doctype.discussion_topic.discussion_topic.submit_discussion": "submit_discussion",
	"frappe.desk.query_report.run": "run_report",
	"frappe.desk.query_report.export_query": "export_report",
}

DOORS = "hazard_governance.permissions.doors."

# whitelisted method of the app -> what guards it
METHODS = {
	**{DOORS + function: DOOR for function in REPLACES.values()},
	"hazard_governance.permissions.search.search": PREDICATE,
	"hazard_governance.api.lists.compare": PREDICATE,
	"hazard_governance.api.lists.download": PREDICATE,
	"hazard_governance.api.lists.import_ledger": PREDICATE,
	"hazard_governance.api.lists.ledger": PREDICATE,
	"hazard_governance.api.lists.missing": PREDICATE,
	"hazard_governance.api.lists.paper": PREDICATE,
	"hazard_governance.api.acceptance.prefill_findings": DOCUMENT,
	"hazard_governance.api.accountability.comparison": DOCUMENT,
	"hazard_governance.api.bulletin.download": PREDICATE,
	"hazard_governance.api.analysis.get_causes": DOCUMENT,
	"hazard_governance.api.analysis.get_questions": OPEN_DATA,
	"hazard_governance.api.analysis.propose_redo": DOCUMENT,
	"hazard_governance.api.calls.call_list": PREDICATE,
	"hazard_governance.api.calls.record_call": DOCUMENT,
	"hazard_governance.api.desk.card": PREDICATE,
	"hazard_governance.api.desk.due_dates": PREDICATE,
	"hazard_governance.api.desk.hazards_by_month": PREDICATE,
	"hazard_governance.api.desk.major_hazards_by_step": PREDICATE,
	"hazard_governance.api.desk.open_hazards_by": PREDICATE,
	"hazard_governance.api.desk.tree": PREDICATE,
	"hazard_governance.api.criteria.download_workbook": OPEN_DATA,
	"hazard_governance.api.criteria.import_workbook": OPEN_DATA,
	"hazard_governance.api.criteria.offer": OPEN_DATA,
	"hazard_governance.api.enforcement.assess": DOCUMENT,
	"hazard_governance.api.enforcement.penalty_counts": DOCUMENT,
	"hazard_governance.api.hazard.criterion_query": OPEN_DATA,
	"hazard_governance.api.hazard.give_receipt": DOCUMENT,
	"hazard_governance.api.hazard.prefill_report": DOCUMENT,
	"hazard_governance.api.hazard.progress": DOCUMENT,
	"hazard_governance.api.hazard.record_immediate_measure": DOCUMENT,
	"hazard_governance.api.hazard.similar": PREDICATE,
	"hazard_governance.api.hazard.suggest_classification": OPEN_DATA,
	"hazard_governance.api.measures.complete_measure": DOCUMENT,
	"hazard_governance.api.measures.my_measures": PREDICATE,
	"hazard_governance.api.measures.reopen_measure": DOCUMENT,
	"hazard_governance.api.moves.attach_signed_paper": DOCUMENT,
	"hazard_governance.api.moves.describe": DOCUMENT,
	"hazard_governance.api.outer_systems.download": PREDICATE,
	"hazard_governance.api.outer_systems.import_numbers": PREDICATE,
	"hazard_governance.api.papers.download": DOCUMENT,
	"hazard_governance.api.papers.download_pdf": DOCUMENT,
	"hazard_governance.api.papers.offered": DOCUMENT,
	**{
		f"hazard_governance.api.public_tips.{function}": PUBLIC
		for function in ("begin", "send", "add_photo", "look_up")
	},
	**{
		f"hazard_governance.api.tips.{function}": DOCUMENT
		for function in ("prefill", "make_hazard", "mark_duplicate", "reject", "hand_over", "informer")
	},
	"hazard_governance.api.tips.keep_informer": DOCUMENT,
	"hazard_governance.api.tips.poster": OPEN_DATA,
	"hazard_governance.api.field.add_photo": DOCUMENT,
	"hazard_governance.api.field.report": DOCUMENT,
	"hazard_governance.api.field.start": ROLE,
	"hazard_governance.api.plan.create_project": DOCUMENT,
	"hazard_governance.api.plan.funds_against_ledger": DOCUMENT,
	"hazard_governance.api.plan.prefill": DOCUMENT,
	"hazard_governance.api.repeats.candidates": DOCUMENT,
	"hazard_governance.api.repeats.decide": DOCUMENT,
	"hazard_governance.api.look_back.prefill": DOCUMENT,
	"hazard_governance.api.look_back.verify_draw": DOCUMENT,
	"hazard_governance.api.public_page.release": DOCUMENT,
	"hazard_governance.api.public_page.withdraw": DOCUMENT,
	"hazard_governance.api.referral.begin": DOCUMENT,
	"hazard_governance.api.referral.collect": DOCUMENT,
	"hazard_governance.api.referral.preview": DOCUMENT,
	"hazard_governance.api.referral.verify_package": DOCUMENT,
	"hazard_governance.api.report.compose": DOCUMENT,
	"hazard_governance.api.report.differences": DOCUMENT,
	"hazard_governance.api.returns.accept": DOCUMENT,
	"hazard_governance.api.returns.collect": DOCUMENT,
	"hazard_governance.api.returns.correct": DOCUMENT,
	"hazard_governance.api.returns.download": DOCUMENT,
	"hazard_governance.api.returns.draw": DOCUMENT,
	"hazard_governance.api.returns.send_back": DOCUMENT,
	"hazard_governance.api.returns.units": ROLE,
	"hazard_governance.api.source_governance.prefill_items": DOCUMENT,
	"hazard_governance.api.supervision.clock": DOCUMENT,
	"hazard_governance.api.supervision.confirm_receipt": DOCUMENT,
	"hazard_governance.api.supervision.decide_extension": DOCUMENT,
	"hazard_governance.api.supervision.propose_letter_no": DOCUMENT,
	"hazard_governance.api.supervision.raise_case": DOCUMENT,
	"hazard_governance.api.time_chain.check": ROLE,
	"hazard_governance.api.time_chain.confirm_report": DOCUMENT,
	"hazard_governance.api.time_chain.entries": DOCUMENT,
	"hazard_governance.api.time_chain.record_inspection": DOCUMENT,
	"hazard_governance.api.verification.propose_supervisor": DOCUMENT,
	"hazard_governance.api.workflow_check.get_checks": ROLE,
	"hazard_governance.erpnext_links.get_open_count": PREDICATE,
	"hazard_governance.governed.GovernedDocument.cancel": DOCUMENT,
	"hazard_governance.governed.GovernedDocument.submit": DOCUMENT,
	"hazard_governance.setup.demo.load": ROLE,
	"hazard_governance.setup.demo.remove": ROLE,
}
