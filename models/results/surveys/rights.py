"""Who may make surveys, and how a verb refuses."""

from models.actors import Actor, can
from models.errors import NotAllowed, NotReady
from models.issues import Issue, Issues
from models.programmes import Programme


def require_surveyor(programme: Programme, by: Actor) -> None:
    """Making surveys is a right of the playbook."""
    if not can(by, "survey", programme):
        raise NotAllowed(Issue("person", "may_not_survey"))


def refuse(issues: Issues) -> None:
    if issues:
        raise (NotAllowed if issues.about("person") else NotReady)(*issues)
