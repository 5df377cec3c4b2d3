"""Frappe looks for the module of a standard notification; this one needs no context of its own."""
