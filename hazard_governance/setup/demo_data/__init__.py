"""Demo data: one city with three counties and a development zone, invented enterprises, real criteria. Plain data."""
