"""Whether everything is still as it was written; with --drill whether we would notice if it weren't."""

from argparse import ArgumentParser, Namespace

from data import drill, integrity, restoring
from data.commands.anchors import add_anchor
from data.database import reading
from data.wording import say
from models.governance import retention
from models.governance.disposals import Disposal

SHOWN = 20


def arguments(parser: ArgumentParser) -> None:
    add_anchor(parser, several=True)
    parser.add_argument("--drill", action="store_true", help="rusak sebuah salinan dengan berbagai cara dan lihat apakah ketahuan")


def run(args: Namespace) -> int:
    if args.drill:
        return _drill()
    anchors = dict(args.anchor or ())
    with reading() as session:
        result, disposed = integrity.examine(session, anchors), Disposal.done(session)
    for damage in result.damages[:SHOWN]:
        print(say("commands.damage", area=say(f"integrity.{damage.area}"), what=damage.what, reason=say(f"damages.{damage.reason}")))
    if len(result.damages) > SHOWN:
        print(say("commands.more_damage", count=len(result.damages) - SHOWN))
    verdict = "damaged" if result.damages else "whole"
    print(say(f"commands.{verdict}", entries=result.entries, head=result.head, files=result.files, count=len(result.damages)))
    for number, record_class, count in disposed:
        kind = retention.of_key(record_class)
        print(say("commands.disposed", number=number, count=count, record_class=kind.label if kind else record_class))
    print(say("commands.anchored" if anchors else "commands.not_anchored"))
    return 1 if result.damages else 0


def _drill() -> int:
    try:
        attempts = drill.run()
    except drill.TooShort:
        print(say("commands.drill_too_short"))
        return 1
    except restoring.NotRestored as fault:
        print(say("commands.drill_damaged_already", reason=fault))
        return 1
    for one in attempts:
        verdict = "found" if one.found else "not_found" if one.tried else "not_tried"
        first = one.found[0] if one.found else None
        reason = f"{say(f'integrity.{first.area}')} {first.what}: {say(f'damages.{first.reason}')}" if first else ""
        print(say(f"commands.drill_{verdict}", kind=say(f"drill.{one.kind}"), reason=reason))
    print(say("commands.not_anchored"))
    return 0 if all(one.found for one in attempts if one.tried) else 1
