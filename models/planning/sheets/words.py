"""Names for keys and keys for names: how a spreadsheet writes kinds, channels, people, places and campaigns (A3.2)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models import places
from models.people import Person
from models.planning.campaigns import Campaign
from models.planning.items import PlanItem
from models.programmes import Programme

SHORT = {
    "ig": "instagram", "insta": "instagram", "fb": "facebook", "yt": "youtube", "tt": "tiktok", "tik tok": "tiktok", "twitter": "x",
    "web": "website", "situs": "website", "laman": "website",
}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """Label by key; `writers` are those of the `owners` who can be named anew, `open_campaigns` likewise."""

    kinds: Mapping[str, str]
    channels: Mapping[str, str]
    owners: Mapping[int, str]
    places: Mapping[str, str]
    campaigns: Mapping[int, str]
    writers: Collection[int]
    open_campaigns: Collection[int]

    @classmethod
    def of(
        cls, programme: Programme, session: Session, since: date, until: date, *, people: Iterable[int] = (), campaigns: Iterable[int] = ()
    ) -> "Words":
        """Everything that can be named for a span of days (both included), and whom and what the rows at hand name already."""
        writers = PlanItem.writers(programme, session)
        gone = Person.names(set(people) - writers.keys(), session)
        running = {
            one.pk: one for one in [*Campaign.running(programme.pk, session), *Campaign.within([programme.pk], since, until, session)]
        }
        if other := set(campaigns) - running.keys():
            running |= {one.pk: one for one in session.exec(select(Campaign).where(col(Campaign.id).in_(other)))}
        open_ones = {one.pk for one in running.values() if not one.cancelled}
        return cls(
            {one.key: one.label for one in programme.rules.types}, {one.key: one.label for one in programme.rules.channels},
            _apart({**gone, **writers}), dict(places.known()), _apart({one.pk: one.name for one in running.values()}),
            frozenset(writers), frozenset(open_ones),
        )  # fmt: skip

    def kind(self, text: str) -> str | None:
        return _key(self.kinds, text)

    def channel(self, text: str) -> str | None:
        short = SHORT.get(text.casefold().strip())
        return short if short in self.channels else _key(self.channels, text)

    def owner(self, text: str) -> int | None:
        return _number(self.owners, text)

    def place(self, text: str) -> str | None:
        return _key(self.places, text)

    def campaign(self, text: str) -> int | None:
        return _number(self.campaigns, text)

    def told(self, field: str, value: object) -> str:
        """A value of a piece as the spreadsheet writes it."""
        if value in (None, "", ()):
            return ""
        if field == "channels":
            return ", ".join(self.channels.get(one, one) for one in value)  # type: ignore[attr-defined]
        if field == "place":
            return ", ".join(self.places.get(one, one) for one in value)  # type: ignore[attr-defined]
        names: Mapping[object, str] = {"kind": self.kinds, "owner": self.owners, "campaign": self.campaigns}.get(field, {})  # type: ignore[assignment]
        return names.get(value, str(value))


def _apart(names: Mapping[int, str]) -> dict[int, str]:
    """Two of one name are told apart by their number."""
    often = list(names.values())
    return {key: name if often.count(name) == 1 else f"{name} (#{key})" for key, name in names.items()}


def _key(labels: Mapping[str, str], text: str) -> str | None:
    wanted = _folded(text)
    return next((key for key, label in labels.items() if wanted in (_folded(label), _folded(key))), None)


def _number(labels: Mapping[int, str], text: str) -> int | None:
    wanted = _folded(text)
    return next((key for key, label in labels.items() if wanted == _folded(label)), None)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
