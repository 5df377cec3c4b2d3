"""A machine that has other work to do is no fault of a rule: no property fails for the time it takes."""

from hypothesis import HealthCheck, settings

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
