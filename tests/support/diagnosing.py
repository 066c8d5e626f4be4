"""Asking journeys of tests why they are where they are."""

from journey.decide import record_events
from journey.decide.contact import join
from journey.decide.context import Context
from journey.diagnosis import all_findings, diagnose
from tests.support.cases import CONTACT, PEOPLE, play
from tests.support.rulebook import RULEBOOK


def leading(played, **staff):
    return diagnose(played.case, now=played.now, staff=staff, rulebook=RULEBOOK)


def found(played, finding, **staff):
    """The findings of one kind, the gravest first."""
    findings = all_findings(played.case, now=played.now, staff=staff, rulebook=RULEBOOK)
    return [each for each in findings if each.finding is finding]


def joined_by_the_other(played, reference="TL25-000009"):
    context = Context(rulebook=RULEBOOK, actor=PEOPLE["mona"], now=played.now, at=played.now)
    events = join(played.case, joined_reference=reference, newcomer=play(CONTACT).case)
    joined = record_events(played.case, events, context)
    played.case, played.log = joined.case, [*played.log, *joined.recorded]
    return played
