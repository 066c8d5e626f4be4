"""The ways out: mail, a partner system's webhook, and the console where neither is set up."""

from casework.channels.base import Channel, NotDeliveredError
from casework.channels.console import write_on_console
from casework.channels.ways import Ways

__all__ = ["Channel", "NotDeliveredError", "Ways", "write_on_console"]
