"""The floors of the house, held by walking the imports."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import data.schema  # noqa: F401  it imports every table
from models import entries
from models.base import tables

TOP_LEVEL = {"app.py", "pages", "models", "data", "tests", "requirements.txt", "README.md"}
VENDORED = Path("pages/ui/assets")
LONGEST = {"pages": 230, "models": 260, "data": 260}
IN_ONE_PIECE = (Path("data/migrations/versions"), Path("data/documents"))  # a shape as it was; a verifier that travels alone
MEASURES = "data/bench/"  # it visits the screens, so it speaks their protocol


def test_models_import_neither_screens_nor_doors() -> None:
    foreign = {"streamlit", "altair", "pages", "data", "starlette", "pandas", "app"}
    assert offences("models", lambda name: name.split(".")[0] in foreign) == []


def test_data_never_imports_screens() -> None:
    found = offences("data", lambda name: name.split(".")[0] in {"streamlit", "altair", "pages", "app"})
    assert [one for one in found if not one.startswith(MEASURES)] == []


def test_only_ui_draws_with_altair() -> None:
    found = offences("pages", lambda name: name.split(".")[0] == "altair")
    assert [one for one in found if not one.startswith("pages/ui/") and not one.startswith("pages/web/opening.py")] == []


def test_pages_use_one_name_for_ui() -> None:
    """Streamlit puts `pages/` on the path: `ui.x` would be a second module with a second state."""
    rooms = {path.name for path in Path("pages").iterdir() if path.is_dir()}
    assert offences("pages", lambda name: name.split(".")[0] in rooms) == []


def test_a_page_imports_no_other_page() -> None:
    """Only its own parts, `pages.ui`, documents and (wiring) `pages.web`."""
    found = []
    for path in modules("pages"):
        if path.parts[1] in ("ui", "web", "documents") or path.name in ("frame.py", "menu.py") or len(path.parts) < 3:
            continue
        own = {".".join(path.parts[:3]) if len(path.parts) > 3 else ".".join(path.with_suffix("").parts)}  # a big page is a folder
        for name in imported(path):
            if name.startswith("pages.") and name.split(".")[1] not in ("ui", "documents") and not any(name.startswith(one) for one in own):
                found.append(f"{path}: {name}")
    assert found == []


def test_pages_neither_select_nor_commit() -> None:
    found = []
    for path in modules("pages"):
        for node in ast.walk(tree(path)):
            called = node.func if isinstance(node, ast.Call) else None
            name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
            if name in ("select", "commit", "rollback", "exec_driver_sql") or (
                name in ("exec", "execute") and isinstance(called, ast.Attribute)
            ):
                found.append(f"{path}:{node.lineno}: {name}")  # type: ignore[attr-defined]
    assert found == []


def test_papers_bear_the_name_of_their_day() -> None:
    """S1.4, A4.3: a document asks `dated` what its office was called, never the office of today."""
    own, found = Path("pages/documents/dated.py"), []
    for path in modules("pages/documents"):
        if path == own:
            continue
        reads = [it.lineno for it in ast.walk(tree(path)) if isinstance(it, ast.Attribute) and it.attr in ("office", "short_name")]
        knows = imported(path) & {f"models.{one}" for one in ("programmes.Office", "governance.office_names", "governance.letterheads")}
        found += [f"{path}:{line}" for line in reads] + [f"{path}: {name}" for name in sorted(knows)]
    assert found == []
    asking = [path for path in modules("pages/documents") if '"office"' in path.read_text("utf-8") and path != own]
    assert [str(path) for path in asking if "dated." not in path.read_text("utf-8")] == []


def test_no_html_is_drawn_unescaped() -> None:
    """SAFETY 9: typed text under unsafe_allow_html runs in the reader's browser."""
    found = [
        f"{path}:{node.value.lineno}"
        for path in modules("pages")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html"
    ]
    assert found == []


def test_no_page_file_lies_flat() -> None:
    """SAFETY 2: a flat pages/x.py answers without sign-in on a fresh server."""
    assert sorted(path.name for path in Path("pages").glob("*.py")) == ["__init__.py", "frame.py"]


def test_the_top_level_is_the_seven_rooms() -> None:
    assert {path.name for path in Path().iterdir() if not path.name.startswith(".")} - {"__pycache__"} <= TOP_LEVEL


def test_tests_are_no_package() -> None:
    """Else `tests/models` shadows `models`."""
    assert list(Path("tests").rglob("__init__.py")) == []


def test_there_is_one_clock() -> None:
    """`models.base.now` and `today`: seeds and tests set it."""
    found = []
    for room in ("models", "pages"):
        for path in modules(room):
            if path == Path("models/base.py"):
                continue
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in ("datetime.now", "datetime.utcnow", "date.today", "time.time"):
                    found.append(f"{path}:{node.lineno}")
    assert found == []


def test_modules_have_a_topic_each() -> None:
    """Past these lengths there are two topics; names that hide one are refused."""
    long = [
        f"{path}: {length}"
        for room, most in LONGEST.items()
        for path in modules(room)
        if (length := len(lines(path))) > most and path.parent not in IN_ONE_PIECE
    ]
    vague = [str(path) for room in LONGEST for path in modules(room) if path.stem in ("utils", "helpers", "misc", "common", "manager")]
    assert long + vague == []


def test_every_module_says_what_it_is_for() -> None:
    bare = [
        str(path) for room in ("models", "data", "pages") for path in modules(room) if lines(path) and not ast.get_docstring(tree(path))
    ]
    assert bare == []


def test_nothing_is_left_for_later() -> None:
    words = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    found = [
        str(path)
        for room in ("models", "data", "pages", "tests")
        for path in modules(room)
        if any(one in path.read_text("utf-8") for one in words)
    ]
    assert found == []


def test_no_test_is_skipped() -> None:
    found = []
    for path in modules("tests"):
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in ("skip", "skipif", "xfail", "importorskip")
                and "pytest" in ast.unparse(node.value)
            ):
                found.append(f"{path}:{node.lineno}")
    assert found == []


def test_every_table_is_migrated() -> None:
    """A module with a table is imported by `data.schema`, so that migrations and guards know it."""
    named = imported(Path("data/schema.py"))
    missing = [str(path) for path in modules("models") if "table=True" in path.read_text("utf-8") and module(path) not in named]
    assert missing == []


def test_the_ungoverned_tables_stand_in_one_list_with_reasons() -> None:
    known = set(tables.metadata.tables)
    assert [f"{name}: {reason}" for name, reason in entries.EXEMPT.items() if len(reason) < 10] == []
    assert set(entries.EXEMPT) <= known, sorted(set(entries.EXEMPT) - known)


def test_table_modules_keep_their_annotations_real() -> None:
    """SQLModel reads them when the class is made."""
    found = [
        str(path) for path in modules("models")
        if "table=True" in path.read_text("utf-8") and "__future__" in imported(path)
    ]  # fmt: skip
    assert found == []


def test_migrations_know_nothing_of_the_models() -> None:
    assert offences("data/migrations", lambda name: name.split(".")[0] in {"models", "data", "sqlmodel"}) == []


def offences(room: str, forbidden) -> list[str]:
    return [f"{path}: {name}" for path in modules(room) for name in sorted(imported(path)) if forbidden(name)]


@cache
def modules(room: str) -> tuple[Path, ...]:
    return tuple(path for path in sorted(Path(room).rglob("*.py")) if VENDORED not in path.parents)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts)


@cache
def imported(path: Path) -> frozenset[str]:
    """Every module named by an import, `from a import b` as a and as a.b; imports for the type checker alone don't count."""
    return frozenset(_imports(tree(path)))


def _imports(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
        return
    if isinstance(node, ast.Import):
        yield from (one.name for one in node.names)
    if isinstance(node, ast.ImportFrom):
        yield node.module or ""
        yield from (f"{node.module}.{one.name}" for one in node.names)
    for child in ast.iter_child_nodes(node):
        yield from _imports(child)
