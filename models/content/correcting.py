"""Correcting what is out: a new content on the fast lane, prefilled, which replaces the old one once it is out itself (A3.3, S3.4)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, or_, select

from models import entries
from models.actors import Actor, can
from models.asked import once
from models.base import Row, now
from models.content.beginning import FAST
from models.content.corrections import Correction, CorrectionKind, Way
from models.content.media import Media, MediaRole
from models.content.publications import PublicationState, of_state
from models.content.source_changes import tell_takers
from models.errors import NotAllowed, NotReady, WrongStage
from models.governance.withdrawing import Settled, Takedown
from models.issues import Issue, Issues
from models.playbooks import FieldKind

if TYPE_CHECKING:
    from models.content.contents import Content
    from models.content.publishing import Report

entries.register("content.correction_begun", "content", ("kind", "new", "known_since", "note"))
entries.register("content.correction_given_up", "content", ("kind", "new"))
entries.register("content.superseded", "content", ("kind", "new", "channels", "ways", "left", "minutes"))

AHEAD = timedelta(minutes=2)  # hours are typed to the minute
PREFIX = {CorrectionKind.RALAT: "Ralat: ", CorrectionKind.PEMUTAKHIRAN: "Pemutakhiran: "}
REPLACEABLE = ("published", "partly_published", "archived", "held")


class Correcting:
    """One verb to begin; publishing the new one does the rest."""

    def objections_to_correcting(self: "Content", by: Actor, kind: CorrectionKind | None = None) -> Issues:
        """The right, something that is (or was) out, and nobody else at it; a changed situation needs a post that is still shown."""
        if not can(by, "correct", self):
            return Issues([Issue("person", "may_not_correct")])
        if self.state == "superseded":
            return Issues([Issue("stage", "correct_the_newer")])
        shown = of_state(self.publications, PublicationState.PUBLISHED)
        if not (shown and self.state in REPLACEABLE) and self.state != "taken_down":
            return Issues([Issue("stage", "nothing_to_correct")])
        if kind is CorrectionKind.PEMUTAKHIRAN and not shown:
            return Issues([Issue("kind", "update_needs_a_post")])
        if standing := once(self.session, ("correction", self.pk), lambda: Correction.standing(self.pk, self.session)):
            facts = {"who": standing.by.name if standing.by else "Simpul", "at": standing.begun_at}
            return Issues([Issue("page", "correction_running", facts)])
        return Issues()

    def correct(
        self: "Content", by: Actor, kind: CorrectionKind, reason: str, known_since: datetime, replacing: Mapping[str, str] | None = None
    ) -> "Content":
        """A new content that answers this one, with its fields and files; `reason` says what was wrong or has changed.

        `replacing` puts a new value wherever a text had the old one: its facts that changed, unless told.
        The authors of the old one stay authors: they don't decide on it.
        """
        if issues := self.objections_to_correcting(by, kind):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if issues := self._wrong_correction(reason, known_since):
            raise NotReady(*issues)
        earlier = Correction.by_which(self.pk, self.session) if self.lane == FAST else None
        fields = self._fields_for(kind, self.outdated_values() if replacing is None else replacing)
        new = type(self).begin(
            self.programme, self.kind, self.format, fields["title"], by, self.session, lane=FAST, fields=fields, cause=self,
            unit_id=self.unit_id, copied=self._files_to_keep(), also_by=self.authors,
        )  # fmt: skip
        note = self.annotate(reason)
        self.session.flush()
        correction = Correction(
            programme_id=self.programme_id, root_id=earlier.root_id if earlier else self.pk, old_id=self.pk, new_id=new.pk, kind=kind,
            note_id=note.pk, known_since=known_since, begun_at=now(), by_id=by.person_id,
        )  # fmt: skip
        self.session.add(correction)
        passed = self.pass_on_facts(new)
        self.acted_at = now()
        self.session.flush()
        self.log(
            "content.correction_begun", by, [correction, note, *passed], kind=kind, new=new, known_since=known_since, note=note.commitment
        )
        return new

    def supersede_old(self: "Content", by: Actor, reports: "list[Report]") -> list[Row]:
        """Called while this one's channels go out: the old post on each of them is replaced, and what was still scheduled is stopped."""
        correction = Correction.by_which(self.pk, self.session) if self.lane == FAST else None
        if correction is None or not of_state(self.publications, PublicationState.PUBLISHED):
            return []
        held = select(type(self)).where(type(self).id == correction.old_id).options(*self.whole())
        old = self.session.exec(held.with_for_update(of=type(self)).execution_options(populate_existing=True)).one()
        shown, wanted = of_state(old.publications, PublicationState.PUBLISHED), {one.channel: one for one in reports}
        replaced = [key for key in shown if key in wanted]
        for key in replaced:
            shown[key].state = PublicationState.SUPERSEDED
        edited = [key for key, one in wanted.items() if key in shown and one.permalink.strip() == shown[key].permalink != ""]
        correction.ways = {**correction.ways, **{key: (Way.EDITED if key in edited else Way.NEW).value for key in wanted}}
        correction.superseded_at = correction.superseded_at or now()
        old.standwith_values(by)
        left = [key for key in shown if key not in replaced]
        complete = not left and (bool(shown) or not of_state(self.publications, PublicationState.SCHEDULED))
        named = old.leave_the_screen(by) if not left else []
        named += Takedown.settle(old, replaced, by, Settled.REPLACED)
        if complete:
            correction.replaced_at = correction.replaced_at or now()
        old.acted_at = now()
        self.session.flush()
        old.log(
            "content.superseded", by, [correction, *old.publications, *old.debts, *named], kind=correction.kind, new=self,
            channels=replaced, ways=sorted(correction.ways.items()), left=left, minutes=correction.minutes,
        )  # fmt: skip
        tell_takers(old, "superseded", by)
        return [correction]

    def standwith_values(self: "Content", by: Actor) -> None:
        """'Sudah diganti' from the first channel on; one taken down stays so. A later check of the emergency lane is owed all the same."""
        for one in of_state(self.publications, PublicationState.SCHEDULED).values():
            one.state = PublicationState.CANCELLED
        if self.state in REPLACEABLE:
            self.due_at, self.held_from = None, None
            self.owe_assessment(by)
            self.state = "superseded"  # type: ignore[assignment]

    def leave_the_screen(self: "Content", by: Actor) -> list[Row]:
        """No channel shows it any more: what was owed about its pictures isn't; the rows it touched come back."""
        self.forgive_checks(by)
        return [*self.end_validity(), *self.settle_facts()]

    def settle_replacement(self: "Content", by: Actor) -> list[Row]:
        """The last channel that still showed a replaced content was taken down by hand."""
        correction = Correction.standing(self.pk, self.session)
        if correction is None or correction.superseded_at is None:
            return []
        correction.replaced_at = correction.replaced_at or now()
        return [correction]

    def give_up_correction(self: "Content", by: Actor) -> list[Row]:
        """Cancelled before it went out: the old one stands again for anybody to correct."""
        correction = Correction.by_which(self.pk, self.session) if self.lane == FAST else None
        if correction is None:
            return []
        correction.given_up_at = now()
        return [correction]

    def _fields_for(self: "Content", kind: CorrectionKind, replacing: Mapping[str, str]) -> dict[str, Any]:
        """What today's playbook still asks of this type; the hour it was valid until is over, its channels are those that show it."""
        assert self.revision is not None
        rules = self.programme.rules
        known = {one.key: one for one in rules.fields_of(self.kind)} if self.kind in {one.key for one in rules.types} else {}
        fields = {key: with_values(value, replacing) for key, value in self.revision.fields.items() if key in known}
        shown = list(of_state(self.publications, PublicationState.PUBLISHED))
        for key, rule in known.items():
            if rule.kind is FieldKind.CHANNELS and shown:
                fields[key] = shown
        fields.pop(rules.freshness.field, None)
        return {**fields, "title": titled(str(fields.get("title") or self.title), kind, known["title"].max_chars if known else None)}

    def _files_to_keep(self: "Content") -> list[tuple[Media, dict[str, Any]]]:
        """The files of today's revision with what is said of them: the same bytes, whoever brought them."""
        assert self.revision is not None
        by_id = {one.pk: one for one in self.media if one.role == MediaRole.FILE}
        return [(by_id[one["media_id"]].again(), one) for one in self.revision.files if one["media_id"] in by_id]

    def _wrong_correction(self: "Content", reason: str, known_since: datetime) -> Issues:
        issues = [] if reason.strip() else [Issue("reason", "correction_reason_missing")]
        earliest = (self.published_at or self.created_at) - AHEAD
        if not earliest <= known_since <= now() + AHEAD:
            issues.append(Issue("known_since", "known_since_odd", {"since": earliest + AHEAD}))
        return Issues(issues)

    @classmethod
    def lately(
        cls: "type[Content]", programme_id: int, since: datetime, actor: Actor, session: Session, limit: int = 10
    ) -> "list[Content]":
        """What one programme began or put out since a moment on its short ways, newest first."""
        recent = or_(col(cls.published_at) >= since, col(cls.created_at) >= since)
        wanted = select(cls).where(cls.programme_id == programme_id, recent, col(cls.lane) != "normal", col(cls.state) != "cancelled")
        found = wanted.where(cls.visible_to(actor)).options(*cls.listed()).order_by(col(cls.id).desc()).limit(limit)
        return list(session.exec(found))


def titled(title: str, kind: CorrectionKind, limit: int | None) -> str:
    """The title says what it is, once, as long as that fits its field."""
    bare = title
    for prefix in PREFIX.values():
        bare = bare.removeprefix(prefix)
    said = PREFIX[kind] + bare
    return said if limit is None or len(said) <= limit else bare


def with_values(value: Any, replacing: Mapping[str, str]) -> Any:
    """A field's value with each old text replaced, also inside texts per channel."""
    if isinstance(value, str):
        for old, new in replacing.items():
            value = value.replace(old, new)
        return value
    if isinstance(value, dict):
        return {key: with_values(one, replacing) for key, one in value.items()}
    return value
