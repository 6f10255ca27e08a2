"""The worker's own process: Huey's threads do the jobs, its scheduler sweeps, a signal to stop lets them end."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from datetime import datetime
from typing import Any

from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from huey.consumer import Consumer, Scheduler

from goldenthread.foundation.jobs import engine, leases, queries, ticks

log = logging.getLogger("goldenthread.jobs")
SWEEP_SECONDS = 15.0
GRACE_SECONDS = 25.0  # a running job may end in this time, then it must give its lease back


def sweep(*, now: datetime) -> dict[str, int]:
    """Free leases that ran out, let the clock strike, and count what is due; safe on any number of workers at once."""
    released = leases.release_expired(now=now)
    struck = len(ticks.strike(now=now))
    return {"released": released, "struck": struck, "waiting": queries.waiting_now(now=now)}


class Sweeper(Scheduler):
    """Huey's scheduler, which also sweeps every 15 seconds: there is no chain of tasks that a killed worker breaks."""

    def __init__(self, *args: Any, threads: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._threads, self._next_sweep = threads, 0.0

    def loop(self, now: datetime | None = None) -> None:
        """Sweep when it is time, and nudge as many hands as there are jobs."""
        if time.monotonic() >= self._next_sweep:
            self._next_sweep = time.monotonic() + SWEEP_SECONDS
            try:
                close_old_connections()
                for _ in range(min(sweep(now=timezone.now())["waiting"], self._threads)):
                    engine.nudge()
            except DatabaseError as fault:  # away or locked: the next sweep is near
                log.warning("could not sweep just now (%s)", type(fault).__name__)
        super().loop(now)


class Hands(Consumer):
    """Huey's consumer, for which both signals to stop mean the same: end what runs, take nothing new."""

    def __init__(self, *args: Any, while_parent: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parent, self._stop_at = while_parent, 0.0
        self._signal_actions = {signal.SIGINT: (False, True), signal.SIGTERM: (False, True)}

    def _create_scheduler(self) -> Sweeper:
        return Sweeper(
            huey=self.huey, stop_flag=self.stop_flag, interval=self.scheduler_interval,
            periodic=False, threads=self.workers,
        )  # fmt: skip

    def loop(self, health_check_ts: float | None = None) -> float | None:
        """Watch over the threads; stop as if told to when the server that started us is gone."""
        if self._parent and os.getppid() != self._parent:
            self._signum, self._parent = signal.SIGTERM, 0
        return super().loop(health_check_ts)

    def stop(self, graceful: bool = False) -> None:
        """Let running jobs end within the grace, then ask them to give their lease back."""
        self._stop_at = time.monotonic() + GRACE_SECONDS - 5
        super().stop(graceful)

    def late(self) -> bool:
        """Say whether handlers must stop at their next chance."""
        return bool(self._stop_at) and time.monotonic() >= self._stop_at


def work(*, threads: int, while_parent: int = 0) -> None:
    """Do jobs until a signal says to stop; what still runs after the grace is given back to other workers."""
    engine.waker()
    hands = Hands(
        engine.queue(),
        workers=threads,
        max_delay=1.0,
        shutdown_timeout=GRACE_SECONDS,
        while_parent=while_parent,
    )
    engine.lend_hands(threads=threads, stopping=hands.stop_flag.is_set, late=hands.late)
    log.info("worker %s started with %s threads", leases.process_name(), threads)
    hands.run()
    _leave()


def _leave() -> None:
    """Give back what is still held, and end now: a thread that did not stop can keep nothing behind the fence."""
    try:
        given = leases.give_back_all(now=timezone.now())
        log.info("worker stopped, %s jobs given back", given)
    except DatabaseError:
        log.warning("leases could not be given back; they run out within %s", leases.LEASE)
    logging.shutdown()
    if any(one.name.startswith("Worker-") for one in threading.enumerate()):
        os._exit(0)
