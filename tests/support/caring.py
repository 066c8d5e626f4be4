"""Journeys into care, missing, and beside a plan, in few words."""

from __future__ import annotations

from typing import Any

from journey.care import LeavingCare, LegalStatus, PlacementKind, PlacementTeller
from journey.commands import beside, care, missing
from journey.commands.decisions import Decision
from journey.terms import Kind, MeetingKind, Outcome
from tests.support.cases import HELPED, PROTECTED, WHY, addressed, conclude, hold, write_up


def placed(kind: PlacementKind = PlacementKind.FOSTER_CARER, **more: Any) -> care.RecordPlacement:
    return care.RecordPlacement(**{"kind": kind, "local": True, **more})


def moved(kind: PlacementKind = PlacementKind.CHILDRENS_HOME, **more: Any) -> care.RecordPlacement:
    return placed(kind, **{"why_moved": "the carers fell ill", **more})


def told(to: PlacementTeller = PlacementTeller.HEALTH, **more: Any) -> care.RecordPlacementTold:
    return care.RecordPlacementTold(**{"to": to, "how": "by letter", **more})


def examined(**more: Any) -> care.RecordHealthAssessment:
    given = {"by": "Invented Paediatrician", "summary": "small for the age"}
    return care.RecordHealthAssessment(**{**given, **more})


def entered(status: LegalStatus = LegalStatus.POLICE_PROTECTION, **more: Any) -> care.EnterCare:
    return care.EnterCare(**{"legal_status": status, "reason": "nobody at home is safe", **more})


def home(**more: Any) -> care.ReturnHome:
    return care.ReturnHome(**{"rationale": WHY, "concerns": addressed(), **more})


def left(how: LeavingCare = LeavingCare.ADOPTED, **more: Any) -> care.LeaveCare:
    return care.LeaveCare(**{"how": how, "rationale": WHY, "concerns": addressed(), **more})


def gone(**more: Any) -> missing.ReportMissing:
    return missing.ReportMissing(**{"circumstances": "not home from school", **more})


def back(**more: Any) -> missing.RecordReturn:
    return missing.RecordReturn(**{"found": "came home alone, cold and tired", **more})


def talked(**more: Any) -> missing.RecordReturnInterview:
    given: dict[str, Any] = {
        "accepted": True,
        "interviewer": "Invented Advocate",
        "independent": True,
        "said": "nobody listens at home",
    }
    return missing.RecordReturnInterview(**{**given, **more})


def declined(**more: Any) -> missing.RecordReturnInterview:
    return talked(**{"accepted": False, "said": None, "why_declined": "had enough talk", **more})


def fostered(since: Any, **more: Any) -> beside.NotifyPrivateFostering:
    return beside.NotifyPrivateFostering(**{"carer": "Invented Neighbour", "since": since, **more})


def proceeded(
    outcome: Outcome = Outcome.PROCEEDINGS_ISSUED, **more: Any
) -> beside.EndPreProceedings:
    given = {"rationale": WHY, "concerns": addressed()}
    return beside.EndPreProceedings(outcome=outcome, **{**given, **more})


def ends(kind: Kind, outcome: Outcome) -> Decision:
    """The decision that ends care, or work before proceedings, with an outcome."""
    if kind is Kind.PRE_PROCEEDINGS:
        return proceeded(outcome)
    return home() if outcome is Outcome.RETURNED_HOME else left(outcome=outcome)


def panel(*, supports: bool = True, **more: Any) -> beside.RecordStepDownPanel:
    given = {"advice": "early help can hold this", "members": "Invented Head of Service"}
    return beside.RecordStepDownPanel(supports=supports, **{**given, **more})


BEFORE_PROCEEDINGS = beside.EnterPreProceedings(reason="nothing has changed for a year")
LETTER = beside.SendLetterBeforeProceedings(how="by hand")
CARE_REVIEW = hold(MeetingKind.LOOKED_AFTER_REVIEW, "social-care", "health")
SUPPORT_PLAN = write_up(Kind.CARE.value, "support-plan")
LOOKED_AFTER = (
    *HELPED,
    conclude(Kind.PLAN, Outcome.LOOKED_AFTER, legal_status=LegalStatus.ACCOMMODATED),
)
PROCEEDING = (*PROTECTED, BEFORE_PROCEEDINGS)
