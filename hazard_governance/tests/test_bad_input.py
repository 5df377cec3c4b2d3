"""Bad input in a hazard: each message names the field and what to do, and nothing is half-saved."""

import frappe
from frappe.utils import add_days, add_to_date, getdate, now_datetime, today

from hazard_governance.tests import base
from hazard_governance.tests.bad_input_case import BadInputCase, import_new
from hazard_governance.tests.steps import COUNTY_OFFICE, ENTERPRISE, OTHER_ENTERPRISE

TOMORROW = add_to_date(now_datetime(), days=1).replace(microsecond=0)
LONG_AGO = "2024-05-01 08:00:00"
MEASURE = {"measure": "Stopped the grinder", "taken_by": "Shift leader"}
REPORT = {"kind": "First", "authority": COUNTY_OFFICE, "method": "System"}
POSTING = {"place": "Gate", "from_date": today()}
CONTROL = {"control": "No grinding", "responsible_person": "Shift leader", "from_date": today()}


class TestDates(BadInputCase):
	def test_what_happened_does_not_lie_in_the_future(self):
		day = getdate(TOMORROW)
		for label, values in (
			("Found On", {"found_on": TOMORROW}),
			("Reported to the Workers' Congress On", {"worker_report_on": day}),
			("Begun At (row 1)", {"immediate_measures": [{**MEASURE, "taken_at": TOMORROW}]}),
			("Done At (row 1)", {"immediate_measures": [{**MEASURE, "done_at": TOMORROW}]}),
			(
				"Sent At (row 1)",
				{"authority_reports": [{**REPORT, "method": "Telephone", "sent_at": TOMORROW}]},
			),
			("From (row 1)", {"public_postings": [{**POSTING, "from_date": day}]}),
			("From (row 1)", {"interim_controls": [{**CONTROL, "from_date": day}]}),
		):
			self.refused((label, "future", "Enter"), self.officer, self.new(self.hazard_values(**values)))

	def test_the_same_on_a_stored_hazard(self):
		hazard = self.hazard()
		for label, values in (
			("Found On", {"found_on": TOMORROW}),
			("Reported to the Workers' Congress On", {"worker_report_on": getdate(TOMORROW)}),
		):
			self.refused((label, "future", "Enter"), self.officer, self.change(hazard, values))

	def test_a_deadline_before_the_day_found(self):
		values = {"rectification_due": add_days(today(), -2)}
		self.refused(
			("Rectification Due", "before the day", "Enter that day or a later one"),
			self.officer,
			self.new(self.hazard_values(**values)),
		)
		hazard = self.hazard()
		values = {"rectification_due": add_days(today(), -6)}
		self.refused(("Rectification Due", "before the day"), self.officer, self.change(hazard, values))
		# moving the day found behind the deadline is the same contradiction
		hazard = self.save(hazard, self.officer, rectification_due=add_days(today(), -3))
		self.refused("Rectification Due", self.officer, self.change(hazard, {"found_on": now_datetime()}))

	def test_an_end_before_the_start(self):
		early = add_to_date(now_datetime(), days=-1)
		for label, values in (
			("Done At (row 1)", {"immediate_measures": [{**MEASURE, "done_at": early}]}),
			("To (row 1)", {"public_postings": [{**POSTING, "to_date": add_days(today(), -1)}]}),
			("To (row 1)", {"interim_controls": [{**CONTROL, "to_date": add_days(today(), -1)}]}),
		):
			self.refused((label, "before", "Enter"), self.officer, self.new(self.hazard_values(**values)))

	def test_the_day_itself_is_no_mistake(self):
		hazard = self.insert(
			self.hazard_values(rectification_due=today(), public_postings=[{**POSTING, "to_date": today()}]),
			self.officer,
		)
		self.assertEqual(hazard.rectification_due, getdate())

	def test_a_time_of_another_zone_becomes_the_sites(self):
		frappe.db.set_single_value("System Settings", "time_zone", "Asia/Shanghai")
		hazard = self.insert(self.hazard_values(found_on="2026-05-01T02:30:00Z"), self.officer)
		self.assertEqual(str(hazard.found_on), "2026-05-01 10:30:00")

	def test_a_date_that_is_none(self):
		for label, values in (
			("Found On", {"found_on": "yesterday evening"}),
			("Found On", {"found_on": "2026-02-31 10:00:00"}),
			("Found On", {"found_on": "10"}),
			("Rectification Due", {"rectification_due": "2026-13-01"}),
			("Begun At (row 1)", {"immediate_measures": [{**MEASURE, "taken_at": "soon"}]}),
		):
			self.refused((label, "is not a date"), self.officer, self.new(self.hazard_values(**values)))


class TestTextAndChoice(BadInputCase):
	def test_html_in_every_plain_text(self):
		meta = frappe.get_meta("Hazard")
		texts = [
			field
			for field in meta.get("fields", {"fieldtype": ("in", ("Data", "Small Text", "Text"))})
			if not field.read_only
		]
		self.assertGreater(len(texts), 15)
		for field in texts:
			values = self.hazard_values(**{field.fieldname: "<b onclick=alert(1)>dust</b>"})
			call = {"insert": self.new(values)["insert"]}
			self.refused((field.label, "cannot hold HTML", "Remove the tags"), self.officer, call)
		rows = {"immediate_measures": [{**MEASURE, "measure": "<script>alert(1)</script>"}]}
		self.refused(
			("Measure (row 1)", "Remove the tags"), self.officer, self.new(self.hazard_values(**rows))
		)

	def test_what_must_be_filled_in_is_named(self):
		for label, fieldname in (
			("Hazard Title", "hazard_title"),
			("Place", "place"),
			("Enterprise", "enterprise"),
		):
			for empty in ("", None, "   "):
				self.refused(label, self.officer, self.new(self.hazard_values(**{fieldname: empty})))
		hazard = self.hazard()
		for label, fieldname in (("Place", "place"), ("Found On", "found_on"), ("Source", "source")):
			self.refused(label, self.officer, self.change(hazard, {fieldname: None}))

	def test_a_choice_that_is_not_offered(self):
		for label, values in (
			("Source", {"source": "Rumour"}),
			("Classification", {"classification": "Enormous"}),
			("Recurring", {"recurring": "Maybe"}),
			("Method (row 1)", {"authority_reports": [{**REPORT, "method": "Pigeon"}]}),
			("Kind", {"authority_reports": [{**REPORT, "kind": "Whisper"}]}),
		):
			self.refused(label, self.officer, self.new(self.hazard_values(**values)))

	def test_values_of_another_kind(self):
		for label, values in (
			("Place", {"place": ["here", "there"]}),
			("Place", {"place": {"shop": "north"}}),
			("Hazard Title", {"hazard_title": "x" * 141}),
			("Rectification Due", {"rectification_due": {"day": 3}}),
		):
			self.refused(label, self.officer, self.new(self.hazard_values(**values)))

	def test_a_number_where_a_text_belongs_is_a_text(self):
		hazard = self.insert(self.hazard_values(place=7, rectification_order_no=2026), self.officer)
		self.assertEqual((hazard.place, hazard.rectification_order_no), ("7", "2026"))


class TestLinks(BadInputCase):
	def test_links_that_lead_nowhere(self):
		for label, values in (
			("Criterion", {"criterion": "NO-SUCH"}),
			("Campaign", {"campaign": "No such campaign"}),
			("Earlier Hazard", {"earlier_hazard": "HZ-0000", "recurring": "Yes"}),
			("Receiving Authority", {"authority_reports": [{**REPORT, "authority": "Nobody"}]}),
		):
			self.refused(label, self.officer, self.new(self.hazard_values(**values)))

	def test_a_criterion_not_in_force_on_the_day(self):
		base.make_criterion("TEST-OLD", valid_to="2021-01-01")
		base.make_criterion("TEST-NEXT", valid_from=add_days(today(), 1))
		for criterion in ("TEST-OLD", "TEST-NEXT"):
			values = {"criterion": criterion, "classification": "Major", "classification_basis": "Criterion"}
			self.refused(
				("Criterion", "was not in force"), self.officer, self.new(self.hazard_values(**values))
			)
			self.refused(("Criterion", "was not in force"), self.officer, self.change(self.hazard(), values))
		# the day moves away from under the criterion
		hazard = self.hazard()
		self.refused(
			"was not in force", self.officer, self.change(hazard, {"found_on": "2019-05-01 10:00:00"})
		)

	def test_a_criterion_of_another_industry(self):
		base.make_criterion("TEST-COAL", industry=base.COAL)
		self.refused(
			("Criterion", "another industry"),
			self.officer,
			self.new(self.hazard_values(criterion="TEST-COAL")),
		)

	def test_the_plan_in_a_report_is_the_hazards_own(self):
		other = self.hazard(hazard_title="Another")
		plan = self.plan(other)
		report = {
			**REPORT,
			"kind": "Full",
			"plan": plan.name,
			"status_and_cause": "Dust",
			"harm_and_difficulty": "Explosion",
		}
		self.refused(
			("Governance Plan (row 1)", "plan of another hazard", "Choose"),
			self.officer,
			{
				**self.new(self.hazard_values(authority_reports=[report])),
				**{
					f"change {way}": call
					for way, call in self.change(self.hazard(), {"authority_reports": [report]}).items()
				},
			},
		)

	def test_a_hazard_is_neither_its_own_predecessor_nor_found_by_its_own_sweep(self):
		hazard = self.hazard()
		for label, values in (
			("Earlier Hazard", {"earlier_hazard": hazard.name, "recurring": "Yes"}),
			("Found by the Sweep After", {"found_by_sweep_of": hazard.name}),
		):
			self.refused((label, "Choose"), self.officer, self.change(hazard, values))


class TestScope(BadInputCase):
	def test_a_user_outside_the_enterprise(self):
		hazard = self.hazard()
		for user in (self.outsider, self.other_county):
			self.refused("", user, self.new(self.hazard_values()))
			self.refused("", user, self.change(hazard, {"place": "Elsewhere"}))

	def test_the_officer_of_another_enterprise_is_told_why(self):
		self.refused((ENTERPRISE,), self.outsider, {"insert": self.new(self.hazard_values())["insert"]})

	def test_the_enterprise_is_not_exchanged(self):
		hazard = self.hazard()
		self.refused("Enterprise", self.officer, self.change(hazard, {"enterprise": OTHER_ENTERPRISE}))
		self.refused("Enterprise", "Administrator", self.change(hazard, {"enterprise": OTHER_ENTERPRISE}))

	def test_what_the_server_writes_is_ignored_when_a_client_does(self):
		sent = {
			"stage": "Filed",
			"workflow_state": "Hazard Filed",
			"verification": "Verified",
			"verified_by_authority": COUNTY_OFFICE,
			"verified_on": today(),
			"register_no": "990402-202601-0001",
			"county": base.OTHER_COUNTY,
			"city": None,
			"industry": base.COAL,
			"registered_by": "Administrator",
			"accepted_on": today(),
			"step_source_governance": "Complete",
			"original_due": "2020-01-01",
			"record_version": 99,
			"stage_log": [{"from_stage": "Closed Out", "to_stage": "Filed"}],
		}
		for way, call in self.new(self.hazard_values(**sent)).items():
			with self.subTest(way), base.as_user(self.officer):
				call()
				name = frappe.get_all("Hazard", pluck="name", order_by="creation desc", limit=1)[0]
				self.assert_untouched(frappe.get_doc("Hazard", name))
		hazard = self.hazard()
		sent = {key: value for key, value in sent.items() if key not in ("stage", "workflow_state")}
		for way, call in self.change(hazard, sent).items():
			with self.subTest(way), base.as_user(self.officer):
				call()
				self.assert_untouched(frappe.get_doc("Hazard", hazard.name))

	def assert_untouched(self, doc) -> None:
		self.assertEqual((doc.stage, doc.verification, doc.register_no), ("Registered", "Pending", None))
		self.assertEqual((doc.county, doc.city), (base.COUNTY, base.CITY))
		self.assertEqual((doc.industry, doc.registered_by), (base.MANUFACTURING, self.officer))
		self.assertFalse(doc.stage_log or doc.accepted_on or doc.verified_on or doc.verified_by_authority)
		self.assertNotEqual(doc.step_source_governance, "Complete")
		self.assertNotEqual(str(doc.original_due), "2020-01-01")

	def test_stage_and_state_of_a_stored_hazard(self):
		hazard = self.hazard()
		self.refused(("Stage", "Actions from here"), self.officer, self.change(hazard, {"stage": "Filed"}))
		self.refused("", self.officer, self.change(hazard, {"workflow_state": "Hazard Filed"}))
		self.refused("", self.officer, self.change(hazard, {"workflow_state": "Hazard Rectifying"}))

	def test_docstatus(self):
		ways = self.new(self.hazard_values(docstatus=1))
		del ways["form"]  # its Save button means docstatus 0
		for user in (self.officer, "Administrator"):
			self.refused("not submitted", user, ways)

	def test_a_name_of_the_clients_own(self):
		for way, call in self.new(self.hazard_values(name="HZ-MINE-1")).items():
			with self.subTest(way), base.as_user(self.officer):
				call()
				self.assertFalse(frappe.db.exists("Hazard", "HZ-MINE-1"))


class TestImport(BadInputCase):
	"""One bad row of an import does not keep the good ones out, and leaves nothing of itself."""

	def test_bad_rows_are_named_and_good_ones_taken(self):
		good = {
			"Hazard Title": "Good",
			"Enterprise": ENTERPRISE,
			"Place": "Gate",
			"Source": "Self-Inspection",
		}
		rows = [
			good,
			{**good, "Hazard Title": "Future", "Found On": str(TOMORROW)},
			{**good, "Hazard Title": "Markup", "Place": "<b>Gate</b>"},
			{**good, "Hazard Title": "Due", "Rectification Due": add_days(today(), -3)},
			{**good, "Hazard Title": "Late stage", "Stage": "Filed"},
		]
		fields = list(dict.fromkeys(key for row in rows for key in row))
		rows = [{key: row.get(key, "") for key in fields} for row in rows]
		with base.as_user(self.officer):
			said = import_new("Hazard", rows)
		titles = frappe.get_all(
			"Hazard", filters={"enterprise": ENTERPRISE}, pluck="hazard_title", order_by="creation asc"
		)
		self.assertEqual(titles, ["Good"])
		for label, text in zip(("Found On", "Place", "Rectification Due", "Stage"), said[1:], strict=True):
			self.assertIn(label, text)
