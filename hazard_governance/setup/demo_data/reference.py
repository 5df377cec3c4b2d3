"""Criteria and sectors that come with the app, for places without a database. Plain data and its look-ups."""

from __future__ import annotations

from hazard_governance.setup.sector_data import SECTORS

SECTOR_BY_NAME = {sector.name: sector for sector in SECTORS}


def industries_of(sector: str) -> set[str]:
	"""The sector, those above it, and the cross-industry ones: whose criteria apply."""
	names = {s.name for s in SECTORS if s.cross_industry} | {sector}
	return names | {parent for parent in (SECTOR_BY_NAME[sector].parent,) if parent}
