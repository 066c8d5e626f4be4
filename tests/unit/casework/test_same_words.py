"""Words pasted from a sibling's record, found when they are entered."""

import pytest

from casework.giving import give
from journey.commands import contact
from journey.people import Child
from tests.support.cases import (
    received,
)
from tests.unit.casework.families import (
    FIRST,
    SECOND,
    THIRD,
    THREE,
    VIEWS,
    show,
)
from tests.unit.casework.hubs import (
    COLIN,
    MONA,
    whole,
)


@pytest.mark.shows("C11")
def test_words_pasted_from_a_sibling_are_taken_and_pointed_out(hub):
    give(hub, THREE, COLIN)
    first = give(hub, VIEWS, MONA, FIRST)
    given = give(hub, VIEWS, MONA, SECOND)
    assert given.events == ("ChildsViewsRecorded", "SameWordsFound")
    assert given.warnings == (
        f"Same words as on TL25-000001, version {first.version}: is this about this child?",
    )
    entry, mark = show(hub, SECOND).timeline[-2:]
    assert [(s.sibling, s.version, s.alike) for s in entry.same_words] == [
        (FIRST, first.version, 100)
    ]
    assert mark.what.startswith(f"Entry {entry.version} has the same words as on TL25-000001")
    assert whole(hub)


def test_other_words_and_unlinked_children_are_not_pointed_out(hub):
    give(hub, THREE, COLIN)
    give(hub, received(child=Child(name="Nobodys Sibling")), COLIN)
    give(hub, VIEWS, MONA, FIRST)
    assert give(hub, VIEWS, MONA, "TL25-000004").warnings == ()
    other = "Cooks for the little ones on most days, is tired in the evening, and likes school best"
    told = contact.RecordChildsViews(views=f"{other}, where nobody asks what it is like at home.")
    assert give(hub, told, MONA, SECOND).warnings == ()


def test_the_siblings_name_left_in_is_pointed_out_by_reference_alone(hub):
    give(hub, THREE, COLIN)
    given = give(hub, contact.RecordChildsViews(views="Elder likes football."), MONA, THIRD)
    assert given.warnings == (
        "It names the child of TL25-000002 and not this one: is this about this child?",
    )
