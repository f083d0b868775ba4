"""The log as sentences: who, what, about which, with keys replaced by the playbook's labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from data.wording import say, sentences
from models.actors import Actor, ActorKind
from models.content import indonesian
from models.content.contents import Content
from models.entries import Entry
from models.people import Person
from models.programmes import Programme
from pages.ui.fact_words import Labels, labels

# Facts that hold a person's id; a transfer has a giver and a receiver too: offices.
PEOPLE = ("deputy", "approver", "on_behalf_of")
PEOPLE_OF = {"handover": ("giver", "receiver")}


@dataclass(frozen=True)
class Line:
    """One entry as a person reads it; `about` is the subject's title or name, `content_id` where it leads."""

    number: int
    at: datetime
    who: str
    what: str
    about: str
    programme: str
    content_id: int | None
    hash: str

    @property
    def sentence(self) -> str:
        return f"{self.who} {self.what}"


def lines(entries: Sequence[Entry], session: Session, actor: Actor | None = None) -> list[Line]:
    """A page of entries, composed with three look-ups however long it is; with an actor, titles and links only of what he may see."""
    people = Person.names({one.actor_id for one in entries if one.actor_id} | _ids(entries, "person"), session)
    titles = Content.titles(_ids(entries, "content"), session, actor)
    programmes = {one.id: one for one in Programme.all(session)}
    for room in {one.programme_id for one in entries} - programmes.keys() - {None}:
        programmes[room] = Programme.find(room or 0, session)  # a practice room's own log
    words = {one: labels(programmes[one].rules if one in programmes else None) for one in {entry.programme_id for entry in entries}}
    return [_line(one, people, titles, programmes, words[one.programme_id]) for one in entries]


def _line(
    entry: Entry, people: Mapping[int, str], titles: Mapping[int, str], programmes: Mapping[int | None, Programme], words: Labels
) -> Line:  # fmt: skip
    programme = programmes.get(entry.programme_id)
    facts = {key: _worded(key, value, words, people if key in _naming(entry) else None) for key, value in entry.facts.items()}
    subjects = {"content": titles, "person": people}.get(entry.subject, {})
    return Line(
        number=entry.number, at=entry.at, who=_who(entry, people, facts), what=sentences()["log"][entry.action].format_map(_Gaps(facts)),
        about=subjects.get(entry.subject_id, ""), programme=programme.name if programme else "",
        content_id=entry.subject_id if entry.subject == "content" and entry.subject_id in titles else None, hash=entry.hash,
    )  # fmt: skip


def _who(entry: Entry, people: Mapping[int, str], facts: Mapping[str, str]) -> str:
    if entry.actor_kind != ActorKind.PERSON:
        return say(f"history.{entry.actor_kind}")
    name = people.get(entry.actor_id or 0, say("history.somebody"))
    return say("history.instead_of", name=name, absent=facts["on_behalf_of"]) if entry.facts.get("on_behalf_of") else name


def _worded(key: str, value: Any, words: Labels, people: Mapping[int, str] | None) -> str:
    """`people`: where the fact holds somebody's id."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if people is not None:
        return people.get(value, say("history.somebody"))
    if key == "type":
        return sentences()["file_types"].get(value, say("history.file"))
    if isinstance(value, list):
        return ", ".join(_worded(key, one, words, people) for one in value)
    label = words.get((key, value)) if isinstance(value, str) else None
    return label or _moment(value)


def _naming(entry: Entry) -> tuple[str, ...]:
    return (*PEOPLE, *PEOPLE_OF.get(entry.subject, ()))


def _moment(value: Any) -> str:
    if not isinstance(value, str) or len(value) < 10 or value[4:5] != "-":
        return str(value)
    try:
        return indonesian.moment(datetime.fromisoformat(value)) if "T" in value else indonesian.day(date.fromisoformat(value))
    except ValueError:
        return value


def _ids(entries: Sequence[Entry], subject: str) -> set[int]:
    named = {one.subject_id for one in entries if one.subject == subject}
    if subject == "person":
        named |= {value for one in entries for key, value in one.facts.items() if key in _naming(one) and value}
    return named


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"
