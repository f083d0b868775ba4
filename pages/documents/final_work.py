"""What was done in a span, for its final report: team, meetings, activities, contents, trainings, hoaxes, corrections, rules."""

from collections import Counter
from statistics import median
from typing import Any

from sqlmodel import Session

from data.wording import say
from models import places
from models.base import LOCAL
from models.governance import spans
from models.governance.rule_proposals import RuleProposal
from models.governance.spans import Produced, Span
from models.governance.trainings import Training
from models.playbooks.sop import differences
from models.public.hoaxes.states import OPEN
from pages.ui import formats

Told = dict[str, Any]


def told(span: Span, session: Session) -> Told:
    """Tables in words, and `counts` of all that was found."""
    total, rows = spans.produced(span, session)
    held, met, hoaxes = spans.activities(span, session), spans.minutes(span, session), spans.hoaxes(span, session)
    trained, corrected, decreed = spans.trainings(span, session), spans.corrections(span, session), _decrees(span, session)
    return {
        "counts": {
            "contents": total, "activities": len(held), "people": sum(one.people for one in held), "minutes": len(met),
            "trainings": len(trained), "hoaxes": len(hoaxes), "corrections": len(corrected),
        },
        "decrees": decreed,
        "meetings": [[formats.day(one.held_on), one.title, one.place or "–", str(len(one.standing))] for one in met],
        "activities": [
            [
                formats.day(one.held_on), one.title, say(f"activity_forms.{one.form}"),
                f"{one.venue}, {places.known().get(one.place, one.place)}", formats.number(one.people),
            ]
            for one in held
        ],
        "places": _places(held),
        "contents": _contents(span, total, rows),
        "trainings": [_training(one) for one in trained],
        "hoaxes": _hoaxes(span, hoaxes),
        "corrections": _corrections(corrected),
        **_rules(span, session),
    }  # fmt: skip


def _decrees(span: Span, session: Session) -> list[Told]:
    labels = {one.key: one.label for one in span.programme.rules.roles}
    return [
        {
            "title": " ".join(filter(None, (say(f"decree_kinds.{one.kind}"), one.number))),
            "about": " · ".join(
                filter(None, (one.title, formats.period(one.starts_on, one.last_day) if one.starts_on else "", one.signatory))
            ),
            "rows": [[line.person.name, labels.get(line.role, line.role), line.person.position or "–"] for line in one.lines],
        }
        for one in spans.decrees(span, session)
    ]


def _places(held: list[Any]) -> list[list[str]]:
    counted: dict[str, list[int]] = {}
    for one in held:
        counted.setdefault(one.place, []).append(one.people)
    known = places.known()
    order = sorted(counted.items(), key=lambda one: -sum(one[1]))
    return [[known.get(place, place), formats.number(len(people)), formats.number(sum(people))] for place, people in order]


def _contents(span: Span, total: int, rows: list[Produced]) -> Told:
    """By information type in lines, by channel in columns; `bars` are shares of the largest type."""
    rules = span.programme.rules
    channels = [one for one in rules.channels if any(row.channel == one.key for row in rows)]
    kinds = {one.key: one.label for one in rules.types}
    table = {(row.kind, row.channel): row.publications for row in rows}
    sums = Counter[str]()
    for row in rows:
        sums[row.kind] += row.publications
    body = [
        [kinds.get(kind, kind), *(formats.number(table.get((kind, one.key), 0)) for one in channels), formats.number(count)]
        for kind, count in sums.most_common()
    ]
    most = max(sums.values(), default=0)
    line = say(
        "final.contents_line", contents=formats.number(total), publications=formats.number(sum(sums.values())), channels=len(channels)
    )
    return {
        "line": line if body else "", "head": ["Jenis informasi", *(one.label for one in channels), "Jumlah"], "rows": body,
        "bars": [[kinds.get(kind, kind), count / most, formats.number(count)] for kind, count in sums.most_common()],
    }  # fmt: skip


def _hoaxes(span: Span, found: list[Any]) -> Told:
    """Counted by result: claims are other people's words and stay where they are."""
    labels = {one.key: one.label for one in (*span.programme.rules.hoaxes.classes, *span.programme.rules.hoaxes.exits)}
    results = Counter(labels.get(one.result, one.result) or "Belum disimpulkan" for one in found)
    clarified, waiting = sum(one.clarified_at is not None for one in found), sum(one.state in OPEN for one in found)
    line = say("final.hoax_line", count=len(found), clarified=clarified, open=waiting) if found else ""
    return {"line": line, "rows": [[label, str(count)] for label, count in results.most_common()]}


def _corrections(found: list[Any]) -> str:
    if not found:
        return ""
    kinds = Counter(one.kind.value for one in found)
    times = [one.minutes for one in found if one.minutes is not None]
    facts = {"count": len(found), "ralat": kinds["ralat"], "updates": kinds["pemutakhiran"]}
    if not times:
        return say("final.correction_line_open", **facts)
    return say("final.correction_line", minutes=formats.number(median(times)), **facts)


def _rules(span: Span, session: Session) -> Told:
    """Versions in force with what changed of the SOP, and every change of the rules with its reason."""
    known, versions = spans.versions(span, session), []
    for before, one in zip([None, *known], known, strict=False):
        changed = differences(before.rules.sop, one.rules.sop) if before else []
        words = "; ".join(f"{each.number}. {each.label} ({say(f'sop_differences.{each.kind}').lower()})" for each in changed)
        on = formats.day(one.adopted_at.astimezone(LOCAL).date())
        nothing = say("sop.no_difference") if before else "Versi yang berlaku saat siklus dimulai."
        versions.append([say("final.version_line", number=one.number, on=on, digest=one.digest[:12]), words or nothing])
    changes = [_change(one) for one in spans.adopted(span, session)]
    return {"versions": versions, "changes": changes}


def _training(one: Training) -> list[str]:
    return [formats.day(one.held_on), one.title, one.kind_label, one.trainer, f"{len(one.present)} dari {len(one.seats)}"]


def _change(one: RuleProposal) -> list[str]:
    on = formats.day(one.decided_at.astimezone(LOCAL).date()) if one.decided_at else "–"
    return [str(one.number), on, one.reason.text if one.reason else "–"]
