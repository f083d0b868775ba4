"""A spreadsheet taken into the calendar: every row through its verb, all of them or none (A3.2)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NoReturn

from sqlmodel import Session, select

from models import entries
from models.actors import Actor
from models.base import now
from models.content.contents import Content
from models.errors import NotAllowed, NotFound, NotReady, OutOfDate, Refused
from models.issues import Issue
from models.planning.campaigns import require_planner
from models.planning.items import PlanItem
from models.planning.sheets import columns as sheet_columns
from models.planning.sheets.columns import Columns
from models.planning.sheets.comparing import compare
from models.planning.sheets.imports import SheetImport
from models.planning.sheets.values import Tab
from models.planning.sheets.verdicts import Preview, Row, Verdict
from models.programmes import Programme


def apply(
    programme: Programme, tab: Tab, columns: Columns, sha256: str, by: Actor, session: Session, *,
    seen: Mapping[int, str], overwrite: Collection[int] = (),
) -> SheetImport:  # fmt: skip
    """What `compare` proposes, judged anew: OutOfDate when a row no longer is what was `seen` (`Preview.seen`).

    Conflicts stay as they are here unless their row stands in `overwrite`; refused rows are left out; nothing is deleted.
    """
    require_planner(programme, by)
    # Whoever takes the same new rows in at this instant waits here, and then finds them planned.
    session.exec(select(Programme.id).where(Programme.id == programme.pk).with_for_update()).one()
    preview = compare(programme, tab, columns, by, session, lock=True, advise=False)
    _require_as_seen(preview, seen)
    added, changed = preview.of(Verdict.NEW), [*preview.of(Verdict.CHANGED), *_overwritten(preview, overwrite)]
    if not added and not changed:
        raise NotReady(Issue("page", "sheet_nothing"))
    for row in (*changed, *added):
        _carry_out(programme, row, preview.items.get(row.key), by, session)
    refused = len(preview.of(Verdict.REFUSED))
    unchanged = len(preview.rows) - len(added) - len(changed) - refused
    taken = SheetImport(
        programme_id=programme.pk, sha256=sha256, by_id=by.person_id, at=now(), heading=sheet_columns.digest(tab, columns),
        mapping=columns.as_remembered(), added=len(added),
        changed=len(changed), unchanged=unchanged, refused=refused,
    )  # fmt: skip
    session.add(taken)
    session.flush()
    entries.record(
        session, "sheet.imported", by=by, subject=taken, added=len(added), changed=len(changed), unchanged=unchanged, refused=refused
    )
    return taken


def _require_as_seen(preview: Preview, seen: Mapping[int, str]) -> None:
    other = [number for number, told in preview.seen.items() if seen.get(number) != told]
    if other or len(seen) != len(preview.rows):
        raise OutOfDate(Issue("page", "sheet_outdated", {"row": other[0] if other else 0}))


def _overwritten(preview: Preview, overwrite: Collection[int]) -> list[Row]:
    return [one for one in preview.of(Verdict.CONFLICT) if one.number in overwrite]


def _carry_out(programme: Programme, row: Row, item: PlanItem | None, by: Actor, session: Session) -> None:
    """One row (`item` is already locked and as it was judged); a refusal names it and, with the transaction, undoes all others."""
    assert row.moment is not None
    try:
        if item:
            _change(programme, row, row.moment, item, by)
        elif row.key:
            Content.current(int(row.key[1:]), row.version, by, session).move_to(by, row.moment)
        else:
            _plan(programme, row, row.moment, by, session)
        session.flush()
    except Refused as refused:
        _refuse(row, refused)


def _plan(programme: Programme, row: Row, moment: datetime, by: Actor, session: Session) -> None:
    wants = _for_verbs(row.wants)
    PlanItem.plan(programme, wants.pop("title"), wants.pop("kind"), wants.pop("channels"), moment, by, session, **wants)


def _change(programme: Programme, row: Row, moment: datetime, item: PlanItem, by: Actor) -> None:
    changes = _for_verbs(row.wants)
    if "kind" in changes and item.format not in ("", *programme.rules.type(changes["kind"]).formats):
        changes["format"] = ""
    if changes:
        item.revise(by, changes)
    if moment != item.planned_for:
        item.move(by, moment)


def _for_verbs(wants: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(wants)
    for field in ("owner", "campaign"):
        if field in found:
            found[f"{field}_id"] = found.pop(field)
    if "place" in found:
        found["place"] = next(iter(found["place"]), "")
    if "channels" in found:
        found["channels"] = list(found["channels"])
    return found


def _refuse(row: Row, refused: Refused) -> NoReturn:
    kind = type(refused) if type(refused) in (NotAllowed, OutOfDate) else NotReady
    issues = () if isinstance(refused, NotFound) else refused.issues
    raise kind(Issue("page", "sheet_row_refused", {"row": row.number}), *issues)
