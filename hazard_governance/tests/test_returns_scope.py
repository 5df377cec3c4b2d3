"""Who sees and does what with a return, at every door: list, document, rows, search, link, report, file, API."""

import json

import frappe

from hazard_governance.api import returns as api
from hazard_governance.permissions import indexes, predicate
from hazard_governance.tests import base
from hazard_governance.tests.list_world import COUNTY_OFFICE, WORKS
from hazard_governance.tests.personas import allowed, call
from hazard_governance.tests.return_world import MONTH, ReturnTestCase

# keys of the returns below that each person sees; a draft is its unit's and the city's
SEEN = {
	"officer": "works",
	"principal": "works",
	"quiet principal": "",
	"reporter": "",
	"owner": "",
	"county": "works county department",
	"second clerk": "works county department",
	"other county": "other",
	"department": "works department",
	"city department": "department",
	"city": "works county department other",
	"task force": "works county department other",
	"registrar": "",
	"liaison": "",
	"alone": "",
}
WRITTEN = {
	"officer": "works",
	"principal": "works",
	"county": "county",
	"second clerk": "county",
	"department": "department",
	"other county": "other",
}
DOCTYPE = "Hazard Return"


class TestReturnsScope(ReturnTestCase):
	def setUp(self) -> None:
		super().setUp()
		self.docs = {unit: self.sent(unit) for unit in ("works", "county", "department")}
		self.docs["other"] = self.collect("other county")
		self.names = {doc.name: key for key, doc in self.docs.items()}

	def each(self, expected: dict[str, str], door) -> None:
		"""`door()` gives the keys that the user of the session gets at; compared for everybody."""
		for who in SEEN:
			with self.subTest(who=who), self.as_user(self.users[who]):
				self.assertEqual(door(), set(expected.get(who, "").split()))

	def in_answer(self, method: str, **arguments) -> set[str]:
		answer: list = []
		allowed(lambda: answer.append(call(method, **arguments)) or True)
		text = frappe.as_json(answer)
		return {key for name, key in self.names.items() if json.dumps(name) in text or name in text}

	def opened(self, door) -> set[str]:
		return {key for name, key in self.names.items() if allowed(door, name)}

	def test_lists_search_and_counts(self) -> None:
		self.each(
			SEEN, lambda: self.in_answer("frappe.client.get_list", doctype=DOCTYPE, limit_page_length=0)
		)
		self.each(
			SEEN,
			lambda: self.in_answer(
				"frappe.desk.search.search_link",
				doctype=DOCTYPE,
				txt=MONTH,
				page_length=50,
				ignore_user_permissions=1,
			),
		)
		self.each(
			SEEN,
			lambda: self.in_answer(
				"frappe.desk.reportview.get_list", doctype=DOCTYPE, fields='["name"]', limit_page_length=50
			),
		)
		of = frappe.qb.DocType(DOCTYPE)
		for who in SEEN:
			query = frappe.qb.from_(of).select(of.name).where(of.name.isin(list(self.names)))
			built = predicate.apply_scope(query, of, DOCTYPE, self.users[who]).run(pluck=True)
			self.assertEqual({self.names[name] for name in built}, set(SEEN[who].split()), who)

	def test_rows_of_its_tables(self) -> None:
		for child in ("Hazard Return Row", "Hazard Return Receipt", "Hazard Return Note"):
			with_rows = {
				key
				for key, doc in self.docs.items()
				if any(row.doctype == child for row in doc.get_all_children())
			}
			expected = {who: " ".join(set(keys.split()) & with_rows) for who, keys in SEEN.items()}
			self.each(
				expected,
				lambda child=child: self.in_answer(
					"frappe.client.get_list",
					doctype=child,
					parent=DOCTYPE,
					fields='["parent"]',
					limit_page_length=0,
				),
			)

	def test_one_document(self) -> None:
		for door in (
			lambda name: call("frappe.client.get", doctype=DOCTYPE, name=name),
			lambda name: call("frappe.desk.form.load.getdoc", doctype=DOCTYPE, name=name),
			lambda name: call(
				"frappe.client.get_value", doctype=DOCTYPE, filters=name, fieldname="fingerprint"
			),
			lambda name: call("frappe.www.printview.get_html_and_style", doc=DOCTYPE, name=name),
			lambda name: api.download(name) or True,
		):
			self.each(SEEN, lambda door=door: self.opened(door))

	def test_shares_reach_no_further(self) -> None:
		for who in ("quiet principal", "registrar", "other county", "department"):
			user = self.users[who]
			shared = self.opened(lambda name, user=user: frappe.share.add(DOCTYPE, name, user=user, notify=0))
			self.assertEqual(shared, set(SEEN[who].split()), who)

	def test_writing_is_the_units_alone(self) -> None:
		for key in ("works", "county", "department"):
			frappe.db.set_value(
				DOCTYPE, self.docs[key].name, {"status": "Draft", "workflow_state": "Return Draft"}
			)
		self.each(WRITTEN, lambda: self.opened(self.write))

	def write(self, name: str):
		return call("frappe.client.set_value", doctype=DOCTYPE, name=name, fieldname="remarks", value="Seen")

	def test_nobody_begins_a_return_for_another_unit_or_captures_one(self) -> None:
		for who in ("department", "other county", "city", "task force", "officer", "alone"):
			with self.subTest(who=who):
				self.assertRefused("", self.collect, who, authority=COUNTY_OFFICE, exc=frappe.PermissionError)
		with self.as_user(self.users["other county"]):
			# checked as an enterprise's, stored as an authority's: neither
			values = {
				"doctype": DOCTYPE,
				"unit_kind": "County",
				"enterprise": WORKS,
				"authority": COUNTY_OFFICE,
			}
			self.assertRefused(
				"", frappe.get_doc({**values, "month": "2026-10"}).insert, exc=frappe.PermissionError
			)
			draft = frappe.get_doc(DOCTYPE, self.docs["other"].name)
			draft.authority = COUNTY_OFFICE
			self.assertRefused("", draft.save, exc=frappe.PermissionError)

	def test_a_member_who_leaves_sees_nothing_any_more(self) -> None:
		office = frappe.get_doc("Supervision Authority", COUNTY_OFFICE)
		office.set("members", [row for row in office.members if row.user != self.users["county"]])
		office.save()
		with self.as_user(self.users["county"]):
			self.assertEqual(
				self.in_answer("frappe.client.get_list", doctype=DOCTYPE, limit_page_length=0), set()
			)
			self.assertEqual(
				self.opened(lambda name: call("frappe.client.get", doctype=DOCTYPE, name=name)), set()
			)

	def test_a_file_follows_its_return(self) -> None:
		with self.as_user(self.users["officer"]):
			url = base.make_photo("seal.jpg", attached_to=self.docs["works"])
		name = frappe.db.get_value("File", {"file_url": url}, "name")
		expected = {who for who, keys in SEEN.items() if "works" in keys.split()}
		for who in SEEN:
			with self.as_user(self.users[who]):
				self.assertEqual(bool(frappe.has_permission("File", "read", name)), who in expected, who)

	def test_every_column_of_the_predicate_leads_an_index(self) -> None:
		indexes.ensure_indexes(DOCTYPE)
		rows = frappe.db.sql(f"show index from `tab{DOCTYPE}`", as_dict=True)
		leading = {row.Column_name for row in rows if row.Seq_in_index == 1}
		self.assertLessEqual(
			{
				"enterprise",
				"authority",
				"entered_by_authority",
				"receiving_office",
				"receiving_department",
				"city",
			},
			leading,
		)
