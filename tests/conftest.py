"""What all tests share."""

from __future__ import annotations

import sanic  # noqa: F401  (sets a filter for warnings: here, before pytest sets its own)
from hypothesis import HealthCheck, settings

# How long an example takes says something about the machine, nothing about the promise.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
