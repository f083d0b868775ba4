"""The long parts of an evidence package, written piece by piece: the contents that went out, and the programme's lines of the log."""

import json
from collections.abc import Callable, Iterator

from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.content.contents import Content
from models.entries import Entry
from models.governance import spans
from models.governance.spans import Span
from models.results.evaluations.signing import EvaluationSignature
from models.results.evaluations.snapshots import EvaluationSnapshot
from pages.documents.bagging import Bag
from pages.documents.dossier import dossier

MOST_DOSSIERS = 200
HEAD = (
    "nomor", "judul", "jenis", "format", "jalur", "status", "pertama tayang", "revisi", "keputusan", "kanal dan tautan", "sidik berkas",
    "berkas konten",
)  # fmt: skip


def put_contents(
    bag: Bag, span: Span, session: Session, reader: Actor, progress: Callable[[float], None], *, dossiers: bool
) -> None:  # fmt: skip
    """The index of all, then, where wanted and at most 200, everything about each one as a ZIP with a verifier of its own."""
    total, _ = spans.produced(span, session)
    taken: list[int] = []
    with_them = dossiers and total <= MOST_DOSSIERS

    def rows() -> Iterator[list[object]]:
        for some in spans.contents(span, session):
            for one in some:
                taken.append(one.pk)
                yield [*_row(one), f"arsip/berkas-konten/{one.pk}.zip" if with_them else ""]

    bag.add_table("arsip/indeks.csv", HEAD, rows())
    for place, content_id in enumerate(taken if with_them else (), start=1):
        bag.add(f"arsip/berkas-konten/{content_id}.zip", dossier(session, content_id, reader))
        session.expunge_all()
        progress(place / len(taken))


def put_log(bag: Bag, span: Span, session: Session, _: Actor) -> None:
    """Each line as it was hashed; the anchors are the newest line of the whole log and those that signatures carry."""
    number, digest = Entry.head(session)
    snapshots = [shot.pk for one in spans.evaluations(span, session) for shot in EvaluationSnapshot.of(one.pk, session)]
    signed = [one for some in EvaluationSignature.of(snapshots, session).values() for one in some]
    bag.write("log/catatan.jsonl", (_line(one) for some in spans.log_lines(span, session) for one in some))
    anchors = [{"nomor": one.anchor_number, "sidik": one.anchor_hash, "pada": one.at.isoformat()} for one in signed]
    bag.add_json("log/segel.json", {"segel": {"nomor": number, "sidik": digest}, "segel_tanda_tangan": anchors})


def _line(one: Entry) -> bytes:
    told = {"number": one.number, "text": one.text, "hash": one.hash}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _row(one: Content) -> list[object]:
    rules = one.rules
    channels = {each.key: each.label for each in rules.channels}
    out = [f"{channels.get(it.channel, it.channel)}: {it.permalink or 'tanpa tautan'}" for it in one.publications if it.published_at]
    return [
        one.pk, one.title, rules.type(one.kind).label, rules.format_of(one.format).label, one.lane_rules.label,
        say(f"content_states.{one.state.value}"), one.published_at, one.revision_number,
        sum(review.decision == "approve" for review in one.reviews), "\n".join(out), "\n".join(it.sha256 for it in one.media),
    ]  # fmt: skip
