"""Letter numbers: form, repair of what keyboards offer, the next one of a year."""

from datetime import date

import pytest
from governance_record import fields_of, texts
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import letters
from hazard_governance.domain.letters import Letter


@pytest.mark.parametrize(
	("typed", "tidy"),
	[
		("长安督字〔2026〕3号", "长安督字〔2026〕3号"),
		(" 长安督字[2026] 3 号 ", "长安督字〔2026〕3号"),
		("长安督字（２０２６）３号", "长安督字〔2026〕3号"),
		("长安督字【2026】3号", "长安督字〔2026〕3号"),
		("长安督字（高新）〔2026〕3号", "长安督字（高新）〔2026〕3号"),
		("", ""),
	],
)
def test_brackets_blanks_and_wide_digits_are_put_right(typed, tidy):
	assert letters.tidied(typed) == tidy


@pytest.mark.parametrize(
	"text",
	[
		"长安督字2026年3号",
		"长安督字〔26〕3号",
		"长安督字〔2026〕03号",
		"长安督字〔2026〕第3号",
		"长安督字〔2026〕号",
		"长安督字〔2026〕3",
		"〔2026〕3号",
		"CAD 2026 No. 3",
		"长〔2025〕安督字〔2026〕3号",
	],
)
def test_what_is_no_letter_number(text):
	assert letters.parse(text) is None
	(wrong,) = letters.check_letter("Supervision Case", "letter_no", text)
	assert text in wrong.text and "〔2026〕3号" in wrong.text and wrong.article.startswith("GB/T 9704")


def test_the_year_is_that_of_the_letter():
	number = "长安督字〔2026〕3号"
	assert letters.check_letter("Supervision Case", "letter_no", number, date(2026, 1, 1)) == []
	found = letters.check_letter("Supervision Case", "letter_no", number, date(2027, 1, 4))
	assert fields_of(found) == {("Supervision Case", "letter_no")}
	assert "2026" in texts(found)
	assert letters.check_letter("Supervision Case", "letter_no", "") == []


def test_the_next_number_follows_the_highest_of_prefix_and_year():
	given_numbers = (
		"长安督字〔2026〕9号",
		"长安督字〔2026〕10号",
		"长安督字〔2025〕77号",
		"长安办发〔2026〕88号",
		"x",
	)
	assert letters.next_letter("长安督字", 2026, given_numbers) == "长安督字〔2026〕11号"
	assert letters.next_letter("长安督字", 2027, given_numbers) == "长安督字〔2027〕1号"
	assert letters.next_letter("", 2026, given_numbers) == ""


@given(
	st.text(alphabet="长安督字（）甲乙AZ", min_size=1, max_size=8),
	st.integers(1000, 9999),
	st.integers(1, 10**6),
)
def test_a_number_taken_apart_is_put_together_again(prefix, year, number):
	letter = Letter(prefix, year, number)
	assert letters.parse(letter.text) == letter
	assert letters.tidied(letter.text) == letter.text


@given(st.sets(st.integers(1, 500), max_size=20))
def test_a_proposed_number_was_never_given(numbers):
	known = [Letter("督", 2026, n).text for n in numbers]
	assert letters.next_letter("督", 2026, known) not in known
