"""Jejak sebaran: where a claim was seen, how far it went there, and which comment brought it (S3.3)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import Field, Relationship, Session, col, func, select

from models import entries
from models.actors import Actor
from models.base import Record, Row, now
from models.errors import NotFound, NotReady
from models.issues import Issue, Issues
from models.public.hoaxes.files import HoaxFile, HoaxFileRole
from models.public.interactions import Interaction

if TYPE_CHECKING:
    from models.content.media import Media
    from models.public.hoaxes.cases import HoaxCase

entries.register("hoax.sighted", "hoax_case", ("sighting", "place", "spread", "seen_at", "interaction", "file"))
entries.register("hoax.file_added", "hoax_case", ("file", "sha256", "role", "attempt", "voided"))

LENGTHS = {"detail": 200, "link": 500}
MOST_PEOPLE = 10_000_000
EARLIEST = timedelta(days=366)


class Sighting(Record, table=True):
    """`place` and `spread` are playbook keys; `detail` (a group's name, an account) stays out of the log. `people`: reached, estimated."""

    __tablename__ = "hoax_sighting"

    case_id: int = Field(foreign_key="hoax_case.id", index=True)
    place: str
    detail: str = ""
    spread: str
    people: int | None = None
    link: str = ""
    seen_at: datetime
    file_id: int | None = Field(default=None, foreign_key="hoax_file.id")
    interaction_id: int | None = Field(default=None, index=True)
    answered_at: datetime | None = None
    by_id: int | None = Field(default=None, foreign_key="person.id")
    case: "HoaxCase" = Relationship(back_populates="sightings")

    @classmethod
    def of_interactions(cls, interaction_ids: set[int], session: Session) -> dict[int, int]:
        """Comment → its case, for a page of comments."""
        wanted = select(cls.interaction_id, cls.case_id).where(col(cls.interaction_id).in_(interaction_ids))
        return dict(session.exec(wanted).all()) if interaction_ids else {}  # type: ignore[arg-type]

    @classmethod
    def people_of(cls, case_ids: list[int], session: Session) -> dict[int, tuple[int, int]]:
        """Case → how many sightings and how many people were reached in all (0 where nobody guessed), for a page of cases."""
        counted = select(cls.case_id, func.count(), func.coalesce(func.sum(cls.people), 0)).where(col(cls.case_id).in_(case_ids))
        return {one: (count, people) for one, count, people in session.exec(counted.group_by(col(cls.case_id)))} if case_ids else {}


class Spreading:
    """Verbs about where it was seen; spreading goes on, so they work until the case is closed."""

    def sight(
        self: "HoaxCase", by: Actor, place: str, spread: str, *, detail: str = "", people: int | None = None, link: str = "",
        seen_at: datetime | None = None, file: "Media | None" = None, interaction_id: int | None = None,
    ) -> Sighting:  # fmt: skip
        """One more trace; a comment can only be the trace of one case."""
        self.require_work(by)
        seen = seen_at or now()
        if issues := self._wrong_sighting(place, spread, detail, people, link, seen):
            raise NotReady(*issues)
        self._require_free(interaction_id, by)
        names: list[Row] = []
        kept = self._keep(file, HoaxFileRole.SIGHTING, by) if file is not None else None
        if kept is not None:
            names.append(kept)
        sighting = Sighting(
            place=place, spread=spread, detail=detail.strip(), people=people, link=link.strip(), seen_at=seen,
            file_id=kept.pk if kept else None, interaction_id=interaction_id, by_id=by.person_id,
        )  # fmt: skip
        self.sightings.append(sighting)
        self.session.flush()
        self.log(
            "hoax.sighted", by, [sighting, *names], sighting=sighting, place=place, spread=spread, seen_at=seen,
            interaction=interaction_id, file=kept,
        )  # fmt: skip
        return sighting

    def attach(self: "HoaxCase", by: Actor, file: "Media") -> HoaxFile:
        """What the claim looked like; it belongs to what a verdict is taken on."""
        self.require_editing(by)
        kept = self._keep(file, HoaxFileRole.CLAIM, by)
        voided = self.void_if_covered()
        self.log("hoax.file_added", by, [kept], file=kept, sha256=kept.sha256, role=kept.role, attempt=self.attempt, voided=voided)
        return kept

    def file(self: "HoaxCase", file_id: int | None) -> HoaxFile | None:
        return next((one for one in self.files if one.id == file_id), None) if file_id else None

    def file_of(self: "HoaxCase", file_id: int) -> HoaxFile:
        found = self.file(file_id)
        if found is None:
            raise NotFound
        return found

    @property
    def comments(self: "HoaxCase") -> list[Sighting]:
        """Traces that are comments on our own channels."""
        return [one for one in self.sightings if one.interaction_id is not None]

    @property
    def unanswered(self: "HoaxCase") -> list[Sighting]:
        return [one for one in self.comments if one.answered_at is None]

    def _require_free(self: "HoaxCase", interaction_id: int | None, by: Actor) -> None:
        """A comment of this programme that no case has yet (NotFound for one this person may not see)."""
        if interaction_id is None:
            return
        if Interaction.find(interaction_id, by, self.session).programme_id != self.programme_id:
            raise NotFound
        if Sighting.of_interactions({interaction_id}, self.session):
            raise NotReady(Issue("interaction", "hoax_comment_known"))

    def _keep(self: "HoaxCase", file: "Media", role: HoaxFileRole, by: Actor) -> HoaxFile:
        kept = HoaxFile(
            role=role, sha256=file.sha256, original=file.original, preview=file.preview, name=file.name, type=file.type,
            by_id=by.person_id, at=now(),
        )  # fmt: skip
        self.files.append(kept)
        self.session.flush()
        return kept

    def _wrong_sighting(self: "HoaxCase", place: str, spread: str, detail: str, people: int | None, link: str, seen: datetime) -> Issues:
        part, told = self.programme.rules.hoaxes, {"detail": detail, "link": link}
        issues = [Issue(key, "too_long", {"limit": limit}) for key, limit in LENGTHS.items() if len(told[key]) > limit]
        issues += _unknown("place", place, {one.key: one for one in part.places})
        issues += _unknown("spread", spread, {one.key: one for one in part.spread})
        if people is not None and not 0 <= people <= MOST_PEOPLE:
            issues.append(Issue("people", "hoax_people_odd"))
        if link.strip() and not link.strip().startswith(("https://", "http://")):
            issues.append(Issue("link", "hoax_link_odd"))
        if not now() - EARLIEST <= seen <= now() + timedelta(minutes=2):
            issues.append(Issue("seen_at", "hoax_time_odd"))
        return Issues(issues)


def _unknown(about: str, key: str, known: Mapping[str, Any]) -> list[Issue]:
    return [] if key in known else [Issue(about, f"hoax_{about}_missing")]
