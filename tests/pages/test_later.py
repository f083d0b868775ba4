"""Recorded afterwards, and replaced: both say so in every list, on paper and in a subscription; an event is found by its name."""

import pytest

from data.database import reading as view
from models.base import now
from models.content.contents import Content
from models.content.publishing import Report
from models.planning.calendar import slots
from models.planning.quarters import Quarter
from models.results.evaluations.periods import Period
from pages.documents import dossier_pages, evaluation_facts
from pages.ui.slot_words import standing
from tests.cast import Cast
from tests.evaluating import Evaluated
from tests.models.test_corrections import approve, correct, flood, publish  # noqa: F401  the flood is a fixture
from tests.models.test_emergency import add_alt, night, telephone  # noqa: F401
from tests.models.test_facts_and_incidents import begin
from tests.pages.conftest import OpenPage
from tests.pages.test_publications import button, told
from tests.story import Story, yes

UNCHECKED = "pencatatan susulan, belum diperiksa orang lain"


@pytest.fixture
def recorded(night: Story, at) -> Story:  # noqa: F811
    """Out at ten past two, recorded at nine by the editor; nobody else has looked at it yet."""
    real = now()
    at("2026-11-16 09:00")
    night.do(night.team.editor, lambda content, by: content.record_later(by, dict.fromkeys(content.channels, real), "Listrik padam"))
    night.submit(night.team.editor)
    telephone(night, reached_at=real)
    night.do(night.team.editor, lambda content, by: content.publish(by, [
        Report("instagram", real, "https://www.instagram.com/p/abc/"), Report("facebook", real, "https://facebook.com/x/posts/1"),
    ]))  # fmt: skip
    return night


def check(story: Story) -> None:
    """The debts paid, then the later check by somebody else."""
    story.do(story.team.mentor, lambda content, by: content.confirm_verbal(by))
    story.do(story.team.editor, add_alt)
    story.do(story.team.koordinator, lambda content, by: content.approve(by, yes(content)))


def statuses(story: Story) -> list[str]:
    with view() as session:
        actor, quarter = story.cast.acting(story.team.koordinator, session), Quarter.running()
        return [standing(one) for one in slots(actor, [story.team.programme.pk], quarter.since, quarter.until, session)]


@pytest.mark.parametrize(
    ("page", "query"), [("", {}), ("persetujuan", {}), ("tayang", {"tab": "published"}), ("tayang", {"cari": "jembatan"})]
)
def test_what_was_recorded_afterwards_says_so_in_every_list_until_it_was_checked(
    recorded: Story, open_page: OpenPage, page: str, query: dict[str, str]
) -> None:
    """The flood night: its check is a task of who may do it, on Beranda and among what waits."""
    shown = open_page(recorded.team.koordinator, page, **query)
    assert not shown.exception
    assert UNCHECKED in told(shown)


def test_checked_by_another_it_stays_a_later_record_and_counts_without_reserve(recorded: Story, open_page: OpenPage) -> None:
    """S4.3: dashboard and report say how much of what they count nobody else has looked at."""
    quarter = Quarter.running()
    with view() as session:
        assert Content.unchecked_later(recorded.team.programme.pk, quarter.since, quarter.until, session) == 1
    assert "termasuk 1 pencatatan susulan yang belum diperiksa" in told(open_page(recorded.team.koordinator, "dasbor"))
    assert statuses(recorded) == [f"Sudah tayang · {UNCHECKED}"]
    evaluation = Evaluated.opened(recorded.cast, period=Period(quarter))
    told_then = evaluation.ask(recorded.team.koordinator, lambda one, by, session: evaluation_facts.told(one, session, by))
    assert "memuat 1 pencatatan susulan yang belum diperiksa" in told_then["completeness"]
    check(recorded)
    with view() as session:
        assert Content.unchecked_later(recorded.team.programme.pk, quarter.since, quarter.until, session) == 0
    assert statuses(recorded) == ["Sudah tayang · pencatatan susulan"]
    assert "pencatatan susulan yang belum" not in told(open_page(recorded.team.koordinator, "dasbor"))


def test_what_was_replaced_names_the_newest_on_the_calendar_and_in_its_dossier(flood: Story) -> None:  # noqa: F811
    """A3.3: every trace of the old one leads on, also over two updates."""
    newest = publish(approve(correct(publish(approve(correct(flood))))), number=3)
    assert statuses(flood).count("Sudah diganti oleh “Pemutakhiran: Jembatan Baturusa ditutup”") == 2
    with view() as session:
        content = flood.look(flood.team.koordinator, session)
        assert dossier_pages._newer(content) == f"“Pemutakhiran: Jembatan Baturusa ditutup” (konten nomor {newest.content_id})"
        assert dossier_pages._newer(newest.look(flood.team.koordinator, session)) == ""


def test_an_event_is_found_by_its_name(flood: Story, cast: Cast, open_page: OpenPage) -> None:  # noqa: F811
    incident = begin(flood)
    page = open_page(flood.team.editor, "tayang", cari="banjir merawang")
    assert not page.exception
    assert "Banjir Merawang" in told(page)
    assert [one.proto.query_string for one in page.get("page_link") if "id=" in one.proto.query_string][:1] == [f"id={incident}"]
    assert "Banjir Merawang" not in told(open_page(cast.asri.koordinator, "tayang", cari="banjir merawang"))


def test_a_difference_on_the_channel_begins_a_ralat_that_says_it(flood: Story, open_page: OpenPage) -> None:  # noqa: F811
    """S3.4: the reason stands there already, what is shown and what was approved."""
    page = open_page(flood.team.editor, "tayang", id=flood.content_id)
    approved = {one.channel: one.text for one in flood.look(flood.team.editor).publications}
    channel = page.selectbox(key=f"live-channel-{flood.content_id}").value
    page.text_area(key=f"live-text-{flood.content_id}").set_value(approved[channel].replace("ditutup", "dibuka")).run()
    button(page, f"live-ralat-{flood.content_id}").click().run()
    assert not page.exception
    reason = page.text_area(key=f"correction-reason-{flood.content_id}").value
    assert "“dibuka” ← “ditutup”" in reason
    button(page, "correction-begin").click().run()
    assert not page.exception
    with view() as session:
        from models.content.corrections import Correction, CorrectionKind

        found = Correction.standing(flood.content_id, session)
        assert found is not None
        assert (found.kind, found.note.text) == (CorrectionKind.RALAT, reason)
