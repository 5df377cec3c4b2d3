"""Tips of the demo: sent as the public sends them, decided by the officers of the demo, each on its day."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

import frappe
from frappe.utils import add_days
from PIL import Image

from hazard_governance import tip_decisions, tip_informers, tips
from hazard_governance.api import tips as api
from hazard_governance.domain import tip_words as w
from hazard_governance.domain.tips import Informer, Sent
from hazard_governance.setup.demo_data import places
from hazard_governance.setup.demo_data.tips import CONFIDANT, TIPS, TipSpec
from hazard_governance.setup.demo_site import files
from hazard_governance.setup.demo_site.acting import acting_as
from hazard_governance.setup.demo_site.people import officials_of

Act = tuple[datetime, Callable[[], object]]
GUEST = "Guest"
# later than the pictures of the demo's documents, no two of which are alike
SERIAL_FROM = 9000
EXIF_DATETIME, EXIF_GPS = 0x0132, 0x8825


def events(today: date, hazards: dict[str, str]) -> Iterator[Act]:
	"""(moment, act) of every tip. hazards: key of a scenario -> name of its hazard, filled in as they are registered."""
	for number, spec in enumerate(TIPS):
		made: dict[str, str] = {}
		yield (
			_at(today, spec.on, 20),
			lambda spec=spec, made=made, number=number: _send(spec, made, SERIAL_FROM + 10 * number, today),
		)
		if spec.enterprise and not spec.decided:
			yield _at(today, spec.on, 21), lambda spec=spec, made=made: _name_enterprise(spec, made)
		if spec.handed_to:
			yield _at(today, spec.on + 1, 9), lambda spec=spec, made=made: _hand_over(spec, made)
		if spec.decided:
			yield (
				_at(today, spec.decided[0], 10),
				lambda spec=spec, made=made: _decide(spec, made, hazards),
			)
		if spec.look:
			yield _at(today, spec.decided[0], 11), lambda spec=spec, made=made: _look(spec, made)


def _at(today: date, day: int, hour: int) -> datetime:
	return datetime.combine(today + timedelta(days=day), time(hour))


def _send(spec: TipSpec, made: dict[str, str], serial: int, today: date) -> None:
	latitude, longitude, accuracy = spec.position or (None, None, 0)
	sent = Sent(
		description=spec.description,
		place=spec.place,
		enterprise_name=spec.enterprise_name,
		region=spec.region,
		latitude=latitude,
		longitude=longitude,
		accuracy=accuracy,
		consent=True,
	)
	with acting_as(GUEST):
		made["tip"] = tips.take(sent, Informer(spec.name, spec.phone), tips.code_of_form(tips.new_form()))
		for number, placeholder in enumerate(spec.photos, 1):
			tips.add_photo(made["tip"], number, _photo(placeholder, serial + number, spec, today))


def _photo(placeholder: str, serial: int, spec: TipSpec, today: date) -> bytes:
	"""A picture as a phone takes it: with its time, and its place where the position was given."""
	exif, out = Image.Exif(), io.BytesIO()
	exif[EXIF_DATETIME] = f"{add_days(today, spec.on):%Y:%m:%d} 19:40:00"
	if spec.position:
		latitude, longitude = (_degrees(value) for value in spec.position[:2])
		exif[EXIF_GPS] = {1: "N", 2: latitude, 3: "E", 4: longitude}
	Image.open(io.BytesIO(files.picture(placeholder, serial))).save(out, "JPEG", exif=exif.tobytes())
	return out.getvalue()


def _degrees(value: float) -> tuple[float, float, float]:
	whole, minutes = int(value), (value % 1) * 60
	return float(whole), float(int(minutes)), round((minutes % 1) * 60, 2)


def _name_enterprise(spec: TipSpec, made: dict[str, str]) -> None:
	office = next(a for a in places.AUTHORITIES if a.region == spec.region and a.key.endswith("-anwei"))
	with acting_as(officials_of(office.key)[-1]):
		tip = frappe.get_doc(tip_decisions.TIP, made["tip"])
		tip.enterprise = places.ENTERPRISE_BY_KEY[spec.enterprise].name
		tip.save()


def _hand_over(spec: TipSpec, made: dict[str, str]) -> None:
	region, note = spec.handed_to
	with acting_as(officials_of("luzhou-anwei")[-1]):
		api.hand_over(made["tip"], region, note)


def _decide(spec: TipSpec, made: dict[str, str], hazards: dict[str, str]) -> None:
	with acting_as(officials_of(spec.decided[1])[-1]):
		if spec.status == w.BECAME_HAZARD:
			name = places.ENTERPRISE_BY_KEY[spec.enterprise].name
			api.make_hazard(made["tip"], name, {"hazard_title": spec.title})
		elif spec.status == w.DUPLICATE:
			api.mark_duplicate(made["tip"], hazards[spec.hazard])
		else:
			api.reject(made["tip"], spec.ground, spec.reason)


def _look(spec: TipSpec, made: dict[str, str]) -> None:
	with acting_as(CONFIDANT):
		api.informer(made["tip"], spec.look)
		tip_informers.keep_longer(made["tip"], CONFIDANT, spec.kept_for)
