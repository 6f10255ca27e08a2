"""Figures for a monitor: by route, never by address, person or council, so that they stay few and say nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable

from django.utils import timezone
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from goldenthread.foundation.backups.making import last_backup
from goldenthread.foundation.operations import readiness

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # where several server processes add their figures together
registry = CollectorRegistry()
REQUESTS = Counter(
    "goldenthread_requests", "Requests answered.", ["route", "method", "status"], registry=registry
)
SECONDS = Histogram("goldenthread_request_seconds", "How long answers took.", ["route"], registry=registry)


def count(*, route: str, method: str, status: int, seconds: float) -> None:
    """Count one answer; `route` is a route's name, and a status is kept as its class ("4xx")."""
    method = method if method in METHODS else "OTHER"
    REQUESTS.labels(route, method, f"{status // 100}xx").inc()
    SECONDS.labels(route).observe(seconds)


def written() -> bytes:
    """Return every figure in the text form that monitors read."""
    together = CollectorRegistry()
    if os.environ.get(FOLDER):
        MultiProcessCollector(together)
    else:
        together.register(_Own())
    together.register(_State())
    return generate_latest(together)


class _Own(Collector):
    """The figures of this process alone."""

    def collect(self) -> Iterable[Metric]:
        """Return what was counted."""
        return registry.collect()


class _State(Collector):
    """How things stand, asked when the monitor asks."""

    def collect(self) -> Iterable[Metric]:
        """Return readiness, disk and the age of the last backup."""
        ready = GaugeMetricFamily("goldenthread_ready", "1 when all is well.", labels=["check"])
        for key, fault in readiness.answers().items():
            ready.add_metric([key], 0 if fault else 1)
        yield ready
        yield GaugeMetricFamily("goldenthread_disk_free_bytes", "Free disk.", value=readiness.disk_free())
        if made_at := last_backup():
            age = (timezone.now() - made_at).total_seconds()
            yield GaugeMetricFamily("goldenthread_backup_age_seconds", "Since the last backup.", value=age)
