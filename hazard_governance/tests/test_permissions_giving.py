"""What one person gives another, or leaves behind: shares, assignments, followers, mentions, mails."""

import json

import frappe

from hazard_governance.permissions import stale
from hazard_governance.tests import base
from hazard_governance.tests.door_case import DoorTestCase
from hazard_governance.tests.personas import call


class TestGiving(DoorTestCase):
	"""Shares, assignments, followers, mentions and mails carry nothing beyond the scope of who receives it."""

	def test_a_share_gives_no_right_that_the_role_does_not_have(self) -> None:
		reader = base.make_user("Governance Task Force", name="door-reader@hazard.test")
		base.make_authority("Door Task Force", region=base.CITY, kind="Task Force Office", members=(reader,))
		frappe.share.add("Hazard", self.name, reader)
		self.assertRefused(
			"cannot give it",
			frappe.share.add,
			"Hazard",
			self.name,
			reader,
			write=1,
			exc=frappe.PermissionError,
		)
		frappe.share.add("Hazard", self.name, self.insider, write=1)
		self.assertRefused(
			"with everyone", frappe.share.add, "Hazard", self.name, everyone=1, exc=frappe.PermissionError
		)

	def test_a_share_ends_with_the_membership(self) -> None:
		frappe.share.add("Hazard", self.name, self.insider)
		self.assertTrue(self.lets(self.insider, self.hazard.has_permission))
		enterprise = frappe.get_doc("Regulated Enterprise", self.ours)
		enterprise.members = []
		enterprise.save()
		self.assertFalse(frappe.db.exists("DocShare", {"share_name": self.name, "user": self.insider}))
		self.assertFalse(self.lets(self.insider, self.hazard.has_permission))

	def test_a_share_that_was_left_over_opens_nothing(self) -> None:
		share = frappe.share.add("Hazard", self.name, self.insider)
		frappe.db.set_value("DocShare", share.name, "user", self.outsider)
		self.assertFalse(
			self.lets(self.outsider, call, "frappe.client.get", doctype="Hazard", name=self.name)
		)
		self.assertFalse(self.lets(self.outsider, frappe.has_permission, "Hazard", "read", self.name))

	def test_a_share_of_a_moved_enterprise_ends(self) -> None:
		officer = base.make_user("County Safety Office", name="door-county@hazard.test")
		base.make_authority("Door County", region=base.COUNTY, members=(officer,))
		frappe.share.add("Hazard", self.name, officer)
		frappe.share.add("Hazard", self.name, self.insider)
		enterprise = frappe.get_doc("Regulated Enterprise", self.ours)
		enterprise.region = base.OTHER_COUNTY
		enterprise.save()
		left = frappe.get_all(
			"DocShare", filters={"share_name": self.name}, pluck="user", order_by="user asc"
		)
		self.assertEqual(left, [self.insider])

	def test_assignments_by_others_and_of_others(self) -> None:
		todo = {
			"doctype": "ToDo",
			"reference_type": "Hazard",
			"reference_name": self.name,
			"description": "Look",
		}
		with base.as_user(self.outsider), self.assertRaises(frappe.PermissionError):
			frappe.get_doc({**todo, "allocated_to": self.insider}).insert()
		with base.as_user(self.insider):
			made = frappe.get_doc({**todo, "allocated_to": self.insider}).insert()
			self.assertRefused(
				"lies outside their scope",
				frappe.get_doc({**todo, "allocated_to": self.outsider, "assigned_by": self.insider}).insert,
				exc=frappe.PermissionError,
			)
		arguments = {
			"doctype": "Hazard",
			"name": self.name,
			"assign_to": self.insider,
			"ignore_permissions": True,
		}
		self.assertFalse(
			self.lets(self.outsider, self.done("frappe.desk.form.assign_to.remove", **arguments))
		)
		made.reload()
		self.assertEqual(made.status, "Open")
		self.assertTrue(self.lets(self.insider, self.done("frappe.desk.form.assign_to.remove", **arguments)))
		made.reload()
		self.assertEqual(made.status, "Cancelled")

	def test_an_assignment_ends_with_the_membership(self) -> None:
		todo = frappe.get_doc(
			{
				"doctype": "ToDo",
				"allocated_to": self.insider,
				"reference_type": "Hazard",
				"reference_name": self.name,
				"description": "Look",
			}
		).insert()
		manager = base.make_user("Hazard Governance Manager", name="door-manager@hazard.test")
		with base.as_user(manager):
			enterprise = frappe.get_doc("Regulated Enterprise", self.ours)
			enterprise.members = []
			enterprise.save()
		todo.reload()
		self.assertEqual(todo.status, "Cancelled")

	def test_a_user_who_loses_the_role_loses_what_was_given(self) -> None:
		frappe.share.add("Hazard", self.name, self.insider)
		user = frappe.get_doc("User", self.insider)
		user.set("roles", [])
		user.save()
		self.assertFalse(frappe.db.exists("DocShare", {"share_name": self.name, "user": self.insider}))

	def test_followers(self) -> None:
		for user in (self.insider, self.outsider):
			frappe.db.set_value("User", user, "document_follow_notify", 1)
			frappe.clear_document_cache("User", user)
		method = "frappe.desk.form.document_follow.follow_document"
		for follower, passes in ((self.insider, True), (self.outsider, False)):
			with self.subTest(follower):
				arguments = {"doctype": "Hazard", "doc_name": self.name, "user": follower}
				self.assertEqual(self.lets(follower, self.done(method, **arguments)), passes)
				found = frappe.db.exists("Document Follow", {"ref_docname": self.name, "user": follower})
				self.assertEqual(bool(found), passes)
		subscribed = {"doctype": "Hazard", "doc_name": self.name, "user": self.outsider}
		self.assertFalse(self.lets(self.insider, self.done(method, **subscribed)))
		self.check(
			self.done(
				"frappe.desk.form.document_follow.get_follow_users", doctype="Hazard", doc_name=self.name
			)
		)

	def test_comments(self) -> None:
		comment = {"reference_doctype": "Hazard", "reference_name": self.name, "content": "A remark"}
		self.check(
			self.done("frappe.desk.form.utils.add_comment", comment_email="a@b.cn", comment_by="A", **comment)
		)
		doc = {"doctype": "Comment", "comment_type": "Comment", **comment}
		self.assertFalse(self.lets(self.system, self.done("frappe.client.insert", doc=json.dumps(doc))))
		self.check(
			self.done(
				"frappe.templates.includes.comments.comments.add_comment",
				reference_doctype="Hazard",
				reference_name=self.name,
				comment="hello there",
				comment_email="a@b.cn",
				comment_by="A",
				route="",
			)
		)

	def test_nobody_beyond_scope_is_mentioned(self) -> None:
		def mention(user: str):
			content = f'<span class="mention" data-id="{user}" data-value="x">@x</span> secret'
			return lambda: self.hazard.add_comment("Comment", content)

		self.assertTrue(self.lets(self.insider, mention(self.insider)))
		self.assertFalse(self.lets(self.insider, mention(self.outsider)))

	def test_notices_beyond_scope_are_withheld(self) -> None:
		notice = {
			"doctype": "Notification Log",
			"subject": "Door hazard is overdue",
			"email_content": "Door hazard",
			"document_type": "Hazard",
			"document_name": self.name,
			"type": "Alert",
		}
		inside = frappe.get_doc({**notice, "for_user": self.insider}).insert(ignore_permissions=True)
		outside = frappe.get_doc({**notice, "for_user": self.outsider}).insert(ignore_permissions=True)
		self.assertEqual((inside.subject, inside.document_name), (notice["subject"], self.name))
		self.assertIn("withheld", outside.subject)
		self.assertFalse(outside.document_name or outside.email_content)

	def test_mail_from_a_document(self) -> None:
		arguments = {
			"doctype": "Hazard",
			"name": self.name,
			"content": "x",
			"subject": "x",
			"recipients": "a@b.cn",
		}
		for user in (self.outsider, self.system):
			self.assertFalse(
				self.lets(
					user, self.done("frappe.core.doctype.communication.email.make", send_email=0, **arguments)
				)
			)

	def test_a_key_that_opens_without_signing_in(self) -> None:
		with self.assertRaises(frappe.PermissionError):
			self.hazard.get_document_share_key()
		self.assertTrue(frappe.get_doc("User", self.insider).get_document_share_key())

	def test_tags_and_likes(self) -> None:
		self.check(self.done("frappe.desk.like.toggle_like", doctype="Hazard", name=self.name, add="Yes"))
		self.check(self.done("frappe.desk.doctype.tag.tag.add_tag", tag="Door", dt="Hazard", dn=self.name))
		self.check(
			self.done(
				"frappe.desk.doctype.tag.tag.add_tags",
				tags='["Door"]',
				dt="Hazard",
				docs=json.dumps([self.name]),
			)
		)
		self.check(self.done("frappe.desk.doctype.tag.tag.remove_tag", tag="Door", dt="Hazard", dn=self.name))
		with base.as_user(self.insider):
			call("frappe.desk.doctype.tag.tag.add_tag", tag="Door", dt="Hazard", dn=self.name)
		for user, sees in ((self.insider, True), (self.outsider, False)):
			found = self.answers(
				user, "frappe.desk.doctype.tag.tag.get_tagged_docs", doctype="Hazard", tag="%Door%"
			)
			self.assertEqual(self.name in [row[0] for row in found], sees)


class TestStale(DoorTestCase):
	def test_nothing_is_dropped_for_nobody(self) -> None:
		frappe.share.add("Hazard", self.name, self.insider)
		stale.drop_beyond_scope({"user": []})
		stale.drop_beyond_scope({"user": [self.insider]})
		stale.drop_beyond_scope({"enterprise": self.ours})
		self.assertTrue(frappe.db.exists("DocShare", {"share_name": self.name, "user": self.insider}))
