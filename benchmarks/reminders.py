"""What the daily job of reminders costs: queries and milliseconds at two sizes of the register, as ratios.

    $BENCH/env/bin/python benchmarks/reminders.py --bench $BENCH --site hazard.localhost [--sizes 500 2000]

Copies one hazard with its plan into a register of each size, one in ten of them overdue, runs the job twice (the first
run tells, the second finds everything told) and rolls everything back. What matters: the queries of a run that tells
nothing hardly grow with the register, and those of a run that tells grow with the people told, not with the hazards.
Run it as the bench's owner, on a site that is not busy; it is no part of ./test.
"""

import time
from datetime import timedelta

import frappe
from on_site import arguments, counted_queries, on_site

OVERDUE_EVERY = 10
WORKS = "Benchmark Works"


def make_people() -> None:
	"""An enterprise with an officer and a principal, an office and a department."""
	from hazard_governance.tests import base

	base.make_region_tree()
	base.make_sectors()
	officer = base.make_user("Enterprise Safety Officer", name="benchmark-officer")
	principal = base.make_user("Enterprise Principal", name="benchmark-principal")
	county = base.make_user("County Safety Office", name="benchmark-county")
	department = base.make_user("Supervising Department", name="benchmark-department")
	base.make_authority("Benchmark Office", members=(county,))
	base.make_authority(
		"Benchmark Department",
		kind="Industry Authority",
		industries=(base.MANUFACTURING,),
		members=(department,),
	)
	base.make_enterprise(WORKS, competent_authority="Benchmark Department", members=(officer, principal))


def grow(first: int, last: int) -> None:
	"""Hazards number `first` to `last`, each with a plan of one measure, as rows."""
	from hazard_governance.tests import base

	today = frappe.utils.getdate()
	template = frappe.db.get_value("Hazard", {"enterprise": WORKS}, "name")
	if not template:
		template = base.make_major_hazard(enterprise=WORKS).name
	row = frappe.db.get_value("Hazard", template, "*", as_dict=True)
	hazards, plans, measures = [], [], []
	scope = {key: row[key] for key in ("enterprise", "region", "county", "city", "industry")}
	for number in range(first, last + 1):
		late = number % OVERDUE_EVERY == 0
		due = today - timedelta(days=2) if late else today + timedelta(days=60)
		name, plan = f"BENCH-{number:07d}", f"BENCH-P-{number:07d}"
		hazards.append(
			{
				**row,
				"name": name,
				"register_no": None,
				"stage": "Rectifying",
				"verification": "Verified",
				"rectification_due": due,
			}
		)
		plans.append({"name": plan, "hazard": name, "status": "Approved", **scope})
		measures.append(
			{
				"name": f"BENCH-M-{number:07d}",
				"parent": plan,
				"parenttype": "Remediation Plan",
				"parentfield": "measures",
				"idx": 1,
				"measure": "Fit a suction line",
				"status": "Open",
				"deadline": due,
			}
		)
	for doctype, rows in (
		("Hazard", hazards),
		("Remediation Plan", plans),
		("Remediation Plan Measure", measures),
	):
		frappe.db.bulk_insert(doctype, list(rows[0]), [list(values.values()) for values in rows])


def measured(job) -> tuple[int, float, dict]:
	with counted_queries() as sent:
		begun = time.perf_counter()
		done = job()
		taken = time.perf_counter() - begun
	return len(sent), taken * 1000, done


def measure(sizes: list[int]) -> None:
	from hazard_governance.reminding import daily

	make_people()
	print(
		f"{'hazards':>8}{'run':>10}{'told':>7}{'queries':>9}{'a hazard':>10}{'a person told':>15}{'ms':>9}{'ms a hazard':>13}"
	)
	made = 0
	for size in sizes:
		grow(made + 1, size)
		made = size
		for run in ("tells", "is quiet"):
			queries, taken, done = measured(lambda: daily.remind(by_mail=False))
			told = done["notices"]
			of_told = f"{queries / told:.2f}" if told else "-"
			print(
				f"{size:>8}{run:>10}{told:>7}{queries:>9}{queries / size:>10.3f}{of_told:>15}{taken:>9.0f}{taken / size:>13.3f}"
			)


def main() -> None:
	"""Measures and prints."""
	parser = arguments(__doc__)
	parser.add_argument("--sizes", type=int, nargs="+", default=[500, 2000])
	options = parser.parse_args()
	with on_site(options):
		measure(sorted(options.sizes))


if __name__ == "__main__":
	main()
