"""Filling in forms of documents on the portal as a browser does: what a page holds is sent back, changed where a person
changes it."""

import frappe
from bs4 import BeautifulSoup
from frappe.utils import add_days, today

from hazard_governance.portal.acts.documents import SLUGS
from hazard_governance.tests.loop_case import LoopTestCase
from hazard_governance.tests.portal_case import PortalVisits

PAGE = "/hazards/write"
DESK = "Hazard Desk User"
MEASURE = {
	"measure": "Fit a suction line",
	"responsible_person": "Manager Li",
	"funds": "3.5",
	"deadline": add_days(today(), 10),
	"contingency": "Stop grinding",
}


def held(html: str) -> dict:
	"""What the form of a page would send if nobody touched it: without buttons, empty files and boxes not ticked."""
	form = BeautifulSoup(html, "html.parser").select_one("form.write")
	found = {}
	for one in form.select("input, select, textarea"):
		kind = one.get("type", "")
		if one.name == "textarea":
			# the first line end after the tag is the markup's
			found[one["name"]] = one.get_text().removeprefix("\n")
		elif one.name == "select":
			chosen = one.select_one("option[selected]")
			found[one["name"]] = chosen["value"] if chosen else ""
		elif kind in ("checkbox", "radio"):
			if one.has_attr("checked"):
				found[one["name"]] = one["value"]
		elif kind != "file":
			found[one["name"]] = one.get("value", "")
	return found


class DocumentForms(PortalVisits):
	def begun(self, user: str, doctype: str, hazard, **query):
		"""The form of a new document of a hazard."""
		return self.visit(user, PAGE, kind=SLUGS[doctype], of=hazard.name, **query)

	def opened(self, user: str, doc, part: str = "", **query):
		"""The form of a stored document."""
		more = {"part": part} if part else {}
		return self.visit(user, PAGE, kind=SLUGS[doc.doctype], on=doc.name, **more, **query)

	def pressed(self, user: str, page, do: str = "save", values: dict | None = None, **more):
		"""Send what a page holds, with these values changed (None: not sent), by one of its buttons."""
		sent = {**held(page.html), **(values or {}), "form-do": do}
		return self.visit(user, PAGE, sent={name: v for name, v in sent.items() if v is not None}, **more)

	def saved(self, user: str, page, values: dict | None = None, do: str = "save"):
		"""As `pressed`, and it was saved: the page that it leads to."""
		answer = self.pressed(user, page, do, values)
		self.assertEqual(answer.status, 303, answer.text[:1500])
		return self.follow(user, answer.location)

	def not_saved(self, user: str, words: str, page, values: dict | None = None):
		"""As `pressed`, and it was not saved, with these words."""
		answer = self.pressed(user, page, "save", values)
		self.assertEqual(answer.status, 422, answer.text[:900])
		self.assertIn(words, answer.text)
		return answer

	def row_added(self, user: str, page, table: str):
		"""(page, prefix of the fields of the new row) after the button that adds a row."""
		answer = self.pressed(user, page, f"add:{table}")
		self.assertEqual(answer.status, 200, answer.text[:900])
		keys = [name for name in held(answer.html) if name.startswith(f"{table}.") and name.count(".") == 1]
		return answer, f"{keys[-1]}."

	def step(self, user: str, doc, action: str, **values):
		"""Take an action of the workflow on the page of a document; the document as stored afterwards."""
		self.done(user, f"move-{SLUGS[doc.doctype]}", doc, action, **values)
		return frappe.get_doc(doc.doctype, doc.name)

	def step_refused(self, user: str, doc, action: str, *words: str) -> None:
		"""The action is offered, and tells what is missing."""
		before = frappe.db.get_value(doc.doctype, doc.name, ["status", "modified"])
		answer = self.send(user, f"move-{SLUGS[doc.doctype]}", doc, action)
		self.assertEqual(answer.status, 422)
		for word in words:
			self.assertIn(word, answer.text)
		self.assertEqual(frappe.db.get_value(doc.doctype, doc.name, ["status", "modified"]), before)

	def not_written_by(self, doc, *users: str, part: str = "") -> None:
		"""Neither the form nor a forged sending of it gets past these people."""
		before = frappe.db.get_value(doc.doctype, doc.name, "modified")
		for user in users:
			with self.subTest(f"{user} writes {doc.doctype}"):
				self.assertEqual(self.opened(user, doc, part).status, 404)
				forged = {
					"form-kind": SLUGS[doc.doctype],
					"form-on": doc.name,
					"form-part": part,
					"modified": str(before),
					"once": frappe.generate_hash(),
					"form-whole": "1",
					"form-do": "save",
					"csrf_token": self.tokens[user],
				}
				self.assertIn(self.visit(user, PAGE, sent=forged).status, (404, 409))
				self.assertEqual(frappe.db.get_value(doc.doctype, doc.name, "modified"), before)

	def not_begun_by(self, doctype: str, hazard, *users: str) -> None:
		"""These people begin no such document, whatever they send."""
		for user in users:
			with self.subTest(f"{user} begins {doctype}"):
				self.assertEqual(self.begun(user, doctype, hazard).status, 404)
				forged = {
					"form-kind": SLUGS[doctype],
					"form-of": hazard.name,
					"once": frappe.generate_hash(),
					"form-whole": "1",
					"csrf_token": self.tokens[user],
				}
				self.assertEqual(self.visit(user, PAGE, sent=forged).status, 404)
				self.assertFalse(frappe.db.exists(doctype, {"hazard": hazard.name}))


class WritingCase(DocumentForms, LoopTestCase):
	"""The people of the loop without the desk, and documents they have begun."""

	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		for user in frappe.get_all("User", {"name": ["like", "steps-%"]}, pluck="name", order_by="name asc"):
			frappe.get_doc("User", user).remove_roles(DESK)
		frappe.clear_cache()

	def hazard_described(self):
		return self.described(self.reported())

	def begun_analysis(self, hazard):
		"""The analysis as the officer begins it, with one answer."""
		page = self.begun(self.officer, "Root Cause Analysis", hazard)
		self.saved(self.officer, page, {"tracings.T1-1.answer": "Yes", "summary": "First thoughts"})
		return frappe.get_doc("Root Cause Analysis", {"hazard": hazard.name})

	def begun_plan(self, hazard, **more):
		page, row = self.row_added(
			self.officer, self.begun(self.officer, "Remediation Plan", hazard), "measures"
		)
		values = {row + name: value for name, value in {**MEASURE, "responsible_user": self.owner}.items()}
		self.saved(self.officer, page, {"goals": "No dust", **values, **more})
		return frappe.get_doc("Remediation Plan", {"hazard": hazard.name})
