"""Several people at the same moment, each in a transaction and a database connection of their own. What they commit has
to be removed by hand."""

import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable, Sequence

import frappe

from hazard_governance.permissions.table import GOVERNED

WAIT = 60


def remove_records(enterprise: str) -> None:
	"""Delete every governed document of an enterprise with its rows, and the comments on its hazards."""
	for doctype in GOVERNED:
		names = frappe.get_all(
			doctype, filters={"enterprise": enterprise}, pluck="name", order_by="creation asc"
		)
		for table in frappe.get_meta(doctype).get_table_fields():
			frappe.db.delete(table.options, {"parent": ("in", names or [""])})
		frappe.db.delete("Comment", {"reference_doctype": doctype, "reference_name": ("in", names or [""])})
		frappe.db.delete(doctype, {"enterprise": enterprise})


def in_threads(work: Callable[[int], object], users: Sequence[str]) -> tuple[list, list[Exception]]:
	"""Run `work(index)` as each user in a thread; (results, errors)."""
	results, errors, site = [], [], frappe.local.site
	barrier = threading.Barrier(len(users))

	def run(index: int) -> None:
		frappe.init(site)
		frappe.connect()
		frappe.set_user(users[index])
		try:
			barrier.wait(WAIT)
			results.append(work(index))
		except Exception as error:
			errors.append(error)
			frappe.db.rollback()
		finally:
			frappe.destroy()

	threads = [threading.Thread(target=run, args=(index,)) for index in range(len(users))]
	for thread in threads:
		thread.start()
	for thread in threads:
		thread.join(2 * WAIT)
	return results, errors


def in_processes(work: Callable[[int], str], users: Sequence[str]) -> tuple[list[str], list[str]]:
	"""Run `work(index)`, which gives a text, as each user in a process of its own; all are connected before the first one
	begins. (results, tracebacks)."""
	context, site = multiprocessing.get_context("fork"), frappe.local.site
	barrier, answers = context.Barrier(len(users)), context.SimpleQueue()

	def run(index: int) -> None:
		# the parent's connection is not this process's to close
		frappe.local.db = None
		try:
			frappe.destroy()
			frappe.init(site)
			frappe.connect()
			frappe.set_user(users[index])
			barrier.wait(WAIT)
			answers.put(("result", work(index)))
		except BaseException:
			answers.put(("error", traceback.format_exc()))
		finally:
			os._exit(0)  # nothing that the parent opened is closed on the way out

	processes = [context.Process(target=run, args=(index,)) for index in range(len(users))]
	for process in processes:
		process.start()
	given = [answers.get() for _process in processes]
	for process in processes:
		process.join(WAIT)
	return [text for kind, text in given if kind == "result"], [
		text for kind, text in given if kind == "error"
	]
