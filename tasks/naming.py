"""What our things are called at Prefect.  Nothing here needs Prefect to be imported."""

from __future__ import annotations

from typing import Final

WORK_POOL: Final = "throughline"
WORK_POOL_TYPE: Final = "process"

CHILD_JOURNEY: Final = "child-journey"
"""The flow of which each child has one run, named by the journey's reference."""

WAITING: Final = "waiting"
"""The deployment that makes a child's run: waiting, with no process, until somebody resumes it."""

CHILD_JOURNEY_ENTRYPOINT: Final = "flows.child_journey.child_journey"
