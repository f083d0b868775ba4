"""Playbook files of this release: version 1 of a new installation, later a proposal."""

from pathlib import Path

FOLDER = Path(__file__).parent


def texts() -> dict[str, str]:
    """TOML text by playbook key; the key is the file's name without its ending."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.toml"))}


def teams() -> dict[str, str]:
    """TOML text of each small-team profile by its key."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((FOLDER / "teams").glob("*.toml"))}
