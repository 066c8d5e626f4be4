"""The log: what happened, for ever, in a chain that shows when somebody changed it."""

from models.log.appending import Head, append, append_at, event_row, head_of, keep_still
from models.log.loading import destroy_narrative, latest_narratives, load, load_many
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
    "keep_still",
    "latest_narratives",
    "load",
    "load_many",
    "seal",
    "verify",
]
