"""Questions: what pages, the command line and the API show.  Nothing here changes a journey.

Each question asks first who is asking (`casework.asking.scope`).
"""

from casework.asking.alarming import ALARM_READERS, plan_alarms
from casework.asking.alerting import alerts, see
from casework.asking.boarding import board
from casework.asking.chronicling import chronology
from casework.asking.coded import code_lists
from casework.asking.comparing import stuck_changes
from casework.asking.counting import when
from casework.asking.gaps import LIST_READERS, list_of, lists
from casework.asking.listing import due, find, journeys
from casework.asking.looking_back import decision
from casework.asking.looks import looks
from casework.asking.matching import matches
from casework.asking.partnering import request, requests_of
from casework.asking.showing import events, show
from casework.asking.sticking import counted, stuck
from casework.asking.working import my_work

__all__ = [
    "ALARM_READERS",
    "LIST_READERS",
    "alerts",
    "board",
    "chronology",
    "code_lists",
    "counted",
    "decision",
    "due",
    "events",
    "find",
    "journeys",
    "list_of",
    "lists",
    "looks",
    "matches",
    "my_work",
    "plan_alarms",
    "request",
    "requests_of",
    "see",
    "show",
    "stuck",
    "stuck_changes",
    "when",
]
