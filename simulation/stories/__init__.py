"""How the people of the invented hub go about each kind of episode."""

from collections.abc import Mapping
from types import MappingProxyType

from journey.terms import Kind
from simulation.stories.assessing import assessment
from simulation.stories.beside import missing_life, pre_proceedings, private_fostering
from simulation.stories.care import care_life
from simulation.stories.closing import closure
from simulation.stories.conference import conference
from simulation.stories.contact import decide_contact
from simulation.stories.handing_on import hand_off
from simulation.stories.plan import plan
from simulation.stories.referral import referral
from simulation.stories.research import research_life
from simulation.stories.strategy import enquiry, strategy
from simulation.world import Going

GOES: Mapping[Kind, Going] = MappingProxyType(
    {
        Kind.CONTACT: decide_contact,
        Kind.REFERRAL: referral,
        Kind.RESEARCH: research_life,
        Kind.STRATEGY_DISCUSSION: strategy,
        Kind.ENQUIRY: enquiry,
        Kind.ASSESSMENT: assessment,
        Kind.CONFERENCE: conference,
        Kind.PLAN: plan,
        Kind.CARE: care_life,
        Kind.MISSING: missing_life,
        Kind.PRE_PROCEEDINGS: pre_proceedings,
        Kind.PRIVATE_FOSTERING: private_fostering,
        Kind.HAND_OFF: hand_off,
        Kind.CLOSURE: closure,
    }
)
