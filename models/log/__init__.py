"""The log: what happened, for ever, in a chain that shows when somebody changed it."""

from models.log.appending import Head, append, append_at, event_row, head_of
from models.log.loading import destroy_narrative, load, load_many
from models.log.sealing import seal
from models.log.verifying import Verification, verify

__all__ = [
    "Head",
    "Verification",
    "append",
    "append_at",
    "destroy_narrative",
    "event_row",
    "head_of",
    "load",
    "load_many",
    "seal",
    "verify",
]
