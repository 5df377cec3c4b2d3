"""Fingerprints of photos, the signals and the assessment: whole rows, each within the scope of its reader."""

import io
import random
from contextlib import contextmanager
from unittest.mock import patch

import frappe
from frappe.utils import add_days, get_datetime, getdate, today

from hazard_governance import fingerprints, look_back_facts
from hazard_governance.tests import base
from hazard_governance.tests.list_world import run
from hazard_governance.tests.look_back_case import LookBackTestCase
from hazard_governance.tests.steps import CITY_OFFICE, ENTERPRISE

SIGNALS, ASSESSMENT = "Look-back Signals", "Look-back Assessment"
FAR_WORKS = "Look-back Far Works"
GATE = {"latitude": 36.19, "longitude": 113.12}
JPEG = b"\xff\xd8"
SUMMARY = "The bearing was never greased in three years; nobody was named for it, and the inspection sheet had no line for it."


def picture(seed: int) -> bytes:
	"""A photo with features, another one for each seed."""
	from PIL import Image

	dice, out = random.Random(seed), io.BytesIO()
	dots = Image.new("L", (9, 8))
	dots.putdata([dice.randrange(256) for _ in range(72)])
	dots.resize((90, 80), Image.Resampling.NEAREST).convert("RGB").save(out, "PNG")
	return out.getvalue()


def camera_photo(seed: int, taken_on: str, latitude: float, longitude: float) -> bytes:
	"""The photo as a telephone writes it: with its time and place."""
	from PIL import Image

	exif, out = Image.Exif(), io.BytesIO()
	exif[0x8769] = {0x9003: taken_on}
	exif[0x8825] = {1: "N", 2: _sexagesimal(latitude), 3: "E", 4: _sexagesimal(longitude)}
	Image.open(io.BytesIO(picture(seed))).save(out, "JPEG", exif=exif.tobytes(), quality=95)
	return out.getvalue()


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
	minutes = (degrees - int(degrees)) * 60
	return float(int(degrees)), float(int(minutes)), round((minutes - int(minutes)) * 60, 4)


class TestLookBackReports(LookBackTestCase):
	def photo_of(self, hazard, content: bytes, kind: str = "After") -> str:
		ending = "jpg" if content[:2] == JPEG else "png"
		url = self.photo(self.officer, content=content, name=f"{kind}.{ending}")
		stage = self.fresh(hazard).stage
		self.set_stage(hazard, "Rectifying")
		rows = [row.as_dict() for row in self.fresh(hazard).evidence]
		self.save(hazard, self.officer, evidence=[*rows, {"file": url, "kind": kind}])
		self.set_stage(hazard, stage)
		return url

	def ended(self, **values):
		hazard = self.hazard(**values)
		self.set_stage(hazard, "Closed Out")
		frappe.db.set_value("Hazard", hazard.name, "closed_out_on", today())
		return self.fresh(hazard)

	def kinds(self, user: str, **filters) -> dict[str, str]:
		return {row["hazard"]: row["kinds"] for row in run(SIGNALS, user, filters)["result"]}

	# --- fingerprints ----------------------------------------------------------------------------------------
	def test_time_and_place_of_a_photo_outlive_its_upload(self) -> None:
		hazard = self.ended()
		url = self.photo_of(hazard, camera_photo(1, "2026:10:01 08:30:00", 36.19, 113.12))
		stored = frappe.get_doc("File", {"file_url": url}).get_content()
		from hazard_governance.images import Taken, taken

		self.assertEqual(taken(stored), Taken())
		row = frappe.get_doc("Evidence Fingerprint", {"file_url": url})
		self.assertEqual(
			(row.taken_at, round(row.latitude, 4), round(row.longitude, 4), row.moment, row.hazard),
			(get_datetime("2026-10-01 08:30:00"), 36.19, 113.12, "After", hazard.name),
		)
		self.assertEqual(row.dhash, row.band_0 + row.band_1 + row.band_2 + row.band_3)
		# a photo taken out again leaves nothing; saving again adds nothing
		self.set_stage(hazard, "Rectifying")
		self.save(hazard, self.officer, risk_point="P 1")
		self.assertEqual(frappe.db.count("Evidence Fingerprint", {"hazard": hazard.name}), 1)
		self.save(hazard, self.officer, evidence=[])
		self.assertEqual(frappe.db.count("Evidence Fingerprint", {"hazard": hazard.name}), 0)

	def test_photos_of_before_get_their_fingerprint_by_the_patch(self) -> None:
		hazard = self.ended()
		self.photo_of(hazard, picture(2))
		before = frappe.get_all(
			"Evidence Fingerprint", {"hazard": hazard.name}, pluck="dhash", order_by="creation asc"
		)
		frappe.db.delete("Evidence Fingerprint", {"hazard": hazard.name})
		for _again in range(2):
			fingerprints.ensure_fingerprints()
			after = frappe.get_all(
				"Evidence Fingerprint", {"hazard": hazard.name}, pluck="dhash", order_by="creation asc"
			)
			self.assertEqual((after, len(after)), (before, 1))

	# --- signals ---------------------------------------------------------------------------------------------
	def test_every_signal_is_seen_in_the_record_and_an_honest_record_shows_none(self) -> None:
		frappe.db.set_value("Regulated Enterprise", ENTERPRISE, GATE)
		honest = self.ended(hazard_title="Honest")
		self.photo_of(honest, picture(3), "Before")
		self.photo_of(honest, picture(4), "After")
		twice = self.ended(hazard_title="Twice")
		self.photo_of(twice, picture(5), "Before")
		self.photo_of(twice, picture(5), "After")
		old = self.ended(hazard_title="Old and far")
		self.photo_of(old, camera_photo(6, "2020:01:01 08:00:00", 37.0, 113.12))
		borrowed, lender = self.ended(hazard_title="Borrowed"), self.ended(hazard_title="Lender")
		for hazard in (borrowed, lender):
			self.photo_of(hazard, picture(7))
		poor = self.ended(hazard_title="Poor")
		cause = {"description": "Worn bearing", "level": "Root", "dimension": "Machine"}
		self.analysis(poor, complete=False, causes=[cause], summary=SUMMARY)
		plan = self.plan(poor)
		row = {**plan.measures[0].as_dict(), "funds": 0, "no_funds": 1}
		self.save(plan, self.officer, measures=[row])
		copied = self.ended(hazard_title="Copied")
		self.analysis(copied, complete=False, summary=SUMMARY.upper().replace(";", "."))
		quick = self.ended(hazard_title="Quick")
		self.logged(quick, 10)
		expected = {
			twice.name: "Same photo before and after",
			old.name: "Photo older than the hazard; Photo taken elsewhere",
			borrowed.name: "Photo of another hazard",
			lender.name: "Photo of another hazard",
			poor.name: "Copied text; No money spent",
			copied.name: "Copied text",
			quick.name: "Closed at once",
		}
		found = self.kinds(self.county)
		self.assertEqual(
			{name: found.get(name) for name in [*expected, honest.name]}, {**expected, honest.name: None}
		)
		# the same number of queries for one hazard and for all
		rows = look_back_facts.closed_hazards()
		counts = []
		for some in (rows[:1], rows):
			with self.count_queries() as queries:
				look_back_facts.signals_of(some, "Administrator")
			counts.append(len(queries))
		self.assertLessEqual(counts[1] - counts[0], 1, counts)

	def logged(self, hazard, minutes: int) -> None:
		begun = get_datetime(f"{today()} 08:00:00")
		for place, (stage, moment) in enumerate(
			(("Rectifying", begun), ("Closed Out", frappe.utils.add_to_date(begun, minutes=minutes)))
		):
			row = frappe.get_doc(
				{
					"doctype": "Hazard Stage Log",
					"parent": hazard.name,
					"parenttype": "Hazard",
					"parentfield": "stage_log",
					"idx": place + 1,
					"to_stage": stage,
					"changed_at": moment,
				}
			)
			row.name = frappe.generate_hash(length=10)
			row.db_insert()

	def count_queries(self):
		@contextmanager
		def counting():
			seen: list = []
			original = frappe.db.sql

			def sql(*args, **kwargs):
				seen.append(args[0])
				return original(*args, **kwargs)

			with patch.object(frappe.db, "sql", sql):
				yield seen

		return counting()

	def test_whole_rows_of_signals_within_the_scope_of_each_reader(self) -> None:
		near = self.ended(hazard_title="Near")
		base.make_enterprise(FAR_WORKS, region=base.OTHER_COUNTY, members=(self.officer,))
		far = self.ended(hazard_title="Far", enterprise=FAR_WORKS)
		for hazard in (near, far):
			self.photo_of(hazard, picture(8))
		row = {
			"register_no": near.name,
			"hazard_title": "Near",
			"enterprise": ENTERPRISE,
			"county": base.COUNTY,
			"stage": "Closed Out",
			"closed_on": getdate(),
			"score": 5,
			"kinds": "Photo of another hazard",
			"reasons": "A photo is also that of: hazards beyond your scope (1).",
			"looked_back": "",
			"inspect": "Inspect",
			"hazard": near.name,
			"look_back": "",
		}
		self.assertEqual(run(SIGNALS, self.county)["result"], [row])
		self.assertEqual([r["hazard"] for r in run(SIGNALS, self.other_county)["result"]], [far.name])
		named = next(r for r in run(SIGNALS, self.city)["result"] if r["hazard"] == near.name)
		self.assertEqual(named["reasons"], f"A photo is also that of: {far.name} Far.")
		doc = self.look_back(near, origin="Signal", direction=None)
		self.assertIn("hazards beyond your scope (1)", doc.signals)
		(waiting,) = run(SIGNALS, self.county)["result"]
		self.assertEqual(
			(waiting["looked_back"], waiting["inspect"], waiting["look_back"]), ("Under way", "", doc.name)
		)
		self.assertEqual(run(SIGNALS, self.county, {"waiting": 1})["result"], [])
		for user in (self.officer, self.principal, self.owner, self.reporter, self.registrar):
			with self.subTest(user), self.assertRaises(frappe.PermissionError):
				run(SIGNALS, user)
		for wrong in ({"from_date": "soon"}, {"from_date": today(), "to_date": add_days(today(), -1)}):
			self.assertRefused("Correct" if len(wrong) > 1 else "is no day", run, SIGNALS, self.county, wrong)

	# --- assessment ------------------------------------------------------------------------------------------
	def test_whole_rows_of_the_assessment_within_the_scope_of_each_reader(self) -> None:
		good, bad = self.closed(hazard_title="Good"), self.closed(hazard_title="Bad")
		self.decided(self.look_back(good), "Genuine")
		doc = self.found(self.look_back(bad), "Sham", new_due=add_days(today(), 9))
		numbers = {
			"by_lot": 0,
			"superficial": 0,
			"recurred": 0,
			"genuine_rate": None,
			"sham_rate": None,
			"made_good": 0,
			"overdue": 0,
		}
		half = {"inspected": 1, "genuine": 1, "sham": 0, **numbers}
		self.assertEqual(run(ASSESSMENT, self.county)["result"][0], {**self.unit(), **half})
		self.act(doc, "Decide Look-back", self.county_head)
		whole = {"inspected": 2, "genuine": 1, "sham": 1, **numbers}
		rows = [
			{**self.unit(), **whole},
			{"unit_kind": "Closing Authority", "unit": "not known", **whole},
		]
		for user in (self.county, self.city, self.task_force, self.department):
			self.assertEqual(run(ASSESSMENT, user)["result"], rows, user)
		self.assertEqual(run(ASSESSMENT, self.other_county)["result"], [])
		early = {"from_date": add_days(today(), -9), "to_date": add_days(today(), -1)}
		self.assertEqual(run(ASSESSMENT, self.county, early)["result"], [])
		self.assertEqual(run(ASSESSMENT, self.county, {"region": base.OTHER_COUNTY})["result"], [])
		self.assertEqual(run(ASSESSMENT, self.city, {"authority": CITY_OFFICE})["result"], rows)
		for user in (self.officer, self.principal, self.registrar):
			with self.subTest(user), self.assertRaises(frappe.PermissionError):
				run(ASSESSMENT, user)

	def unit(self) -> dict:
		return {"unit_kind": "County or Zone", "unit": base.COUNTY}
