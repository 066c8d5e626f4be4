"""Figures for whoever watches the hub: counts and times, never a reference."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_METHODS = frozenset({"GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Metrics:
    """The figures of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "throughline_http_requests",
            "Requests answered, by the route's pattern.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "throughline_http_request_seconds",
            "Time to the end of the answer; streams left out.",
            ("route",),
            registry=self.registry,
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 10),
        )
        self.listeners = Gauge(
            "throughline_live_listeners",
            "Open streams of events on this process.",
            registry=self.registry,
        )
        self.clock_age = Gauge(
            "throughline_clock_age_seconds",
            "Since the clock last said that it runs; -1 if it never did.",
            registry=self.registry,
        )

    def served(self, method: str, route: str, status: int, seconds: float | None) -> None:
        """Count one answer."""
        known = method if method in _METHODS else "other"
        self._requests.labels(known, route, str(status)).inc()
        if seconds is not None:
            self._seconds.labels(route).observe(seconds)
