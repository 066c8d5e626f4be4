"""What every page of administration has: who may, and why a button did nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import Query

from casework.errors import Fault
from journey.people import Role
from web.access import Access, form_of_roles, of_roles
from web.languages import gettext as _
from web.pages.rendering import Wrong

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
ADMINISTRATOR = of_roles(ADMINISTRATORS)
TYPED = form_of_roles(ADMINISTRATORS)
"""A form in which something is typed: it keeps that when its writer has been signed out."""

PRESSED = Access(who="administrator", roles=ADMINISTRATORS, by_form=True)
"""A form that is a button."""

Done = Annotated[str, Query(max_length=40, pattern=r"^[a-z-]*$")]
"""What the page before has just done; each page knows its own."""


def not_done(faults: Sequence[Fault]) -> list[Wrong]:
    """Return why a button did nothing, for the summary at the top of the page."""
    return [
        Wrong(
            "", _("Not done: {what}. Needed: {expected}").format(what=f.what, expected=f.expected)
        )
        for f in faults
    ]
