"""Deciding: a command on a case gives events or a refusal.  Nothing here asks the time."""

from journey.decide.deciding import decide, record_events

__all__ = ["decide", "record_events"]
