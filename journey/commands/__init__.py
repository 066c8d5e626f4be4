"""Everything a person can ask for, by the name used outside."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journey.commands import (
    contact,
    decisions,
    meetings,
    outcomes,
    plans,
    practice,
    record,
    research,
    running,
)
from journey.commands.base import Command, name_of, summary_of

COMMANDS: Mapping[str, type[Command]] = MappingProxyType(
    {
        name_of(command): command
        for command in (
            contact.ReceiveContact,
            contact.AcknowledgeContact,
            contact.ClarifyWithReferrer,
            contact.ReviewHistory,
            contact.RecordConsent,
            contact.RecordChildsViews,
            contact.AddFamilyMember,
            contact.RecordParentalResponsibility,
            contact.ConsiderNewInformation,
            decisions.DecideContact,
            decisions.DecideReferral,
            research.AskPartners,
            research.ReplyToResearch,
            research.RequestMoreTime,
            research.AnswerMoreTime,
            research.DisputeRequest,
            research.AnswerDispute,
            research.WithdrawRequest,
            research.ChasePartner,
            decisions.DecideAfterResearch,
            decisions.Countersign,
            decisions.ReviewLateReply,
            meetings.PlanMeeting,
            meetings.RedateMeeting,
            meetings.HoldMeeting,
            meetings.CirculatePaper,
            meetings.RecordReceipt,
            meetings.ShareReport,
            meetings.FillProForma,
            outcomes.DecideAfterStrategyDiscussion,
            practice.GiveDirections,
            practice.RecordVisit,
            practice.RecordParent,
            practice.StartStrategyDiscussion,
            outcomes.DecideAfterEnquiry,
            outcomes.AuthoriseAssessment,
            outcomes.DecideAtConference,
            outcomes.EndPlan,
            plans.AddPlanAction,
            plans.CompletePlanAction,
            plans.DropPlanAction,
            plans.ReviewPlan,
            plans.ConsiderPlanAlarm,
            record.AddConcern,
            record.DisposeOfConcern,
            record.RaiseContradiction,
            record.ResolveContradiction,
            record.RecordAssumption,
            record.SettleAssumption,
            record.TellReferrer,
            record.TellParents,
            record.RecordOversight,
            record.CorrectEntry,
            running.ConfirmHandOff,
            running.BounceHandOff,
            running.RecordImpact,
            running.Allocate,
            running.Hold,
            running.Resume,
            running.MoveDueDate,
            running.WaiveObligation,
            running.Close,
            running.Reopen,
        )
    }
)

__all__ = ["COMMANDS", "Command", "name_of", "summary_of"]
