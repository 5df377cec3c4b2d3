"""Referrals: what each procedure asks for, fact by fact; whoever reported the hazard is named nowhere."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from builders import COUNTY, TODAY, put
from hypothesis import given
from hypothesis import strategies as st
from oversight import DISCIPLINE, POLICE, TO_DISCIPLINE, TO_JUSTICE, referral, referred_record

from hazard_governance.domain import handover, informer, referral_papers
from hazard_governance.domain import referral as rules
from hazard_governance.domain.accountability import check_execution
from hazard_governance.domain.facts import Settings
from hazard_governance.domain.papers.model import Source
from hazard_governance.domain.papers.referral_letter import LETTERS, letter

KINDS = (TO_DISCIPLINE, TO_JUSTICE)


def named(found) -> list[tuple[str, str]]:
	return [(lacking.doctype, lacking.fieldname) for lacking in found]


def sending(kind: str, record=None, **values) -> list[tuple[str, str]]:
	return named(rules.check_sending(referral(kind, **values), record or referred_record(kind), TODAY))


@pytest.mark.parametrize("kind", KINDS)
def test_a_complete_referral_is_sent(kind):
	assert sending(kind) == []


COMMON = [
	"letter_no",
	"issued_on",
	"signatory",
	"contact",
	"handlers",
	"case_facts",
	"legal_basis",
	"opinion",
]
OF_JUSTICE = ["suspected_offence", "items_involved", "appraisals", "investigation_report", "copy_to"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fieldname", COMMON)
def test_what_both_procedures_ask_for(kind, fieldname):
	assert sending(kind, **{fieldname: None}) == [("Case Referral", fieldname)]


@pytest.mark.parametrize("fieldname", OF_JUSTICE)
def test_what_a_suspected_crime_asks_for_and_a_problem_clue_does_not(fieldname):
	assert sending(TO_JUSTICE, **{fieldname: None}) == [("Case Referral", fieldname)]
	assert sending(TO_DISCIPLINE, **{fieldname: None}) == []


@pytest.mark.parametrize(
	("kind", "recipient", "fields"),
	[
		(TO_DISCIPLINE, POLICE, ["recipient"]),
		(TO_JUSTICE, DISCIPLINE, ["recipient"]),
		(TO_JUSTICE, COUNTY, ["recipient"]),
	],
)
def test_each_procedure_has_its_own_recipients(kind, recipient, fields):
	assert [field for _doctype, field in sending(kind, recipient=recipient)] == fields


def test_a_case_goes_to_the_police_of_the_same_level():
	record = referred_record(TO_JUSTICE)
	higher = replace(record.authorities[POLICE], level="City")
	record = replace(record, authorities={**record.authorities, POLICE: higher})
	(found,) = rules.check_sending(referral(TO_JUSTICE), record, TODAY)
	assert (found.fieldname, found.article) == ("recipient", "State Council Order 310, article 5")
	# who answers for an official depends on who manages the official, not on the level of the sender
	assert sending(TO_DISCIPLINE) == []


def test_a_disabled_organ_receives_nothing():
	record = referred_record()
	gone = replace(record.authorities[DISCIPLINE], disabled=True)
	record = replace(record, authorities={**record.authorities, DISCIPLINE: gone})
	assert sending(TO_DISCIPLINE, record) == [("Case Referral", "recipient")]


def test_a_crime_is_handled_by_two_people():
	for names in ("孙一", "孙一、孙一"):
		assert sending(TO_JUSTICE, handlers=names) == [("Case Referral", "handlers")]
		assert sending(TO_DISCIPLINE, handlers=names) == []


def test_a_letter_is_not_of_tomorrow():
	assert sending(TO_DISCIPLINE, issued_on=date(2026, 11, 21)) == [("Case Referral", "issued_on")]


def test_the_letter_number_has_the_official_form_and_the_year_of_the_letter():
	assert sending(TO_DISCIPLINE, letter_no="CAY 1") == [("Case Referral", "letter_no")]
	assert sending(TO_DISCIPLINE, letter_no="甲安移字〔2025〕1号") == [("Case Referral", "letter_no")]


# --- persons and actions ---------------------------------------------------------------------------------------------
def test_a_referral_arises_from_a_decided_action_with_a_measure_of_its_procedure():
	for record in (referred_record(TO_JUSTICE), referred_record(status="Submitted")):
		found = sending(TO_DISCIPLINE, record)
		assert ("Case Referral", "persons") in found
		assert ("Case Referral Person", "accountability_action") in found
	assert sending(TO_DISCIPLINE, persons=[]) == [("Case Referral", "persons")]


def test_a_person_has_a_place_and_a_conduct():
	bare = put(
		put(put(referral(), "persons.0.organisation", ""), "persons.0.post", ""), "persons.0.conduct", ""
	)
	found = rules.check_sending(bare, referred_record(), TODAY)
	assert named(found) == [("Case Referral Person", "organisation"), ("Case Referral Person", "conduct")]
	assert [lacking.row for lacking in found] == [1, 1]


def test_discipline_inspection_answers_for_party_members_and_officials_only():
	plain = put(referral(), "persons.0.public_official", False)
	assert named(rules.check_sending(plain, referred_record(), TODAY)) == [("Case Referral", "persons")]
	plain = put(referral(TO_JUSTICE), "persons.0.public_official", False)
	assert rules.check_sending(plain, referred_record(TO_JUSTICE), TODAY) == []


# --- manifest --------------------------------------------------------------------------------------------------------
def test_the_manifest_holds_a_document_and_of_a_crime_evidence():
	unticked = put(referral(TO_JUSTICE), "items.1.include", False)
	assert named(rules.check_sending(unticked, referred_record(TO_JUSTICE), TODAY)) == [
		("Case Referral", "items")
	]
	assert sending(TO_DISCIPLINE, items=[]) == [("Case Referral", "items")]
	typed = put(referral(), "items.0.source_field", "")
	assert named(rules.check_sending(typed, referred_record(), TODAY)) == [("Case Referral Item", "title")]


# --- the exchange ----------------------------------------------------------------------------------------------------
def test_receipt_refusal_and_answer_say_what_they_have_to():
	assert named(rules.check_receipt(referral(receipt_no=""))) == [("Case Referral", "receipt_no")]
	assert named(rules.check_refusal(referral(refusal_reason=" "))) == [("Case Referral", "refusal_reason")]
	for check in (rules.check_receipt, rules.check_refusal):
		assert check(referral()) == []
		assert named(check(referral(), on_paper=True)) == [("Case Referral", "receipt_file")]
	assert named(rules.check_answer(referral(results=[]), TODAY)) == [("Case Referral", "results")]


@pytest.mark.parametrize(
	("column", "value"),
	[("outcome", "Prosecuted"), ("decided_on", date(2026, 11, 21)), ("decided_on", date(2026, 11, 17))],
)
def test_a_result_is_one_of_the_procedure_between_sending_and_today(column, value):
	wrong = put(referral(), f"results.0.{column}", value)
	assert named(rules.check_results(wrong, TODAY)) == [("Case Referral Result", column)]
	assert rules.check_results(put(referral(), "results.0.decided_on", TODAY), TODAY) == []


@pytest.mark.parametrize(
	("kind", "settings", "due"),
	[
		(TO_JUSTICE, None, date(2026, 3, 3)),
		(TO_DISCIPLINE, None, date(2026, 3, 30)),
		(TO_DISCIPLINE, Settings(referral_discipline_days=10), date(2026, 3, 10)),
		(TO_JUSTICE, Settings(referral_justice_days=0), date(2026, 3, 3)),
	],
)
def test_the_day_of_receipt_is_not_counted(kind, settings, due):
	assert rules.answer_due(kind, date(2026, 2, 28), settings) == due


def test_who_prepared_does_not_send_unless_alone_with_a_reason():
	mine = referral(prepared_by="clerk@example.com")
	assert rules.check_sender(mine, "chief@example.com") is None
	assert rules.check_sender(mine, "clerk@example.com").fieldname == "lone_clerk_reason"
	assert rules.check_sender(replace(mine, lone_clerk_reason="单位仅一人"), "clerk@example.com") is None


def test_a_measure_referred_through_the_system_is_complete_once_receipted():
	record = referred_record()
	action = record.actions[-1]
	sent = {"referral_no": "1", "referred_on": TODAY, "executed_on": TODAY}
	rows = {
		"receipted": {**sent, "referral_receipt": "88", "case_referral": "RF-1"},
		"not yet": {**sent, "case_referral": "RF-1"},
		"by hand": {**sent, "referral_receipt": "88"},
	}
	found = {}
	for name, values in rows.items():
		row = replace(action.measures[0], **values)
		found[name] = [
			lacking.fieldname
			for lacking in check_execution(replace(action, measures=(row,)), record.measure_catalogue)
		]
	assert found == {"receipted": [], "not yet": ["referral_receipt"], "by hand": ["proof"]}


# --- the informer ----------------------------------------------------------------------------------------------------
def tip(**values):
	record = put(referred_record(), "hazard.source", "Public Report")
	for name, value in {"found_by_name": "赵六", "found_by_organization": "红星小区", **values}.items():
		record = put(record, f"hazard.{name}", value)
	return record


def test_only_a_report_by_the_public_is_protected():
	assert informer.protected_words(tip(), ["zhao6@example.com", ""]) == {
		"赵六",
		"红星小区",
		"zhao6@example.com",
	}
	assert (
		informer.protected_words(put(tip(), "hazard.source", "Self-Inspection"), ["x@example.com"]) == set()
	)


def test_words_that_tell_of_nobody_are_left():
	record = tip(found_by_name="匿名群众、张", found_by_organization=COUNTY)
	assert informer.protected_words(record) == set()


def test_what_the_sender_wrote_is_refused_when_it_names_the_informer():
	words = informer.protected_words(tip())
	told = referral(case_facts="据赵六反映", opinion="红星小区居民要求处理")
	told = put(put(told, "persons.0.conduct", "威胁赵六"), "items.0.title", "赵六拍摄")
	found = named(rules.check_words(told, words))
	assert found == [
		("Case Referral", "case_facts"),
		("Case Referral", "opinion"),
		("Case Referral Person", "conduct"),
		("Case Referral Item", "title"),
	]
	for lacking in rules.check_words(told, words):
		assert "赵六" not in lacking.text


@given(
	pieces=st.lists(st.text("xyz 。", max_size=6), min_size=1, max_size=6),
	word=st.text("AB张", min_size=2, max_size=5),
	spelling=st.sampled_from((str, str.lower, str.upper)),
)
def test_every_occurrence_is_masked_and_nothing_else(pieces, word, spelling):
	assert informer.without(spelling(word).join(pieces), [word]) == informer.MASK.join(pieces)


def test_of_words_within_one_another_the_longest_goes_first():
	assert informer.without("赵六一与赵六", ["赵六", "赵六一"]) == "×××与×××"


def english(text: str, context: str = "") -> str:
	return text


def letter_of(kind: str, record=None, enclosures=(), sent_on: date = TODAY, withheld=frozenset()):
	"""The letter in English."""
	source = Source(record or referred_record(kind), referral(kind), TODAY, english, withheld=withheld)
	return letter(source, enclosures, sent_on)


@pytest.mark.parametrize("kind", KINDS)
def test_papers_and_letter_name_no_informer(kind):
	record = put(
		put(tip(), "hazard.existing_condition", "赵六举报：报警器断电"), "plan.goals", "答复红星小区"
	)
	record = replace(record, actions=referred_record(kind).actions)
	words = informer.protected_words(record)
	keys = referral_papers.available(record, referral(kind))
	texts = [paper.html for paper in referral_papers.papers(record, referral(kind), keys, words)]
	written = letter_of(kind, record, ["证据：赵六"], withheld=words)
	texts.append(repr(written))
	assert len(texts) == len(keys) + 1
	for text in texts:
		assert "赵六" not in text
		assert "红星小区" not in text
	assert informer.MASK in "".join(texts)


@pytest.mark.parametrize("kind", KINDS)
def test_the_letter_holds_what_its_procedure_asks_for(kind):
	written = letter_of(kind, enclosures=["隐患描述"], sent_on=date(2026, 11, 18))
	text = repr(written)
	own = ["甲安移字〔2026〕1号", "安全生产法第三十六条", "周副县长", "隐患描述", COUNTY, "钱主任"]
	assert [words for words in own if words not in text] == []
	assert ("危险作业罪" in text) == (kind == TO_JUSTICE)
	due = "2026-11-21" if kind == TO_JUSTICE else "2026-12-18"
	assert due in text
	assert written.title == LETTERS[kind]


def test_the_accountability_handed_over_is_that_of_the_persons_referred():
	record = referred_record()
	(paper,) = referral_papers.papers(record, referral(), ["accountability"])
	assert "周副县长" in paper.html
	assert record.actions[0].person_name not in paper.html


def test_values_are_escaped():
	record = put(referred_record(), "hazard.existing_condition", "<script>alert(1)</script>")
	(paper,) = referral_papers.papers(record, referral(), ["description"])
	assert "<script>" not in paper.html


# --- the hand-over file ----------------------------------------------------------------------------------------------
PIECES = [
	handover.Piece("00-letter.html", b"<html>", "Document", "移送函"),
	handover.Piece("evidence/01.jpg", b"\xff\xd8\xff", "Evidence", "=cmd()", "Hazard HZ-1", 0, "ab"),
]
SENT = datetime(2026, 11, 18, 10, 0)


def package(**head) -> bytes:
	return handover.pack(PIECES, {"referral": "RF-1", **head}, SENT, {"title": "名称"})


def test_the_same_contents_give_the_same_file():
	assert package() == package()
	assert package() != package(letter_no="2")


def test_the_manifest_holds_hash_size_and_origin_of_every_piece():
	with zipfile.ZipFile(io.BytesIO(package())) as archive:
		manifest = json.loads(archive.read("manifest.json"))
		rows = list(csv.reader(io.StringIO(archive.read("manifest.csv").decode("utf-8-sig"))))
		assert archive.namelist() == ["00-letter.html", "evidence/01.jpg", "manifest.json", "manifest.csv"]
		assert {info.date_time for info in archive.infolist()} == {(2026, 11, 18, 10, 0, 0)}
	assert manifest["referral"] == "RF-1"
	second = manifest["pieces"][1]
	assert second == {
		"no": 2,
		"kind": "Evidence",
		"title": "=cmd()",
		"file": "evidence/01.jpg",
		"size": 3,
		"pages": "",
		"sha256": handover.sha256(b"\xff\xd8\xff"),
		"original_sha256": "ab",
		"record": "Hazard HZ-1",
	}
	assert rows[0][2] == "名称"
	# a spreadsheet takes no title for a formula
	assert rows[2][2] == "'=cmd()"


def test_whatever_is_done_to_the_file_is_found():
	whole = package()
	assert handover.problems(whole, handover.sha256(whole)) == []
	changed = _rewritten(whole, {"evidence/01.jpg": b"other"})
	assert [p.text for p in handover.problems(changed)] == ["evidence/01.jpg was changed."]
	assert handover.problems(changed, handover.sha256(whole))[0].text.startswith("The hand-over file is not")
	gone = _rewritten(whole, {"evidence/01.jpg": None})
	assert [p.text for p in handover.problems(gone)] == ["evidence/01.jpg is missing."]
	more = _rewritten(whole, {"evidence/02.jpg": b"new"})
	assert [p.text for p in handover.problems(more)] == ["evidence/02.jpg is not in the manifest."]
	assert handover.problems(b"no zip")[0].text == "The hand-over file cannot be read."


def _rewritten(content: bytes, changes: dict) -> bytes:
	out = io.BytesIO()
	with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
		kept = {name: old.read(name) for name in old.namelist()}
		for name, value in {**kept, **changes}.items():
			if value is not None:
				new.writestr(name, value)
	return out.getvalue()
