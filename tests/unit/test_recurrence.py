"""How alike two hazards are: words, places, reasons, and that the same input always gives the same answer."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import recurrence
from hazard_governance.domain.facts import Hazard

OLD = Hazard(
	name="HZ-1",
	enterprise="星河机械",
	place="3号行车",
	criterion="GM-2023-3-2",
	existing_condition="3号行车吊钩防脱装置缺失",
	hazard_title="行车吊钩防脱装置缺失",
)


def reasons(hazard: Hazard, earlier: Hazard) -> list[str]:
	return [phrase.text for phrase in recurrence.similarity(hazard, earlier).reasons]


# --- words -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
	("text", "plain"),
	[
		("３号 行车，吊钩。", "3号行车吊钩"),
		("三号行车", "3号行车"),
		("十号楼", "10号楼"),
		("十二号、二十号、三十四号", "12号20号34号"),
		("No. 3 Crane!", "no3crane"),
		("", ""),
		(None, ""),
	],
)
def test_width_case_punctuation_and_chinese_numerals_make_no_difference(text, plain):
	assert recurrence.normalise(text) == plain


def test_other_numbers_in_the_same_words_are_the_same_words():
	assert recurrence.text_ratio("梁架积尘厚度约3毫米", "梁架积尘厚度约 12 毫米") == 1.0
	assert recurrence.text_ratio("Dust of 5 mm on beams", "dust of 7 mm on beams") == 1.0


@pytest.mark.parametrize(
	("a", "b"),
	[
		("2号配电箱箱门缺失，箱内积尘，接线端子裸露", "2号配电箱箱门缺失；箱内有积尘，接线端子护罩缺失"),
		("3号行车吊钩防脱装置缺失", "检查发现三号行车的吊钩防脱装置缺失，限位开关正常"),
		("可燃气体报警器断电停用", "可燃气体报警器断电停用，值班人员不知情"),
	],
)
def test_the_same_thing_said_twice_is_nearly_identical(a, b):
	assert recurrence.text_ratio(a, b) >= recurrence.NEAR_IDENTICAL


@pytest.mark.parametrize(
	("a", "b"),
	[
		("2号配电箱箱门缺失，箱内积尘", "安全阀未按期校验"),
		("安全阀根部阀关闭", "安全出口被货物堵塞"),
		("No lid on the tank", "The floor of the workshop is wet"),
		("有限空间作业未审批", "动火作业票审批人代签，未进行可燃气体分析"),
	],
)
def test_other_things_are_far_from_it(a, b):
	assert recurrence.text_ratio(a, b) < 0.5


def test_nothing_is_like_nothing():
	assert recurrence.text_ratio("", "") == recurrence.text_ratio("吊钩", None) == 0.0
	assert recurrence.text_ratio("吊钩", "，。！") == 0.0


words = st.text(alphabet=st.sampled_from("吊钩防脱装置缺失三十二号12 abc，。"), max_size=40)


@given(words, words)
def test_likeness_of_words_is_symmetric_and_between_0_and_1(a, b):
	ratio = recurrence.text_ratio(a, b)
	assert ratio == recurrence.text_ratio(b, a)
	assert 0 <= ratio <= 1


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_can_be_compared(a, b):
	assert 0 <= recurrence.text_ratio(a, b) <= 1


@given(words)
def test_a_text_is_like_itself(text):
	assert recurrence.text_ratio(text, text) == (1.0 if recurrence.normalise(text) else 0.0)


# --- places ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
	("place", "reason"),
	[
		("三号行车", "Same place: 3号行车."),
		("机加车间3号行车", "Nearly the same place: 3号行车."),
		("3号行车东侧", "Nearly the same place: 3号行车."),
		("2号行车", None),
		("13号行车", None),
		("行车", None),
		("", None),
	],
)
def test_a_place_is_the_same_nearly_the_same_or_another(place, reason):
	other = Hazard(name="HZ-2", enterprise="星河机械", place=place)
	found = [text for text in reasons(other, OLD) if "place" in text]
	assert found == ([reason] if reason else [])


# --- hazards -------------------------------------------------------------------------------------------------------
def test_the_same_hazard_again_is_found_with_all_four_reasons():
	again = replace(OLD, name="HZ-9", place="三号行车", existing_condition="3号行车，吊钩防脱装置缺失。")
	result = recurrence.similarity(again, OLD)
	assert result.score == 1.0 and result.same_enterprise
	assert reasons(again, OLD) == [
		"Same enterprise.",
		"Same place: 3号行车.",
		"Same criterion: GM-2023-3-2.",
		"Nearly the same words (100 percent alike).",
	]


def test_the_enterprise_alone_is_no_reason_and_any_other_reason_is_offered():
	other = Hazard(name="HZ-3", enterprise="星河机械", place="配电室", existing_condition="电缆沟积水")
	assert recurrence.find_similar(other, [OLD]) == []
	for values in ({"place": OLD.place}, {"criterion": OLD.criterion}, {"hazard_title": OLD.hazard_title}):
		assert [s.name for s in recurrence.find_similar(replace(other, **values), [OLD])] == ["HZ-1"]


def test_one_weak_reason_does_not_wait_for_a_decision_and_two_do():
	other = Hazard(name="HZ-3", enterprise="星河机械", place="3号行车", existing_condition="电缆沟积水")
	assert recurrence.similarity(other, OLD).score < recurrence.THRESHOLD
	assert recurrence.similarity(replace(other, criterion=OLD.criterion), OLD).score >= recurrence.THRESHOLD
	same_words = replace(other, place="东门", existing_condition=OLD.existing_condition)
	assert recurrence.similarity(same_words, OLD).score >= recurrence.THRESHOLD


def test_another_enterprise_is_offered_for_what_is_alike_and_marked_as_another():
	elsewhere = replace(OLD, name="HZ-4", enterprise="别家")
	(found,) = recurrence.find_similar(elsewhere, [OLD])
	assert found.score == 0.8 and not found.same_enterprise


def test_best_first_at_most_five_and_never_the_hazard_itself():
	others = [
		replace(
			OLD,
			name=f"HZ-{n}",
			criterion="" if n % 2 else OLD.criterion,
			place=OLD.place if n % 3 else "别处",
		)
		for n in range(2, 12)
	]
	found = recurrence.find_similar(OLD, [OLD, *others])
	assert len(found) == 5 and "HZ-1" not in {s.name for s in found}
	assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
	assert found == recurrence.find_similar(OLD, [*reversed(others), OLD])


hazards = st.builds(
	Hazard,
	name=st.sampled_from(("A", "B")),
	enterprise=st.sampled_from(("", "甲", "乙")),
	place=words,
	criterion=st.sampled_from(("", "C-1", "C-2")),
	existing_condition=words,
	hazard_title=words,
)


@given(hazards, hazards)
def test_likeness_of_hazards_is_symmetric_and_between_0_and_1(a, b):
	one, other = recurrence.similarity(a, b), recurrence.similarity(b, a)
	assert one.score == other.score and 0 <= one.score <= 1
	assert len(one.reasons) == len(other.reasons)
	if one.score >= recurrence.THRESHOLD:
		assert len(one.reasons) > one.same_enterprise


def test_a_repeat_is_what_somebody_answered_with_yes():
	assert recurrence.is_repeat(replace(OLD, recurring="Yes"))
	assert not recurrence.is_repeat(replace(OLD, recurring="No", repeat_state="Suspected"))
