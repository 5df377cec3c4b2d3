"""What a reminder says, in the language of the one who is told."""

from dataclasses import dataclass
from datetime import date

from frappe import _
from frappe.utils import escape_html, get_url_to_form

from hazard_governance.domain import escalation as rules
from hazard_governance.domain.deficiency import Phrase
from hazard_governance.domain.escalation import Escalation
from hazard_governance.domain.papers import words


@dataclass(frozen=True)
class Line:
	"""One deadline as it is told to one person: all of it in their language, none of it more than they may read."""

	text: str
	about: str
	more: tuple[str, ...]
	link: str
	is_overdue: bool


def say(phrase: Phrase, language: str) -> str:
	"""The phrase with its words in `language`."""
	return _(phrase.message, language).format(*(_in(arg, language) for arg in phrase.args))


def _in(value: object, language: str) -> object:
	if isinstance(value, date):
		return day(value, language)
	return _(value, language) if isinstance(value, str) else value


def day(value: date, language: str) -> str:
	"""A day as letters in that language write it."""
	return words.day(value, lambda text: _(text, language))


def line(
	due: Escalation, today, target: tuple[str, str], language: str, proposal: tuple[Phrase, ...] = ()
) -> Line:
	"""What is said of one deadline. target: (DocType, name) of the document that the reader may open.

	What the measure or matter is stands in the document itself, and is told to those only who may read that.
	"""
	item = due.item
	own = target[0] == item.doctype
	about = [item.register_no or item.hazard, item.hazard_title, item.what if own else "", item.enterprise]
	more = [say(phrase, language) for phrase in proposal]
	if due.missed:
		comma = "、" if language.startswith("zh") else ", "
		steps = comma.join(say(rules.step_name(days), language) for days in due.missed)
		more.append(_(rules.STANDS_FOR, language).format(steps))
	return Line(
		text=say(rules.when(item, today), language),
		about=" · ".join(part for part in about if part),
		more=tuple(more),
		link=get_url_to_form(*target),
		is_overdue=item.offset(today) > 0,
	)


def notice(told: Line) -> str:
	"""The subject of a notice in the desk, as HTML."""
	parts = [f"<b>{escape_html(told.text)}</b>", escape_html(told.about), *map(escape_html, told.more)]
	return "<br>".join(parts)
