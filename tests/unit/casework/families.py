"""Children and commands of the tests about families."""

from casework import asking
from journey.commands import contact, family, record
from journey.commands.contact import ConcernCategory, ConcernGiven, SiblingReceived
from journey.family import SameChild
from journey.people import Child
from tests.support.cases import (
    received,
)
from tests.unit.casework.hubs import (
    MONA,
)

ELDER, YOUNGER = Child(name="Elder Invented"), Child(name="Younger Invented")
THREE = received(
    siblings=(
        SiblingReceived(child=ELDER, child_says="looks after the others"),
        SiblingReceived(
            child=YOUNGER,
            concerns=(ConcernGiven(category=ConcernCategory.PHYSICAL, description="a bruise"),),
        ),
    )
)
FIRST, SECOND, THIRD = "TL25-000001", "TL25-000002", "TL25-000003"
KNOWN = contact.AcknowledgeContact(how="by mail")
WORDS = (
    "Says that the flat is cold at night and that nobody comes home until late, that there is "
    "bread on some days and nothing on others, and that the neighbours should not know."
)
VIEWS = contact.RecordChildsViews(views=WORDS)
CONCERN = record.AddConcern(category=ConcernCategory.NEGLECT, description="cold at night")


def show(hub, reference, actor=MONA, **more):
    return asking.show(hub, actor, reference, **more)


def merge(other, **changes):
    given = {
        "other": other,
        "evidence": (SameChild.CONFIRMED_BY_FAMILY,),
        "reason": "the mother gave both names",
    }
    return family.MergeChildren(**{**given, **changes})


def undo(other):
    return family.UndoMerge(other=other, reason="they are twins")


def link(sibling):
    return family.LinkSibling(sibling=sibling, reason="one family")
