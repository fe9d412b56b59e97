"""What all tests share."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# busy machines are slow machines: a test fails for what it finds, not for how long it took
settings.register_profile("onrecord", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("onrecord")
