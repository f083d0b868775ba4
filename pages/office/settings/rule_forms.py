"""Formulir pedoman: satu bagian pada satu waktu, tiap nilai dengan nama yang dikenal orang."""

from collections.abc import Callable, Iterator
from typing import Any

import streamlit as st

from data.wording import say
from models.governance.rule_proposals import RuleProposal
from models.playbooks import CHECKS, Level, Need, Playbook, StageKind
from models.playbooks.paths import at
from pages.office.settings import checklists, roles
from pages.office.settings.rule_fields import Field, drawn, typed
from pages.ui import blocks
from pages.ui.session import attempt, notice, signed_in

NEEDS, LEVELS = tuple(one.value for one in Need), tuple(one.value for one in Level)
MEDIA = (
    "images_min", "images_max", "videos_min", "videos_max", "image_min_width", "image_min_height", "image_max_mb", "video_min_height",
    "video_max_mb", "video_warn_seconds", "video_max_seconds", "subtitles",
)  # fmt: skip
CHANNEL = ("text_max", "preview_chars", "images_max", "image_max_mb", "video_max_seconds", "hashtags_max", "gap_minutes")
TIMES = (
    "claim_hours", "contact_fresh_days", "archive_after_days", "reminders.before_hours", "reminders.after_hours",
    "reminders.escalate_hours", "hoaxes.hours", "hoaxes.statement_hours", "hoaxes.confirm_hours", "evaluating.begin_days",
    "evaluating.close_days", "evaluating.review_months", "governance.review_months", "governance.acknowledge_days",
    "governance.account_check_days", "governance.consent_warn_days", "surveys.due_days", "surveys.warn_days",
)  # fmt: skip


def show_forms(one: RuleProposal) -> None:
    """What may be changed by hand; everything else by the TOML file."""
    with st.container(border=True, gap="small", key="rules-forms"):
        blocks.heading("Ubah", icon="tune")
        st.caption(say("rules.by_file_later"))
        section = st.selectbox(
            "Bagian", list(SECTIONS), key="rules-section", format_func=lambda key: say(f"rule_sections.{key}"), label_visibility="collapsed"
        )
        if section in WHOLE:
            WHOLE[section](one)
        else:
            show_form(one, section)


def show_form(one: RuleProposal, section: str) -> None:
    rules = one.rules
    fields = list(SECTIONS[section](rules))
    with st.form(f"rules-form-{one.pk}-{one.version}-{section}", border=False):
        columns = st.columns(2, gap="medium")
        for place, field in enumerate(fields):
            with columns[place % 2]:
                drawn(field, at(one.values, field.path), key(one, field.path), rules)
        paths = tuple(field.path for field in fields)
        st.form_submit_button("Catat perubahan", icon=":material/save:", on_click=save, args=(one.pk, one.version, paths))


def needs(rules: Playbook) -> Iterator[Field]:
    kind = chosen("Jenis informasi", {one.key: one.label for one in rules.types}, "rules-type")
    for one in rules.type(kind).fields:
        yield Field(f"types.{kind}.fields.{one.key}.need", rules.field(one.key).label, NEEDS)


def checks(_: Playbook) -> Iterator[Field]:
    yield from (Field(f"checks.{one}", say(f"rule_checks.{one}"), LEVELS) for one in CHECKS)


def media(rules: Playbook) -> Iterator[Field]:
    form = chosen("Format", {one.key: one.label for one in rules.formats}, "rules-format")
    for name in MEDIA:
        yield Field(f"formats.{form}.media.{name}", say(f"rule_words.{name}"), NEEDS if name == "subtitles" else ())


def texts(rules: Playbook) -> Iterator[Field]:
    yield from (Field(f"fields.{one.key}.max_chars", one.label) for one in rules.fields if one.max_chars)


def channels(rules: Playbook) -> Iterator[Field]:
    channel = chosen("Kanal", {one.key: one.label for one in rules.channels}, "rules-channel")
    yield from (Field(f"channels.{channel}.{name}", say(f"rule_words.{name}")) for name in CHANNEL)


def language(_: Playbook) -> Iterator[Field]:
    for name in ("sentence_words", "average_words", "long_word_letters", "long_words_percent"):
        yield Field(f"language.{name}", say(f"rule_words.{name}"))


def stages(rules: Playbook) -> Iterator[Field]:
    lane = rules.lane(chosen("Jalur", {one.key: one.label for one in rules.lanes}, "rules-lane"))
    everybody = tuple(one.key for one in rules.roles)
    for stage in lane.stages:
        path = f"lanes.{lane.key}.stages.{stage.key}"
        yield Field(f"{path}.by", f"{stage.label}: pelaku", everybody, several=True)
        yield Field(f"{path}.hours", f"{stage.label}: waktu (jam)")
        if stage.kind is StageKind.VALIDATE and stage.verbal:
            yield Field(f"{path}.confirm_hours", f"{stage.label}: konfirmasi lisan paling lama (jam)")


def indicators(rules: Playbook) -> Iterator[Field]:
    one = chosen("Indikator", {one.key: one.label for one in rules.indicators}, "rules-indicator")
    for name in ("label", "unit", "source", "help"):
        yield Field(f"indicators.{one}.{name}", say(f"rule_words.{name}"))
    yield Field(f"indicators.{one}.owner", say("rule_words.owner"), tuple(role.key for role in rules.roles if not role.unit))


def times(_: Playbook) -> Iterator[Field]:
    for path in TIMES:
        above, _dot, name = path.rpartition(".")
        yield Field(path, " · ".join(say(f"rule_words.{step}") for step in (above, name) if step))


SECTIONS: dict[str, Callable[[Playbook], Iterator[Field]]] = {
    "checklist": lambda _: iter(()),
    "roles": lambda _: iter(()),
    "needs": needs,
    "checks": checks,
    "media": media,
    "texts": texts,
    "channels": channels,
    "language": language,
    "stages": stages,
    "indicators": indicators,
    "times": times,
}


WHOLE: dict[str, Callable[[RuleProposal], None]] = {"checklist": checklists.show_checklists, "roles": roles.show_roles}


def chosen(label: str, offered: dict[str, str], key: str) -> str:
    return st.selectbox(label, list(offered), key=key, format_func=lambda one: offered[one])


def key(one: RuleProposal, path: str) -> str:
    """By version: after a save by somebody else the form shows what is stored."""
    return f"rule-{one.pk}-{one.version}-{path}"


def save(proposal_id: int, seen: int, paths: tuple[str, ...]) -> None:
    with attempt() as session:
        by = signed_in(session)
        one = RuleProposal.current(proposal_id, seen, by, session)
        edits: dict[str, Any] = {path: typed(key(one, path), at(one.values, path)) for path in paths}
        changed = {path: value for path, value in edits.items() if value != at(one.values, path)}
        if changed:
            one.edit(by, changed)
        else:
            notice("info", say("rules.nothing_changed"))
