"""Merging: two people opened the same hoax; the one kept leads on, both say so in the log (DAYS 3.2)."""

from typing import TYPE_CHECKING

from sqlmodel import col, select

from models import entries
from models.actors import Actor, can
from models.base import Row, now
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.public.hoaxes import similar
from models.public.hoaxes.states import DECIDED, HoaxState

if TYPE_CHECKING:
    from models.public.hoaxes.cases import HoaxCase

entries.register("hoax.merged", "hoax_case", ("into", "sightings"))
entries.register("hoax.absorbed", "hoax_case", ("merged", "sightings"))


class Merging:
    """The verb of whoever sees that two cases are one."""

    def objections_to_merging(self: "HoaxCase", by: Actor, into: "HoaxCase | None" = None) -> Issues:
        """Only what isn't decided yet goes into another open case of the same programme."""
        issues = list(self.objections_to_working(by))
        if self.state in DECIDED or self.clarification_id is not None:
            issues.append(Issue("page", "hoax_already_concluded"))
        if self.open_statements or self.unconfirmed:
            issues.append(Issue("page", "hoax_merge_open"))
        if into is not None:
            if into.pk == self.pk or into.programme_id != self.programme_id:
                issues.append(Issue("into", "hoax_merge_odd"))
            elif into.merged_into_id is not None or into.state is HoaxState.CLOSED:
                issues.append(Issue("into", "hoax_merge_closed"))
        return Issues(issues)

    def merge_into(self: "HoaxCase", into: "HoaxCase", by: Actor) -> None:
        """Traces go with it; the older hour of sighting stays with each of them, so no clock is reset."""
        if not can(by, "check_hoax", into.programme):
            raise NotAllowed(Issue("person", "may_not_check_hoax"))
        if issues := self.objections_to_merging(by, into):
            raise (NotAllowed if issues.about("person") else NotReady if issues.about("into") else WrongStage)(*issues)
        moved: list[Row] = list(self.sightings)
        for sighting in list(self.sightings):
            self.sightings.remove(sighting)
            into.sightings.append(sighting)
        files = [one for one in self.files if one.id in {sighting.file_id for sighting in into.sightings}]
        for file in files:
            self.files.remove(file)
            into.files.append(file)
        earlier = self._led_here()
        for one in earlier:
            one.merged_into_id = into.pk
        self.merged_into_id, self.state, self.closed_at, self.escalates_at = into.pk, HoaxState.CLOSED, now(), None
        into.begin_checking()
        self.session.flush()
        self.log("hoax.merged", by, [*moved, *files, *earlier], into=into, sightings=len(moved))
        into.log("hoax.absorbed", by, [*moved, *files], merged=self, sightings=len(moved))

    def alike_now(self: "HoaxCase") -> list[int]:
        """Ids of cases whose claims are like this one, the most alike first."""
        text = f"{self.title} {self.claim.text}"
        return [one.case_id for one in similar.among([self.programme_id], text, self.session, but=self.pk)]

    def _led_here(self: "HoaxCase") -> "list[HoaxCase]":
        """Cases merged into this one before: they lead on to where it goes now."""
        return list(self.session.exec(select(type(self)).where(col(type(self).merged_into_id) == self.pk).with_for_update()))
