"""What happens by itself happens once, whoever is asked to do it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from data import files, jobs
from data.__main__ import main
from data.database import reading
from models.content.contents import Content
from models.content.publishing import Report
from models.entries import Entry
from tests.cast import Cast
from tests.story import Story


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    ran: list[str] = []
    monkeypatch.setattr(jobs, "JOBS", (jobs.Job("sweep", timedelta(hours=1), lambda: ran.append("sweep")),))
    return ran


def test_a_job_runs_once_until_its_next_turn(db: str, at: Callable[[str], object], counted: list[str]) -> None:
    for moment in ("2026-11-16 09:00", "2026-11-16 09:30", "2026-11-16 10:01"):
        at(moment)
        jobs.run_due()
    assert counted == ["sweep", "sweep"]


def test_of_several_workers_one_takes_the_job(db: str, counted: list[str]) -> None:
    """Seen red with the lease's question and its change in two transactions."""
    with ThreadPoolExecutor(8) as workers:
        list(workers.map(lambda _: jobs.run_due(), range(8)))
    assert counted == ["sweep"]


def test_a_job_that_fails_says_so_and_comes_again(
    db: str, at: Callable[[str], object], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise OSError("disk full")

    monkeypatch.setattr(jobs, "JOBS", (jobs.Job("sweep", timedelta(hours=1), fail),))
    at("2026-11-16 09:00")
    assert jobs.run_due() == ([], ["sweep"])
    assert "disk full" in caplog.text
    at("2026-11-16 10:01")
    assert jobs.run_due() == ([], ["sweep"])


def test_confirmed_contents_are_archived_when_their_days_are_over(cast: Cast, at: Callable[[str], object]) -> None:
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("publikasi")
    at("2026-11-17 10:00")
    publish(story)
    story.do(story.team.admin_teknis, lambda content, actor: content.confirm_monitoring(actor))
    at("2026-11-18 10:00")
    assert jobs.archive_old_contents() == 0
    at("2027-03-01 10:00")
    assert jobs.archive_old_contents() == 1
    with reading() as session:
        content = session.get(Content, story.content_id)
        assert content is not None
        assert content.state == "archived"
        assert Entry.of(content, session, limit=1)[0].actor_kind == "system"


def test_the_sweep_keeps_what_a_row_names(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen red with proofs and previews left out of `FILE_COLUMNS`."""
    seen: list[set[str]] = []
    monkeypatch.setattr(files, "sweep", lambda known: seen.append(known()) or ())
    story = Story.simponi(cast)
    story.to("desain")
    story.attach()
    jobs.sweep_files()
    assert seen == [{"a" * 64}]


def test_the_commands_run_and_list_them(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["jobs", "--list"]) == 0
    assert main(["jobs"]) == 0
    assert capsys.readouterr().out.count("\n") == 2 * len(jobs.JOBS)


def test_a_ready_installation_checks_as_ready(db: str) -> None:
    assert main(["check"]) == 0


def test_an_empty_database_checks_as_not_ready(empty: Callable[[], None], capsys: pytest.CaptureFixture[str]) -> None:
    empty()
    assert main(["check"]) == 1
    assert "migrate" in capsys.readouterr().out


def publish(story: Story) -> None:
    content = story.look(story.team.koordinator)
    hosts = {"instagram": "https://www.instagram.com/p/abc/", "facebook": "https://facebook.com/x/posts/1"}
    reports = [Report(one.channel, one.scheduled_for, hosts[one.channel]) for one in content.publications]
    story.do(story.team.admin_teknis, lambda content, actor: content.publish(actor, reports))
