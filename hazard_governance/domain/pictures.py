"""Whether two pictures are alike: exact by their hash, nearly by a difference hash of 64 bits.

A difference hash says of each of 8 rows of 9 grey dots where it gets brighter; a picture saved again, made smaller or a
little brighter keeps nearly all of them. A picture without features (a wall, darkness) has hardly any: it is alike to
everything and says nothing, so it is compared exactly only.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

BITS = 64
BANDS = 4
# at most this many bits differ between two pictures found by a band they share; 4 bands guarantee 3
NEAR_ACROSS = 3
NEAR_WITHIN = 5
FEATURELESS = 4
EARTH_KM = 6371.0


def distance(a: str, b: str) -> int:
	"""Number of bits that differ between two hashes in hex; BITS when either is empty."""
	return (int(a, 16) ^ int(b, 16)).bit_count() if a and b else BITS


def has_features(dhash: str) -> bool:
	"""Whether a picture shows enough for a comparison of its hash."""
	if not dhash:
		return False
	ones = int(dhash, 16).bit_count()
	return FEATURELESS <= ones <= BITS - FEATURELESS


def bands(dhash: str) -> tuple[str, ...]:
	"""The hash in parts of 16 bits: of two that differ in 3 bits at most, one part at least is the same."""
	width = BITS // 4 // BANDS
	return (
		tuple(dhash[place : place + width] for place in range(0, len(dhash), width))
		if dhash
		else ("",) * BANDS
	)


def alike(a_sha: str, b_sha: str, a_dhash: str, b_dhash: str, near: int) -> str:
	""" "same" for the same bytes, "near" when at most `near` bits of the difference hashes differ, else ""."""
	if a_sha and a_sha == b_sha:
		return "same"
	if has_features(a_dhash) and has_features(b_dhash) and distance(a_dhash, b_dhash) <= near:
		return "near"
	return ""


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
	"""Distance of two places (latitude, longitude in degrees) on the globe."""
	lat_a, lon_a, lat_b, lon_b = (radians(x) for x in (*a, *b))
	half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
	return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
