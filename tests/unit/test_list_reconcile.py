"""A list that came back compared with the register."""

from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import list_reconcile as rules
from hazard_governance.domain.list_reconcile import Difference, reconcile

ONE = {
	"idx": 1,
	"register_no": "A-1",
	"enterprise": "Works",
	"existing_condition": "Dust",
	"stage": "Rectifying",
}
TWO = {**ONE, "idx": 2, "register_no": "A-2"}
PENDING = {**ONE, "idx": 3, "register_no": "", "existing_condition": "Water in the pit"}


def test_the_same_list_differs_in_nothing():
	assert reconcile([ONE, TWO, PENDING], [4, 5, 6], [PENDING, ONE, TWO]) == ([], 3)


def test_a_changed_value_is_named_with_its_place():
	changed = {**ONE, "stage": "Accepted", "idx": 9}
	assert reconcile([changed], [4], [ONE]) == (
		[Difference(rules.DIFFERENT, 4, "A-1", "stage", "Accepted", "Rectifying")],
		0,
	)


def test_what_one_side_alone_has():
	assert reconcile([ONE, PENDING], [4, 5], [TWO]) == (
		[
			Difference(rules.ONLY_THERE, 4, "A-1"),
			Difference(rules.ONLY_THERE, 5, "Water in the pit"),
			Difference(rules.ONLY_HERE, 0, "A-2"),
		],
		0,
	)


def test_a_column_that_the_sheet_lacks_is_not_compared():
	short = {name: value for name, value in ONE.items() if name != "stage"}
	assert reconcile([short], [4], [ONE]) == ([], 1)


def test_cases_are_known_by_their_own_number():
	case = {"case_no": "SC-1", "register_no": "A-1", "leader": "Zhou"}
	other = {"case_no": "SC-2", "register_no": "A-1", "leader": "Wang"}
	assert reconcile([other, case], [4, 5], [case, other]) == ([], 2)


NUMBERS = st.lists(st.integers(1, 30), unique=True, max_size=12)


@given(NUMBERS, NUMBERS)
def test_every_row_is_told_of_once(theirs, ours):
	def rows(numbers):
		return [{"register_no": f"N-{number}"} for number in numbers]

	found, same = reconcile(rows(theirs), range(len(theirs)), rows(ours))
	kinds = [difference.kind for difference in found]
	assert same == len(set(theirs) & set(ours))
	assert kinds.count(rules.ONLY_THERE) == len(set(theirs) - set(ours))
	assert kinds.count(rules.ONLY_HERE) == len(set(ours) - set(theirs))
