"""A consent written down with its proof, and tied to the files in which the person can be recognised (A1.3, UU 27/2022)."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import now, today
from models.content import personal_numbers
from models.errors import NotAllowed, NotFound, NotReady
from models.governance.consent_rows import ConsentFile, ConsentParty, ConsentState
from models.governance.withdrawing import carrying
from models.issues import Issue, Issues
from models.notes import commitment
from models.programmes import Programme

if TYPE_CHECKING:
    from models.governance.consents import Consent

entries.register("consent.recorded", "consent", ("channels", "programmes", "child", "expires_on", "party", "proof"))
entries.register("consent.linked", "consent", ("sha256",))
entries.register("consent.unlinked", "consent", ("sha256",))

LENGTHS = {"name": 120, "guardian": 120, "contact": 120, "purpose": 300}


class RecordingConsents:
    """Verbs of who keeps the consents."""

    @classmethod
    def objections_to_keeping(cls, programme: Programme, by: Actor) -> Issues:
        return Issues([] if can(by, "keep_consents", programme) else [Issue("person", "may_not_keep_consents")])

    @classmethod
    def record(
        cls: "type[Consent]", programme: Programme, name: str, purpose: str, channels: Iterable[str], by: Actor, session: Session, *,
        signed_on: date, expires_on: date | None = None, child: bool = False, guardian: str = "", contact: str = "",
        proof: tuple[str, str, str] | None = None, programmes: Iterable[int] = (),
    ) -> "Consent":  # fmt: skip
        """`proof` is (SHA-256, file name, type) of a kept scan or photo; a child's consent is its guardian's (UU 27/2022)."""
        if issues := cls.objections_to_keeping(programme, by):
            raise NotAllowed(*issues)
        sha256, proof_name, proof_type = proof or ("", "", "")
        consent = cls(
            programme=programme, programme_id=programme.pk, programmes=sorted({programme.pk, *programmes}), channels=list(channels),
            child=child, signed_on=signed_on, expires_on=expires_on, by_id=by.person_id,
        )  # fmt: skip
        private = {"name": _tidy(name), "guardian": _tidy(guardian), "contact": _tidy(contact), "purpose": _tidy(purpose)}
        if issues := consent._shortcomings(private, sha256, session):
            raise NotReady(*issues)
        salt = secrets.token_hex(16)
        told = commitment("\n".join((*private.values(), sha256)), salt)
        consent.party = ConsentParty(
            **private, sha256=sha256, proof_name=proof_name[:200], proof_type=proof_type, salt=salt, commitment=told
        )
        session.add(consent)
        session.flush()
        entries.record(
            session, "consent.recorded", by=by, subject=consent, names=[consent.party], channels=consent.channels,
            programmes=consent.programmes, child=child, expires_on=expires_on.isoformat() if expires_on else None, party=told,
            proof=hashlib.sha256(f"{salt}{sha256}".encode()).hexdigest(),
        )  # fmt: skip
        return consent

    def objections_to_linking(self: "Consent", by: Actor) -> Issues:
        if issues := self.objections_to_keeping(self.programme, by):
            return issues
        usable = self.state in (ConsentState.VALID, ConsentState.EXPIRING)
        return Issues([] if usable else [Issue("page", "consent_not_usable")])

    def link(self: "Consent", sha256: str, by: Actor) -> ConsentFile:
        """This person is to be seen in that file; what the emergency lane let follow for want of a consent is settled by it."""
        if issues := self.objections_to_linking(by):
            raise (NotAllowed if issues.about("person") else NotReady)(*issues)
        row = next((one for one in self.files if one.sha256 == sha256), None)
        if row is None:
            row = ConsentFile(consent_id=self.pk, sha256=sha256, at=now())
            self.files.append(row)
        row.removed = False
        self.session.flush()
        settled = [debt for content in carrying([sha256], self.session) for debt in content.settle_checks(by)]
        entries.record(self.session, "consent.linked", by=by, subject=self, names=[row, *settled], sha256=sha256)
        return row

    def unlink(self: "Consent", sha256: str, by: Actor) -> None:
        """Linked by mistake; once withdrawn it stays, since it bars the file."""
        if issues := self.objections_to_linking(by):
            raise (NotAllowed if issues.about("person") else NotReady)(*issues)
        row = next((one for one in self.files if one.sha256 == sha256 and not one.removed), None)
        if row is None:
            raise NotFound
        row.removed = True
        entries.record(self.session, "consent.unlinked", by=by, subject=self, names=[row], sha256=sha256)

    def _shortcomings(self: "Consent", private: dict[str, str], sha256: str, session: Session) -> Issues:
        issues = [Issue(key, "too_long", {"limit": most}) for key, most in LENGTHS.items() if len(private[key]) > most]
        issues += [Issue(key, f"consent_{key}_missing") for key in ("name", "purpose") if not private[key]]
        issues += [Issue("purpose", "consent_purpose_personal")] if personal_numbers.find(private["purpose"]) else []
        known = {one.key for one in self.programme.rules.channels}
        if not self.channels or not known.issuperset(self.channels):
            issues.append(Issue("channels", "consent_channels_missing"))
        if self.child and not private["guardian"]:
            issues.append(Issue("guardian", "consent_guardian_missing"))
        if not sha256:
            issues.append(Issue("proof", "consent_proof_missing"))
        if self.signed_on > today():
            issues.append(Issue("signed_on", "consent_day_odd"))
        if self.expires_on is not None and self.expires_on <= self.signed_on:
            issues.append(Issue("expires_on", "consent_expiry_odd"))
        there = set(session.exec(select(Programme.id).where(col(Programme.id).in_(self.programmes))))
        return Issues(issues + ([] if there == set(self.programmes) else [Issue("programmes", "consent_programme_unknown")]))


def _tidy(text: str) -> str:
    return " ".join(text.split())
