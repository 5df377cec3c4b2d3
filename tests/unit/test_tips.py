"""Tips from the public: codes that nobody guesses, what a tip must say, and that it never says who told."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hazard_governance.domain import tip_code, tips
from hazard_governance.domain import tip_words as w

KEY, OTHER_KEY = b"site key", b"another site"
NOW = 1_790_000_000
NUMBER = "ab" * 16


def messages(found) -> str:
	return " ".join(d.message for d in found)


class TestCodes:
	def test_a_form_gives_the_same_code_again_and_another_form_another(self):
		token = tip_code.form_token(KEY, NOW, NUMBER)
		number = tip_code.form_number(KEY, token, NOW + 60)
		assert number == NUMBER
		code = tip_code.code_of(KEY, number)
		assert code == tip_code.code_of(KEY, number)
		assert code != tip_code.code_of(KEY, "cd" * 16)
		assert code != tip_code.code_of(OTHER_KEY, number)

	@pytest.mark.parametrize(
		"token",
		["", "a.b", f"{NOW}.{NUMBER}.00", "x.y.z", tip_code.form_token(OTHER_KEY, NOW, NUMBER)],
	)
	def test_a_forged_token_is_refused(self, token):
		with pytest.raises(tip_code.TokenError):
			tip_code.form_number(KEY, token, NOW)

	@pytest.mark.parametrize(
		("age", "fine"), [(0, True), (24 * 3600, True), (24 * 3600 + 1, False), (-1, False)]
	)
	def test_a_token_lasts_a_day(self, age, fine):
		token = tip_code.form_token(KEY, NOW, NUMBER)
		if fine:
			assert tip_code.form_number(KEY, token, NOW + age) == NUMBER
		else:
			with pytest.raises(tip_code.TokenError):
				tip_code.form_number(KEY, token, NOW + age)

	@given(st.text("0123456789abcdef", min_size=32, max_size=32))
	def test_a_code_reads_well_and_is_found_however_it_is_typed(self, number):
		code = tip_code.code_of(KEY, number)
		assert len(code) == tip_code.LENGTH and not set(code) & set("01ILO")
		typed = f" {tip_code.shown(code).lower()} "
		assert tip_code.stored_form(KEY, typed) == tip_code.stored_form(KEY, code)
		assert code not in tip_code.stored_form(KEY, code)

	@pytest.mark.parametrize("code", ["", "ABC", "ABCDE-FGHI0", "ABCDEFGHJKM", None, "危险危险危险危险危险"])
	def test_what_can_be_no_code_is_found_nowhere(self, code):
		assert tip_code.stored_form(KEY, code) == ""


TOLD = {
	"description": "Zhang San says: the gas alarm in the workshop is off, call 138 0000 1111 or 13800001111",
	"place": "Behind Zhang San's shop",
	"enterprise_name": "Red Star",
	"region": "County One",
	"latitude": "36.2",
	"longitude": 113.1,
	"accuracy": "12.6",
	"consent": True,
}
WHO = {"name": "Zhang San", "phone": "138 0000 1111"}


class TestWhatIsSent:
	def test_a_tip_is_read_and_its_author_masked_in_it(self):
		sent, informer = tips.sent_tip(TOLD, WHO)
		assert (sent.latitude, sent.longitude, sent.accuracy, sent.region) == (36.2, 113.1, 12, "County One")
		for secret in ("Zhang", "138"):
			assert secret not in sent.description + sent.place
		assert informer.is_named and (informer.name, informer.phone) == ("Zhang San", "138 0000 1111")
		assert "Zhang" not in repr(informer) and "138" not in repr(informer)
		assert not tips.check_sent(sent, informer)

	def test_anonymous_and_without_a_position(self):
		sent, informer = tips.sent_tip({**TOLD, "latitude": None}, {})
		assert (sent.latitude, sent.longitude) == (None, None)
		assert not informer.is_named and not informer.words
		assert not tips.check_sent(sent, informer)

	@pytest.mark.parametrize(
		("change", "who", "words"),
		[
			({"description": "Hm"}, {}, "what is dangerous"),
			({"description": "x" * 2001}, {}, "characters are enough"),
			({"place": "", "latitude": ""}, {}, "where it is"),
			({"place": "x" * 141}, {}, "characters are enough"),
			({"enterprise_name": "x" * 141}, {}, "characters are enough"),
			({"consent": False}, {}, "how the tip is used"),
			({}, {"name": "x" * 41}, "for a name"),
			({}, {"phone": "my number"}, "no telephone number"),
		],
	)
	def test_what_keeps_a_tip_from_being_taken(self, change, who, words):
		sent, informer = tips.sent_tip({**TOLD, **change}, who)
		assert words in messages(tips.check_sent(sent, informer))

	@pytest.mark.parametrize(
		("latitude", "longitude"), [("91", "1"), ("1", "181"), ("x", "1"), ("nan", "1"), ([], 1)]
	)
	def test_a_position_that_is_none_counts_as_not_given(self, latitude, longitude):
		sent, _informer = tips.sent_tip({**TOLD, "latitude": latitude, "longitude": longitude}, {})
		assert sent.latitude is None and sent.longitude is None

	@given(
		st.dictionaries(
			st.sampled_from(sorted(TOLD)), st.none() | st.integers() | st.text() | st.lists(st.text())
		)
	)
	def test_whatever_is_sent_is_read(self, values):
		sent, informer = tips.sent_tip(values, {"name": values.get("place"), "phone": 3})
		tips.check_sent(sent, informer)

	@pytest.mark.parametrize(
		("text", "line"), [("a\n b", "a b"), ("x" * 61, "x" * 59 + "…"), ("x" * 60, "x" * 60)]
	)
	def test_subject(self, text, line):
		assert tips.subject(text) == line


class TestAnswer:
	def test_days_are_calendar_days_after_the_day_it_came_in(self):
		assert tips.answer_due(datetime(2026, 11, 25, 23, 59), 15) == date(2026, 12, 10)
		assert tips.answer_due(date(2026, 11, 25), 1) == date(2026, 11, 26)

	@pytest.mark.parametrize(
		("status", "today", "late"),
		[
			(w.RECEIVED, date(2026, 12, 10), False),
			(w.RECEIVED, date(2026, 12, 11), True),
			(w.REJECTED, date(2026, 12, 11), False),
		],
	)
	def test_overdue_from_the_day_after(self, status, today, late):
		assert tips.is_overdue(status, date(2026, 12, 10), today) is late

	def test_every_status_has_an_outcome_to_tell(self):
		assert set(tips.OUTCOMES) == set(w.STATUSES)

	@pytest.mark.parametrize(
		("decision", "missing"),
		[
			((w.REJECTED, "", "Looked at it", ""), "Choose why"),
			((w.REJECTED, "Because", "Looked at it", ""), "Choose why"),
			((w.REJECTED, w.NOT_FOUND, "  ", ""), "Write what was done"),
			((w.REJECTED, w.NOT_FOUND, "Looked at it", ""), ""),
			((w.DUPLICATE, "", "", ""), "Choose the hazard"),
			((w.DUPLICATE, "", "", "HZ-1"), ""),
			((w.BECAME_HAZARD, "", "", "", ""), "Choose the enterprise"),
			((w.BECAME_HAZARD, "", "", "", "Works"), ""),
		],
	)
	def test_what_a_decision_asks_for(self, decision, missing):
		found = tips.check_decision(*decision)
		assert (missing in messages(found)) if missing else not found


def test_the_informer_is_kept_through_the_last_day_of_the_term():
	decided = date(2026, 3, 1)
	for days in (1, 180):
		last = decided + timedelta(days=days)
		assert tips.erased_before(last, days) <= decided
		assert tips.erased_before(last + timedelta(days=1), days) > decided


@pytest.mark.parametrize("days", [0, -1])
def test_no_term_is_never(days):
	assert tips.erased_before(date(2026, 3, 1), days) is None
