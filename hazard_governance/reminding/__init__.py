"""Reminders, escalation and mailed lists: the daily jobs. The rules are domain/escalation.py and domain/list_mail.py."""
