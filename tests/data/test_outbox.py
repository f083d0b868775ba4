"""E-mail: off until a server is set, one digest a morning for who wants one, and nothing is lost or sent twice."""

import base64
import logging
import socketserver
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from sqlmodel import select

from data import jobs, outbox, settings
from data.__main__ import main
from data.database import reading, transaction
from models.actors import SYSTEM
from models.base import now, set_clock
from models.entries import Entry
from models.errors import NotAllowed, NotReady, OutOfDate
from models.inbox.mails import Mail, MailWish, sendable
from models.inbox.messages import Message
from models.people import Assignment, Person
from tests.cast import Cast
from tests.story import Story


@dataclass
class PostOffice:
    """What a mail server of one's own heard; `refused` addresses get a 550, with `silent` it hangs up in the middle."""

    received: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    silent: bool = False
    connections: int = 0


class Counter(socketserver.StreamRequestHandler):
    """Enough of RFC 5321 for a client that knows it."""

    def handle(self) -> None:
        office: PostOffice = self.server.office  # type: ignore[attr-defined]
        office.connections += 1
        self.say("220 uji")
        while line := self.rfile.readline().decode("ascii", "replace").strip():
            verb = line[:4].upper()
            if verb == "EHLO":
                self.say("250-uji\r\n250 AUTH PLAIN")
            elif verb == "AUTH":
                office.logins.append(base64.b64decode(line.split()[-1]).decode())
                self.say("235 baik")
            elif verb == "RCPT":
                address = line[line.index("<") + 1 : line.index(">")]
                if address in office.refused:
                    self.say("550 tidak dikenal")
                else:
                    office.recipients.append(address)
                    self.say("250 baik")
            elif verb == "DATA" and office.silent:
                return
            elif verb == "DATA":
                self.say("354 silakan")
                raw = b""
                while not raw.endswith(b"\r\n.\r\n"):
                    raw += self.rfile.readline()
                office.received.append(message_from_bytes(raw[:-5], policy=policy.default))
                self.say("250 diterima")
            elif verb == "QUIT":
                self.say("221 selesai")
                return
            else:
                self.say("250 baik")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    """A mail server on this machine, set in the environment with a name and a password."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Counter) as server:
        server.daemon_threads = True
        server.office = PostOffice()  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("SIMPUL_SMTP", f"smtp://simpul:rahasia%40kita@127.0.0.1:{server.server_address[1]}")
        monkeypatch.setenv("SIMPUL_SMTP_FROM", "Simpul <simpul@bangka.test>")
        monkeypatch.setenv("SIMPUL_URL", "https://simpul.bangka.test")
        yield server.office  # type: ignore[attr-defined]
        server.shutdown()


@pytest.fixture
def news(cast: Cast, at: Callable[[str], object]) -> Story:
    """Since Monday afternoon something lies unread in the editor's inbox, who wants the digest."""
    at("2026-11-16 14:00")
    story = Story.simponi(cast).to("draf")
    story.do(cast.simponi.koordinator, lambda content, actor: content.hold(actor, "Menunggu data."))
    wish(cast.simponi.editor)
    return story


def wish(person: Person, on: bool = True, address: str = "andi@bangka.test") -> None:
    with transaction() as session:
        found = Person.find(person.pk, session)
        by = Cast.acting(person, session)
        found.revise(SYSTEM, email=address)
        MailWish.set(found, on, by, session)


def mails() -> list[Mail]:
    with reading() as session:
        return list(session.exec(select(Mail).order_by(Mail.id)))  # type: ignore[arg-type]


def test_without_a_server_nothing_is_written_or_sent(news: Story, at: Callable[[str], object]) -> None:
    at("2026-11-17 07:40")
    assert (outbox.is_open(), outbox.write_digests(), outbox.send_waiting(), mails()) == (False, 0, 0, [])


def test_nobody_gets_a_digest_before_he_asks_for_it(cast: Cast, news: Story, office: PostOffice, at: Callable[[str], object]) -> None:
    wish(cast.simponi.editor, on=False)
    at("2026-11-17 07:40")
    assert outbox.write_digests() == 0


def test_in_the_first_service_hour_the_digest_says_what_is_unread(news: Story, office: PostOffice, at: Callable[[str], object]) -> None:
    at("2026-11-17 07:40")
    assert outbox.write_digests() == 1
    assert outbox.send_waiting() == 1
    (letter,) = office.received
    text = letter.get_content()
    assert (letter["To"], letter["From"]) == ("andi@bangka.test", "Simpul <simpul@bangka.test>")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Subject"] == "Simpul: 1 kabar belum dibaca, 17 November 2026"
    assert "- Ditunda: Jadwal vaksin anak di puskesmas" in text
    assert f"https://simpul.bangka.test/konten?id={news.content_id}" in text
    assert "https://simpul.bangka.test/kotak" in text
    assert office.logins == ["\0simpul\0rahasia@kita"]


@pytest.mark.parametrize("moment", ["2026-11-17 06:59", "2026-11-17 09:00", "2026-11-22 08:00"])
def test_at_other_hours_none_is_written(news: Story, office: PostOffice, at: Callable[[str], object], moment: str) -> None:
    """Before the opening, after its first hour, on a Sunday."""
    at(moment)
    assert outbox.write_digests() == 0


def test_once_a_day_and_only_with_something_new(cast: Cast, news: Story, office: PostOffice, at: Callable[[str], object]) -> None:
    at("2026-11-17 07:40")
    assert [outbox.write_digests() for _ in range(2)] == [1, 0]
    at("2026-11-18 07:40")
    assert outbox.write_digests() == 0, "still unread, but he was told"
    news.do(cast.simponi.koordinator, lambda content, actor: content.resume(actor))
    at("2026-11-19 07:40")
    assert outbox.write_digests() == 1


def test_what_was_read_is_not_told(cast: Cast, news: Story, office: PostOffice, at: Callable[[str], object]) -> None:
    with transaction() as session:
        Message.read_all(cast.acting(cast.simponi.editor, session), session, until=10_000)
    at("2026-11-17 07:40")
    assert outbox.write_digests() == 0


def test_two_workers_write_one(cast: Cast, news: Story, office: PostOffice) -> None:
    """The database refuses the second."""
    with transaction() as session:
        Mail.put(Person.find(cast.simponi.editor.pk, session), "digest:1:2026-11-17", "Satu", "Satu", session)
    with pytest.raises(OutOfDate), transaction() as session:
        Mail.put(Person.find(cast.simponi.editor.pk, session), "digest:1:2026-11-17", "Dua", "Dua", session)


def test_who_has_left_is_told_no_titles(cast: Cast, news: Story, office: PostOffice, at: Callable[[str], object]) -> None:
    with transaction() as session:
        role = session.exec(select(Assignment).where(Assignment.person_id == cast.simponi.editor.pk)).one()
        person = Person.find(cast.simponi.editor.pk, session)
        Assignment.current(role.pk, role.version, session).end(SYSTEM)
        Assignment.give(person, "desainer", SYSTEM, session, programme=cast.asri.programme)
    at("2026-11-17 07:40")
    Story.asri(cast)  # its service hours
    assert outbox.write_digests() == 1
    assert "vaksin" not in mails()[0].body.lower()


def test_what_is_sent_is_sent_once_and_its_text_not_kept(news: Story, office: PostOffice, at: Callable[[str], object]) -> None:
    at("2026-11-17 07:40")
    outbox.write_digests()
    assert [outbox.send_waiting() for _ in range(2)] == [1, 0]
    assert (len(office.received), mails()[0].body) == (1, "")


def test_a_refused_address_comes_again_ever_later_and_is_given_up(
    news: Story, office: PostOffice, at: Callable[[str], object], caplog: pytest.LogCaptureFixture
) -> None:
    at("2026-11-17 07:40")
    outbox.write_digests()
    office.refused.add("andi@bangka.test")
    first = now()
    for hours, tried in ((0, 1), (0.1, 1), (0.2, 2), (0.9, 2), (1.1, 3), (4.1, 4), (12.1, 5), (30, 5)):
        set_clock(lambda moment=first + timedelta(hours=hours): moment)
        assert outbox.send_waiting() == 0
        assert mails()[0].attempts == tried, f"after {hours} hours"
    assert mails()[0].given_up_at is not None
    assert "given up after 5 attempts" in caplog.text


def test_a_refused_address_does_not_keep_the_others(cast: Cast, news: Story, office: PostOffice) -> None:
    with transaction() as session:
        for address in ("tidak@bangka.test", "ada@bangka.test"):
            person = cast.simponi.editor.pk
            session.add(Mail(person_id=person, address=address, subject="Kabar", body="Isi", key=address, created_at=now()))
    office.refused.add("tidak@bangka.test")
    assert outbox.send_waiting() == 1
    assert (office.recipients, office.connections) == (["ada@bangka.test"], 1)


def test_a_server_that_hangs_up_loses_nothing(news: Story, office: PostOffice, at: Callable[[str], object]) -> None:
    at("2026-11-17 07:40")
    outbox.write_digests()
    office.silent = True
    assert outbox.send_waiting() == 0
    assert (mails()[0].attempts, mails()[0].sent_at) == (1, None)
    office.silent = False
    at("2026-11-17 08:00")
    assert outbox.send_waiting() == 1


def test_a_server_that_is_not_there_counts_as_an_attempt(
    news: Story, office: PostOffice, at: Callable[[str], object], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    at("2026-11-17 07:40")
    outbox.write_digests()
    monkeypatch.setenv("SIMPUL_SMTP", "smtp://simpul:rahasia@127.0.0.1:9")
    with caplog.at_level(logging.WARNING):
        assert outbox.send_waiting() == 0
    assert mails()[0].attempts == 1
    assert "can't be reached" in caplog.text
    assert "rahasia" not in caplog.text


def test_a_password_never_travels_in_the_clear(office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server elsewhere that offers no encryption is refused before the password is sent."""
    monkeypatch.setattr(outbox, "HERE", ())
    post = settings.post_office()
    assert post is not None
    with pytest.raises(outbox.smtplib.SMTPNotSupportedError), outbox._connected(post):
        pass
    assert office.logins == []


@pytest.mark.parametrize(
    "address", ["http://server", "smtp://", "smtp://pengguna:kata/sandi#lain@server:587", "smtp://server:abc", "server:25"]
)
def test_an_unreadable_setting_is_refused_without_repeating_it(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMPUL_SMTP", address)
    monkeypatch.setenv("SIMPUL_SMTP_FROM", "simpul@bangka.test")
    with pytest.raises(ValueError, match="SIMPUL_SMTP") as refused:
        settings.post_office()
    assert "sandi" not in f"{refused.value}{refused.value.__cause__}"
    assert not outbox.is_open()


def test_the_check_names_an_unreadable_setting(db: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SIMPUL_SMTP", "server:25")
    assert main(["check"]) == 1
    assert "SIMPUL_SMTP" in capsys.readouterr().out


def test_smtps_has_its_own_port_and_the_password_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMPUL_SMTP", "smtps://a:b%2Fc@server")
    monkeypatch.setenv("SIMPUL_SMTP_FROM", "simpul@bangka.test")
    post = settings.post_office()
    assert post is not None
    assert (post.port, post.encrypted, post.password) == (465, True, "b/c")
    assert "b/c" not in repr(post)


def test_a_wish_is_ones_own_and_stands_in_the_log(cast: Cast) -> None:
    wish(cast.simponi.editor)
    with reading() as session:
        line = Entry.of(cast.simponi.editor, session, limit=1)[0]
        assert (line.action, line.facts) == ("person.digest_set", {"on": True})
    with pytest.raises(NotAllowed), transaction() as session:
        MailWish.set(Person.find(cast.simponi.editor.pk, session), False, cast.acting(cast.admin, session), session)


@pytest.mark.parametrize("address", ["", "andi", "andi@", "a@b.id, c@d.id", "Andi <a@b.id>", "a@b.id\nBcc: c@d.id", "a b@c.id"])
def test_a_wish_needs_one_address_and_nothing_else(cast: Cast, address: str) -> None:
    """A line break in it would write other headers."""
    assert not sendable(address)
    with pytest.raises(NotReady):
        wish(cast.simponi.editor, address=address)


def test_the_jobs_do_it_by_themselves(news: Story, office: PostOffice, at: Callable[[str], object]) -> None:
    at("2026-11-17 07:40")
    done, failed = jobs.run_due()
    assert {"remind", "digest", "post"} <= set(done)
    assert (failed, len(office.received)) == ([], 1)
