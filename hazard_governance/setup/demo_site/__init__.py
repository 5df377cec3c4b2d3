"""Puts the demo data onto a site and takes it off again; see setup/demo.py."""
