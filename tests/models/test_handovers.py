"""Handover in one action, authority on a day, and minutes that say why (S1.4)."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from data.database import reading, transaction
from models.base import LOCAL, now
from models.content.claims import Claim
from models.content.contents import Content
from models.deputies import ActingKind, Deputyship
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, Refused
from models.governance import handover_scans
from models.governance.accounts import ChannelAccount
from models.governance.authority import Basis, on_day
from models.governance.handing_on import Stays
from models.governance.handover_scans import HandoverScan
from models.governance.handovers import Handover
from models.governance.minutes import Minutes
from models.governance.open_work import Work
from models.inbox.messages import Message
from models.people import Person
from models.planning.items import PlanItem
from models.planning.shifts import Shift
from models.programmes import Programme
from models.results.evaluations.follow_ups import FollowUp, FollowUpKind
from models.signed_papers import Match
from tests.cast import Cast, Team
from tests.models.test_decrees import acting, drafted, force


@pytest.fixture(autouse=True)
def in_november(cast: Cast, at) -> None:
    at("2026-11-16 09:00")


def make(cast: Cast, team: Team, giver: Person, receiver: Person, by: Person | None = None) -> int:
    with transaction() as session:
        people = [Person.find(one.pk, session) for one in (giver, receiver)]
        actor = cast.acting(by or cast.admin, session)
        return Handover.make(Programme.find(team.programme.pk, session), *people, actor, session, number="BA-1/2026").pk


def busy(cast: Cast) -> tuple[Person, Person]:
    """A coordinator of ASRI with a content, a planned piece, a follow-up, an account, a claim and two duties; and who takes over.

    The second of the duties meets one that the receiver has already.
    """
    team, giver, receiver = cast.asri, cast.asri.koordinator, cast.asri.second("koordinator")
    with transaction() as session:
        by, programme = cast.acting(giver, session), Programme.find(team.programme.pk, session)
        content = Content.begin(programme, programme.rules.types[0].key, programme.rules.types[0].formats[0], "Tas siaga", by, session)
        PlanItem.plan(programme, "Peta jalur evakuasi", programme.rules.types[0].key, [programme.rules.channels[0].key],
                      datetime(2026, 11, 25, 9, tzinfo=LOCAL), by, session, owner_id=giver.pk)  # fmt: skip
        FollowUp.open(programme, FollowUpKind.TECHNICAL, "Perbaiki subtitel", giver.pk, date(2026, 12, 1), by, session)
        ChannelAccount.add(programme, programme.rules.channels[0].key, "bpbd.contoh", giver.pk, by, session, two_step=True)
        for day, person in ((20, giver), (21, giver), (21, receiver)):
            hours = datetime(2026, 11, day, 8, tzinfo=LOCAL), datetime(2026, 11, day, 12, tzinfo=LOCAL)
            Shift.assign(programme, Person.find(person.pk, session), *hours, by, session)
        session.flush()
        Claim.take(content.pk, content.stage, giver.pk, now() + timedelta(hours=2), session)
    return giver, receiver


def test_open_work_claims_follow_ups_and_accounts_change_hands_in_one_action(cast: Cast) -> None:
    """S1.4: one entry names everything; both hear of it. Seen red with the custody left out of `move`."""
    giver, receiver = busy(cast)
    handover_id = make(cast, cast.asri, giver, receiver)
    with reading() as session:
        programme = Programme.find(cast.asri.programme.pk, session)
        one = Handover.find(handover_id, acting(receiver), session)
        assert [(item.work, item.outcome) for item in one.items] == [
            (Work.CONTENT, Stays.MOVED), (Work.CLAIM, Stays.RELEASED), (Work.PLAN, Stays.MOVED), (Work.FOLLOW_UP, Stays.MOVED),
            (Work.ACCOUNT, Stays.MOVED), (Work.SHIFT, Stays.MOVED), (Work.SHIFT, Stays.ROSTER),
        ]  # fmt: skip
        left = Handover.preview(programme, Person.find(giver.pk, session), Person.find(receiver.pk, session), session)
        assert [(piece.work, outcome) for piece, outcome in left] == [(Work.SHIFT, Stays.ROSTER)]
        there = {piece.work for piece, _ in Handover.preview(programme, Person.find(receiver.pk, session), None, session)}
        assert there == {Work.CONTENT, Work.PLAN, Work.FOLLOW_UP, Work.ACCOUNT, Work.SHIFT}
        account = ChannelAccount.register_of(programme, acting(receiver), session)[0]
        assert [(it.person_id, it.ends_on) for it in account.custodies] == [(receiver.pk, None), (giver.pk, date(2026, 11, 16))]
        said = select(Message.person_id).join(Entry, Entry.number == Message.entry_number).where(Entry.action == "handover.made")  # type: ignore[arg-type]
        assert set(session.exec(said).all()) == {giver.pk, receiver.pk}
    with pytest.raises(NotReady) as caught:  # what stays, stays: no second record of nothing
        make(cast, cast.asri, giver, receiver)
    assert [issue.key for issue in caught.value.issues] == ["handover_nothing_goes"]


def test_what_the_receiver_may_not_do_stays_and_says_why(cast: Cast) -> None:
    """S1.4"""
    giver, designer = busy(cast)[0], cast.asri.desainer
    handover_id = make(cast, cast.asri, giver, designer)
    with reading() as session:
        outcomes = {item.work: item.outcome for item in Handover.find(handover_id, acting(giver), session).items}
        assert outcomes[Work.CONTENT] is outcomes[Work.PLAN] is Stays.CANNOT_WRITE
        assert outcomes[Work.FOLLOW_UP] is outcomes[Work.ACCOUNT] is Stays.MOVED
        owner = session.exec(select(Content.owner_id).where(Content.title == "Tas siaga")).one()
        assert owner == giver.pk


def test_a_handover_needs_a_receiver_of_the_team_and_somebody_entitled(cast: Cast) -> None:
    """S1.4: nothing half-written."""
    giver, receiver = busy(cast)
    for person, key in ((cast.simponi.editor, "handover_outside"), (giver, "handover_to_self")):
        with pytest.raises(NotReady) as caught:
            make(cast, cast.asri, giver, person)
        assert [issue.key for issue in caught.value.issues] == [key]
    with pytest.raises(NotReady):
        make(cast, cast.asri, cast.asri.desainer, receiver)
    with pytest.raises(NotAllowed):
        make(cast, cast.asri, giver, receiver, by=cast.asri.desainer)
    with reading() as session:
        assert session.exec(select(Handover.id)).all() == []
    handover_id = make(cast, cast.asri, giver, receiver, by=giver)
    with pytest.raises(NotFound), reading() as session:
        Handover.find(handover_id, acting(cast.simponi.koordinator), session)


def test_the_signed_record_comes_back_and_is_matched_once(cast: Cast, at) -> None:
    """S1.4: by our mark in the file or the printed code, else by somebody's word; another handover's mark isn't taken."""
    giver, receiver = busy(cast)
    handover_id = make(cast, cast.asri, giver, receiver)

    def add(by: Person, sha256: str, **told: str) -> Match:
        with transaction() as session:
            actor = cast.acting(by, session)
            one = Handover.find(handover_id, actor, session)
            told = {key: value.format(digest=handover_scans.digest(one), code=handover_scans.code(one)) for key, value in told.items()}
            return HandoverScan.add(one, actor, session, **{"sha256": sha256, "name": "ba.pdf", "type": "application/pdf", **told}).match

    def refused(by: Person, **told: str) -> list[str]:
        with pytest.raises(Refused) as caught:
            add(by, **told)
        return [issue.key for issue in caught.value.issues]

    assert refused(receiver, sha256="a" * 64) == ["handover_scan_unmatched"]
    assert refused(receiver, sha256="a" * 64, carries="0" * 64) == ["handover_scan_foreign"]
    assert refused(receiver, sha256="a" * 64, type="image/png", code="{code}") == ["scan_not_pdf"]
    assert refused(cast.asri.desainer, sha256="a" * 64, code="{code}") == ["may_not_hand_over"]
    assert add(receiver, "a" * 64, carries="{digest}") is Match.FILE
    assert add(giver, "b" * 64, code="{code}") is Match.CODE
    assert add(cast.admin, "c" * 64, statement="Lembar dipindai tanpa kaki halaman.") is Match.STATEMENT
    assert refused(giver, sha256="b" * 64, code="{code}") == ["scan_known"]
    with reading() as session:
        assert [one.match for one in HandoverScan.of([handover_id], session)[handover_id]] == [Match.STATEMENT, Match.CODE, Match.FILE]


def test_who_was_allowed_to_do_what_on_a_day_is_read_from_decrees_letters_and_acting_orders(cast: Cast, at) -> None:
    """S1.4, S3.4: what an inspector asks; a role without a decree says so."""
    team = cast.simponi
    force(cast, drafted(cast, team, [(team.mentor, "mentor"), (team.editor, "editor")]))
    span = {"ends_on": date(2026, 11, 30)}
    force(cast, drafted(cast, team, [(cast.nobody, "editor")], kind="temporary", number="ST-1", **span))  # type: ignore[arg-type]
    with transaction() as session:
        absent, deputy = (Person.find(one.pk, session) for one in (team.mentor, team.pengawas_kebijakan))
        days = date(2026, 11, 20), date(2026, 11, 24)
        Deputyship.name(absent, deputy, ActingKind.PLH, *days, cast.acting(cast.admin, session), session, letter="SP-9")

    def held(day: date) -> dict[tuple[str, str], tuple[Basis, str]]:
        with reading() as session:
            found = on_day(Programme.find(team.programme.pk, session), day, acting(cast.inspector), session)
            return {(one.name, one.role): (one.basis, one.letter) for one in found}

    before, during, later = held(date(2026, 11, 10)), held(date(2026, 11, 21)), held(date(2027, 1, 3))
    assert before[team.mentor.name, "mentor"][0] is Basis.NONE
    assert (cast.nobody.name, "editor") not in before
    assert during[team.mentor.name, "mentor"] == (Basis.DECREE, "800/1/2026")
    assert during[team.pengawas_kebijakan.name, "mentor"] == (Basis.ACTING, "SP-9")
    assert during[cast.nobody.name, "editor"] == (Basis.TEMPORARY, "ST-1")
    assert later[team.mentor.name, "mentor"] == (Basis.TRANSITION, "800/1/2026")
    assert (team.pengawas_kebijakan.name, "mentor") not in later
    with reading() as session:
        programme = Programme.find(team.programme.pk, session)
        found = on_day(programme, date(2026, 11, 21), acting(cast.inspector), session)
        rights = {(one.name, one.basis): one.rights for one in found if one.role == "editor"}
        assert rights[cast.nobody.name, Basis.TEMPORARY] == ("create", "read")
        assert "emergency" in rights[team.editor.name, Basis.DECREE]
        with pytest.raises(NotFound):
            on_day(programme, date(2026, 11, 21), acting(cast.asri.koordinator), session)


def test_minutes_of_any_meeting_are_linked_to_what_they_decided(cast: Cast) -> None:
    """S1.4: to a content, a decree, a step of the SOP; asked from there, they answer 'Mengapa ini dilakukan?'."""
    decree_id = force(cast, drafted(cast, cast.asri, [(cast.nobody, "desainer")]))
    with transaction() as session:
        by, programme = cast.acting(cast.asri.koordinator, session), Programme.find(cast.asri.programme.pk, session)
        met = Minutes.begin(programme, "Rapat pembagian tugas", date(2026, 11, 13), by, session, programme)
        met.decide("Tim ditambah satu desainer.", by)
        met.link(Minutes.row_of("decree", decree_id, session), by)
        met.link(Minutes.row_of("decree", decree_id, session), by)
        step = programme.rules.sop.main[0].key
        met.link_step(step, by)
        with pytest.raises(NotFound):
            met.link_step("tidak_ada", by)
        with pytest.raises(NotFound):
            Minutes.row_of("person", cast.nobody.pk, session)
        with pytest.raises(NotAllowed):
            met.link_step(step, cast.acting(cast.asri.desainer, session))
    with reading() as session:
        decree = Minutes.row_of("decree", decree_id, session)
        assert [one.title for one in Minutes.about(decree, session)] == ["Rapat pembagian tugas"]
        assert [one.title for one in Minutes.about_step(cast.asri.programme.pk, step, session)] == ["Rapat pembagian tugas"]
        one = Minutes.of_programme(Programme.find(cast.asri.programme.pk, session), acting(cast.asri.desainer), session)[0]
        assert one.links() == [("programme", cast.asri.programme.pk), ("decree", decree_id)]
