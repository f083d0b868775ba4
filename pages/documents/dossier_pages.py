"""What the dossier's pages say, ready for its template: labels instead of keys, days and hours in WIB."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from data.wording import say, sentence
from models import places
from models.actors import Actor
from models.content.checklists import ChecklistAnswer
from models.content.contents import Content
from models.content.corrections import Correction
from models.content.decisions import Review
from models.content.handing_out import Holdings
from models.content.indonesian import day, listing, moment
from models.content.media import Media, MediaRole
from models.content.publications import Publication
from models.playbooks import FieldKind, FieldRule, Stage
from pages.documents import dated, origin
from pages.documents.takers import named
from pages.ui import formats, history, later_marks

Told = dict[str, Any]


def told(content: Content, holdings: Holdings, taker: Actor, pictured: set[str]) -> Told:
    """`pictured`: ids of the media whose preview lies beside the template."""
    lines = [one for one in holdings.entries if one.subject == "content"]
    return {
        "title": content.title,
        "programme": content.programme.name,
        "office": dated.office_name(content.programme, content.published_at or content.created_at, content.session),
        "state": say(f"content_states.{content.state.value}"),
        "head": _pairs(_head(content, holdings)),
        "dates": _pairs(_dates(content, holdings)),
        "taker": named(taker, content.programme_id, content.session),
        "reason": _note(holdings, content.note_id),
        "publications": [_publication(content, one) for one in content.publications],
        "pictures": [_picture(one, content) for one in content.media if str(one.pk) in pictured and one.role == MediaRole.FILE],
        "revision": content.revision_number,
        "fields": _pairs(_fields(content)),
        "files": [_file(one, content) for one in content.media],
        "decisions": [_decision(content, holdings, one) for one in content.reviews],
        "revisions": [_revision(content, holdings, one) for one in holdings.revisions],
        "debts": [_debt(content, holdings, one) for one in content.debts],
        "history": [[formats.number(one.number), moment(one.at), one.sentence] for one in history.lines(lines, content.session)],
        "anchor": {"number": str(holdings.anchor.number), "hash": holdings.anchor.hash, "at": moment(holdings.anchor.at)},
        "playbook": f"{content.playbook.number} · {content.playbook.digest}",
    }


def _head(content: Content, holdings: Holdings) -> Mapping[str, str]:
    rules = content.rules
    return {
        "Program inovasi": content.programme.name,
        "Kantor": dated.office_name(content.programme, content.published_at or content.created_at, content.session),
        "Nomor konten": str(content.pk),
        "Jenis informasi": rules.type(content.kind).label,
        "Format": rules.format_of(content.format).label,
        "Jalur": content.lane_rules.label,
        "Berasal dari": origin.of(content),
        "Status": say(f"content_states.{content.state.value}"),
        "Diganti oleh": _newer(content),
        "Tahap": content.stage_rules.label,
        "Pemilik konten": holdings.people.get(content.owner_id or 0, ""),
        "Unit teknis": holdings.unit,
    }


def _dates(content: Content, holdings: Holdings) -> Mapping[str, str]:
    """Planned, scheduled and published are three things; the schedule moves `planned_for`, the log keeps what was planned."""
    plans = [one.facts["planned_for"] for one in holdings.entries if one.action == "content.planned"]
    planned = datetime.fromisoformat(plans[-1]) if plans and plans[-1] else content.planned_for
    scheduled = sorted({one.scheduled_for for one in content.publications if one.scheduled_for})
    return {
        "Dibuat": moment(content.created_at),
        "Direncanakan tayang": _moment(planned),
        "Dijadwalkan tayang": listing([moment(one) for one in scheduled]) if scheduled else "",
        "Pertama kali tayang": _moment(content.published_at),
        "Dicatat": later_marks.words(content),
        "Diarsipkan": _moment(content.archived_at),
    }


def _newer(content: Content) -> str:
    """The newest of its thread that is out: number and title, so that a printed dossier leads there too."""
    newest = Correction.newest([content.pk], content.session).get(content.pk)
    title = Content.titles({newest}, content.session).get(newest) if newest else None
    return say("later.newer", number=newest, title=title) if title else ""


def _publication(content: Content, one: Publication) -> Told:
    files = {media.pk: media for media in content.media}
    proof = files.get(one.proof_id or 0)
    return {
        "channel": content.rules.channel(one.channel).label,
        "state": say(f"publication_states.{one.state.value}"),
        "facts": _pairs(
            {
                "Dijadwalkan": _moment(one.scheduled_for) + (" (dijadwalkan di kanalnya)" if one.native and one.scheduled_for else ""),
                "Tayang": _moment(one.published_at),
                "Tautan": one.permalink,
                "Bukti tayang": f"{proof.name} ({proof.sha256[:12]})" if proof else "",
            }
        ),
        "text": one.text,
    }


def _picture(media: Media, content: Content) -> Told:
    return {"file": f"{media.pk}.jpg", "name": media.name, "alt": _listed(content, media).get("alt", "")}


def _file(media: Media, content: Content) -> Told:
    listed = _listed(content, media)
    use = say(f"dossier_files.{listed.get('purpose', 'visual') if listed else 'unused'}") if media.role == MediaRole.FILE else ""
    return {
        "name": media.name,
        "use": use or say(f"dossier_files.{media.role.value}"),
        "size": formats.size(media.facts.size),
        "alt": listed.get("alt", ""),
        "people": next((one.label for one in content.rules.people.answers if one.key == listed.get("people")), ""),
        "sha256": media.sha256,
        "original": media.original if media.original and media.original != media.sha256 else "",
    }


def _listed(content: Content, media: Media) -> dict[str, Any]:
    """How the current revision holds this file; empty when it doesn't."""
    assert content.revision is not None
    return next((one for one in content.revision.files if one["media_id"] == media.pk), {})


def _fields(content: Content) -> Mapping[str, str]:
    assert content.revision is not None
    contacts = {one.contact_id: f"{one.label} {one.number}" for one in content.known_contacts().values()}
    fields, rules = content.revision.fields, content.rules.fields_of(content.kind)
    return {rule.label: _value(rule, fields.get(rule.key), contacts, content) for rule in rules}


def _value(rule: FieldRule, value: Any, contacts: Mapping[int, str], content: Content) -> str:
    if not value:
        return ""
    match rule.kind:
        case FieldKind.DATE:
            return day(date.fromisoformat(value))
        case FieldKind.MOMENT:
            return moment(datetime.fromisoformat(value))
        case FieldKind.LINK:
            return str(value.get("url") or value.get("none") or "")
        case FieldKind.CONTACT:
            return listing(contacts.get(one, str(one)) for one in value)
        case FieldKind.PLACES:
            return listing(places.known().get(one, one) for one in value)
        case FieldKind.CHANNELS:
            return listing(content.rules.channel(one).label for one in value)
        case FieldKind.CAPTIONS:
            return "\n\n".join(f"{content.rules.channel(key).label}: {text}" for key, text in value.items() if text)
        case FieldKind.CHOICE:
            return next((one.label for one in rule.options if one.key == value), str(value))
    return str(value)


def _decision(content: Content, holdings: Holdings, review: Review) -> Told:
    stage, undone = content.lane_rules.stage(review.stage), {one.undoes_id for one in content.reviews}
    name, denied = holdings.people.get, {one.id for one in content.denied}
    by, verbal = name(review.by_id or 0, ""), name(review.approver_id or 0, "") if review.verbal else ""
    marks = {
        "on_behalf_of": {"said": name(review.on_behalf_of_id or 0, "")},
        "verbal": {"said": verbal and by},
        "written": {"said": review.letter_number if review.written else "", "by": by},
        "undone": {"said": "ya" if review.pk in undone and not review.verbal else ""},
        "denied": {"said": "ya" if review in content.denied else ""},
    }
    return {
        "stage": stage.label,
        "decision": say(f"dossier_decisions.{'deny' if review.undoes_id in denied else review.decision.value}"),
        "good": review.decision.value == "approve" and review.pk not in undone,
        "who": verbal or (holdings.unit if review.written else by),
        "roles": content.role_labels(stage),
        "at": moment(review.at),
        "revision": str(review.revision),
        "marks": [say(f"dossier_marks.{key}", **facts) for key, facts in marks.items() if facts["said"]],
        "note": _note(holdings, review.note_id),
        "answers": [_answer(stage, holdings, one) for one in sorted(review.answers, key=lambda one: one.pk)],
        "covered": review.covered,
    }


def _answer(stage: Stage, holdings: Holdings, one: ChecklistAnswer) -> list[str]:
    text = next((item.text for item in stage.checklist if item.key == one.item), one.item)
    carried = say("dossier_marks.carried") if one.carried else ""
    return [text, say(f"answers.{one.answer.value}"), " ".join(filter(None, (_note(holdings, one.note_id), carried)))]


def _revision(content: Content, holdings: Holdings, one: Any) -> list[str]:
    stage = next((stage.label for stage in content.lane_rules.stages if stage.key == one.stage), one.stage)
    return [str(one.number), holdings.people.get(one.by_id or 0, ""), stage, moment(one.at), str(one.fields.get("title", ""))]


def _debt(content: Content, holdings: Holdings, one: Any) -> list[str]:
    settled = f"{moment(one.settled_at)}, {holdings.people.get(one.settled_by_id or 0, '')}" if one.settled_at else say("dossier.owed")
    return [sentence(one.issue), moment(one.due_at), settled]


def _note(holdings: Holdings, note_id: int | None) -> str:
    note = holdings.notes.get(note_id or 0)
    return note.text if note else ""


def _moment(value: datetime | None) -> str:
    return moment(value) if value else ""


def _pairs(said: Mapping[str, str]) -> list[list[str]]:
    return [[label, text] for label, text in said.items() if text]
