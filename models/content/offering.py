"""Offering a published piece to another programme, taking it over there, declining it, and settling what its source became."""

from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlmodel import Session

from models import entries
from models.actors import Actor, can
from models.base import now
from models.content.copying import carried_fields, carried_files, shown_files
from models.content.offer_limits import content_held, practises, uncovered
from models.content.publications import PublicationState, of_state
from models.content.source_changes import takers
from models.entries import canonical
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.notes import Note
from models.programmes import Programme

if TYPE_CHECKING:
    from models.content.contents import Content
    from models.content.offers import Offer, OfferState

entries.register("content.offered", "content", ("offered_to", "revision", "digest", "note"))
entries.register("offer.received", "offer", ("source", "content", "revision", "digest", "told"))
entries.register("offer.taken", "offer", ("source", "content", "copy", "digest"))
entries.register("content.offer_taken", "content", ("offered_to", "copy", "told"))
entries.register("offer.declined", "offer", ("source", "content", "note"))
entries.register("content.offer_declined", "content", ("offered_to", "note", "told"))
entries.register("offer.withdrawn", "offer", ("source", "content"))
entries.register("content.offer_withdrawn", "content", ("offered_to",))
entries.register("content.source_settled", "content", ("source", "content", "note"))

SHOWN = ("published", "partly_published", "archived")
LONGEST = 1000


class Offering:
    """Verbs and their questions; each is logged on both sides."""

    @classmethod
    def objections(cls, content: "Content", by: Actor) -> Issues:
        """By who hands the programme's work on or publishes it, while a channel shows the piece; a practice programme offers nothing."""
        if not can(by, "replicate", content) and not content.may_act(by, content.publish_stage):
            return Issues([Issue("person", "may_not_offer")])
        out = content.state in SHOWN and of_state(content.publications, PublicationState.PUBLISHED)
        if not out or practises(content.programme):
            return Issues([Issue("stage", "offer_only_what_is_out")])
        return Issues()

    @classmethod
    def objections_to(cls, content: "Content", to: Programme, session: Session) -> Issues:
        """What keeps just this programme from getting it: it has it already, or the consent of a citizen doesn't reach so far."""
        if to.pk == content.programme_id or practises(to):
            return Issues([Issue("to", "offer_to_itself")])
        if content_held(content, to, session):
            return Issues([Issue("to", "offer_made_already", {"name": to.name})])
        return uncovered(content, to, session)

    @classmethod
    def make(cls: "type[Offer]", content: "Content", to: Programme, by: Actor, session: Session, message: str = "") -> "Offer":
        """Today's revision as it is out, held out to another programme."""
        from models.content.offers import OfferState  # noqa: PLC0415

        if issues := cls.objections(content, by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        wrong = cls.objections_to(content, to, session)
        if len(message) > LONGEST:
            wrong += Issues([Issue("note", "too_long", {"limit": LONGEST})])
        if wrong:
            raise NotReady(*wrong)
        assert content.revision is not None
        files = shown_files(content)
        hashes = [media.sha256 for media, _ in files]
        digest = sha256(canonical({"fields": content.revision.fields, "files": hashes}).encode()).hexdigest()
        note = content.annotate(message) if message.strip() else None
        session.flush()
        offer = cls(
            content_id=content.pk, from_id=content.programme_id, to_id=to.pk, revision_id=content.revision.pk,
            revision=content.revision_number, files=hashes, digest=digest, state=OfferState.OPEN, note_id=note.pk if note else None,
            at=now(), by_id=by.person_id,
        )  # fmt: skip
        session.add(offer)
        session.flush()
        content.log(
            "content.offered", by, [offer, *([note] if note else [])], offered_to=to.name, revision=offer.revision, digest=digest,
            note=note.commitment if note else None,
        )  # fmt: skip
        entries.record(
            session, "offer.received", by=by, subject=offer, programme_id=to.pk, source=content.programme.name, content=content.pk,
            revision=offer.revision, digest=digest, told=takers(to, session),
        )  # fmt: skip
        return offer

    def objections_to_answering(self: "Offer", by: Actor) -> Issues:
        """Who acts at the first stage of the lane that the receiving playbook gives to such pieces."""
        if not self.content.may_begin(self.target, self.target.rules.offers.lane, by):
            return Issues([Issue("person", "may_not_answer_offer")])
        return Issues([] if self.state == "open" else [Issue("page", "offer_answered")])

    def take(self: "Offer", by: Actor, kind: str, format: str) -> "Content":
        """A content of one's own from the revision that was offered: its words that have a place here, its files by hash, its authors."""
        from models.content.offers import OfferState  # noqa: PLC0415

        if issues := self.objections_to_answering(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        source, session = self.content, self.session
        if issues := uncovered(source, self.target, session):
            raise NotReady(*issues)
        if source.revision_number != self.revision or source.state not in SHOWN:
            raise NotReady(Issue("page", "offer_source_moved"))
        if kind not in {one.key for one in self.target.rules.types}:
            raise NotReady(Issue("kind", "kind_unknown"))
        fields = carried_fields(source, self.target, kind, session)
        copy = type(source).begin(
            self.target, kind, format, source.title, by, session, lane=self.target.rules.offers.lane, fields=fields, cause=self,
            copied=carried_files(source, self.target), also_by=source.authors,
        )  # fmt: skip
        session.flush()
        self._answered(OfferState.TAKEN, by, copy_id=copy.pk)
        entries.record(
            session, "offer.taken", by=by, subject=self, programme_id=self.to_id, source=self.source.name, content=source.pk, copy=copy.pk,
            digest=self.digest,
        )  # fmt: skip
        source.log("content.offer_taken", by, [self], offered_to=self.target.name, copy=copy.pk, told=[self.by_id])
        return copy

    def decline(self: "Offer", by: Actor, reason: str) -> None:
        """Not for us, and why; the piece may be offered again."""
        from models.content.offers import OfferState  # noqa: PLC0415

        if issues := self.objections_to_answering(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if not reason.strip():
            raise NotReady(Issue("reason", "offer_reason_missing"))
        if len(reason) > LONGEST:
            raise NotReady(Issue("reason", "too_long", {"limit": LONGEST}))
        note = self.content.annotate(reason)
        self.session.flush()
        self._answered(OfferState.DECLINED, by, reason_id=note.pk)
        entries.record(
            self.session, "offer.declined", by=by, subject=self, names=[note], programme_id=self.to_id, source=self.source.name,
            content=self.content_id, note=note.commitment,
        )  # fmt: skip
        self.content.log("content.offer_declined", by, [self], offered_to=self.target.name, note=note.commitment, told=[self.by_id])

    def withdraw(self: "Offer", by: Actor) -> None:
        """Taken back by its own side while nobody answered."""
        if not can(by, "replicate", self.content) and not self.content.may_act(by, self.content.publish_stage):
            raise NotAllowed(Issue("person", "may_not_offer"))
        if self.state != "open":
            raise WrongStage(Issue("page", "offer_answered"))
        self.lapse(by)

    def settle(self: "Offer", by: Actor, reason: str) -> None:
        """The source changed, but nothing has to change here; who may correct says why."""
        if not can(by, "correct", self.target):
            raise NotAllowed(Issue("person", "may_not_correct"))
        if self.changed is None or self.settled_at is not None or self.copy_id is None:
            raise WrongStage(Issue("page", "offer_nothing_to_settle"))
        if not reason.strip() or len(reason) > LONGEST:
            raise NotReady(Issue("reason", "offer_reason_missing"))
        note = Note.of(reason)
        self.session.add(note)
        self.session.flush()
        moment: datetime | None = now()
        noted: int | None = note.pk
        self.settled_at, self.settled_by_id, self.reason_id = moment, by.person_id, noted
        copy = self.session.get(type(self.content), self.copy_id)
        assert copy is not None
        copy.log("content.source_settled", by, [self, note], source=self.source.name, content=self.content_id, note=note.commitment)

    def _answered(self: "Offer", state: "OfferState", by: Actor, copy_id: int | None = None, reason_id: int | None = None) -> None:
        moment: datetime | None = now()
        self.state, self.answered_at, self.answered_by_id = state, moment, by.person_id
        self.copy_id, self.reason_id = copy_id, reason_id

    def lapse(self: "Offer", by: Actor) -> None:
        """Open no more: taken back, or its piece isn't what it was."""
        from models.content.offers import OfferState  # noqa: PLC0415

        self._answered(OfferState.WITHDRAWN, by)
        entries.record(
            self.session, "offer.withdrawn", by=by, subject=self, programme_id=self.to_id, source=self.source.name, content=self.content_id
        )
        self.content.log("content.offer_withdrawn", by, [self], offered_to=self.target.name)
