"""Files of governed documents (work in progress)."""


def check_attachments(doc) -> None:
	"""Placeholder until the rules are in."""


def attach_rows(doc) -> None:
	"""Placeholder until the rules are in."""
