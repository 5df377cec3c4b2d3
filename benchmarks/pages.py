"""What a page of the portal and a workspace of the desk cost: queries, milliseconds on the server and kilobytes, with the
register as it is and with a large one.

    $BENCH/env/bin/python benchmarks/pages.py --bench $BENCH --site hazard.localhost [--hazards 5000]

Opens every page that people of the demo data get to by its links, the hazards with the most documents first, copies the
hazards under way until the register is large, opens the same pages again, and rolls everything back. The caches of the
site are warm, those of a request are empty. A page that takes more than 30 queries, or more queries than before, is marked,
and the script ends with 1. Run it as the bench's owner, on a site with the demo data that is not busy; it is no part of
./test, where tests/test_page_costs.py asks for the same of one full hazard.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl, urlsplit

import frappe
from on_site import arguments, counted_queries, on_site

from hazard_governance.setup.role_names import DESK_USER
from hazard_governance.tests.page_costs import (
	MOST_QUERIES,
	forget_request,
	fullest_hazards,
	kind_of,
	reached,
)

# a person of each role, and those on whose side the fullest hazard of the demo data lies
PEOPLE = (
	"clerk@gaoxin.example",
	"clerk@luzhou.example",
	"office@luzhou.example",
	"confidant@luzhou.example",
	"safety@antai.example",
	"gongxin@changzhi.example",
	"city@changzhi.example",
	"taskforce@changzhi.example",
	"registrar@luzhou.example",
	"safety@xinghe.example",
	"principal@hongfeng.example",
	"owner@xinghe.example",
	"worker@hongfeng.example",
	"liaison@changzhi.example",
	"police@xiangyuan.example",
	"manager@changzhi.example",
)
PUBLIC = ("/report-hazard", "/tip", "/tip-status")
OF_A_KIND = 2


class Refused(Exception):
	"""The page is not for this person."""


def visit(address: str) -> str:
	"""A page of the web site, as the session's user gets it."""
	from frappe.utils import set_request
	from frappe.website.serve import get_response

	parts = urlsplit(address)
	path = parts.path.lstrip("/")
	forget_request()
	frappe.local.session.data.csrf_token = "benchmark"
	set_request(path=path, query_string=parts.query, method="GET")
	frappe.local.form_dict = frappe._dict(parse_qsl(parts.query))
	frappe.local.response = frappe._dict(docs=[])
	response = get_response(path)
	if response.status_code != 200:
		raise Refused(f"{address}: {response.status_code}")
	return response.get_data(as_text=True)


def call(method: str, **arguments) -> object:
	"""The answer to a call of the desk."""
	from frappe.handler import execute_cmd
	from frappe.utils import set_request

	forget_request()
	set_request(path=f"api/method/{method}", method="POST")
	frappe.local.form_dict = frappe._dict(arguments, cmd=method)
	frappe.local.response = frappe._dict(docs=[])
	answer = execute_cmd(method)
	return answer if answer is not None else frappe.local.response


def workspace(name: str) -> Iterator[tuple[str, Callable[[], object]]]:
	"""Every request that the desk makes to draw a workspace: what it is for, and the call."""
	sources = {
		"Hazards by Month": "hazards_by_month",
		"Major Hazards by Step": "major_hazards_by_step",
		"Open Hazards by Group": "open_hazards_by",
	}
	doc = frappe.get_doc("Workspace", name)
	page = json.dumps({"name": doc.name, "title": doc.title, "public": 1})
	yield "frame", lambda: call("frappe.desk.desktop.get_desktop_page", page=page)
	yield "sidebar", lambda: call("frappe.desk.desktop.get_workspace_sidebar_items")
	for row in doc.number_cards:
		card = frappe.get_doc("Number Card", row.number_card_name)
		yield f"card {card.name}, itself", lambda card=card: form("Number Card", card.name)
		yield f"card {card.name}", lambda card=card: call(card.method, filters=card.filters_json)
	for row in doc.charts:
		chart = frappe.get_doc("Dashboard Chart", row.chart_name)
		method = f"hazard_governance.api.desk.{sources[chart.source]}"
		given = {"filters": chart.filters_json} if chart.source == "Open Hazards by Group" else {}
		yield f"chart {chart.name}, itself", lambda chart=chart: form("Dashboard Chart", chart.name)
		yield f"chart {chart.name}", lambda method=method, given=given: call(method, **given)
	for row in doc.quick_lists:
		yield f"list {row.label}", lambda row=row: quick_list(row.document_type, row.quick_list_filter)


def form(doctype: str, name: str) -> object:
	return call("frappe.desk.form.load.getdoc", doctype=doctype, name=name)


def quick_list(doctype: str, filters: str) -> object:
	return call(
		"frappe.desk.reportview.get",
		doctype=doctype,
		fields=json.dumps(["name", "modified"]),
		filters=filters,
		order_by="modified desc",
		start=0,
		page_length=4,
	)


def pages_of(_user: str) -> Iterator[tuple[str, Callable[[], object]]]:
	"""Pages of the portal that the session's user gets to."""

	def page(address: str) -> str | None:
		try:
			return visit(address)
		except Refused:
			return None

	for address in (*PUBLIC, *reached(page, fullest_hazards(OF_A_KIND), OF_A_KIND)):
		yield address, lambda address=address: visit(address)


def workspaces_of(user: str) -> Iterator[tuple[str, Callable[[], object]]]:
	"""Every request of every workspace of the app that this person has."""
	roles = set(frappe.get_roles(user))
	if DESK_USER not in roles:
		return
	names = frappe.get_all(
		"Workspace", {"module": "Hazard Governance"}, pluck="name", order_by="sequence_id asc"
	)
	for name in names:
		allowed = {row.role for row in frappe.get_doc("Workspace", name).roles}
		if not allowed or allowed & roles:
			for title, request in workspace(name):
				yield f"{name}: {title}", request


def without_desk(user: str) -> None:
	"""The person as a regional office is: a user of the web site."""
	from hazard_governance.setup.role_names import DESK_USER

	frappe.db.delete("Has Role", {"parent": user, "role": DESK_USER})
	frappe.db.set_value("User", user, "user_type", "Website User")
	frappe.clear_cache(user=user)


class Measurement:
	"""Requests of every person, found once and measured as often as asked."""

	def __init__(self, rounds: int) -> None:
		self._rounds = rounds
		self._desk: dict[str, list] = {}
		self._portal: dict[str, list] = {}

	def run(self) -> dict[tuple[str, str], tuple[int, float, float]]:
		"""(person, page) -> queries, median milliseconds, kilobytes: the desk as people of the desk, the portal as people
		without it. What is not for a person is left out."""
		frappe.clear_cache()
		found = self._measure(workspaces_of, self._desk)
		frappe.db.savepoint("with_desk")
		for user in PEOPLE:
			without_desk(user)
		found.update(self._measure(pages_of, self._portal))
		frappe.db.rollback(save_point="with_desk")
		frappe.clear_cache()
		return dict(sorted(found.items(), key=lambda row: PEOPLE.index(row[0][0])))

	def _measure(self, requests: Callable, kept: dict[str, list]) -> dict:
		results = {}
		for user in PEOPLE:
			frappe.set_user(user)
			if user not in kept:
				kept[user] = list(requests(user))
			for title, request in kept[user]:
				try:
					results[user, title] = cost(request, self._rounds)
				except (Refused, frappe.PermissionError):
					frappe.clear_messages()
		frappe.set_user("Administrator")
		return results


def cost(request: Callable[[], object], rounds: int) -> tuple[int, float, float]:
	queries, times, size = [], [], 0.0
	for number in range(rounds + 1):
		with counted_queries() as sent:
			begun = time.perf_counter()
			answer = request()
			taken = time.perf_counter() - begun
		if number:  # the first visit fills the caches of the site
			queries.append(len(sent))
			times.append(taken * 1000)
		size = len((answer if isinstance(answer, str) else frappe.as_json(answer)).encode())
	return max(queries), statistics.median(times), size / 1024


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
	"""The table, a line for the dearest page of each kind; how many pages are too heavy or grow with the register."""
	faults = 0
	print(f"{'':<74}{'queries':>8}{'ms':>8}{'kB':>8}{'queries':>9}{'ms':>8}{'kB':>8}{'ms, ratio':>11}")
	dearest: dict[tuple[str, str], str] = {}
	for user, title in small:
		if (user, title) in large:
			kind = (user, kind_of(title) if title.startswith("/hazards") else title)
			if kind not in dearest or large[user, title][0] > large[user, dearest[kind]][0]:
				dearest[kind] = title
			faults += too_much(small[user, title], large[user, title])
	person = ""
	for (user, kind), title in dearest.items():
		if user != person:
			person = user
			print(person)
		(queries, taken, size), (many, long, big) = small[user, title], large[user, title]
		print(
			f"  {kind:<72}{queries:>8}{taken:>8.0f}{size:>8.0f}{many:>9}{long:>8.0f}{big:>8.0f}{long / taken:>11.1f}"
			+ ("  <<" if too_much(small[user, title], large[user, title]) else "")
		)
	print(f"{faults} of {len(large)} pages take more than {MOST_QUERIES} queries, or more than before")
	return faults


def too_much(small: tuple, large: tuple) -> bool:
	return large[0] > MOST_QUERIES or large[0] > small[0]


def main() -> int:
	"""Measures and prints; 1 when a page is too heavy."""
	parser = arguments(__doc__)
	parser.add_argument("--hazards", type=int, default=5000)
	parser.add_argument("--rounds", type=int, default=3)
	options = parser.parse_args()
	with on_site(options):
		measurement = Measurement(options.rounds)
		small = measurement.run()
		grow(options.hazards)
		return int(show(small, measurement.run()) > 0)


if __name__ == "__main__":
	sys.exit(main())
