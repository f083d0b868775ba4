"""Consents: recorded with proof, tied to files, withdrawn by the clock; accounts; requests; a person's data erased."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from data.database import reading as view
from data.database import transaction
from models.actors import SYSTEM
from models.base import now, set_clock, today
from models.content.drafts import Finding, KnownConsent
from models.content.publishing import Report
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.governance.accounts import ChannelAccount
from models.governance.consents import Consent, ConsentParty, ConsentState
from models.governance.erasable import found, row_of
from models.governance.erasing import Erasure, erase
from models.governance.requests import DataRequest, RequestOutcome, Wanted
from models.governance.secrets_told import tells_a_secret
from models.governance.withdrawing import Takedown, remind
from models.notes import Note
from models.people import Person
from models.playbooks import Level, load
from models.programmes import Programme
from models.public.interactions import Interaction
from models.public.referrals import Referral
from models.public.service_hours import USUAL_WEEK, ServiceHours
from models.results.surveys.answers import SurveyReply
from models.verification import verify
from tests.asked import GIVEN, drafted, keep, opened
from tests.cast import Cast, Team
from tests.models.good_drafts import announcement, findings, picture
from tests.models.test_corrections import approve, correct, flood, night, publish  # noqa: F401  the flood is a fixture
from tests.models.test_emergency import out
from tests.story import SHA, Story

NAME = "Siti Rahmah"
PROOF = ("e" * 64, "surat-izin.pdf", "application/pdf")


@pytest.fixture(autouse=True)
def monday(at) -> None:
    at("2026-11-16 09:00")


def recorded(cast: Cast, team: Team | None = None, by: Person | None = None, **more: Any) -> int:
    team = team or cast.simponi
    told = {
        "name": NAME,
        "purpose": "Poster vaksin anak",
        "channels": ["instagram", "facebook"],
        "signed_on": today(),
        "proof": PROOF,
        **more,
    }
    with transaction() as session:
        programme = Programme.find(team.programme.pk, session)
        actor = cast.acting(by or team.koordinator, session)
        consent = Consent.record(programme, told.pop("name"), told.pop("purpose"), told.pop("channels"), actor, session, **told)
        return consent.pk


def do(cast: Cast, person: Person, consent_id: int, verb) -> Any:
    with transaction() as session:
        by = cast.acting(person, session)
        return verb(Consent.current(consent_id, None, by, session), by)


def linked(cast: Cast, name: str = "picture", **more: Any) -> int:
    consent_id = recorded(cast, **more)
    do(cast, cast.simponi.koordinator, consent_id, lambda consent, by: consent.link(SHA[name], by))
    return consent_id


def withdraw(cast: Cast, consent_id: int, person: Person | None = None) -> None:
    do(cast, person or cast.simponi.koordinator, consent_id, lambda consent, by: consent.withdraw(by))


def published(cast: Cast) -> Story:
    """Out on both channels."""
    story = Story.simponi(cast).to("publikasi")
    links = {"instagram": "https://www.instagram.com/p/abc123/", "facebook": "https://www.facebook.com/dinas/posts/99"}
    story.do(cast.simponi.admin_teknis, lambda one, by: one.publish(by, [Report(key, now(), link) for key, link in links.items()]))
    return story


def owed(content_id: int) -> list[str]:
    with view() as session:
        return sorted(one.channel for one in Takedown.of_content(content_id, session))


def test_a_consent_says_who_what_for_where_until_when_with_proof(cast: Cast, reading: Session) -> None:
    """A1.3"""
    consent_id = recorded(cast, expires_on=date(2027, 5, 1))
    consent = Consent.find(consent_id, cast.acting(cast.simponi.koordinator, reading), reading)
    assert (consent.party.name, consent.party.sha256, consent.channels) == (NAME, PROOF[0], ["instagram", "facebook"])
    assert consent.state is ConsentState.VALID


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"child": True}, "consent_guardian_missing"), ({"proof": None}, "consent_proof_missing"),
        ({"channels": []}, "consent_channels_missing"),
        ({"channels": ["radio"]}, "consent_channels_missing"), ({"name": " "}, "consent_name_missing"),
        ({"purpose": "Hubungi 0812-3456-7890"}, "consent_purpose_personal"), ({"expires_on": date(2026, 11, 16)}, "consent_expiry_odd"),
        ({"signed_on": date(2026, 11, 17)}, "consent_day_odd"), ({"programmes": [999]}, "consent_programme_unknown"),
    ],
)  # fmt: skip
def test_a_consent_that_proves_nothing_is_refused(cast: Cast, more: dict[str, Any], key: str) -> None:
    with pytest.raises(NotReady) as refused:
        recorded(cast, **more)
    assert key in [one.key for one in refused.value.issues]


@pytest.mark.parametrize("who", ["mentor", "validator_unit"])
def test_only_who_keeps_consents_records_them(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        recorded(cast, by=getattr(cast.simponi, who))


def test_no_name_stands_in_the_log(cast: Cast, reading: Session) -> None:
    """Seen red with the name among the facts."""
    recorded(cast, child=True, guardian="Bu Aminah", contact="0812 0000 0000")
    told = "".join(reading.exec(select(Entry.text)))
    assert not any(word in told for word in (NAME, "Aminah", "0812", PROOF[0], PROOF[1]))


def test_who_only_looks_sees_a_number_instead_of_the_name(cast: Cast, reading: Session) -> None:
    consent_id = recorded(cast)
    for person, sees in ((cast.simponi.koordinator, True), (cast.inspector, False), (cast.leader, False), (cast.simponi.mentor, False)):
        actor = cast.acting(person, reading)
        consent = Consent.find(consent_id, actor, reading)
        assert consent.names_seen_by(actor) is sees
        assert (consent.called(actor) == NAME) is sees


@pytest.mark.parametrize("who", ["asri", "unit"])
def test_the_other_programme_and_a_unit_see_nothing_of_it(cast: Cast, reading: Session, who: str) -> None:
    """Seen red with a `readable_by` that is always true."""
    consent_id = recorded(cast)
    actor = cast.acting(cast.asri.koordinator if who == "asri" else cast.simponi.validator_unit, reading)
    with pytest.raises(NotFound):
        Consent.find(consent_id, actor, reading)


def examined(*linked: KnownConsent, people: str = "berizin") -> list[Finding]:
    draft = replace(announcement(), files=(picture(people=people),))
    known = {one.sha256: linked for one in draft.files if linked}
    return [one for one in findings(replace(draft, consents=known)) if one.check == "consent_linked"]


HOLDS = KnownConsent(1, withdrawn=False, expires_on=None, channels=("instagram", "facebook", "tiktok", "youtube", "x", "website"))


@pytest.mark.parametrize(
    ("known", "key"),
    [
        (None, "consent_missing"),
        (HOLDS, "consent_met"),
        (KnownConsent(1, True, None, HOLDS.channels), "consent_withdrawn"),
        (KnownConsent(1, False, date(2020, 1, 1), HOLDS.channels), "consent_expired"),
        (KnownConsent(1, False, None, ()), "consent_channels"),
        (KnownConsent(1, False, None, HOLDS.channels, covers=False), "consent_elsewhere"),
    ],
)
def test_a_file_of_citizens_who_agreed_needs_a_consent_that_holds(known: KnownConsent | None, key: str) -> None:
    """A1.3"""
    outcomes = examined(*([known] if known else []))
    assert {one.issue.key for one in outcomes} == {key}
    assert all(one.met is (key == "consent_met") and one.level is Level.REQUIRED for one in outcomes)


def test_a_file_without_citizens_needs_none() -> None:
    assert examined(people="tidak_ada") == []


def test_contents_begun_under_an_older_playbook_are_not_asked() -> None:
    import json

    from data import playbooks
    from models.playbooks import playbook

    values = json.loads(load(playbooks.texts()["simponi"], "simponi.toml").canonical())
    values["format"] = 2
    values["checks"].pop("consent_linked")
    values["people"].pop("consented")
    values["lanes"] = [lane for lane in values["lanes"] if lane["key"] != "fast"]
    lifted = playbook(json.dumps(values))
    assert lifted.checks["consent_linked"] is Level.OFF
    assert lifted.governance.withdrawal_hours == 72


def test_an_answer_of_consent_without_one_on_record_holds_a_draft_up(cast: Cast) -> None:
    """A1.3; seen red with a draft that knows every consent."""
    story = Story.simponi(cast).to("desain")
    story.attach("picture")
    story.do(cast.simponi.desainer, answered_berizin)
    keys = story.ask(cast.simponi.desainer, lambda one, by: [issue.key for issue in one.objections_to_submitting(by)])
    assert "consent_missing" in keys
    linked(cast)
    keys = story.ask(cast.simponi.desainer, lambda one, by: [issue.key for issue in one.objections_to_submitting(by)])
    assert "consent_missing" not in keys


def answered_berizin(content, by) -> None:
    files = [{**one, "people": "berizin"} for one in content.revision.files]
    content.save(by, content.revision.fields, files, content.revision_number)


def test_a_withdrawal_gives_each_channel_three_days_by_the_clock(cast: Cast, reading: Session) -> None:
    """A1.3"""
    story = published(cast)
    consent_id = linked(cast)
    withdraw(cast, consent_id)
    consent = Consent.find(consent_id, cast.acting(cast.simponi.koordinator, reading), reading)
    assert consent.withdrawal_due_at is not None
    assert consent.withdrawn_at is not None
    assert consent.withdrawal_due_at - consent.withdrawn_at == timedelta(hours=72)
    assert owed(story.content_id) == ["facebook", "instagram"]
    with pytest.raises(WrongStage):
        withdraw(cast, consent_id)


def test_taking_it_down_settles_the_task_of_that_channel(cast: Cast, reading: Session) -> None:
    story = published(cast)
    withdraw(cast, linked(cast))
    story.do(cast.simponi.koordinator, lambda one, by: one.take_down(by, ["facebook"], "Izin ditarik"))
    assert owed(story.content_id) == ["instagram"]
    story.do(cast.simponi.koordinator, lambda one, by: one.take_down(by, ["instagram"], "Izin ditarik"))
    assert owed(story.content_id) == []
    assert verify(reading).faults == ()


def test_a_correction_without_the_file_settles_it_channel_by_channel(cast: Cast, flood: Story) -> None:  # noqa: F811
    withdraw(cast, linked(cast))
    assert owed(flood.content_id) == ["facebook", "instagram"]
    newer = correct(flood)
    newer.attach("other", newer.team.editor)
    publish(approve(newer), "instagram")
    assert owed(flood.content_id) == ["facebook"]


def test_a_correction_that_still_shows_the_file_does_not_go_out(cast: Cast, flood: Story) -> None:  # noqa: F811
    withdraw(cast, linked(cast))
    newer = approve(correct(flood))
    with pytest.raises(NotReady) as refused:
        publish(newer)
    assert "consent_withdrawn" in [one.key for one in refused.value.issues]


def test_a_consent_linked_later_settles_what_the_emergency_lane_let_follow(cast: Cast, night: Story) -> None:  # noqa: F811
    night.attach("picture", night.team.editor)
    night.do(night.team.editor, answered_berizin)
    out(night)
    assert "consent_missing" in [one.key for one in night.look(night.team.koordinator).open_debts]
    linked(cast)
    assert "consent_missing" not in [one.key for one in night.look(night.team.koordinator).open_debts]


def test_a_withdrawn_file_goes_out_nowhere_though_it_was_scheduled(cast: Cast) -> None:
    """Seen red with `objections_to_publishing` that doesn't ask for barred files."""
    story = Story.simponi(cast).to("publikasi")
    withdraw(cast, linked(cast))
    with pytest.raises(NotReady) as refused:
        story.do(
            cast.simponi.admin_teknis,
            lambda one, by: one.publish(by, [Report("instagram", now(), "https://www.instagram.com/p/abc123/")]),
        )
    assert [one.key for one in refused.value.issues] == ["consent_withdrawn"]
    waiting = Story.simponi(cast, "Jadwal kedua").to("penjadwalan")
    assert waiting.ask(cast.simponi.admin_teknis, lambda one, by: [issue.key for issue in one.objections_to_scheduling(by)]) == [
        "consent_withdrawn"
    ]


def test_who_takes_down_is_reminded_on_the_last_day_and_the_next_level_once_it_is_late(cast: Cast) -> None:
    """A1.3"""
    published(cast)
    withdraw(cast, linked(cast))
    start, told = now(), []
    for hours in (10, 50, 51, 73, 80):
        set_clock(lambda hours=hours: start + timedelta(hours=hours))
        with transaction() as session:
            told.append(remind(session))
    assert told == [0, 1, 0, 1, 0]


@pytest.mark.parametrize("who", ["mentor", "validator_unit"])
def test_only_who_keeps_consents_withdraws_one(cast: Cast, who: str) -> None:
    consent_id = recorded(cast)
    with pytest.raises((NotAllowed, NotFound)):
        withdraw(cast, consent_id, getattr(cast.simponi, who))


# --- accounts


def account(cast: Cast, by: Person | None = None, **more: Any) -> int:
    told = {"channel": "instagram", "handle": "@dinkominfo.bangka", "custodian": cast.simponi.admin_teknis.pk, "two_step": True, **more}
    with transaction() as session:
        programme, actor = Programme.find(cast.simponi.programme.pk, session), cast.acting(by or cast.simponi.koordinator, session)
        made = ChannelAccount.add(programme, told.pop("channel"), told.pop("handle"), told.pop("custodian"), actor, session, **told)
        return made.pk


def warned(cast: Cast, account_id: int) -> list[str]:
    from models.governance.acknowledging import members

    with view() as session:
        actor = cast.acting(cast.simponi.koordinator, session)
        rows = ChannelAccount.register_of(Programme.find(cast.simponi.programme.pk, session), actor, session)
        one = next(one for one in rows if one.pk == account_id)
        return [issue.key for issue in one.warnings(members(cast.simponi.programme.pk, session))]


def test_an_account_has_a_custodian_and_a_handover_keeps_who_was_before(cast: Cast, reading: Session) -> None:
    """A1.3"""
    account_id = account(cast)
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        ChannelAccount.current(account_id, None, by, session).hand_over(cast.simponi.second("admin_teknis").pk, by)
    rows = ChannelAccount.register_of(cast.simponi.programme, cast.acting(cast.inspector, reading), reading)
    assert [(one.person.name, one.ends_on is None) for one in rows[0].custodies] == [("Joko Susilo", True), ("Citra Ayu", False)]


@pytest.mark.parametrize(
    "told",
    [
        {"note": "kata sandi: Bangka2024"}, {"recovery": "pass=rahasia99"}, {"note": "Kuat#Sekali9"}, {"recovery": "BangkaHebat2024"},
        {"note": "PIN 482913"},
    ],
)  # fmt: skip
def test_whatever_looks_like_a_password_is_refused(cast: Cast, told: dict[str, str]) -> None:
    """A1.3; seen red with a `tells_a_secret` that is always false."""
    with pytest.raises(NotReady) as refused:
        account(cast, **told)
    assert [one.key for one in refused.value.issues] == ["account_password"]


@pytest.mark.parametrize(
    "told",
    ["Surel kantor humas@contoh.bangka.go.id", "Kata sandi disimpan di pengelola kantor", "Ponsel dinas nomor 2", "https://a.id/Ab12xy99"],
)
def test_what_says_where_things_are_is_no_password(told: str) -> None:
    assert not tells_a_secret(told)


def test_an_account_warns_when_somebody_must_do_something(cast: Cast, at) -> None:
    """A1.3"""
    account_id = account(cast, two_step=False)
    assert warned(cast, account_id) == ["account_two_step_off"]
    with transaction() as session:
        person = Person.find(cast.simponi.admin_teknis.pk, session)
        person.deactivate(cast.acting(cast.admin, session))
    at("2027-03-16 09:00")
    assert warned(cast, account_id) == ["account_custodian_gone", "account_two_step_off", "account_check_old"]


def test_nobody_without_the_right_touches_the_register(cast: Cast) -> None:
    for person in (cast.simponi.editor, cast.inspector, cast.asri.koordinator):
        with pytest.raises(NotAllowed):
            account(cast, by=person)
    account_id = account(cast)
    with transaction() as session, pytest.raises(NotFound):
        ChannelAccount.current(account_id, None, cast.acting(cast.asri.koordinator, session), session)


# --- requests and erasing


def asked(cast: Cast, wanted: Wanted = Wanted.ERASURE) -> int:
    with transaction() as session:
        row = DataRequest.receive(wanted, NAME, cast.acting(cast.admin, session), session, contact="loket", wish="Hapus foto saya")
        return row.pk


def test_a_citizens_request_is_due_in_three_days_and_only_the_admin_sees_it(cast: Cast, reading: Session) -> None:
    request_id = asked(cast)
    row = DataRequest.listed(cast.acting(cast.admin, reading), reading)[0]
    assert (row.pk, row.due_at - row.received_at) == (request_id, timedelta(hours=72))
    for person in (cast.simponi.koordinator, cast.inspector, cast.leader):
        with pytest.raises(NotFound):
            DataRequest.listed(cast.acting(person, reading), reading)
        assert DataRequest.open_count(cast.acting(person, reading), reading) == 0


def test_a_request_is_closed_once_and_with_an_answer(cast: Cast) -> None:
    request_id = asked(cast, Wanted.ACCESS)
    with transaction() as session:
        by = cast.acting(cast.admin, session)
        row = DataRequest.current(request_id, None, by, session)
        with pytest.raises(NotReady):
            row.close(by, RequestOutcome.DONE, " ")
        row.close(by, RequestOutcome.DONE, "Salinan diserahkan di loket")
        with pytest.raises(WrongStage):
            row.close(by, RequestOutcome.DONE, "Lagi")


def erased(cast: Cast, name: str = NAME, reason: str = "Permintaan tertulis warga") -> int:
    with transaction() as session:
        return len(erase(found(name, session), reason, cast.acting(cast.admin, session), session, name=name))


def test_erasing_blanks_every_private_row_and_the_log_stays_whole(cast: Cast, reading: Session) -> None:
    """A1.3; seen red with an `erase` that leaves the salt."""
    recorded(cast)
    asked(cast)
    assert erased(cast) == 2
    party = reading.exec(select(ConsentParty)).one()
    assert (party.name, party.purpose, party.sha256, party.salt, party.proof_name) == ("", "", None, "", "")
    assert party.commitment
    assert found(NAME, reading) == []
    assert verify(reading).faults == ()
    assert NAME not in "".join(reading.exec(select(Entry.text)))
    assert all(set(line) == {"table", "id", "salt", "hash", "files"} for row in reading.exec(select(Erasure)) for line in row.lines)


def test_erasing_a_person_takes_his_consent_back(cast: Cast) -> None:
    story = published(cast)
    consent_id = linked(cast)
    erased(cast)
    assert owed(story.content_id) == ["facebook", "instagram"]
    with view() as session:
        consent = Consent.find(consent_id, cast.acting(cast.simponi.koordinator, session), session)
        assert consent.state is ConsentState.WITHDRAWN


@pytest.mark.parametrize("who", ["simponi.koordinator", "inspector", "nobody"])
def test_nobody_but_the_admin_erases(cast: Cast, who: str) -> None:
    recorded(cast)
    person = cast.simponi.koordinator if "." in who else getattr(cast, who)
    with transaction() as session:
        rows = found(NAME, session)
        with pytest.raises(NotAllowed):
            erase(rows, "Permintaan", cast.acting(person, session), session)


@pytest.mark.parametrize("reason", ["", f"Pak kepala dinas minta {NAME} dihapus"])
def test_a_reason_is_given_and_does_not_name_the_person(cast: Cast, reason: str) -> None:
    recorded(cast)
    with pytest.raises(NotReady):
        erased(cast, reason=reason)


def test_nothing_there_is_said_so(cast: Cast) -> None:
    with pytest.raises(NotReady):
        erased(cast, name="Tidak Ada Orangnya")


def test_one_row_is_found_by_its_table_and_number_and_foreign_tables_are_not(cast: Cast, reading: Session) -> None:
    consent_id = recorded(cast)
    party = Consent.find(consent_id, cast.acting(cast.admin, reading), reading).party
    assert row_of("consent_party", party.pk, reading) == [party]
    assert row_of("person", cast.admin.pk, reading) == []


def test_what_a_citizen_wrote_is_erased_with_his_name(cast: Cast, reading: Session) -> None:
    from models.public.citizens import InteractionText
    from models.public.interactions import Interaction
    from models.public.service_hours import USUAL_WEEK, ServiceHours

    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        ServiceHours.set(programme, USUAL_WEEK, date(2026, 1, 1), SYSTEM, session)
        by = cast.acting(cast.simponi.koordinator, session)
        Interaction.receive(programme, "Lampu jalan mati", by, session, channel="instagram", author=NAME)
    assert erased(cast) == 2
    assert [one.text for one in reading.exec(select(InteractionText))] == [""]


def test_the_claim_of_a_hoax_is_erased_and_not_found_by_its_words_any_more(cast: Cast, reading: Session) -> None:
    """Seen red with an `erase` that leaves the index."""
    from models.public.hoaxes.cases import HoaxCase
    from models.public.service_hours import USUAL_WEEK, ServiceHours
    from models.search import SearchRow

    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        ServiceHours.set(programme, USUAL_WEEK, date(2026, 1, 1), SYSTEM, session)
        HoaxCase.record(programme, "Bagi uang", f"{NAME} membagi uang di pasar", cast.acting(cast.simponi.koordinator, session), session)
    assert erased(cast) == 1
    assert [one.words for one in reading.exec(select(SearchRow)) if "rahmah" in one.words.lower()] == []


def test_what_was_noted_referred_and_escalated_about_a_citizen_goes_with_him(cast: Cast, reading: Session) -> None:
    """A1.3: also where his name doesn't stand, as it is about his matter; seen red with each of the three left out."""
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.koordinator, session)
        ServiceHours.set(programme, USUAL_WEEK, today(), SYSTEM, session)
        mine = Interaction.receive(programme, "Bantuan saya belum cair", by, session, channel="facebook", author=NAME)
        other = Interaction.receive(programme, "Kapan buka?", by, session, channel="facebook", author="Orang lain")
        mine.note(by, "Sudah ditelepon, tinggal di RT 04")
        other.note(by, "Jawab besok")
        mine.escalate(by, "Beliau menunggu sejak bulan lalu")
        target = next(one for one in programme.rules.referrals.targets if not one.named)
        handed = Referral.send(mine, target.key, target.classes[0], "Warga RT 04 menunggu bantuan", by)
        ids = (mine.pk, other.pk, handed.words_id)
    erased(cast)
    kept = set(reading.exec(select(Note.text)))
    assert not kept & {"Sudah ditelepon, tinggal di RT 04", "Beliau menunggu sejak bulan lalu", "Warga RT 04 menunggu bantuan"}
    assert "Jawab besok" in kept
    assert ids[2] is not None
    assert verify(reading).faults == ()


def test_words_of_a_survey_that_name_somebody_are_found_and_erased(cast: Cast, reading: Session) -> None:
    """A1.3: seen red without the surveys' line in the list of what can be erased."""
    survey_id = drafted(cast, cast.simponi)
    opened(cast, cast.simponi, survey_id)
    keep(survey_id, 0, {**GIVEN, "q3": f"Bu {NAME} ramah sekali"})
    assert erased(cast) == 1
    assert reading.exec(select(SurveyReply.text, SurveyReply.erased).where(SurveyReply.question == "q3")).one() == (None, True)
    assert found(NAME, reading) == []
    assert verify(reading).faults == ()
