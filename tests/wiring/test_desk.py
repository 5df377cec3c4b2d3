"""The desk that the app ships: workspaces, number cards, charts, onboarding and tour hang together and are for roles."""

import json
import re

import pytest
from app_tree import APP, NAME, definition, doctypes, documents

from hazard_governance.permissions import table
from hazard_governance.reporting.card_data import CARDS

METHOD = f"{NAME}.api.desk.card"
COMMON = "Hazard Governance"


def test_every_number_card_is_one_of_the_table_and_leads_to_its_list():
	shipped = documents("Number Card")
	assert set(shipped) == set(CARDS)
	for name, card in shipped.items():
		assert (card["type"], card["method"]) == ("Custom", METHOD), name
		assert json.loads(card["filters_json"]) == {"card": name}
		assert card["document_type"] == CARDS[name].doctype
		assert card["label"] == name and card["is_standard"] and card["is_public"]


def test_roles_of_a_card_read_what_it_counts():
	for card in CARDS.values():
		readers = {
			row["role"]
			for row in doctypes()[card.doctype]["permissions"]
			if row.get("read") and not row.get("permlevel")
		}
		assert set(card.roles) <= readers, card.name


def test_charts_are_drawn_within_the_scope():
	"""Frappe keeps what a chart of its own kinds shows for all readers together."""
	sources = documents("Dashboard Chart Source")
	for name, chart in documents("Dashboard Chart").items():
		assert chart["roles"], f"{name} is open to everybody"
		if chart["chart_type"] == "Report":
			assert table.REPORTS[chart["report_name"]] == table.PREDICATE
			continue
		assert chart["chart_type"] == "Custom", name
		script = sources[chart["source"]]["path"].with_suffix(".js").read_text("utf-8")
		method = re.search(r'method: "([\w.]+)"', script)[1]
		assert table.METHODS[method] == table.PREDICATE, name


@pytest.mark.parametrize("name", sorted(documents("Workspace")))
def test_blocks_of_a_workspace_are_there(name):
	workspace = documents("Workspace")[name]
	shown = {
		"shortcut": ("shortcuts", "label", "shortcut_name"),
		"number_card": ("number_cards", "label", "number_card_name"),
		"chart": ("charts", "label", "chart_name"),
		"quick_list": ("quick_lists", "label", "quick_list_name"),
	}
	blocks = json.loads(workspace["content"])
	for kind, (rows, label, key) in shown.items():
		named = [block["data"][key] for block in blocks if block["type"] == kind]
		assert sorted(named) == sorted(row[label] for row in workspace[rows]), f"{name}: {kind}"
	groups = [row["label"] for row in workspace["links"] if row["type"] == "Card Break"]
	assert groups == [block["data"]["card_name"] for block in blocks if block["type"] == "card"]
	assert {row["number_card_name"] for row in workspace["number_cards"]} <= set(documents("Number Card"))
	assert {row["chart_name"] for row in workspace["charts"]} <= set(documents("Dashboard Chart"))
	for block in blocks:
		if block["type"] == "onboarding":
			assert block["data"]["onboarding_name"] in documents("Module Onboarding")


def test_each_audience_has_its_workspace_and_every_card_a_place():
	workspaces = documents("Workspace")
	assert not workspaces[COMMON]["roles"]
	placed: dict[str, set[str]] = {}
	for name, workspace in workspaces.items():
		roles = {row["role"] for row in workspace["roles"]}
		for row in workspace["number_cards"]:
			card = row["number_card_name"]
			assert set(CARDS[card].roles) & roles, f"{name} is closed to readers of {card}"
			placed.setdefault(card, set()).update(roles)
	assert set(placed) == set(CARDS)
	for card, roles in placed.items():
		assert set(CARDS[card].roles) <= roles, f"{card} has no place for some of its readers"
	of_roles = {row["role"] for name, w in workspaces.items() if name != COMMON for row in w["roles"]}
	assert of_roles - {"System Manager"} == set(table.SCOPES)


def test_filters_of_shortcuts_and_quick_lists_name_fields():
	for name, workspace in documents("Workspace").items():
		texts = [row.get("quick_list_filter") for row in workspace["quick_lists"]]
		for text in filter(None, texts):
			for doctype, fieldname, *_rest in json.loads(text):
				fields = {field["fieldname"] for field in doctypes()[doctype]["fields"]}
				assert fieldname in fields, f"{name}: {doctype} has no {fieldname}"


def test_dashboards_show_what_is_shipped():
	for dashboard in documents("Dashboard").values():
		assert {row["chart"] for row in dashboard["charts"]} <= set(documents("Dashboard Chart"))
		assert {row["card"] for row in dashboard["cards"]} <= set(CARDS)


def test_onboarding_and_tour_lead_somewhere():
	steps, tours = documents("Onboarding Step"), documents("Form Tour")
	for name, onboarding in documents("Module Onboarding").items():
		assert onboarding["allow_roles"], f"{name} is for nobody"
		assert {row["step"] for row in onboarding["steps"]} <= set(steps)
	for name, step in steps.items():
		if step["action"] == "Show Form Tour":
			assert step["form_tour"] in tours, name
		if step["action"] == "View Report":
			assert step["reference_report"] in table.REPORTS, name
		if step["reference_document"]:
			assert step["reference_document"] in doctypes(), name
	for name, tour in tours.items():
		fields = {field["fieldname"] for field in doctypes()[tour["reference_doctype"]]["fields"]}
		assert {row["fieldname"] for row in tour["steps"]} <= fields, name


def test_notifications_stay_inside_and_go_to_people_of_the_document():
	"""By role they would reach everybody who holds it, whatever the scope; by mail they could not be withheld."""
	for name, notification in documents("Notification").items():
		assert notification["channel"] == "System Notification", name
		fields = {field["fieldname"]: field for field in doctypes()[notification["document_type"]]["fields"]}
		for row in notification["recipients"]:
			assert fields[row["receiver_by_document_field"]]["options"] == "User", name
			assert set(row) == {"receiver_by_document_field"}, name
		assert notification["path"].with_suffix(".html").read_text("utf-8").strip() == notification["message"]
		assert notification["path"].with_suffix(".py").is_file()


def test_trees_have_their_script():
	for name, doctype in doctypes().items():
		if doctype.get("is_tree"):
			script = doctype["path"].with_name(doctype["path"].stem + "_tree.js")
			assert script.is_file(), f"{name} is shown as Frappe shows any tree"
	assert (APP / "public/js/trees.js").is_file()
	assert definition(f"{NAME}.api.desk.tree") is not None
