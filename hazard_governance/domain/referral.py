"""Referral of a case (移送): to discipline inspection, or to police and prosecution, as two procedures.

The notice 54/2023 (step 3) asks for both: 长纪办发〔2023〕19号 for party members and public officials, 长检会〔2022〕7号 for
suspected crimes. What is asked for here follows the rules those two carry out: for crimes State Council Order 310
(articles 5, 6 and 8) and the joint measures 应急〔2019〕54号; for officials the regulations on the Supervision Law
(article 171). Whoever reported the hazard is never named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from hazard_governance.domain import articles
from hazard_governance.domain import vocabulary as v
from hazard_governance.domain.clocks import days_setting
from hazard_governance.domain.deficiency import N_, Deficiency
from hazard_governance.domain.facts import AccountabilityAction, CaseReferral, HazardRecord, ReferralPerson
from hazard_governance.domain.letters import check_letter
from hazard_governance.domain.people import names_in

DOCTYPE = "Case Referral"
PERSON = "Case Referral Person"
ITEM = "Case Referral Item"
RESULT = "Case Referral Result"

RECIPIENT_KINDS = {
	v.TO_DISCIPLINE: (v.DISCIPLINE_INSPECTION,),
	v.TO_JUSTICE: (v.PUBLIC_SECURITY, v.PROCURATORATE),
}
PROCEDURE_ARTICLE = {
	v.TO_DISCIPLINE: articles.DISCIPLINE_PROCEDURE,
	v.TO_JUSTICE: articles.JUSTICE_PROCEDURE,
}
OUTCOMES = {
	v.TO_DISCIPLINE: ("Case Opened", "No Case", "Talk or Letter", "Sanction Given", "Transferred"),
	v.TO_JUSTICE: ("Case Opened", "No Case", "Transferred", "Prosecuted", "Not Prosecuted", "Sentenced"),
}
TERMS = {v.TO_DISCIPLINE: "referral_discipline_days", v.TO_JUSTICE: "referral_justice_days"}
OWN_WORDS = ("case_facts", "legal_basis", "opinion", "suspected_offence", "items_involved", "appraisals")
DECIDED_STATUSES = (v.DECIDED, v.EXECUTED)
AT_LEAST_TWO = 2


def check_sending(
	referral: CaseReferral, record: HazardRecord, today: date, protected: Collection[str] = ()
) -> list[Deficiency]:
	"""Everything the referral lacks before it is sent. protected: words that would tell who reported the hazard."""
	found = _common(referral, today)
	found += _recipient(referral, record)
	found += _persons(referral, record)
	found += _justice(referral, record) if referral.kind == v.TO_JUSTICE else _discipline(referral)
	return found + _manifest(referral) + check_words(referral, protected)


def _lacks(referral: CaseReferral, needs: Iterable[tuple], article: str = "") -> list[Deficiency]:
	article = article or PROCEDURE_ARTICLE.get(referral.kind, "")
	return [
		Deficiency(DOCTYPE, fieldname, message, tuple(args), article, None, referral.name or None)
		for fieldname, ok, message, *args in needs
		if not ok
	]


def _common(referral: CaseReferral, today: date) -> list[Deficiency]:
	issued = referral.issued_on
	needs = (
		("authority", referral.authority, N_("Name the authority that sends the referral.")),
		("recipient", referral.recipient, N_("Name the organ that the case is referred to.")),
		("letter_no", referral.letter_no, N_("The letter has no number. Enter it.")),
		("issued_on", issued, N_("The day of the letter is empty. Enter it.")),
		("issued_on", not issued or issued <= today, N_("The day of the letter lies in the future.")),
		("signatory", referral.signatory, N_("Name the head of the authority who approved the referral.")),
		("contact", referral.contact, N_("Name whom the recipient can ask, with a telephone number.")),
		("handlers", referral.handlers, N_("Name the officers who handled the case.")),
		("case_facts", referral.case_facts, N_("Write what was found: time, place, conduct, consequence.")),
		("legal_basis", referral.legal_basis, N_("Write which provisions were violated.")),
		("opinion", referral.opinion, N_("Write what has been done so far and what is proposed.")),
	)
	return _lacks(referral, needs) + check_letter(DOCTYPE, "letter_no", referral.letter_no, issued)


def _recipient(referral: CaseReferral, record: HazardRecord) -> list[Deficiency]:
	sender, recipient = (
		record.authorities.get(referral.authority),
		record.authorities.get(referral.recipient),
	)
	copy = record.authorities.get(referral.copy_to)
	if recipient is None:
		return []
	to_police = recipient.kind == v.PUBLIC_SECURITY
	same_level = (
		sender is None or v.TOWNSHIP in (sender.level, recipient.level) or sender.level == recipient.level
	)
	needs = (
		(
			"recipient",
			recipient.kind in RECIPIENT_KINDS.get(referral.kind, ()),
			N_("{0} does not receive referrals of this procedure. Choose an organ of the right kind."),
			referral.recipient,
		),
		(
			"recipient",
			not recipient.disabled,
			N_("{0} is disabled. Choose another organ."),
			referral.recipient,
		),
	)
	found = _lacks(referral, needs)
	if referral.kind != v.TO_JUSTICE:
		return found
	level = N_("{0} is not of the level of {1}. A case goes to the police of the same level.")
	found += _lacks(
		referral,
		(("recipient", same_level or not to_police, level, referral.recipient, referral.authority),),
		articles.ORDER_310_5,
	)
	needs = (
		("copy_to", referral.copy_to or not to_police, N_("Name the procuratorate that gets a copy.")),
		(
			"copy_to",
			copy is None or copy.kind == v.PROCURATORATE,
			N_("{0} is not a procuratorate. Choose one that is."),
			referral.copy_to,
		),
	)
	return found + _lacks(referral, needs, articles.JOINT_54)


def _persons(referral: CaseReferral, record: HazardRecord) -> list[Deficiency]:
	actions = {action.name: action for action in record.actions}
	arises = any(
		refers(actions.get(row.accountability_action), referral.kind, record) for row in referral.persons
	)
	needs = (
		("persons", referral.persons, N_("Nobody is named. Add the persons whose conduct is referred.")),
		(
			"persons",
			arises or not referral.persons,
			N_(
				"No accountability action stands behind the referral. Name at least one decided action with a measure of this procedure."
			),
		),
	)
	found = _lacks(referral, needs)
	for number, row in enumerate(referral.persons, 1):
		found += _person(row, number, actions, referral, record)
	return found


def refers(action: AccountabilityAction | None, kind: str, record: HazardRecord) -> bool:
	"""Whether a decided action holds a measure that refers the person by this procedure."""
	return (
		action is not None
		and action.status in DECIDED_STATUSES
		and bool(referring_rows(action, kind, record))
	)


def referring_rows(action: AccountabilityAction, kind: str, record: HazardRecord) -> list:
	"""The measures of an action that refer the person by this procedure."""
	catalogue = record.measure_catalogue
	return [
		row
		for row in action.measures
		if row.measure in catalogue and catalogue[row.measure].external_referral == kind
	]


def _person(
	row: ReferralPerson, number: int, actions: dict, referral: CaseReferral, record: HazardRecord
) -> list[Deficiency]:
	action = actions.get(row.accountability_action)
	named = row.accountability_action
	needs = (
		(
			"organisation",
			row.organisation or row.post,
			N_("Person {0} ({1}) has neither organisation nor post."),
		),
		("conduct", row.conduct, N_("Person {0} ({1}): write what the person did or failed to do.")),
		(
			"accountability_action",
			not named or refers(action, referral.kind, record),
			N_("Person {0} ({1}): the action {2} is not decided, or refers the person by another procedure."),
		),
	)
	article = PROCEDURE_ARTICLE.get(referral.kind, "")
	args = (number, row.person_name or "?", named)
	return [
		Deficiency(PERSON, fieldname, message, args, article, number, row.name or None)
		for fieldname, ok, message in needs
		if not ok
	]


def _discipline(referral: CaseReferral) -> list[Deficiency]:
	official = any(row.public_official for row in referral.persons)
	message = N_(
		"None of the persons is a party member or public official. Discipline inspection answers for these only."
	)
	return _lacks(
		referral, (("persons", official or not referral.persons, message),), articles.SUPERVISION_REGULATIONS
	)


def _justice(referral: CaseReferral, record: HazardRecord) -> list[Deficiency]:
	two = len(set(names_in(referral.handlers))) >= AT_LEAST_TWO
	found = _lacks(
		referral,
		(
			(
				"handlers",
				two or not referral.handlers,
				N_("A suspected crime is handled by two officers at least."),
			),
		),
		articles.ORDER_310_5,
	)
	evidence = any(row.include and row.kind == v.EVIDENCE for row in referral.items)
	needs = (
		("suspected_offence", referral.suspected_offence, N_("Write which offence is suspected.")),
		("investigation_report", referral.investigation_report, N_("Attach the investigation report.")),
		(
			"items_involved",
			referral.items_involved,
			N_("List the items involved in the case, or write “none”."),
		),
		(
			"appraisals",
			referral.appraisals,
			N_("Write which test reports and expert opinions are handed over, or “none”."),
		),
		("items", evidence, N_("The manifest holds no evidence. Include at least one piece.")),
	)
	return found + _lacks(referral, needs, articles.ORDER_310_6)


def _manifest(referral: CaseReferral) -> list[Deficiency]:
	included = [row for row in referral.items if row.include]
	documents = any(row.kind == v.DOCUMENT for row in included)
	found = _lacks(
		referral,
		(("items", documents, N_("The manifest holds no document. Collect it from the record.")),),
	)
	message = N_("Row {0} ({1}) of the manifest comes from no record. Collect the manifest again.")
	for number, row in enumerate(referral.items, 1):
		if row.include and not (row.record_type and row.source_field):
			found.append(
				Deficiency(ITEM, "title", message, (number, row.title), "", number, row.name or None)
			)
	return found


def check_words(referral: CaseReferral, protected: Collection[str]) -> list[Deficiency]:
	"""What the sender wrote must not tell who reported the hazard; nothing is said of which word it is."""
	found = []
	message = N_(
		"This tells who reported the hazard. Take the name and whatever else points to the person out."
	)
	for fieldname in OWN_WORDS:
		if names_any(getattr(referral, fieldname), protected):
			found.append(Deficiency(DOCTYPE, fieldname, message, (), articles.NOTICE_ACCOUNTABILITY))
	rows = [(PERSON, "conduct", row, row.conduct) for row in referral.persons]
	rows += [(ITEM, "title", row, row.title) for row in referral.items if row.include]
	for doctype, fieldname, row, text in rows:
		if names_any(text, protected):
			found.append(Deficiency(doctype, fieldname, message, (), "", row.idx or None, row.name or None))
	return found


def names_any(text: str, protected: Collection[str]) -> bool:
	"""Whether the text holds one of the words, in whatever case."""
	folded = (text or "").casefold()
	return any(word.casefold() in folded for word in protected if word)


def check_receipt(referral: CaseReferral, on_paper: bool = False) -> list[Deficiency]:
	"""What a receipt needs: the recipient's own number; where nobody of it is a user, the signed paper."""
	needs = (
		("receipt_no", referral.receipt_no, N_("Enter the number under which the recipient registered it.")),
		("receipt_file", referral.receipt_file or not on_paper, N_("Attach the receipt signed on paper.")),
	)
	return _lacks(referral, needs)


def check_refusal(referral: CaseReferral, on_paper: bool = False) -> list[Deficiency]:
	"""What a refusal needs: its reason; where nobody of the recipient is a user, the signed paper."""
	needs = (
		("refusal_reason", referral.refusal_reason, N_("Write why the referral is refused.")),
		("receipt_file", referral.receipt_file or not on_paper, N_("Attach the refusal signed on paper.")),
	)
	return _lacks(referral, needs)


def check_answer(referral: CaseReferral, today: date) -> list[Deficiency]:
	"""What an answer needs: a result with outcome, day and words; the outcome is one of the procedure."""
	message = N_("There is no result yet. Add what became of the case.")
	found = _lacks(referral, (("results", referral.results, message),))
	return found + check_results(referral, today)


def check_results(referral: CaseReferral, today: date) -> list[Deficiency]:
	"""What is wrong with the results as they are; asked on every save."""
	found = []
	sent = referral.sent_at.date() if referral.sent_at else None
	for number, row in enumerate(referral.results, 1):
		day = row.decided_on
		needs = (
			(
				"outcome",
				not row.outcome or row.outcome in OUTCOMES.get(referral.kind, ()),
				N_("Result {0}: {1} is not an outcome of this procedure."),
			),
			("decided_on", not day or day <= today, N_("Result {0}: the day lies in the future.")),
			(
				"decided_on",
				not (day and sent) or day >= sent,
				N_("Result {0}: the day lies before the referral was sent."),
			),
		)
		found += [
			Deficiency(RESULT, fieldname, message, (number, row.outcome), "", number, row.name or None)
			for fieldname, ok, message in needs
			if not ok
		]
	return found


def answer_due(kind: str, received_on: date, settings: object | None = None) -> date:
	"""The last day to answer: the day of receipt is not counted. Three calendar days for a suspected crime (Order 310
	article 8); for discipline inspection the settings say."""
	return received_on + timedelta(days=days_setting(settings, TERMS[kind]))


def check_sender(referral: CaseReferral, decider: str) -> Deficiency | None:
	"""Whoever prepared a referral does not send it, unless a lone clerk writes why there is nobody else."""
	own = bool(decider) and decider in (referral.prepared_by, referral.owner)
	if not own or referral.lone_clerk_reason:
		return None
	message = N_(
		"You prepared this referral and do not send it yourself. Let a second officer send it, or write why you are alone."
	)
	return Deficiency(DOCTYPE, "lone_clerk_reason", message, (), articles.SECOND_PERSON)
