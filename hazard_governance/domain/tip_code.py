"""The look-up code of a tip: unguessable, easy to copy by hand, and nowhere stored.

The page that takes a tip carries a signed form token with a random number. The code follows from that number and a key
of the site, so that a phone that sends the same form again (the answer was lost on the way) is given the same code and
makes no second tip. What is stored is a keyed digest of the code: neither a copy of the database nor an officer tells
the code. Standard library only; keys and times are arguments.
"""

from __future__ import annotations

import hashlib
import hmac

# without 0 O, 1 I L: read off a photo, told on the telephone
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10
# a form may wait a day on a phone without signal
TOKEN_SECONDS = 24 * 3600


class TokenError(ValueError):
	"""The form token was not made by this site, or is too old."""


def form_token(key: bytes, issued: int, number: str) -> str:
	"""A token for one form. issued: seconds since 1970; number: random hex digits."""
	text = f"{issued}.{number}"
	return f"{text}.{_digest(key, 'form', text)}"


def form_number(key: bytes, token: str, now: int) -> str:
	"""The random number in a token of this site. TokenError when it is forged, or older than TOKEN_SECONDS."""
	parts = (token or "").split(".")
	if len(parts) != 3 or not parts[0].isdigit():
		raise TokenError("malformed")
	issued, number, seal = parts
	if not hmac.compare_digest(seal.encode(), _digest(key, "form", f"{issued}.{number}").encode()):
		raise TokenError("forged")
	if not 0 <= now - int(issued) <= TOKEN_SECONDS:
		raise TokenError("expired")
	return number


def code_of(key: bytes, number: str) -> str:
	"""The look-up code of the form with this number: LENGTH letters of ALPHABET."""
	value = int(_digest(key, "code", number), 16)
	letters = []
	for _place in range(LENGTH):
		value, letter = divmod(value, len(ALPHABET))
		letters.append(ALPHABET[letter])
	return "".join(letters)


def stored_form(key: bytes, code: str) -> str:
	"""What is stored of a code; "" for what can be no code, so that it is found nowhere."""
	plain = normalised(code)
	return _digest(key, "look-up", plain) if plain else ""


def normalised(code: str) -> str:
	"""A code as somebody typed it, without blanks and dashes, in capitals; "" when it can be none."""
	plain = "".join(letter for letter in (code or "").upper() if letter.isalnum())
	if len(plain) != LENGTH or not set(plain) <= set(ALPHABET):
		return ""
	return plain


def shown(code: str) -> str:
	"""The code in two halves, as it is shown and photographed."""
	return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def _digest(key: bytes, purpose: str, text: str) -> str:
	return hmac.new(key, f"{purpose}|{text}".encode(), hashlib.sha256).hexdigest()
