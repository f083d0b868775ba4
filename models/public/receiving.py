"""A comment comes in: judged by the rules, its due time set once, the person kept apart (S3.3, A3.3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from models import entries
from models.actors import Actor, can
from models.base import YEARS, Row, now
from models.errors import NotAllowed, NotReady
from models.issues import Issue, Issues
from models.playbooks.moderation import CommentCategory, Screen
from models.programmes import Programme
from models.public import citizens, posts
from models.public.citizens import NAME_LENGTH, Citizen, InteractionText
from models.public.deadlines import Deadlines
from models.public.folding import LONGEST
from models.public.screening import Hit, Screening
from models.public.states import InteractionKind, InteractionState, Shelf

if TYPE_CHECKING:
    from models.public.interactions import Interaction

entries.register("interaction.received", "interaction", ("kind", "channel", "category", "severity", "rule", "due_at", "text"))

AHEAD = timedelta(minutes=2)  # clocks differ


@dataclass(frozen=True)
class Arrival:
    """What somebody brought: the words and all that was said about them. `category` '' leaves it to the rules."""

    text: str
    kind: str = "comment"
    channel: str = ""
    link: str = ""
    author: str = ""
    handle: str = ""
    received_at: datetime | None = None
    category: str = ""
    content_id: int | None = None

    @property
    def key(self) -> str:
        return citizens.key_of(self.author, self.handle)


@dataclass
class Desk:
    """What judging takes, asked for once however many comments come in."""

    programme: Programme
    screening: Screening
    deadlines: Deadlines
    posts: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # address → (publication, content)

    @classmethod
    def of(cls, programme: Programme, arrivals: Iterable[Arrival], session: Session) -> "Desk":
        told = programme.rules.moderation
        return cls(
            programme, Screening(cls.screens(programme, session), told.default), Deadlines.of(programme, session),
            posts.known(programme.pk, [one.link for one in arrivals if one.link], session),
        )  # fmt: skip

    @classmethod
    def screens(cls, programme: Programme, session: Session) -> tuple[Screen, ...]:
        """Those in force today."""
        from models.public.rule_sets import RuleSet  # noqa: PLC0415  its trials read interactions

        return RuleSet.in_force(programme, session)

    def post_of(self, arrival: Arrival) -> tuple[int | None, int | None]:
        """(publication, content) it hangs on."""
        if arrival.content_id is not None:
            return None, arrival.content_id
        return posts.under(arrival.link, self.posts) if arrival.link else (None, None)

    def fingerprint(self, arrival: Arrival) -> str:
        publication, content = self.post_of(arrival)
        return citizens.fingerprint(arrival.channel, arrival.key, publication or content or arrival.link, arrival.text)

    def sort(self, arrival: Arrival) -> Hit:
        return Hit("", arrival.category) if arrival.category else self.screening.judge(arrival.text)

    def due(self, category: CommentCategory, since: datetime) -> datetime:
        """When it has to be answered; NotReady `no_service_hours` while none are set and the category keeps to them."""
        return self.deadlines.due(since, category.answer_hours, day_and_night=category.clock_hours)

    def begin(self, category: CommentCategory, since: datetime) -> dict[str, Any]:
        """Arrival, due time and the hour at which the next level hears of it."""
        return self.deadlines.begin(since, category.answer_hours, day_and_night=category.clock_hours)


class Receiving:
    """The first verb of an interaction, and the question before it."""

    @classmethod
    def objections_to_receiving(cls, programme: Programme, by: Actor) -> Issues:
        return Issues([] if can(by, "moderate", programme) else [Issue("person", "may_not_moderate")])

    @classmethod
    def receive(
        cls: "type[Interaction]", programme: Programme, text: str, by: Actor, session: Session, *, kind: str = "comment",
        channel: str = "", link: str = "", author: str = "", handle: str = "", received_at: datetime | None = None,
        category: str = "", content_id: int | None = None,
    ) -> "Interaction":  # fmt: skip
        """One comment, message or report; `received_at` is when the public wrote it (now), from which its due time counts."""
        if issues := cls.objections_to_receiving(programme, by):
            raise NotAllowed(*issues)
        arrival = Arrival(text.strip(), kind, channel, link.strip(), author.strip(), handle.strip(), received_at, category, content_id)
        cls.wait_for_others(programme, session)
        desk = Desk.of(programme, [arrival], session)
        if issues := faults_of(arrival, programme):
            raise NotReady(*issues)
        if there := InteractionText.there(programme.pk, [desk.fingerprint(arrival)], session):
            raise NotReady(Issue("text", "comment_known", {"number": next(iter(there.values()))}))
        citizen = Citizen.known(programme.pk, [(arrival.channel, arrival.key)], session) if arrival.key else {}
        one, words, names = cls.enter(arrival, desk, citizen, by, session)
        entries.record(
            session, "interaction.received", by=by, subject=one, names=names, kind=one.kind, channel=one.channel,
            category=one.category, severity=one.severity, rule=one.rule, due_at=one.due_at, text=words.commitment,
        )  # fmt: skip
        return one

    @classmethod
    def wait_for_others(cls, programme: Programme, session: Session) -> None:
        """Who brings the same comment in at this instant waits here, and then finds it known."""
        session.exec(select(Programme.id).where(Programme.id == programme.pk).with_for_update()).one()

    @classmethod
    def enter(
        cls: "type[Interaction]", arrival: Arrival, desk: Desk, known: dict[tuple[str, str], Citizen], by: Actor, session: Session, *,
        batch_id: int | None = None,
    ) -> "tuple[Interaction, InteractionText, list[Row]]":  # fmt: skip
        """The rows of one arrival, not logged yet: interaction, its words, and what an entry must name beside it; `known` grows."""
        programme, moment = desk.programme, now()
        hit = desk.sort(arrival)
        category = programme.rules.moderation.category(hit.category)
        since = arrival.received_at or moment
        citizen = _citizen(arrival, programme, known, session)
        publication_id, content_id = desk.post_of(arrival)
        session.flush()
        one = cls(
            programme=programme, programme_id=programme.pk, content_id=content_id, publication_id=publication_id, citizen=citizen,
            citizen_id=citizen.pk if citizen else None, batch_id=batch_id, kind=InteractionKind(arrival.kind), channel=arrival.channel,
            category=category.key, severity=category.severity, rule=hit.rule, confirmed=bool(arrival.category),
            protected=category.protected, state=InteractionState.NEW, shelf=Shelf.OPEN,
            rank=0 if category.urgent else 1, entered_by_id=by.person_id, entered_at=moment,
            **desk.begin(category, since),
        )  # fmt: skip
        session.add(one)
        session.flush()
        words = InteractionText.of(programme.pk, arrival.text, arrival.link, desk.fingerprint(arrival))
        words.interaction_id = one.pk
        session.add(words)
        return one, words, [words, *([citizen] if citizen else [])]


def faults_of(arrival: Arrival, programme: Programme) -> Issues:
    """What stands against one arrival, whoever brings it."""
    issues = [] if arrival.text.strip() else [Issue("text", "comment_empty")]
    if len(arrival.text) > LONGEST:
        issues.append(Issue("text", "too_long", {"limit": LONGEST}))
    if len(arrival.author) > NAME_LENGTH or len(arrival.handle) > NAME_LENGTH:
        issues.append(Issue("author", "too_long", {"limit": NAME_LENGTH}))
    if arrival.channel and arrival.channel not in {one.key for one in programme.rules.channels}:
        issues.append(Issue("channel", "comment_channel_unknown"))
    if arrival.kind not in {one.value for one in InteractionKind}:
        issues.append(Issue("kind", "comment_kind_unknown"))
    if arrival.category and arrival.category not in {one.key for one in programme.rules.moderation.categories}:
        issues.append(Issue("category", "comment_category_unknown"))
    if arrival.received_at is not None and (arrival.received_at > now() + AHEAD or arrival.received_at.year not in YEARS):
        issues.append(Issue("received_at", "comment_from_the_future"))
    return Issues(issues)


def _citizen(arrival: Arrival, programme: Programme, known: dict[tuple[str, str], Citizen], session: Session) -> Citizen | None:
    """Who wrote it; whoever gave neither name nor handle stays unknown."""
    if not arrival.key:
        return None
    who = (arrival.channel, arrival.key)
    if who not in known:
        known[who] = Citizen(
            programme_id=programme.pk, channel=arrival.channel, key=arrival.key, name=arrival.author, handle=arrival.handle.lstrip("@")
        )
        session.add(known[who])
    return known[who]
