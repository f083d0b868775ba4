"""Rencana triwulan as a document to sign: figures, what has been reached, campaigns and priorities on A4 (S1.3, S-H1, A-H1)."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from data.wording import say
from models.actors import Actor, can
from models.base import LOCAL, now
from models.content.indonesian import day, moment, number
from models.planning.campaigns import Campaign
from models.planning.plans import Plan, PlanState
from models.planning.progress import ChannelProgress, Progress, TargetProgress
from models.planning.quarters import Quarter
from models.planning.snapshots import PlanSnapshot
from models.programmes import Programme
from pages.documents import dated, printing
from pages.documents.offering import at_the_click
from pages.ui import formats, plan_words

Told = dict[str, Any]


def printed(session: Session, plan_id: int, actor: Actor) -> bytes:
    """The PDF; NotFound for who may not read the programme."""
    readable = frozenset(one.pk for one in Programme.visible(actor, session) if can(actor, "read", one))
    plan = Plan.find(plan_id, readable, session)
    return printing.printed("quarter_plan", told(plan, session, actor), {}, now())


def offered(plan_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: printed(session, plan_id, actor))


def file_name(plan: Plan) -> str:
    return f"{say('quarter_print.file')}-{plan.programme.key}-{plan.period}-v{plan.number}.pdf"


def told(plan: Plan, session: Session, actor: Actor) -> Told:
    """What the template reads; typed text stays data."""
    kept = PlanSnapshot.of(plan.pk, session)
    progress = (kept[True].progress if True in kept else None) or Progress.of(plan, session)
    compared = plan.state in (PlanState.APPROVED, PlanState.CLOSED) and plan.period <= Quarter.running()
    rules = plan.programme.rules
    return {
        "office": dated.office_name(plan.programme, plan.approved_at, session),
        "programme": plan.programme.name,
        "quarter": plan.period.label,
        "period": formats.period(plan.period.starts_on, plan.period.ends_on),
        "version": plan.number,
        "state": say(f"plan_states.{plan.state.value}"),
        "approved": plan.state in (PlanState.APPROVED, PlanState.CLOSED),
        "compared": compared,
        "as_of": moment(plan.closed_at or now()),
        "total": plan_words.total(progress, plan.period),
        "gaps": [plan_words.gap(one, rules) for one in progress.behind] if compared else [],
        "targets": [_target(one, plan) for one in progress.targets],
        "channels": [_channel(one, plan) for one in progress.channels],
        "priorities": [[str(one.rank), one.subject, one.reason] for one in plan.priorities],
        "campaigns": [_campaign(one) for one in Campaign.of_quarter(plan.programme_id, plan.period, session)],
        "signed": _signed(plan),
        "taker": actor.name,
        "digest": kept[False].digest if False in kept else "",
    }


def _target(one: TargetProgress, plan: Plan) -> list[str]:
    figures = [number(one.wanted), number(one.out), number(one.ahead), number(max(0, one.wanted - one.out))]
    return [plan_words.kind(plan.programme.rules, one.kind), plan_words.place(one.place), *figures]


def _channel(one: ChannelProgress, plan: Plan) -> list[str]:
    label = plan_words.channel(plan.programme.rules, one.channel)
    return [label, plan_words.rate(one.per_week), plan_words.rate(one.rate) if one.weeks else "–", number(one.out)]


def _campaign(one: Campaign) -> Told:
    marks = [say("quarter_plan.campaign_big")] if one.big else []
    marks += [say("quarter_plan.campaign_cancelled")] if one.cancelled else []
    return {
        "name": one.name,
        "aim": one.aim,
        "group": one.target_group,
        "period": formats.period(one.starts_on, one.ends_on),
        "marks": marks,
    }


def _signed(plan: Plan) -> list[list[str]]:
    """Who submitted and who approved, each with the day; a line to sign on where nobody has yet."""
    rows = [
        ("quarter_print.submitted", plan.submitted_by, plan.submitted_at),
        ("quarter_print.approved", plan.approved_by, plan.approved_at),
    ]
    return [
        [say(key), who.name if who else "", day(at.astimezone(LOCAL).date()) if at else "", who.nip if who else ""] for key, who, at in rows
    ]
