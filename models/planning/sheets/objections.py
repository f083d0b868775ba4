"""What stands against a row of a spreadsheet before anything is tried: the same rules the verbs hold, asked without a statement (A3.2)."""

from typing import Any

from models.actors import Actor, can
from models.base import now
from models.content.contents import Content
from models.content.scheduling import GRACE
from models.issues import Issue, Issues
from models.planning.keeping import LENGTHS
from models.planning.sheets.pieces import Named, Piece
from models.planning.sheets.verdicts import Row
from models.planning.sheets.words import Words
from models.playbooks import StageKind
from models.programmes import Programme


def objections(programme: Programme, by: Actor, piece: Piece | None, row: Row, ours: Named, known: Words) -> Issues:
    """For a new row (no piece), a planned piece, or a content, of which only the hour moves here."""
    if not can(by, "plan", programme):
        return Issues([Issue("person", "may_not_plan")])
    if piece and piece.key in ours.contents:
        return _content(ours.contents[piece.key], by, row)
    unread = {one.about for one in row.issues}
    changing = ours.items[piece.key].objections_to_changing(by) if piece else Issues()
    return changing + Issues(one for one in _shortcomings(piece, row, known) if one.about not in unread)


def _content(content: Content, by: Actor, row: Row) -> Issues:
    elsewhere = [one.field for one in row.changes if one.field not in ("date", "hour")]
    if elsewhere:
        return Issues(Issue(one, "sheet_change_in_content") for one in elsewhere)
    if not row.changes:
        return Issues()
    issues = content.objections_to_moving(by)
    late = row.moment is not None and row.moment < now() - GRACE and content.stage_rules.kind == StageKind.PUBLISH
    return issues or Issues([Issue("date", "sheet_scheduled_past")] if late else [])


def _shortcomings(piece: Piece | None, row: Row, known: Words) -> list[Issue]:
    def final(field: str, empty: Any) -> Any:
        return row.wants.get(field, getattr(piece, field) if piece else empty)

    title, remark, owner, campaign = final("title", ""), final("remark", ""), final("owner", None), final("campaign", None)
    issues = [] if title else [Issue("title", "title_missing")]
    issues += [
        Issue(key, "sheet_too_long", {"field": key, "limit": LENGTHS[key]})
        for key, text in (("title", title), ("remark", remark))
        if len(text) > LENGTHS[key]
    ]
    issues += [] if final("kind", "") in known.kinds else [Issue("kind", "sheet_kind_missing")]
    issues += [] if final("channels", ()) else [Issue("channels", "channels_missing")]
    issues += [Issue("channels", "channel_unknown", {"channel": one}) for one in final("channels", ()) if one not in known.channels]
    issues += [Issue("place", "sheet_one_place")] if len(final("place", ())) > 1 else []
    issues += [] if owner is None or owner in known.writers else [Issue("owner", "owner_may_not_write")]
    issues += [] if campaign is None or campaign in known.open_campaigns else [Issue("campaign", "campaign_unknown")]
    return issues
