"""Every call of `throughline`: where it lives, and what it does in a sentence.

A call's module is imported when the call is made, so that `--help` and a short command do not
wait for a database driver.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Call:
    """One call, or one family of calls.

    Attributes:
        place: Module under `cli.commands`, and in it the function of a call or the Typer
            application of a family.
        panel: Under which heading the help lists it.
    """

    place: str
    summary: str
    panel: str


_RUN = "Run"
_WORK = "Work on journeys"
_SEE = "See where every child is"
_RULES = "Rules"
_RECORD = "The record"
_PEOPLE = "People and partners"

CALLS: dict[str, Call] = {
    "serve": Call(
        "running:serve", "Serve pages and the API, with the clock and Prefect beside.", _RUN
    ),
    "demo": Call("running:demo", "Serve an invented hub, built up to this minute.", _RUN),
    "clock": Call("running:clock", "Run the clock alone: sweep, deliver, nightly check.", _RUN),
    "doctor": Call(
        "doctor:doctor", "Say what is wrong with this installation, and what to do.", _RUN
    ),
    "commands": Call(
        "giving:commands", "List every command with its schema, roles and guards.", _WORK
    ),
    "do": Call("giving:do", "Give one command.", _WORK),
    "import": Call("importing:app", "Take contacts in from a file.", _WORK),
    "export": Call("exporting:app", "Write a child's chronology to a file.", _WORK),
    "journey": Call("journeys:app", "Show one journey, as it is or was, or list them.", _SEE),
    "board": Call("seeing:board", "Show the research board: whom each journey waits for.", _SEE),
    "stuck": Call(
        "seeing:stuck", "Show the journeys that do not move, why, and what would help.", _SEE
    ),
    "due": Call("seeing:due", "Show what is owed, by whom and until when.", _SEE),
    "alerts": Call("seeing:alerts", "Show what people were told and have not seen.", _SEE),
    "lists": Call(
        "gaps:lists", "Show what fell into a gap: how many, of how many, and which.", _SEE
    ),
    "alarms": Call(
        "seeing:alarms", "Show plans too long, not the first, or too few of them.", _SEE
    ),
    "looks": Call("looks:looks", "Show who has looked at which child's record.", _SEE),
    "when": Call(
        "when:when", "Work out a due date, with the days that were skipped and why.", _RULES
    ),
    "policy": Call("policies:app", "List, show, check and compare profiles.", _RULES),
    "scenario": Call("scenarios:app", "Play scripted journeys under a virtual clock.", _RULES),
    "sweep": Call("sweeping:sweep", "Make one pass of the clock.", _RECORD),
    "nightly": Call("sweeping:nightly", "Make the nightly check: nothing may be silent.", _RECORD),
    "deliver": Call("delivering:deliver", "Send what is waiting in the outbox.", _RECORD),
    "deliveries": Call(
        "delivering:app", "See what could not be delivered, and try it again.", _RECORD
    ),
    "verify": Call("record:verify", "Prove that the log is whole.", _RECORD),
    "rebuild": Call(
        "record:rebuild", "Make the projections anew from the log, or compare them.", _RECORD
    ),
    "user": Call("users:app", "Add and list people, give and revoke their tokens.", _PEOPLE),
    "agency": Call(
        "agencies:app", "List, add and change partner agencies and closed days.", _PEOPLE
    ),
    "team": Call("teams:app", "List and add teams.", _PEOPLE),
}
