"""What a verb says instead of acting; each refusal carries all its issues."""

from models.issues import Issue, Issues


class Refused(Exception):
    """The verb did nothing; `issues` says why, all of it, not the first only."""

    def __init__(self, *issues: Issue) -> None:
        self.issues = Issues(issues)
        super().__init__(", ".join(issue.key for issue in issues))


class NotAllowed(Refused):
    """This person may not do this here (role, authorship, another decision of the same person)."""


class WrongStage(Refused):
    """The content isn't where this verb applies."""


class NotReady(Refused):
    """Requirements are still open."""


class OutOfDate(Refused):
    """Somebody changed it first; `facts` of the issue say who, what and when."""


class NotFound(Refused):
    """It doesn't exist, or not for this person: from outside both look the same (SAFETY of the access matrix)."""

    def __init__(self) -> None:
        super().__init__(Issue("page", "not_found"))
