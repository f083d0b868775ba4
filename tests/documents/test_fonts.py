"""The typeface of printed documents is the one its makers released."""

import hashlib
import tomllib

from pages.documents.printing import FOLDER, FONTS

RELEASE = tomllib.loads((FOLDER / "fonts" / "VENDORED.toml").read_text("utf-8"))["release"][0]


def test_the_fonts_are_unmodified_and_say_where_they_are_from() -> None:
    assert {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in FONTS.iterdir()} == RELEASE["sha256"]
    assert FONTS.name == f"{RELEASE['name']}-{RELEASE['version']}"
    assert (FONTS / RELEASE["licence_file"]).is_file()
    assert RELEASE["version"] in RELEASE["source"]
