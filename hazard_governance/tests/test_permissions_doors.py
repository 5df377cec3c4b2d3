"""The doors through which Frappe reads documents past its permission hooks: each one lets pass who may, and stops who
may not."""

import json
from unittest.mock import patch

import frappe

from hazard_governance.tests import base
from hazard_governance.tests.door_case import REPORTER, DoorTestCase
from hazard_governance.tests.personas import call, step_values


class TestReading(DoorTestCase):
	def test_get_by_filters_answers_no_question_about_others(self) -> None:
		filters = json.dumps({"hazard_title": "Door hazard", "enterprise": self.ours})
		found = self.answers(self.insider, "frappe.client.get", doctype="Hazard", filters=filters)
		self.assertEqual(found["name"], self.name)
		nothing = json.dumps({"hazard_title": "No such hazard"})
		with base.as_user(self.outsider):
			for sent in (filters, nothing):
				with self.assertRaises(frappe.DoesNotExistError):
					call("frappe.client.get", doctype="Hazard", filters=sent)

	def test_count_with_filters(self) -> None:
		arguments = {
			"doctype": "Hazard",
			"filters": json.dumps({"hazard_title": "Door hazard", "enterprise": self.ours}),
		}
		self.assertEqual(self.answers(self.insider, "frappe.client.get_count", **arguments), 1)
		self.assertEqual(self.answers(self.outsider, "frappe.client.get_count", **arguments), 0)
		self.assertGreater(self.answers(self.outsider, "frappe.client.get_count", doctype="User"), 0)

	def test_group_by_assignment(self) -> None:
		frappe.get_doc(
			{
				"doctype": "ToDo",
				"allocated_to": self.insider,
				"reference_type": "Hazard",
				"reference_name": self.name,
				"description": "Look",
			}
		).insert()
		arguments = {"doctype": "Hazard", "current_filters": "[]", "field": "assigned_to"}
		method = "frappe.desk.listview.get_group_by_count"
		self.assertIn(self.insider, [row["name"] for row in self.answers(self.insider, method, **arguments)])
		self.assertEqual(self.answers(self.outsider, method, **arguments), [])
		by_stage = self.answers(self.outsider, method, doctype="Hazard", current_filters="[]", field="stage")
		self.assertEqual([row["count"] for row in by_stage], [1])

	def test_connections_are_counted_in_scope(self) -> None:
		method = "frappe.desk.notifications.get_open_count"
		reporter = base.make_user("Hazard Reporter", name=REPORTER)
		base.make_enterprise(self.ours, members=(reporter,))
		dashboard = frappe._dict(fieldname="enterprise", transactions=[{"items": ["Hazard"]}])
		arguments = {"doctype": "Regulated Enterprise", "name": self.ours, "items": '["Hazard"]'}
		with patch.object(frappe.model.meta.Meta, "get_dashboard_data", return_value=dashboard):
			for user, expected in ((self.insider, 1), (reporter, 0)):
				found = self.answers(user, method, **arguments)["count"]["external_links_found"]
				self.assertEqual([(row["doctype"], row["count"]) for row in found], [("Hazard", expected)])
			self.assertFalse(self.lets(self.outsider, call, method, **arguments))

	def test_states_of_a_workflow_are_counted_for_those_who_change_it(self) -> None:
		method = "frappe.workflow.doctype.workflow.workflow.get_workflow_state_count"
		arguments = {"doctype": "Hazard", "workflow_state_field": "workflow_state", "states": "[]"}
		self.assertTrue(self.lets(self.system, self.done(method, **arguments)))
		self.assertFalse(self.lets(self.insider, self.done(method, **arguments)))

	def test_aggregates_of_goals(self) -> None:
		with base.as_user(self.insider), self.assertRaises(frappe.PermissionError):
			call(
				"frappe.utils.goal.get_monthly_goal_graph_data",
				title="T",
				doctype="Hazard",
				docname=self.name,
				goal_value_field="idx",
				goal_total_field="idx",
				goal_history_field="place",
				goal_doctype="Hazard",
				goal_doctype_link="earlier_hazard",
				goal_field="hazard_title",
				date_field="creation",
				aggregation="group_concat",
			)

	def test_heat_maps_are_refused_and_other_charts_are_counted_in_scope(self) -> None:
		chart = {
			"doctype": "Dashboard Chart",
			"chart_name": "Door chart",
			"chart_type": "Group By",
			"document_type": "Hazard",
			"group_by_type": "Count",
			"group_by_based_on": "enterprise",
			"type": "Bar",
			"filters_json": "[]",
			"is_public": 1,
		}
		frappe.get_doc(chart).insert()
		method = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"
		for user, own, foreign in (
			(self.insider, self.ours, self.theirs),
			(self.outsider, self.theirs, self.ours),
		):
			labels = self.answers(user, method, chart_name="Door chart")["labels"]
			self.assertIn(own, labels)
			self.assertNotIn(foreign, labels)
		heat = {
			**chart,
			"chart_name": "Door heat",
			"chart_type": "Count",
			"type": "Heatmap",
			"based_on": "creation",
		}
		frappe.get_doc(heat).insert()
		self.assertFalse(self.lets(self.insider, call, method, chart_name="Door heat"))
		self.assertFalse(self.lets(self.insider, call, method, chart=json.dumps(heat), no_cache=1))

	def test_number_cards(self) -> None:
		card = {
			"doctype": "Number Card",
			"document_type": "Hazard",
			"function": "Count",
			"type": "Document Type",
		}
		for user in (self.insider, self.outsider):
			filters = json.dumps([["Hazard", "enterprise", "=", self.ours]])
			found = self.answers(
				user,
				"frappe.desk.doctype.number_card.number_card.get_result",
				doc=json.dumps(card),
				filters=filters,
			)
			self.assertEqual(found or 0, 1 if user == self.insider else 0)

	def test_a_search_runs_no_foreign_query(self) -> None:
		filters = json.dumps({"enterprise": self.ours})
		for query in (
			"frappe.client.get_count",
			"frappe.desk.treeview.get_children",
			"erpnext.controllers.queries.get_filtered_child_rows",
		):
			with self.subTest(query):
				arguments = {"doctype": "Hazard", "txt": filters, "query": query}
				self.assertFalse(
					self.lets(self.insider, call, "frappe.desk.search.search_widget", **arguments)
				)
				self.assertFalse(self.lets(self.insider, call, "frappe.desk.search.search_link", **arguments))
		self.assertFalse(
			self.lets(
				self.insider,
				call,
				"frappe.desk.search.search_widget",
				doctype="User",
				txt="{}",
				query="frappe.client.get_count",
			)
		)
		self.assertFalse(
			self.lets(
				self.insider,
				call,
				"frappe.desk.treeview.get_all_nodes",
				doctype="Hazard",
				label="x",
				parent=filters,
				tree_method="frappe.client.get_count",
			)
		)
		users = self.answers(
			self.insider, "frappe.desk.search.search_link", doctype="User", txt="door-insider"
		)
		self.assertIn(self.insider, [row["value"] for row in users])

	def test_one_row_by_its_name(self) -> None:
		self.hazard.append(
			"interim_controls", {"control": "Fence", "responsible_person": "Zhao", "from_date": "2024-01-01"}
		)
		self.hazard.save()
		row = {"doctype": "Hazard Interim Control", "name": self.hazard.interim_controls[0].name}
		self.check(self.done("frappe.client.get", parent="Hazard", **row))
		self.check(self.done("frappe.desk.form.load.getdoc", **row))
		self.check(self.done("frappe.www.printview.get_html_and_style", doc=row["doctype"], name=row["name"]))
		self.check(
			call,
			"frappe.client.get_value",
			doctype=row["doctype"],
			fieldname="control",
			filters=row["name"],
			parent="Hazard",
		)

	def test_rows_are_not_searched_past_their_parent(self) -> None:
		arguments = {
			"doctype": "Hazard Stage Log",
			"txt": "",
			"ignore_user_permissions": 1,
			"reference_doctype": "Hazard",
			"filter_fields": '["basis"]',
		}
		for user in (self.insider, self.outsider):
			self.assertFalse(self.lets(user, call, "frappe.desk.search.search_link", **arguments))

	def test_titles_of_links(self) -> None:
		make_title = {"doctype": "Property Setter", "doc_type": "Hazard", "doctype_or_field": "DocType"}
		frappe.get_doc(
			{**make_title, "property": "show_title_field_in_link", "property_type": "Check", "value": "1"}
		).insert()
		frappe.clear_cache(doctype="Hazard")
		self.addCleanup(frappe.clear_cache, doctype="Hazard")
		method = "frappe.desk.search.get_link_title"
		self.assertEqual(
			self.answers(self.insider, method, doctype="Hazard", docname=self.name), "Door hazard"
		)
		self.assertEqual(self.answers(self.outsider, method, doctype="Hazard", docname=self.name), self.name)

	def test_linked_documents(self) -> None:
		plan = frappe.get_doc(
			{"doctype": "Remediation Plan", "hazard": self.name, **step_values(None)["Remediation Plan"]}
		).insert()
		with base.as_user(self.insider):
			found = call("frappe.desk.form.linked_with.get", doctype="Hazard", docname=self.name)
		self.assertIn(plan.name, [row.name for row in found["Remediation Plan"]])
		self.assertFalse(
			self.lets(
				self.outsider, call, "frappe.desk.form.linked_with.get", doctype="Hazard", docname=self.name
			)
		)

	def test_accountability_is_hidden_from_reporters_and_measure_owners(self) -> None:
		reporter = base.make_user("Hazard Reporter", name=REPORTER)
		base.make_enterprise(self.ours, members=(reporter,))
		with base.as_user(reporter):
			doc = base.make_hazard(enterprise=self.ours, hazard_title="Reported")
		with base.as_user(self.insider):
			doc = frappe.get_doc("Hazard", doc.name)
			doc.general_accountability = "Wang was warned"
			doc.save(ignore_version=False)
		version = frappe.db.get_value("Version", {"docname": doc.name, "ref_doctype": "Hazard"}, "data")
		self.assertIn("Wang was warned", version)
		method = "frappe.desk.form.load.getdoc"
		for user, sees in ((self.insider, True), (reporter, False)):
			with base.as_user(user):
				form = frappe.as_json(call(method, doctype="Hazard", name=doc.name))
				listed = call(
					"frappe.client.get_list", doctype="Hazard", fields='["*"]', filters={"name": doc.name}
				)
			self.assertIn(doc.name, form)
			self.assertEqual("Wang was warned" in form, sees)
			self.assertEqual("Wang was warned" in frappe.as_json(listed), sees)

	def test_members_are_not_read_through_a_join(self) -> None:
		reporter = base.make_user("Hazard Reporter", name=REPORTER)
		base.make_enterprise(self.ours, members=(reporter,))
		arguments = {
			"doctype": "Regulated Enterprise",
			"fields": '["name", "`tabRegulated Enterprise Member`.`user`"]',
		}
		for user, sees in ((self.insider, True), (reporter, False)):
			found = frappe.as_json(self.answers(user, "frappe.client.get_list", **arguments))
			self.assertIn(self.ours, found)
			self.assertEqual(self.insider in found, sees)

	def test_timeline_of_the_form(self) -> None:
		self.hazard.add_comment("Comment", "Secret remark")
		self.check(self.done("frappe.desk.form.load.get_docinfo", doctype="Hazard", name=self.name))
		self.check(self.done("frappe.desk.form.load.get_communications", doctype="Hazard", name=self.name))

	def test_methods_on_a_document_sent_by_the_client(self) -> None:
		forged = {**self.hazard.as_dict(), "enterprise": self.theirs, "county": self.other.county}
		arguments = {"doc": frappe.as_json(forged)}
		self.check(self.done("frappe.www.printview.get_html_and_style", **arguments))

	def test_templates_and_exports_of_data_import(self) -> None:
		from frappe.core.doctype.data_import.exporter import Exporter

		def exported(user: str) -> str:
			with base.as_user(user):
				fields = {"Hazard": ["name", "hazard_title"], "immediate_measures": ["measure"]}
				return frappe.as_json(
					Exporter("Hazard", export_fields=fields, export_data=True).get_csv_array()
				)

		self.assertIn(self.name, exported(self.insider))
		self.assertNotIn(self.name, exported(self.outsider))
