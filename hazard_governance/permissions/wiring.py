"""The lines of `hooks.py` that put the scope in front of every door, made from the one table. Imports no Frappe."""

from hazard_governance.permissions import table

_HOOKS = "hazard_governance.permissions.hooks."
_EVENTS = "hazard_governance.permissions.events."
_STALE = "hazard_governance.permissions.stale."
_FILES = "hazard_governance.permissions.files."
_CARDS = "hazard_governance.permissions.cards."
_LINKS = "hazard_governance.permissions.links."
_MEMBERS = "hazard_governance.permissions.members.clear_cache"
_CHANGED = ("on_update", "on_trash", "after_rename")

permission_query_conditions = {
	**dict.fromkeys(table.SCOPED, _HOOKS + "query_conditions"),
	**dict.fromkeys(table.CHILDREN, _HOOKS + "child_query_conditions"),
	**dict.fromkeys(table.SATELLITES, _HOOKS + "satellite_query_conditions"),
}

has_permission = {
	**dict.fromkeys(table.SCOPED, _HOOKS + "has_permission"),
	**dict.fromkeys(table.CHILDREN, _HOOKS + "child_has_permission"),
	**dict.fromkeys(table.SATELLITES, _HOOKS + "satellite_has_permission"),
	"File": _FILES + "has_permission",
	"Number Card": _CARDS + "has_permission",
}

standard_queries = dict.fromkeys(
	(*table.SCOPED, *table.CHILDREN, *table.SATELLITES), "hazard_governance.permissions.search.search"
)

override_whitelisted_methods = {theirs: table.DOORS + ours for theirs, ours in table.REPLACES.items()}

doc_events: dict[str, dict[str, list[str]]] = {
	"*": {"validate": [_FILES + "check_attach_fields"]},
	**{doctype: {"validate": [_LINKS + "check_links"]} for doctype in table.GOVERNED},
	"Regulated Enterprise": {"on_update": [_STALE + "on_membership_change"], "on_trash": [_MEMBERS]},
	"Supervision Authority": {"on_update": [_STALE + "on_membership_change"], "on_trash": [_MEMBERS]},
	"User": {"on_update": [_STALE + "on_user_change"]},
	"Supervision Region": {event: [_MEMBERS] for event in _CHANGED},
	"Industry Sector": {event: [_MEMBERS] for event in _CHANGED},
	"DocShare": {"validate": [_EVENTS + "check_share"]},
	"ToDo": {"validate": [_EVENTS + "check_assignment"]},
	"Document Follow": {"validate": [_EVENTS + "check_follower"]},
	"Comment": {"validate": [_EVENTS + "check_comment"]},
	"Communication": {"validate": [_EVENTS + "check_communication"]},
	"Notification Log": {"before_insert": [_EVENTS + "withhold_notice"]},
	"Document Share Key": {"before_insert": [_EVENTS + "refuse_share_key"]},
	"Prepared Report": {"before_insert": [_EVENTS + "refuse_prepared_report"]},
	"Auto Email Report": {"validate": [_EVENTS + "refuse_auto_email_report"]},
	"Report": {"validate": [_EVENTS + "check_report"]},
	"Notification": {"validate": [_EVENTS + "check_notification"]},
	"Assignment Rule": {"validate": [_EVENTS + "refuse_assignment_rule"]},
	"Web Form": {"validate": [_EVENTS + "refuse_web_form"]},
}
for _plan in ("Remediation Plan", "Source Governance Plan"):
	doc_events[_plan] = {**doc_events[_plan], "on_update": [_MEMBERS], "on_trash": [_MEMBERS]}


def merged(*events: dict[str, dict[str, str | list[str]]]) -> dict[str, dict[str, list[str]]]:
	"""Document events of several sources as one dict, in the order given."""
	result: dict[str, dict[str, list[str]]] = {}
	for source in events:
		for doctype, handlers in source.items():
			for event, paths in handlers.items():
				wanted = [paths] if isinstance(paths, str) else paths
				result.setdefault(doctype, {}).setdefault(event, []).extend(wanted)
	return result
