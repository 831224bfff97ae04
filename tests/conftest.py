"""Settings of hypothesis: quick ones for every run, and many examples with ``--hypothesis-profile=long``."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

_SLOW_MACHINES = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}

settings.register_profile("quick", max_examples=60, derandomize=True, **_SLOW_MACHINES)  # type: ignore[arg-type]
settings.register_profile("long", max_examples=5_000, print_blob=True, **_SLOW_MACHINES)  # type: ignore[arg-type]
settings.load_profile("quick")
