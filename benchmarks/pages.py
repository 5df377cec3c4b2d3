"""What a page of the portal and a workspace of the desk cost: queries, milliseconds on the server and kilobytes, with the
register as it is and with a large one.

    $BENCH/env/bin/python benchmarks/pages.py --bench $BENCH --site hazard.localhost [--hazards 5000]

Opens every page as people of the demo data do, copies the hazards under way until the register is large, opens every page
again, and rolls everything back. A page that takes more than 30 queries, or more queries than before, is marked, and the
script ends with 1. Run it as the bench's owner, on a site with the demo data that is not busy;
it is no part of ./test.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl, urlsplit

import frappe
from on_site import arguments, counted_queries, on_site

MOST_QUERIES = 30
PEOPLE = (
	"clerk@gaoxin.example",
	"office@luzhou.example",
	"confidant@luzhou.example",
	"liaison@changzhi.example",
	"gongxin@changzhi.example",
	"city@changzhi.example",
	"safety@antai.example",
)
PORTAL = (
	"hazards",
	"hazards/register",
	"hazards/monthly-list",
	"hazards/supervision-list",
	"hazards/returns",
	"hazards/calls",
	"hazards/measures",
	"hazards/referrals",
	"hazards/tips",
	"hazards/tips?status=all",
	"hazards/report",
	"report-hazard",
	"tip",
)
# page of the first document, for whoever has the right to it
WAITS = {"status": "Received"}
DOCUMENTS = (
	("Hazard Tip", "read", WAITS, "/hazards/tip/…", "hazards/tip/"),
	("Hazard Tip", "write", WAITS, "/hazards/act, a tip becomes a hazard", "hazards/act?act=tip-hazard&on="),
	("Case Referral", "read", {}, "/hazards/record/case-referral/…", "hazards/record/case-referral/"),
	("Hazard", "read", {"classification": "Major"}, "/hazards/hazard/…", "hazards/hazard/"),
)


class Refused(Exception):
	"""The page is not for this person."""


def visit(path: str) -> int:
	"""Bytes of a page of the web site, as the session's user gets it."""
	from frappe.utils import set_request
	from frappe.website.serve import get_response

	parts = urlsplit(path)
	frappe.local.session.data.csrf_token = "benchmark"
	set_request(path=parts.path, query_string=parts.query, method="GET")
	frappe.local.form_dict = frappe._dict(parse_qsl(parts.query))
	frappe.local.response = frappe._dict(docs=[])
	response = get_response(parts.path)
	if response.status_code != 200:
		raise Refused(f"{path}: {response.status_code}")
	return len(response.get_data())


def workspace(name: str) -> Iterator[tuple[str, Callable[[], object]]]:
	"""Every request that the desk makes to draw a workspace: what it is for, and the call."""
	from frappe.desk.desktop import get_desktop_page

	from hazard_governance.api import desk

	sources = {
		"Hazards by Month": lambda chart: desk.hazards_by_month(),
		"Major Hazards by Step": lambda chart: desk.major_hazards_by_step(),
		"Open Hazards by Group": lambda chart: desk.open_hazards_by(chart.filters_json),
	}
	doc = frappe.get_doc("Workspace", name)
	page = json.dumps({"name": doc.name, "title": doc.title, "public": 1})
	yield "frame", lambda: get_desktop_page(page)
	for row in doc.number_cards:
		card = frappe.get_doc("Number Card", row.number_card_name)
		yield f"card {card.name}", lambda card=card: frappe.call(card.method, filters=card.filters_json)
	for row in doc.charts:
		chart = frappe.get_doc("Dashboard Chart", row.chart_name)
		yield f"chart {chart.name}", lambda chart=chart: sources[chart.source](chart)


def pages_of(_user: str) -> Iterator[tuple[str, Callable[[], object]]]:
	"""Every page of the portal that the session's user has, the first waiting list and the first hazard among them."""
	from hazard_governance.portal.waiting import waiting

	for path in (*PORTAL, *(one.address.lstrip("/") for one in waiting()[:1])):
		yield f"/{path}", lambda path=path: visit(path)
	for doctype, right, filters, title, path in DOCUMENTS:
		if frappe.has_permission(doctype, right):
			for name in frappe.get_list(doctype, filters, pluck="name", order_by="name asc", limit=1):
				yield title, lambda path=path, name=name: visit(path + name)


def workspaces_of(user: str) -> Iterator[tuple[str, Callable[[], object]]]:
	"""Every request of every workspace of the app that this person has."""
	roles = set(frappe.get_roles(user))
	names = frappe.get_all(
		"Workspace", {"module": "Hazard Governance"}, pluck="name", order_by="sequence_id asc"
	)
	for name in names:
		allowed = {row.role for row in frappe.get_doc("Workspace", name).roles}
		if not allowed or allowed & roles:
			for title, call in workspace(name):
				yield f"{name}: {title}", call


def without_desk(user: str) -> None:
	"""The person as a regional office is: a user of the web site."""
	from hazard_governance.setup.role_names import DESK_USER

	frappe.db.delete("Has Role", {"parent": user, "role": DESK_USER})
	frappe.db.set_value("User", user, "user_type", "Website User")
	frappe.clear_cache(user=user)


def measure(requests: Callable, rounds: int) -> dict[tuple[str, str], tuple[int, float, float]]:
	"""(person, page) -> queries, median milliseconds, kilobytes; pages that are not for the person are left out."""
	results = {}
	for user in PEOPLE:
		frappe.set_user(user)
		for title, call in requests(user):
			try:
				results[user, title] = cost(call, rounds)
			except (Refused, frappe.PermissionError):
				frappe.clear_messages()
	frappe.set_user("Administrator")
	return results


def measure_all(rounds: int) -> dict[tuple[str, str], tuple[int, float, float]]:
	"""The desk as people of the desk, the portal as people without it."""
	frappe.clear_cache()
	found = measure(workspaces_of, rounds)
	frappe.db.savepoint("with_desk")
	for user in PEOPLE:
		without_desk(user)
	found.update(measure(pages_of, rounds))
	frappe.db.rollback(save_point="with_desk")
	frappe.clear_cache()
	return dict(sorted(found.items(), key=lambda row: PEOPLE.index(row[0][0])))


def cost(call: Callable[[], object], rounds: int) -> tuple[int, float, float]:
	queries, times, size = [], [], 0.0
	for number in range(rounds + 1):
		with counted_queries() as sent:
			begun = time.perf_counter()
			answer = call()
			taken = time.perf_counter() - begun
		if number:  # the first visit fills the caches of the process
			queries.append(len(sent))
			times.append(taken * 1000)
		size = answer if isinstance(answer, int) else len(frappe.as_json(answer))
	return int(statistics.median(queries)), statistics.median(times), size / 1024


def grow(hazards: int) -> None:
	"""So many copies of the major hazards under way, all of them in equal parts."""
	rows = frappe.get_all(
		"Hazard",
		{"classification": "Major", "stage": ["in", ("Rectifying", "Pending Acceptance")]},
		["*"],
		order_by="name asc",
	)
	fields = [field for field in rows[0] if not field.startswith("_")]

	def copies():
		for number in range(hazards):
			row = rows[number % len(rows)]
			given = {"name": f"BM-{number:07}", "register_no": None, "public_token": None}
			yield tuple({**row, **given}[field] for field in fields)

	frappe.db.bulk_insert("Hazard", fields, copies(), chunk_size=2000)


def show(small: dict, large: dict) -> int:
	"""The table; how many pages are too heavy or grow with the register."""
	faults = 0
	print(f"{'':<74}{'queries':>8}{'ms':>8}{'kB':>8}{'queries':>9}{'ms':>8}{'kB':>8}{'ms, ratio':>11}")
	person = ""
	for (user, title), (queries, taken, size) in small.items():
		if user != person:
			person = user
			print(person)
		many, long, big = large[user, title]
		wrong = many > MOST_QUERIES or many > queries
		faults += wrong
		print(
			f"  {title:<72}{queries:>8}{taken:>8.0f}{size:>8.0f}{many:>9}{long:>8.0f}{big:>8.0f}{long / taken:>11.1f}"
			+ ("  <<" if wrong else "")
		)
	return faults


def main() -> int:
	"""Measures and prints; 1 when a page is too heavy."""
	parser = arguments(__doc__)
	parser.add_argument("--hazards", type=int, default=5000)
	parser.add_argument("--rounds", type=int, default=5)
	options = parser.parse_args()
	with on_site(options):
		small = measure_all(options.rounds)
		grow(options.hazards)
		return int(show(small, measure_all(options.rounds)) > 0)


if __name__ == "__main__":
	sys.exit(main())
