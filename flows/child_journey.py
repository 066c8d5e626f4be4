"""A child's journey: one run from contact to closure, which waits without a process.

Nobody needs to run this for a chase to go out; the sweep does that.  It runs when an operator
resumes a child's run from Prefect's screen: it acts on whatever the record says is due for that
journey, and goes back to waiting in the stage where the journey is by then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from prefect import State, flow, get_client
from prefect.client.schemas.objects import FlowRun
from prefect.context import FlowRunContext
from prefect.exceptions import Pause

from casework.sweeping import Swept
from casework.tracking import one_behind
from flows.acting import act_on_what_is_due
from flows.assessment import assessment
from flows.closure import closure
from flows.contact import contact
from flows.hand_off import hand_off
from flows.referral import referral
from flows.research import research
from flows.strategy_discussion import strategy_discussion
from journey.terms import Kind
from tasks.child_run import wait_again
from tasks.naming import CHILD_JOURNEY
from tasks.shared_hub import the_hub

STAGES: Final[Mapping[str, Callable[[str], Awaitable[Swept]]]] = {
    Kind.CONTACT: contact,
    Kind.REFERRAL: referral,
    Kind.RESEARCH: research,
    Kind.STRATEGY_DISCUSSION: strategy_discussion,
    Kind.ASSESSMENT: assessment,
    Kind.HAND_OFF: hand_off,
    Kind.CLOSURE: closure,
}
"""What each stage does.  A stage without a module of its own acts on whatever is due."""


@flow(name=CHILD_JOURNEY, flow_run_name="{reference}", persist_result=False)
async def child_journey(reference: str) -> State | None:
    """Do what the journey's stage asks for now, then wait again; at closure, end.

    Args:
        reference: The journey's.
    """
    lagging = await asyncio.to_thread(one_behind, the_hub(), reference)
    await STAGES.get(lagging.now.stage, act_on_what_is_due)(reference)
    async with get_client() as client:
        state = await wait_again(client, _this_run())
    if state is not None and state.is_paused():
        raise Pause(f"{reference} waits", state=state)
    return state


def _this_run() -> FlowRun:
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        raise AssertionError("a flow's body runs in its own context")
    return context.flow_run
