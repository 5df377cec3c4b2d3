"""The unified social credit code of an enterprise (GB 32100-2015): 18 characters, the last one a check character."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
LENGTH = 18


def normalise(code: str | None) -> str:
	"""The code in capitals without blanks; "" for nothing."""
	return "".join((code or "").split()).upper()


def check_character(body: str) -> str:
	"""The 18th character for the first 17. ValueError when a character is not of the code's alphabet."""
	total = sum(ALPHABET.index(char) * weight for char, weight in zip(body, WEIGHTS, strict=True))
	return ALPHABET[(31 - total % 31) % 31]


def is_valid(code: str) -> bool:
	"""Whether a normalised code has 18 characters of the alphabet (no I, O, S, V, Z) and the right last one."""
	if len(code) != LENGTH or any(char not in ALPHABET for char in code):
		return False
	return check_character(code[:-1]) == code[-1]
