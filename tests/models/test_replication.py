"""A programme's setup is handed on: packed without people, taken over by three, kept up to date, refused when broken."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from data import playbooks
from data.database import reading as view
from data.database import transaction
from models import passwords
from models.actors import SYSTEM
from models.base import now
from models.content.contents import Content
from models.content.publishing import Report
from models.entries import Entry
from models.errors import NotAllowed, NotReady
from models.governance.library import LibraryFile, LibraryItem, LibraryKind
from models.governance.policies import Policy, PolicyKind, PolicyState
from models.people import Assignment, Person
from models.planning.quarters import Quarter
from models.playbooks import load
from models.playbooks.teams import Team as SmallTeam
from models.playbooks.teams import merged_roles, team_faults
from models.programmes import Office, Programme
from models.public.service_hours import ServiceHours
from models.replication import taking
from models.replication.lineage import Lineage
from models.replication.making import PackageMade, library_files
from models.replication.packages import MANIFEST, unpack
from models.replication.records import ReplicationRecord
from models.replication.taking import Naming
from models.results.evaluations import reviewing
from models.results.evaluations.periods import Period
from models.verification import verify
from tests.cast import Cast, Team
from tests.models.test_policies import in_force
from tests.models.test_rule_proposals import NO_ALT, decider, do, submitted, tried
from tests.story import Story

THREE = SmallTeam.read(playbooks.teams()["tiga_orang"])
BELINYU = Naming("belinyu", "KABAR BELINYU", "Kecamatan Belinyu")


@pytest.fixture(autouse=True)
def monday(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-16 09:00")


def made(cast: Cast, team: Team) -> bytes:
    with transaction() as session:
        return PackageMade.make(Programme.find(team.programme.pk, session), cast.acting(team.koordinator, session), session)[1]


def taken_over(cast: Cast, data: bytes, naming: Naming = BELINYU) -> int:
    with transaction() as session:
        by = cast.acting(cast.admin, session)
        office = Office.found(naming.office, "Belinyu", by, session)
        return taking.take_over(unpack(data), naming, THREE, office, by, session).pk


def staffed(programme_id: int) -> Team:
    """Three people, one per role; the source's names of the roles lead to whoever took them over."""
    people: dict[str, list[Person]] = {}
    with transaction() as session:
        programme = Programme.find(programme_id, session)
        for number, role in enumerate(programme.rules.roles):
            person = Person.add(f"camat{number}", f"Orang {number}", SYSTEM, session)
            session.flush()
            person.set_password(passwords.choose("Kelapa-Muda-77"), by=SYSTEM)
            Assignment.give(person, role.key, SYSTEM, session, programme=programme)
            merged = next(one for one in THREE.roles if one.key == role.key)
            people |= {key: [person] for key in (role.key, *merged.takes)}
    return Team(programme, people)


def test_a_replica_owes_no_evaluation_of_a_time_before_it_worked(cast: Cast, at: Callable[[str], datetime]) -> None:
    """S4.3 S4.5: begun on 16 November, it is asked for no quarter that it didn't run whole; what was set up here is, as before."""
    new = taken_over(cast, made(cast, cast.simponi))

    def asked(programme_id: int) -> set[str]:
        with view() as session:
            return {f"{what} {period.short}" for what, period in reviewing.due(Programme.find(programme_id, session), session)}

    third, fourth, first = (Period(Quarter.read(one)) for one in ("2026-3", "2026-4", "2027-1"))
    assert asked(new) == set()
    with view() as session:
        programme = Programme.find(new, session)
        assert [reviewing.existed(programme, one, session) for one in (third, fourth, first)] == [False, True, True]
        assert [reviewing.owed(programme, one, session) for one in (third, fourth, first)] == [False, False, True]
    at("2027-02-10 09:00")
    assert asked(new) == set()
    assert {"begin TW IV 2026", "close TW IV 2026"} <= asked(cast.simponi.programme.pk)
    at("2027-05-10 09:00")
    assert {"begin TW I 2027", "close TW I 2027"} <= asked(new)


def changed(data: bytes, name: str, change: Callable[[dict], object]) -> bytes:
    """The package with one part written anew, hashes as they were."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    told = json.loads(parts[name])
    change(told)
    parts[name] = json.dumps(told).encode()
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for one, text in parts.items():
            archive.writestr(one, text)
    return held.getvalue()


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_three_people_are_enough_on_every_lane(key: str) -> None:
    """S4.5, A4.3: whoever writes never decides, and no two decisions fall to one person."""
    rules = load(playbooks.texts()[key], key)
    assert list(team_faults(rules)) == [] or key == "asri"
    values = merged_roles(rules.model_dump(mode="json"), THREE)
    small = taking.from_values(values, key)
    assert [one.key for one in small.roles] == ["penulis", "pengelola", "penanggung_jawab"]
    assert list(team_faults(small)) == []
    both = {**values, "lanes": json.loads(json.dumps(values["lanes"]))}
    both["lanes"][0]["stages"][-4]["by"] = ["penulis"]
    assert [one.path for one in team_faults(taking.from_values(both, key))] == ["lanes.normal"]


def test_a_kecamatan_of_three_carries_a_content_from_idea_to_archive(cast: Cast, reading: Session, at: Callable[[str], datetime]) -> None:
    """S4.5, A4.3: created by replication, under its own office, hours and playbook."""
    in_force(cast, cast.simponi, kind=PolicyKind.COMMENT)
    team = staffed(taken_over(cast, made(cast, cast.simponi)))
    story = Story._begin(cast, team, team.penulis, "pengumuman", "poster", "Posyandu Belinyu pindah hari", {})
    story.to("validasi_unit")
    with pytest.raises(NotAllowed):
        story.approve(team.penulis)
    story.to("publikasi")
    links = {"instagram": "https://www.instagram.com/p/abc123/", "facebook": "https://www.facebook.com/belinyu/posts/99"}
    story.do(team.pengelola, lambda one, by: one.publish(by, [Report(key, now(), link) for key, link in links.items()]))
    story.do(team.pengelola, lambda one, by: one.confirm_monitoring(by))
    at("2027-01-04 09:00")
    with transaction() as session:
        assert Content.archive_due(session) == 1
    content = Content.find(story.content_id, cast.acting(team.pengelola, reading), reading)
    assert content.state == "archived"
    deciders = {one.by_id for one in content.reviews}
    assert deciders == {team.pengelola.pk, team.penanggung_jawab.pk}
    assert not deciders & content.authors
    assert (content.programme.office.name, content.rules.key) == ("Kecamatan Belinyu", "belinyu")
    assert len(ServiceHours.history(content.programme_id, reading)) == 1
    policies = Policy.versions(content.programme_id, PolicyKind.COMMENT, cast.acting(team.pengelola, reading), reading)
    assert [(one.number, one.state) for one in policies] == [(1, PolicyState.DRAFT)]
    assert verify(reading).faults == ()


def test_a_package_names_nobody_and_is_refused_while_a_text_carries_a_number(cast: Cast) -> None:
    """S4.5: no personal data, no content."""
    Story.simponi(cast, title="Judul rahasia")
    data = made(cast, cast.simponi)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = " ".join(archive.read(one).decode() for one in archive.namelist())
    assert not [name for people in cast.simponi.people.values() for name in (one.name for one in people) if name in text]
    assert "Judul rahasia" not in text
    in_force(cast, cast.simponi, [{"heading": "Bantuan", "text": "Hubungi Bu Rina di 0812-3456-7890."}])
    with pytest.raises(NotReady) as caught:
        made(cast, cast.simponi)
    assert {one.key for one in caught.value.issues} == {"package_personal"}
    with pytest.raises(NotAllowed), transaction() as session:
        PackageMade.make(Programme.find(cast.asri.programme.pk, session), cast.acting(cast.asri.desainer, session), session)


def test_a_broken_newer_or_foreign_package_is_refused_with_the_reason(cast: Cast, reading: Session) -> None:
    """S4.5: and nothing is written."""
    data = made(cast, cast.asri)
    bad = {
        "package_broken": changed(data, "playbook.json", lambda one: one["data"].update(name="Lain")),
        "package_newer_format": changed(data, MANIFEST, lambda one: one.update(format=2)),
        "package_newer_playbook_format": changed(data, MANIFEST, lambda one: one.update(playbook_format=99)),
        "package_unknown": b"PK, tetapi bukan arsip",
    }
    renamed = changed(data, MANIFEST, lambda one: one["source"].update(name="Lain"))
    for key, told in (*bad.items(), ("package_broken", renamed), ("package_broken", data[:-60] + b"")):
        with pytest.raises(NotReady) as caught:
            unpack(told)
        assert [one.key for one in caught.value.issues] in ([key], ["package_unknown"])
    with pytest.raises(NotReady) as caught:
        taken_over(cast, data, Naming("asri", "ASRI LAGI", "Kecamatan Belinyu"))
    assert [one.key for one in caught.value.issues] == ["programme_key_taken"]
    with pytest.raises(NotReady) as caught:
        taken_over(cast, data, Naming("Kunci Aneh", " ", "Kecamatan Belinyu"))
    assert [one.key for one in caught.value.issues] == ["package_name_missing", "package_key_form"]
    assert [one.short_name for one in Office.all(reading) if one.short_name == "Belinyu"] == []
    coordinator, office = cast.acting(cast.asri.koordinator, reading), Office.all(reading)[0]
    with pytest.raises(NotAllowed), transaction() as session:
        taking.take_over(unpack(data), BELINYU, THREE, office, coordinator, session)


def test_the_librarys_files_travel_by_hash_and_stand_on_the_new_shelf(cast: Cast, reading: Session) -> None:
    """S2.4, S4.5: bytes, name and note; a changed byte or a missing file is refused; who took it is on the source's record."""
    data = b"%PDF-1.4 panduan gaya"
    sha256 = hashlib.sha256(data).hexdigest()
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.koordinator, session)
        file = LibraryFile(sha256=sha256, name="panduan.pdf", type="application/pdf", at=now())
        LibraryItem.add(programme, LibraryKind.GUIDE, "Panduan gaya", file, by, session, note="Untuk semua kanal")
        assert library_files(programme, session) == [sha256]
        packed = PackageMade.make(programme, by, session, {sha256: data})[1]
    package = unpack(packed)
    assert (package.files, package.library[0]["title"], package.library[0]["sha256"]) == ({sha256: data}, "Panduan gaya", sha256)
    for broken in (_with_file(packed, f"files/{sha256}", b"lain"), _with_file(packed, f"files/{'0' * 64}", data)):
        with pytest.raises(NotReady) as caught:
            unpack(broken)
        assert {one.key for one in caught.value.issues} == {"package_broken"}
    with transaction() as session:
        by = cast.acting(cast.admin, session)
        shelf = {sha256: LibraryFile(sha256=sha256, name="panduan.pdf", type="application/pdf", at=now())}
        office = Office.found("Kecamatan Belinyu", "Belinyu", by, session)
        new = taking.take_over(package, BELINYU, THREE, office, by, session, shelf).pk
    admin = cast.acting(cast.admin, reading)
    items, count = LibraryItem.shelf(new, admin, reading)
    assert (count, items[0].title, items[0].note, items[0].current_file.sha256) == (1, "Panduan gaya", "Untuk semua kanal", sha256)
    kept = ReplicationRecord.of(cast.simponi.programme.pk, admin, reading)
    assert [(one.receiver, one.inside_id, one.digest) for one in kept] == [("Kecamatan Belinyu", new, package.digest)]


def _with_file(packed: bytes, name: str, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for one, text in {**parts, name: data}.items():
            archive.writestr(one, text)
    return held.getvalue()


def test_a_later_package_keeps_local_changes_asks_at_conflicts_and_is_adopted_like_any_proposal(
    cast: Cast, reading: Session, at: Callable[[str], datetime]
) -> None:
    """S4.5: three ways by key, lineage with version and hash."""
    first = made(cast, cast.simponi)
    team = staffed(taken_over(cast, first))
    local = submitted(cast, team, {"claim_hours": 6, "language.sentence_words": 18})
    do(cast, team.penanggung_jawab, local, lambda one, by: one.adopt(by))
    at("2026-11-17 09:00")
    theirs = submitted(cast, cast.simponi, {"claim_hours": 5, **NO_ALT})
    do(cast, decider(cast.simponi), theirs, lambda one, by: one.adopt(by))
    second = made(cast, cast.simponi)
    with transaction() as session:
        programme, by = Programme.find(team.programme.pk, session), cast.acting(team.pengelola, session)
        with pytest.raises(NotReady) as caught:
            taking.offered(unpack(first), programme, THREE, session)
        assert [one.key for one in caught.value.issues] == ["package_not_later"]
        with pytest.raises(NotReady) as caught:
            taking.offered(unpack(_asri(cast, session)), programme, THREE, session)
        assert [one.key for one in caught.value.issues] == ["package_other_source"]
        update = taking.offered(unpack(second), programme, THREE, session)
        assert [(one.path, one.theirs, one.ours) for one in update.conflicts] == [("claim_hours", 5.0, 6.0)]
        proposal = taking.propose(unpack(second), programme, THREE, frozenset(), by, session)
        assert {one.path for one in proposal.changes} == {"checks.alt_text"}
        number = proposal.pk
        assert Lineage.standing(programme.pk, session).source_playbook == 1  # type: ignore[union-attr]
    tried(cast, team, number)
    do(cast, team.pengelola, number, lambda one, by: one.submit(by, "Mengikuti program asal"))
    do(cast, team.penanggung_jawab, number, lambda one, by: one.adopt(by))
    programme = Programme.find(team.programme.pk, reading)
    rules = programme.rules
    assert (rules.claim_hours, rules.language.sentence_words, rules.checks["alt_text"], rules.key) == (6, 18, "off", "belinyu")
    standing = Lineage.standing(programme.pk, reading)
    assert standing is not None
    assert (standing.source_key, standing.source_playbook, standing.digest) == ("simponi", 2, unpack(second).digest)
    told = set(reading.exec(select(Entry.action).where(Entry.programme_id == programme.pk)))
    assert {"programme.replicated", "programme.update_proposed"} <= told
    assert now() > standing.made_at - timedelta(days=1)


def _asri(cast: Cast, session: Session) -> bytes:
    programme = Programme.find(cast.asri.programme.pk, session)
    return PackageMade.make(programme, cast.acting(cast.asri.koordinator, session), session)[1]
