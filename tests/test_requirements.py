"""Every clause met so far is held by a collected test that names it, and nothing names a clause that doesn't exist."""

import re

import pytest

from data import reference

ID = re.compile(r"\b[SA](?:-?[A-H]\d*|[1-4]\.\d)b?\b")


def named_by(items: list[pytest.Item]) -> dict[str, list[str]]:
    """Clause → the tests that name it in their own docstring."""
    found: dict[str, list[str]] = {}
    for item in items:
        doc = getattr(getattr(item, "function", None), "__doc__", None) or ""
        for clause in set(ID.findall(doc)):
            found.setdefault(clause, []).append(item.nodeid)
    return found


def test_each_clause_that_a_screen_meets_is_named_by_a_test(every_test: list[pytest.Item]) -> None:
    met = {row["id"] for row in reference.requirements() if row["where"]}
    assert met, "the register is empty"
    assert sorted(met - named_by(every_test).keys()) == []


def test_no_test_names_a_clause_that_does_not_exist(every_test: list[pytest.Item]) -> None:
    known = {row["id"] for row in reference.requirements()}
    assert sorted(named_by(every_test).keys() - known) == []


def test_the_register_says_each_clause_once_in_one_sentence() -> None:
    rows = reference.requirements()
    assert len({row["id"] for row in rows}) == len(rows)
    assert [row["id"] for row in rows if row["text"].count(". ") > 1 or not row["text"].endswith(".")] == []
