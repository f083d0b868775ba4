"""How the desks look this minute: a text half typed, a decision half taken, a claim, and who has looked at what."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from data.database import reading
from data.seeds.world import Story, World
from models.content.answering import keep_answer
from models.content.checklists import Answer
from models.content.contents import Content
from models.content.seen import note_look
from models.content.shelves import Page
from models.people import Person

TYPING = {"lisa": " Datanya masih dicek ke unit.", "putri": " Foto lapangan menyusul.", "yoga": " Jam buka masih ditanyakan."}
DECIDING = {"nurul": 3, "budiman": 4, "sumarno": 2, "lena": 3}
LOOKING = ("tarmizi", "rani", "lena")


def stories(world: World, now: datetime) -> list[Story]:
    """Both, for the scheduler."""
    return [visits(world, now), left_open(world, now)]


def left_open(world: World, now: datetime) -> Iterator[datetime]:
    """Shortly before now, after everything else."""
    yield now - timedelta(minutes=24)
    for username, words in TYPING.items():
        for content_id in _ids(world, username, "on_desk", 1):
            _half_typed(world, username, content_id, words)
    yield now - timedelta(minutes=15)
    for username, items in DECIDING.items():
        for content_id in _ids(world, username, "awaiting", 1):
            _half_decided(world, username, content_id, items)


def visits(world: World, now: datetime) -> Iterator[datetime]:
    """The leader reads now and then, the coordinators daily; the inspector came on two days, and each look of hers is logged."""
    for days in (18, 17, 6, 1):
        yield world.in_hours("simponi", now - timedelta(days=days), 75)
        for username in LOOKING if days < 10 else ("siska",):
            for content_id in _ids(world, username, "published_lately", 4):
                with world.working_on(content_id, username) as (content, actor):
                    note_look(content, actor)


def _half_typed(world: World, username: str, content_id: int, words: str) -> None:
    with world.working_on(content_id, username) as (content, actor):
        revision = content.revision
        field = next((one for one in ("summary", "material_notes") if one in content.editable(actor)), None)
        if revision and field:
            fields = {**revision.fields, field: f"{revision.fields.get(field, '')}{words}".strip()}
            content.autosave(actor, fields, revision.files, content.revision_number, 0)


def _half_decided(world: World, username: str, content_id: int, items: int) -> None:
    with world.working_on(content_id, username) as (content, actor):
        note_look(content, actor)
        if not content.objections_to_deciding(actor):
            content.claim(actor)
            for item in islice(content.stage_rules.checklist, items):
                keep_answer(content, actor, item.key, Answer.YES, "", content.covered(item.about))


def _ids(world: World, username: str, shelf: str, count: int) -> list[int]:
    with reading() as session:
        actor = Person.acting(world.roster.people[username], session)
        shelves = {"on_desk": Content.on_desk, "awaiting": Content.awaiting, "published_lately": Content.to_monitor}
        page: Page = shelves[shelf](actor, session)
        return [one.pk for one in page.rows[:count]]
