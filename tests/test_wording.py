"""Everything the product can say has a sentence: registered actions, issues, and nothing twice."""

import ast
import fnmatch
from collections.abc import Iterator
from pathlib import Path

from data import restoring, schema  # noqa: F401  they import every module that registers actions
from data.wording import sentences
from models import entries


def test_every_registered_action_has_its_sentence() -> None:
    assert sorted(set(entries.ACTIONS) - set(sentences()["log"])) == []


def test_every_sentence_of_the_log_belongs_to_a_registered_action() -> None:
    assert sorted(set(sentences()["log"]) - set(entries.ACTIONS)) == []


def test_a_log_sentence_speaks_of_registered_facts_only() -> None:
    for key, sentence in sentences()["log"].items():
        sentence.format_map(dict.fromkeys(entries.ACTIONS[key].facts, ""))


def test_every_issue_has_its_sentence() -> None:
    modules = (path for room in ("models", "data", "pages") for path in sorted(Path(room).rglob("*.py")))
    missing = sorted({f"{path}: {key}" for path in modules for key in issue_keys(path) if not worded(key)})
    assert missing == []


def test_every_sentence_a_page_says_exists() -> None:
    """Seen red with a page of the meeting that asked another table for "no target": nothing but its heading was shown."""
    known = [f"{table}.{key}" for table, keys in sentences().items() for key in keys]
    said = {(path, key) for path in sorted(Path("pages").rglob("*.py")) for key in first_arguments(path, "say")}
    assert sorted(f"{path}: {key}" for path, key in said if not fnmatch.filter(known, key)) == []


def test_no_empty_choice_speaks_english() -> None:
    """The package's own "Choose options" stands in what has no placeholder. Seen red with the rights of a role."""
    silent = []
    for path in sorted(Path("pages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("multiselect", "selectbox"):
                told = {one.arg: ast.unparse(one.value) for one in node.keywords}
                empty = node.func.attr == "multiselect" or told.get("index") == "None"
                silent += [f"{path}:{node.lineno}"] * (empty and "placeholder" not in told)
    assert silent == []


def first_arguments(path: Path, function: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function and node.args:
            yield from written_out(node.args[0])


def worded(key: str) -> bool:
    """`*` stands for what an f-string fills in."""
    return bool(fnmatch.filter(sentences()["issues"], key))


def issue_keys(path: Path) -> Iterator[str]:
    """Second argument of every `Issue(...)` in this module, as far as it is written out."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Issue" and len(node.args) > 1:
            yield from written_out(node.args[1])


def written_out(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(one.value) if isinstance(one, ast.Constant) else "*" for one in node.values)
    elif isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from written_out(node.body)
        yield from written_out(node.orelse)
