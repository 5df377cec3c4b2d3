"""What the desk counts and draws: views of the register, charts, heat map, calendar, branches of trees."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import heat_map as heat
from hazard_governance.domain import register_views as views
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.calendar import calendar_events
from hazard_governance.domain.deadlines import DueItem
from hazard_governance.domain.desk_charts import (
	BY_COUNTY,
	BY_STAGE,
	MOST_BARS,
	grouped_chart,
	last_months,
	monthly_chart,
	step_chart,
)
from hazard_governance.domain.trees import Node, totals_below

TODAY = date(2026, 11, 25)
DAYS = st.dates(date(2001, 1, 1), date(2100, 1, 1))
COUNTS = st.dictionaries(
	st.tuples(st.sampled_from(("", "A", "B", "C")), st.sampled_from(("", "Coal", "Gas"))),
	st.integers(1, 50),
	max_size=12,
)


def matches(conditions, row: dict) -> bool:
	found = []
	for field, operator, value in conditions:
		stored = row.get(field)
		found.append(
			{
				"=": lambda stored=stored, value=value: stored == value,
				"in": lambda stored=stored, value=value: stored in value,
				"between": lambda stored=stored, value=value: bool(stored) and value[0] <= stored <= value[1],
			}[operator]()
		)
	return all(found)


@given(DAYS, st.integers(-400, 400), st.sampled_from(v.STAGES))
def test_a_hazard_is_past_due_from_the_day_after_and_then_no_longer_soon(today, offset, stage):
	row = {"stage": stage, "rectification_due": (today + timedelta(days=offset)).isoformat()}
	is_open = stage in (v.REGISTERED, v.RECTIFYING, v.PENDING_ACCEPTANCE)
	past = today + timedelta(days=offset) >= views.FIRST_DAY and offset < 0
	assert matches(views.HAZARD_VIEWS[views.PAST_DUE](today), row) == (is_open and past)
	assert matches(views.HAZARD_VIEWS[views.DUE_SOON](today), row) == (
		is_open and 0 <= offset <= views.DAYS_SOON
	)


def test_no_view_takes_a_hazard_without_a_deadline_for_a_late_one():
	for view in (views.PAST_DUE, views.DUE_SOON):
		assert not matches(
			views.HAZARD_VIEWS[view](TODAY), {"stage": v.RECTIFYING, "rectification_due": None}
		)


def test_open_and_major_and_withdrawn():
	row = {"stage": v.ACCEPTED, "classification": v.MAJOR, "verification": v.PENDING}
	seen = {name for name, view in views.HAZARD_VIEWS.items() if matches(view(TODAY), row)}
	assert seen == {
		views.ALL,
		views.OPEN,
		views.OPEN_MAJOR,
		views.MAJOR_NOT_FILED,
		views.TO_VERIFY,
		views.TO_CLOSE_OUT,
	}
	assert not [view for view in views.HAZARD_VIEWS.values() if matches(view(TODAY), {"stage": v.WITHDRAWN})]


# --- charts --------------------------------------------------------------------------------------------------------
def test_bars_by_stage_stand_in_the_order_of_the_stages():
	chart = grouped_chart(
		{(v.ACCEPTED, v.MAJOR): 1, (v.REGISTERED, v.GENERAL): 2, (v.REGISTERED, ""): 1}, BY_STAGE
	)
	assert chart["labels"] == [v.REGISTERED, v.ACCEPTED]
	assert [dataset["values"] for dataset in chart["datasets"]] == [[0, 1], [3, 0]]


@given(st.dictionaries(st.integers(0, 40).map(str), st.integers(1, 9), max_size=40))
def test_a_chart_of_places_loses_nothing(numbers):
	chart = grouped_chart({(name, v.MAJOR): number for name, number in numbers.items()}, BY_COUNTY)
	assert sum(sum(dataset["values"]) for dataset in chart["datasets"]) == sum(numbers.values())
	assert len(chart["labels"]) == min(len(numbers), MOST_BARS + 1)


@given(DAYS)
def test_the_months_begin_with_this_one_a_year_ago(today):
	months = last_months(today)
	assert len(set(months)) == 13 and months == sorted(months)
	assert months[-1] == today.strftime("%Y-%m")
	assert months[0] == f"{today.year - 1:04d}-{today.month:02d}"


def test_months_without_hazards_are_zero():
	chart = monthly_chart({"2026-11": 3, "2020-01": 9}, {"2026-10": 1}, TODAY)
	assert [dataset["values"][-2:] for dataset in chart["datasets"]] == [[0, 3], [1, 0]]
	assert sum(chart["datasets"][0]["values"]) == 3


# --- heat map ------------------------------------------------------------------------------------------------------
@given(COUNTS)
def test_rows_and_columns_of_the_heat_map_add_up(counted):
	found = heat.heat_map(counted, ("C", "A"), ("Gas", "Coal"))
	if not counted:
		assert found.rows == []
		return
	*rows, total = found.rows
	cells = [column["fieldname"] for column in found.columns if "industry" in column]
	assert all(row["total"] == sum(row[cell] for cell in cells) for row in found.rows)
	assert all(total[cell] == sum(row[cell] for row in rows) for cell in cells)
	assert total["total"] == sum(counted.values()) == found.cards[0].value
	assert all(bool(row[cell]) == (row["shades"][cell] > 0) for row in rows for cell in cells)


def test_places_and_industries_keep_their_order_and_those_without_a_name_are_last():
	counted = {("", "Gas"): 1, ("A", ""): 1, ("B", "Coal"): 1, ("C", "Coal"): 1}
	found = heat.heat_map(counted, ("C", "A"), ("Gas", "Coal"))
	assert [row["place"] for row in found.rows] == ["C", "A", "B", "", None]
	assert [column["industry"] for column in found.columns if "industry" in column] == ["Gas", "Coal", ""]


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_shades_grow_with_the_number(a, b):
	most = max(a, b)
	first, second = sorted((a, b))
	assert heat.shade(first, most) <= heat.shade(second, most) <= heat.LEVELS
	assert heat.shade(most, most) == (heat.LEVELS if most else 0)


# --- calendar ------------------------------------------------------------------------------------------------------
def test_the_calendar_shows_the_days_asked_for():
	items = [
		DueItem(
			clock=v.MEASURE_DEADLINE,
			doctype="Remediation Plan",
			name="RP-1",
			hazard="H-1",
			due=due,
			what="Fans",
		)
		for due in (date(2026, 10, 31), date(2026, 11, 1), TODAY, date(2026, 11, 30), date(2026, 12, 1), None)
	]
	events = calendar_events(items, date(2026, 11, 1), date(2026, 11, 30), TODAY)
	assert [(event["due"].day, event["state"]) for event in events] == [
		(1, "overdue"),
		(25, "today"),
		(30, "ahead"),
	]
	assert {(event["doctype"], event["name"]) for event in events} == {("Hazard", "H-1")}


def test_a_topic_without_a_hazard_opens_itself():
	topic = DueItem(clock=v.DUTY_DEADLINE, doctype="Study Topic", name="ST-1", due=TODAY, what="Roof")
	assert calendar_events([topic], TODAY, TODAY, TODAY)[0]["doctype"] == "Study Topic"


# --- trees ---------------------------------------------------------------------------------------------------------
TREE = (
	Node("City", 1, 10),
	Node("County", 2, 7),
	Node("Town", 3, 4),
	Node("Village", 5, 6),
	Node("Other County", 8, 9),
)


def test_each_step_counts_every_hazard_once():
	done, begun, none = v.COMPLETE, v.IN_PROGRESS, v.NOT_STARTED
	chart = step_chart({(done, begun, none, begun, none): 3, (done, done, "", begun, none): 2})
	assert chart["labels"][0] == "Hazard Description"
	assert {row["name"]: row["values"] for row in chart["datasets"]} == {
		done: [5, 2, 0, 0, 0],
		begun: [0, 3, 0, 5, 0],
		none: [0, 0, 5, 0, 5],
	}


def test_a_branch_counts_what_lies_below_it():
	own = {"Town": 2, "Village": 3, "County": 1, "Other County": 7, "Elsewhere": 99}
	assert totals_below(TREE, own) == {
		"City": 13,
		"County": 6,
		"Town": 2,
		"Village": 3,
		"Other County": 7,
	}


@given(st.permutations(TREE), st.lists(st.integers(0, 9), min_size=5, max_size=5))
def test_the_order_of_the_nodes_does_not_matter(nodes, numbers):
	own = dict(zip((node.name for node in TREE), numbers, strict=True))
	totals = totals_below(nodes, own)
	assert totals["City"] == sum(numbers)
	assert totals["County"] == own["County"] + own["Town"] + own["Village"]
