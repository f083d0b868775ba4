"""What every told piece needs: who acts, at which moment, and what the content looked like after its last verb."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from data.seeds.album import Album
from data.seeds.cast import validator_of
from data.seeds.plan import Piece
from data.seeds.world import World
from models.actors import Actor
from models.content.checklists import Answer, Given
from models.content.contents import Content
from models.playbooks import Stage

IN_A_HURRY = timedelta(minutes=40)


class Steps:
    """One piece, its world, and the content as its last transaction left it."""

    def __init__(self, piece: Piece, world: World, album: Album) -> None:
        self.piece, self.world, self.album = piece, world, album
        self.programme = piece.script.programme
        self.chance = piece.chance
        self.seen: Content | None = None

    @property
    def content(self) -> Content:
        assert self.seen is not None, "a story begins with its content"
        return self.seen

    @property
    def stage(self) -> Stage:
        return self.content.stage_rules

    def on(self, username: str) -> AbstractContextManager[tuple[Content, Actor]]:
        """One verb of one person on this piece."""
        return self.world.working_on(self.content.pk, username)

    def see(self, content: Content) -> None:
        """Remember it as it is now; rows stay readable after their transaction."""
        self.seen = content

    def worker(self, stage: Stage) -> str:
        """Whose turn it is by the crew, or who stands in for him; a unit's validator, or the coordinator for a unit on paper."""
        if "validator_unit" in stage.by:
            return validator_of(self.piece.script.unit) or self.piece.crew["koordinator"]
        who = next(self.piece.crew[role] for role in stage.by if role in self.piece.crew)
        return self.world.stand_ins.get(who, who)

    def soon(self) -> datetime:
        """Spread over what is left until the piece should stand where it is going; late work is done in the evening."""
        lane, now, ready = self.content.lane_rules, self.world.now, self.piece.ready_by
        left = max(1, lane.index(self.piece.goal) - lane.index(self.content.stage))
        moment = now + max((ready - now) / left * self.chance.uniform(0.6, 1.0), IN_A_HURRY)
        forward = self.world.in_hours(self.programme, moment, self.chance.randint(1, 12))
        if forward <= max(ready, now + IN_A_HURRY):
            return forward
        back = self.world.before(self.programme, moment, self.chance.randint(3, 50))
        return back if back > now + IN_A_HURRY / 4 else moment

    def later(self, days: int = 0, minutes: int = 0) -> datetime:
        """In office hours, counted from now; close to the plan's end without regard to them."""
        moment = self.world.now + timedelta(days=days, minutes=minutes)
        forward = self.world.in_hours(self.programme, self.world.now + timedelta(days=days), minutes)
        return forward if forward <= max(self.piece.ready_by, moment) or days else moment


def answers(stage: Stage) -> Given:
    """Every item answered yes."""
    return {item.key: (Answer.YES, "") for item in stage.checklist}
