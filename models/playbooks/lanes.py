"""The flow as data: stages in order, who acts, what a decision binds, what a human is asked."""

from pydantic import Field

from models.playbooks.parts import Key, Part, Positive, StageKind


class Item(Part):
    """One question only a human can answer; `about` = the coverage words it looks at, so that an edit reopens just what it touched."""

    key: Key
    text: str
    guidance: str
    about: tuple[str, ...]
    not_applicable: bool = False


class Stage(Part):
    """One step of a lane.

    `by` role keys; `hours` working hours allowed; a work stage lists the fields it `edits`, whether published `files` may change and
    whether internal `material` may be added.
    `covers`: for a validating stage what its decision binds, for another what it builds upon (it must be done again when that changed).
    `covers` and `about` hold coverage words: field keys, `files` (the published pictures and films themselves: sha, order, purpose) and
    `alts` (what accompanies them: alt texts, answers about people, subtitles). `material` is internal and never covered.
    """

    key: Key
    label: str
    kind: StageKind
    by: tuple[str, ...]
    hours: Positive
    edits: tuple[str, ...] = ()
    files: bool = False
    material: bool = False
    plans: bool = False  # what is typed here is a plan: it makes nobody an author
    covers: tuple[str, ...] = ()
    checklist: tuple[Item, ...] = ()
    returns_to: tuple[str, ...] = ()
    written: bool = False  # a validation on paper by a unit without an account may be recorded
    verbal: bool = False  # a decision by telephone may be recorded and confirmed later
    confirm_hours: float = Field(default=0, ge=0)  # clock hours until a verbal decision must be confirmed

    def open_to(self, *, temporary: bool) -> bool:
        """Whoever holds a role by a task letter only works; every other stage needs a decree."""
        return not temporary or self.kind is StageKind.WORK


class Lane(Part):
    """An ordered flow; `follows` are check keys that may be met within `follow_hours` (clock hours) after publication.

    `clock_hours`: its stages' hours run day and night, not in service hours only.
    """

    key: Key
    label: str
    help: str
    stages: tuple[Stage, ...]
    follows: tuple[str, ...] = ()
    follow_hours: float = Field(default=0, ge=0)
    clock_hours: bool = False

    def stage(self, key: str) -> Stage:
        """The stage of that key (KeyError)."""
        return self.stages[self.index(key)]

    def index(self, key: str) -> int:
        """Its place in the flow, from 0 (KeyError)."""
        for position, stage in enumerate(self.stages):
            if stage.key == key:
                return position
        raise KeyError(key)

    @property
    def first(self) -> Stage:
        return self.stages[0]

    @property
    def validating(self) -> tuple[Stage, ...]:
        return tuple(stage for stage in self.stages if stage.kind is StageKind.VALIDATE)

    @property
    def publishing(self) -> int:
        """The place of its publishing stage; decisions before it are the gate, those after it are later reviews."""
        return next(position for position, stage in enumerate(self.stages) if stage.kind is StageKind.PUBLISH)
