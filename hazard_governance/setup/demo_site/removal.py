"""Takes the demo off a site: its hazards with everything recorded about them, then its masters and its users."""


def remove(manifest) -> None:
	raise NotImplementedError
