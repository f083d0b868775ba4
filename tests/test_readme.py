"""What the README promises is there: the two lines, the map, and nothing else visible at the top."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUN = "python3 -m venv .venv && . .venv/bin/activate && pip install -r requirements.txt && streamlit run app.py"
TEST = "python3 -m venv .venv && . .venv/bin/activate && pip install -r tests/requirements.txt && python -m pytest"
VISIBLE = {"app.py", "pages", "models", "data", "tests", "requirements.txt", "README.md"}


def test_the_two_lines_stand_alone_each_on_its_own_line() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert RUN in lines
    assert TEST in lines


def test_nothing_else_is_visible_at_the_top() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert {path.split("/")[0] for path in tracked if not path.startswith(".")} == VISIBLE


def test_the_tests_install_what_the_app_installs() -> None:
    assert (ROOT / "tests" / "requirements.txt").read_text("utf-8").startswith("-r ../requirements.txt")


def test_every_command_and_screen_in_the_readme_exists() -> None:
    from data.__main__ import COMMANDS

    text = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"`{name}" not in text and f" {name}" not in text] == []


def test_every_picture_of_the_readme_is_there() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    pictures = [part.split(")")[0] for part in text.split("](") if part.split(")")[0].endswith(".png")]
    assert pictures
    assert [one for one in pictures if not (ROOT / one).is_file()] == []
